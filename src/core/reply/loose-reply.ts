/** Reads slips, sentences and parts of labels. */

import { barerForms, withoutCourtesy } from './courtesy.ts';
import { isNegator, type Label } from './label.ts';
import { numbersAsLabelled } from './labelled-number.ts';
import { findWhole, readPlainly } from './plain-reply.ts';
import { readPointing } from './position.ts';
import { oneOf, type ReplyReading } from './reading.ts';
import { namedOtherwise, saidOtherwise } from './same-meaning.ts';
import { findMentioned, findPart } from './sentence.ts';
import { findSetting, isBesides } from './setting.ts';
import { writeOut } from './shorthand.ts';
import { singularLabels, singularOf } from './singular.ts';
import { findInitials, findNearest, findReordered, findSounding, findSqueezed } from './whole.ts';
import { plainOf, type Word } from './words.ts';

/** Between two things of which a child says either, or both. */
const OR = new Set(['hay', 'hoac', 'or', 'va', 'voi', 'and']);

/** Reads what is neither a label nor a number as it stands; `null` where it names nothing of the list. */
export function readLoosely(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  if (words.length === 0) return null;
  if (isAsking(words)) return { read: 'help' };
  const otherwise = findSaidOtherwise(labels, words);
  if (otherwise.length > 0) return oneOf(otherwise, true);
  const either = readAlternatives(labels, words);
  if (either !== null) return either;
  for (const form of barerForms(words)) {
    const full = writeOut(form);
    for (const find of [findSqueezed, findSounding, findReordered, findInitials, findNearest]) {
      const found = find(labels, form);
      if (found.length > 0) return oneOf(found, true);
      const fuller = full === form ? [] : find(labels, full);
      if (fuller.length > 0) return oneOf(fuller, true);
    }
  }
  return readSentence(labels, words) ?? readSingular(labels, words);
}

/** Up to two expressions may be said otherwise: "hơn 3 tiếng" for "Trên 3 giờ". */
function findSaidOtherwise(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  const seen = new Set<string>();
  let forms = barerForms(writeOut(words));
  for (let times = 0; times < 2; times += 1) {
    forms = forms.flatMap(saidOtherwise).filter((form) => isNew(form, seen));
    const found = new Set(forms.flatMap((form) => findWhole(labels, form)));
    if (found.size > 0) return [...found];
  }
  return [];
}

function isNew(form: readonly Word[], seen: Set<string>): boolean {
  const key = form.map(({ letters, tone }) => letters + tone).join(' ');
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** "cổng hay sân": each part is read by itself; only where every one says something is there a choice to offer. */
function readAlternatives(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  const parts: Word[][] = [[]];
  for (const [at, word] of words.entries()) {
    // At the end it parts nothing: without its tone "với" is an elephant.
    const isOr = OR.has(word.plain) && at < words.length - 1;
    if (isOr || word.opensClause) parts.push([]);
    if (!isOr) parts.at(-1)?.push(word);
  }
  const said = parts.filter((part) => part.length > 0);
  if (said.length < 2 || words.some(isNegator)) return null;
  const named = said.map((part) => indexesOf(readPlainly(labels, part) ?? readSentence(labels, part)));
  const indexes = [...new Set(named.flat())];
  return named.some(({ length }) => length === 0) || indexes.length < 2 ? null : oneOf(indexes, false);
}

function indexesOf(reading: ReplyReading | null): readonly number[] {
  if (reading?.read === 'option') return [reading.index];
  return reading?.read === 'ambiguous' ? reading.indexes : [];
}

function readSentence(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  const tail = numbersAsLabelled(labels, writeOut(words));
  const forms = [...barerForms(tail)];
  const bare = forms.at(-1) ?? tail;
  const pointing = readPointing(tail, labels.length);
  const pointed = pointing !== null && !pointing.isAll ? pointing.indexes : [];
  const others = namedOtherwise(bare);
  const mentioned = [bare, ...others].flatMap((said) => findMentioned(labels, said));
  const named = [...new Set([...mentioned, ...pointed])];
  if (named.length === 1 && isBesides(labels, bare)) return { read: 'ambiguous', indexes: named };
  if (named.length > 0) return oneOf(named, false);
  for (const form of [...forms, ...others]) {
    const { indexes, isSure } = findPart(labels, form);
    if (indexes.length === 1 && !isSure) return { read: 'ambiguous', indexes };
    if (indexes.length > 0) return oneOf(indexes, true);
  }
  for (const form of [bare, ...others]) {
    const { indexes, isSure } = findSetting(labels, form);
    if (indexes.length === 1 && !isSure) return { read: 'ambiguous', indexes };
    if (indexes.length > 0) return oneOf(indexes, false);
  }
  return null;
}

/** "toilet" for "The toilets", "group chat" for "Group chats". */
function readSingular(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  const [ones, single] = [singularLabels(labels), singularOf(words)];
  if (ones === labels && single === words) return null;
  const whole = findWhole(ones, single);
  return whole.length > 0 ? oneOf(whole, true) : readSentence(ones, single);
}

/** "Vui là sao ạ?" asks what it means. */
function isAsking(words: readonly Word[]): boolean {
  return / (la sao|la gi|nghia la|nghia la gi|la the nao)$/.test(` ${plainOf(withoutCourtesy(words))}`);
}
