/** Reads what a child typed in answer to options. */

import { type Command, type Extra, readCommand } from './command.ts';
import { barerForms, withoutCourtesy } from './courtesy.ts';
import { findDoubt } from './doubt.ts';
import { facesIn, polarityOfFace } from './face.ts';
import { isNegator, type Label, labelsOf, type ReplyOption } from './label.ts';
import { findNumbered } from './labelled-number.ts';
import { findByPolarity, findOnlyDenial, type Polarity, polarityOf } from './polarity.ts';
import { readPointing } from './position.ts';
import { findQuality } from './quality.ts';
import { isSafeWord } from './safe-word.ts';
import { namedOtherwise, saidOtherwise } from './same-meaning.ts';
import { findMentioned, findPart } from './sentence.ts';
import { writeOut } from './shorthand.ts';
import {
  findEqual,
  findEqualBare,
  findEqualDenial,
  findInitials,
  findNearest,
  findReordered,
  findSounding,
  findSqueezed,
} from './whole.ts';
import { isDigits, plainOf, readWords, releaseKeys, type Word } from './words.ts';

/** Between two things of which a child says either, or both. */
const OR = new Set(['hay', 'hoac', 'or', 'va', 'voi', 'and']);

/** Beyond so many options a question asks for more than yes or no. */
const MOST_FOR_YES_NO = 4;

/** A reply and what it may answer. */
export type ReplyArguments = {
  /** In the order shown; the same array each time spares making their labels ready again. */
  readonly options: readonly ReplyOption[];
  readonly reply: string;
  /** Which options mean yes and no; without it their labels tell. */
  readonly polarity?: Polarity;
  /** Words offered beside the options at the moment. */
  readonly extras?: readonly Extra[];
};

/**
 * What a reply says. `isAll`: it says nothing besides. `ambiguous` with a single index asks "do you mean this one?".
 */
export type ReplyReading =
  | { readonly read: 'option'; readonly index: number; readonly isAll: boolean }
  | { readonly read: 'ambiguous'; readonly indexes: readonly number[] }
  | { readonly read: 'none' }
  | { readonly read: 'safe-word' }
  | Command;

/**
 * Reads a typed reply: number, letter, label (with or without marks, in either habit of tone marks, with small slips),
 * shorthand, yes or no, emoji, a sentence naming one option, or a command.
 *
 * The safe word goes before all else; then an option whose label it is; then commands; then looser readings.
 */
export function readReply({ options, reply, polarity, extras }: ReplyArguments): ReplyReading {
  const quick = readDigit(options, reply);
  if (quick !== null) return quick;
  const all = readWords(reply);
  const exact = findExact(options, reply);
  if (exact >= 0 && !isSafeWord(all)) return { read: 'option', index: exact, isAll: true };
  if (isSafeWord(all)) return { read: 'safe-word' };
  const labels = labelsOf(options);
  const words = beforeLesser(labels, afterCorrection(all));
  const doubt = findDoubt(labels, words);
  if (doubt !== null) return readDoubt(doubt);
  const released = releaseKeys(words);
  for (const form of released === words ? [words] : [words, released]) {
    const plainly = readPlainly(labels, form);
    if (plainly !== null) return plainly;
    const command = readCommand(form, reply, extras);
    if (command !== null) return command;
    const meant = findByPolarity(labels, form, polarity);
    // Among shades ("Chưa vui … Rất vui") a bare yes or no is a guess: the child is asked whether that was meant.
    if (meant.length === 1 && polarity === undefined && labels.length > MOST_FOR_YES_NO) {
      return { read: 'ambiguous', indexes: meant };
    }
    if (meant.length > 0) return oneOf(meant, true);
  }
  const quality = findQuality(labels, words);
  if (quality.length > 0) return oneOf(quality, true);
  const doubtful = findOnlyDenial(labels, words);
  if (doubtful.length > 0) return { read: 'ambiguous', indexes: doubtful };
  return readLoosely(labels, released) ?? readFaces(labels, reply, polarity) ?? { read: 'none' };
}

/** "đá bóng hơn bóng rổ": what comes after "hơn" is what is liked less. */
function beforeLesser(labels: readonly Label[], words: readonly Word[]): readonly Word[] {
  const at = words.findLastIndex(({ plain }) => plain === 'hon');
  if (at <= 0 || at === words.length - 1) return words;
  return findEqual(labels, words.slice(at + 1)).length > 0 ? words.slice(0, at) : words;
}

/** "1-2" as it stands on the list is that option, whatever else its numbers point at. */
function findExact(options: readonly ReplyOption[], reply: string): number {
  const typed = reply.trim();
  return /^\d.*\D.*\d$/.test(typed) ? options.findIndex(({ label }) => label === typed) : -1;
}

function readDoubt(doubt: readonly number[]): ReplyReading {
  return doubt.length === 0 ? { read: 'none' } : oneOf(doubt, true);
}

/** Turns the indexes that fit into a reading. */
export function oneOf(indexes: readonly number[], isAll: boolean): ReplyReading {
  const [index] = indexes;
  if (index === undefined) return { read: 'none' };
  return indexes.length === 1 ? { read: 'option', index, isAll } : { read: 'ambiguous', indexes };
}

/** Most replies on numbered lists are a single digit. */
function readDigit(options: readonly ReplyOption[], reply: string): ReplyReading | null {
  if (reply.length !== 1) return null;
  const index = reply.charCodeAt(0) - 49;
  if (!(index >= 0 && index < 9 && index < options.length)) return null;
  return labelsOf(options).some(({ holdsDigits }) => holdsDigits)
    ? null
    : { read: 'option', index, isAll: true };
}

/** A label, a number or a letter, and nothing else. */
function readPlainly(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  const whole = findWhole(labels, words);
  const equal = whole.length > 0 ? whole : findNumbered(labels, words);
  const pointing = readPointing(words, labels.length);
  if (pointing === null || !pointing.isAll)
    return equal.length > 0 ? oneOf(equal, true) : readBoth(labels, words);
  if (pointing.isBeyond) return equal.length > 0 ? oneOf(equal, true) : { read: 'none' };
  // "3" may be the third option and the one that reads "3".
  const indexes = [...new Set([...equal, ...pointing.indexes])].sort((one, other) => one - other);
  return equal.length > 0 && labels[equal[0] ?? 0]?.holdsDigits === false
    ? oneOf(equal, true)
    : oneOf(indexes, true);
}

function findWhole(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  if (words.length === 0) return [];
  for (const form of barerForms(words)) {
    const equal = findEqual(labels, form);
    if (equal.length > 0) return equal;
  }
  for (const form of barerForms(words)) {
    const full = writeOut(form);
    const equal = full === form ? [] : findEqual(labels, full);
    if (equal.length > 0) return equal;
    const ranged = withoutRange(full);
    const inRange = ranged.length === full.length ? [] : findEqual(labels, ranged);
    if (inRange.length > 0) return inRange;
    for (const find of [findEqualBare, findEqualDenial]) {
      const found = find(labels, full);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** "1 đến 2 giờ" is "1-2 giờ". */
function withoutRange(words: readonly Word[]): readonly Word[] {
  return words.filter((word, at) => {
    const [before, after] = [words[at - 1], words[at + 1]];
    const isBetween = before !== undefined && after !== undefined && isDigits(before) && isDigits(after);
    return !(isBetween && (word.plain === 'den' || word.plain === 'toi' || word.plain === 'to'));
  });
}

/** Number and label together: "2. Vui", "b - Buồn". */
function readBoth(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  if (words.length < 2) return null;
  for (let split = 1; split < Math.min(words.length, 4); split += 1) {
    const pointing = readPointing(words.slice(0, split), labels.length);
    if (pointing === null || !pointing.isAll || pointing.indexes.length !== 1) continue;
    const named = findWhole(labels, words.slice(split));
    if (named.length > 0) return oneOf([...new Set([...pointing.indexes, ...named])], true);
  }
  return null;
}

/** Slips, sentences and parts of labels. */
function readLoosely(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  if (words.length === 0) return null;
  if (isAsking(words)) return { read: 'help' };
  const otherwise = findSaidOtherwise(labels, words);
  if (otherwise.length > 0) return oneOf(otherwise, true);
  for (const form of barerForms(words)) {
    const full = writeOut(form);
    for (const find of [findSqueezed, findSounding, findReordered, findInitials, findNearest]) {
      const found = find(labels, form);
      if (found.length > 0) return oneOf(found, true);
      const fuller = full === form ? [] : find(labels, full);
      if (fuller.length > 0) return oneOf(fuller, true);
    }
  }
  return readAlternatives(labels, words) ?? readSentence(labels, words);
}

/** Up to two expressions may be said otherwise: "hơn 3 tiếng" for "Trên 3 giờ". */
function findSaidOtherwise(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  let forms = barerForms(writeOut(words));
  for (let times = 0; times < 2; times += 1) {
    forms = forms.flatMap(saidOtherwise);
    const found = new Set(forms.flatMap((form) => findWhole(labels, form)));
    if (found.size > 0) return [...found];
  }
  return [];
}

/** "cổng hay sân": each part is read by itself; only where every one says something is there a choice to offer. */
function readAlternatives(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (OR.has(word.plain) || word.opensClause) parts.push([]);
    if (!OR.has(word.plain)) parts.at(-1)?.push(word);
  }
  const said = parts.filter((part) => part.length > 0);
  if (said.length < 2 || words.some(isNegator)) return null;
  const readings = said.map((part) => readPlainly(labels, part) ?? readSentence(labels, part));
  const named = readings.map((reading) =>
    reading?.read === 'option'
      ? reading.index
      : reading?.read === 'ambiguous'
        ? reading.indexes[0]
        : undefined,
  );
  const indexes = [...new Set(named)].filter((index) => index !== undefined);
  return named.includes(undefined) || indexes.length < 2 ? null : oneOf(indexes, false);
}

function readSentence(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  const tail = writeOut(words);
  const forms = [...barerForms(tail)];
  const bare = forms.at(-1) ?? tail;
  const pointing = readPointing(tail, labels.length);
  const pointed = pointing !== null && !pointing.isAll ? pointing.indexes : [];
  const mentioned = [bare, ...namedOtherwise(bare)].flatMap((said) => findMentioned(labels, said));
  const named = [...new Set([...mentioned, ...pointed])];
  if (named.length > 0) return oneOf(named, false);
  for (const form of forms) {
    const { indexes, isSure } = findPart(labels, form);
    if (indexes.length === 1 && !isSure) return { read: 'ambiguous', indexes };
    if (indexes.length > 0) return oneOf(indexes, true);
  }
  return null;
}

/** "vui, à nhầm, buồn": what counts comes after the correction. */
function afterCorrection(words: readonly Word[]): readonly Word[] {
  const at = words.findLastIndex(({ plain }) => plain === 'nham' || plain === 'lon');
  return at > 0 && at < words.length - 1 ? words.slice(at + 1) : words;
}

/** "Vui là sao ạ?" asks what it means. */
function isAsking(words: readonly Word[]): boolean {
  return / (la sao|la gi|nghia la|nghia la gi|la the nao)$/.test(` ${plainOf(withoutCourtesy(words))}`);
}

function readFaces(labels: readonly Label[], reply: string, polarity?: Polarity): ReplyReading | null {
  const faces = [...new Set(facesIn(reply))];
  if (faces.length === 0) return null;
  const shown = labels
    .filter((label) => label.faces.some((face) => faces.includes(face)))
    .map(({ index }) => index);
  if (shown.length > 0) return oneOf(shown, readWords(reply).length === 0);
  const meanings = [...new Set(faces.map(polarityOfFace))];
  const [meaning] = meanings;
  if (meanings.length !== 1 || meaning === null || meaning === undefined) return null;
  const found = (polarity ?? polarityOf(labels))[meaning];
  return found.length === 0 ? null : oneOf(found, readWords(reply).length === 0);
}
