/** Reads a reply that is a label, a number or a letter, and nothing else. */

import { barerForms, withoutCourtesy } from './courtesy.ts';
import type { Label, ReplyOption } from './label.ts';
import { labelsOf } from './label.ts';
import { findNumbered, numbersAsLabelled } from './labelled-number.ts';
import { isPointer, readPointing } from './position.ts';
import { oneOf, type ReplyReading } from './reading.ts';
import { findPart } from './sentence.ts';
import { writeOut } from './shorthand.ts';
import { agreementOfAll, findEqual, findEqualBare, findEqualDenial } from './whole.ts';
import { agreementOf, isDigits, type Word } from './words.ts';

/** Reads a single digit, which most replies on numbered lists are; `null` where labels hold numbers of their own. */
export function readDigit(options: readonly ReplyOption[], reply: string): ReplyReading | null {
  if (reply.length !== 1) return null;
  const index = reply.charCodeAt(0) - 49;
  if (!(index >= 0 && index < 9 && index < options.length)) return null;
  return labelsOf(options).some(({ numbers }) => numbers.length > 0)
    ? null
    : { read: 'option', index, isAll: true };
}

/**
 * Reads a label, a number or a letter. A number that a label names, and a word that points at a place and stands in a
 * label as well ("cuối" of "Cuối năm"), may mean either: both are given.
 *
 * @returns `null` where the reply says more, or something else
 */
export function readPlainly(labels: readonly Label[], words: readonly Word[]): ReplyReading | null {
  const whole = findWhole(labels, words);
  if (whole.length > 0 && isMoreThanNumber(words)) return oneOf(whole, true);
  const equal = whole.length > 0 ? whole : findNumbered(labels, words);
  const pointing = readPointing(words, labels.length);
  if (pointing === null || !pointing.isAll)
    return equal.length > 0 ? oneOf(equal, true) : readBoth(labels, words);
  if (equal.length > 0 && (pointing.isBeyond || labels[equal[0] ?? 0]?.numbers.length === 0)) {
    return oneOf(equal, true);
  }
  // "năm" is a number beyond the list, and a word of "Cuối năm".
  if (pointing.isBeyond) return oneOf(words.some(isDigits) ? [] : findPart(labels, words).indexes, true);
  const named = isPointedAt(words) ? [] : findPointedIn(labels, words);
  const indexes = [...new Set([...equal, ...pointing.indexes, ...named])];
  return oneOf(indexes.length > 1 ? indexes.sort((one, other) => one - other) : indexes, true);
}

/** Finds the options whose whole label a reply is, with courtesy, shorthand and spelled numbers seen through. */
export function findWhole(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  if (words.length === 0) return [];
  const forms = barerForms(words);
  for (const form of forms) {
    const equal = findEqual(labels, form);
    if (equal.length > 0) return equal;
  }
  for (const form of forms) {
    const found = findWritten(labels, form);
    if (found.length > 0) return found;
  }
  return [];
}

function findWritten(labels: readonly Label[], form: readonly Word[]): readonly number[] {
  const full = writeOut(form);
  const equal = full === form ? [] : findEqual(labels, full);
  if (equal.length > 0) return equal;
  const inRange = findRange(labels, full);
  if (inRange.length > 0) return inRange;
  const counted = form.length === 1 ? form : numbersAsLabelled(labels, form);
  const asLabelled = counted === form ? [] : findEqual(labels, counted);
  if (asLabelled.length > 0) return asLabelled;
  const bare = findEqualBare(labels, full);
  return bare.length > 0 ? bare : findEqualDenial(labels, full);
}

function isMoreThanNumber(words: readonly Word[]): boolean {
  const bare = withoutCourtesy(words);
  return bare.length > 1 && !bare.every(isDigits);
}

function isPointedAt(words: readonly Word[]): boolean {
  return words.some(isPointer);
}

function findPointedIn(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  return labels
    .filter(({ pointers }) =>
      pointers.some((own) =>
        words.some((word) => word.plain === own.plain && agreementOf(word, own) !== 'clash'),
      ),
    )
    .map(({ index }) => index);
}

/** "1 đến 2 giờ" is "1-2 giờ", and the other way round. */
function findRange(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  if (words.filter(isDigits).length !== 2) return [];
  const bare = withoutRange(words);
  return labels
    .filter(({ words: label }) => agreementOfAll(bare, withoutRange(label)) !== null)
    .map(({ index }) => index);
}

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
