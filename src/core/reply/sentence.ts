/** Finds the options that a sentence names: whole labels in it, or the part of one label that it is. */

import { degreeOf, siblingsOf } from './degree.ts';
import { isDenied } from './denial.ts';
import { isNegator, type Label } from './label.ts';
import { agreementOfAll } from './whole.ts';
import { agreementOf, readWords, type Word } from './words.ts';

/** A label found in a sentence, from the word `start` to before `end`. */
export type Mention = {
  readonly label: Label;
  readonly start: number;
  readonly end: number;
  readonly isOpen: boolean;
};

/** What a reply is part of. */
export type PartReading = {
  readonly indexes: readonly number[];
  /** The label has no word of degree more, and no word can be another one without its marks. */
  readonly isSure: boolean;
};

/** Labels of one such word are too common to count in the middle of a sentence. */
const COMMON = new Set('co khong chua roi duoc dung sai ok yes no it hai ba nam'.split(' '));
/** What makes "có" and "không" something else: "có lẽ", "không biết". */
const UNSURE = new Set('le the biet chac hieu nho ro sao gi ai dau'.split(' '));
const EMPTY_WORDS = readWords(
  'em là có và của ở cho với các những một the to a an is i my of and in at it rất hơi quá lắm',
);

/**
 * Finds the options whose whole label a sentence holds and does not deny. Where labels hold each other
 * the longest counts.
 *
 * @returns indexes in the order they are named
 */
export function findMentioned(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  const mentions = longestOnly(labels.flatMap((label) => mentionsOf(label, words)));
  const denied = new Set<number>();
  const named: number[] = [];
  for (const mention of mentions) {
    const { index } = mention.label;
    if (isDenied(words, mention.start, mention.end)) denied.add(index);
    else if (!named.includes(index)) named.push(index);
  }
  const kept = named.filter((index) => !denied.has(index));
  const only = mentions.find(({ label }) => label.index === kept[0]);
  return kept.length === 1 && only !== undefined ? withDegree(only, words, labels) : kept;
}

/** Finds where a sentence names whole labels and does not deny them, in the order named. */
export function mentionsIn(labels: readonly Label[], words: readonly Word[]): readonly Mention[] {
  const mentions = longestOnly(labels.flatMap((label) => mentionsOf(label, words)));
  return mentions.filter(({ start, end }) => !isDenied(words, start, end));
}

/**
 * Finds the labels that a reply is part of: "xe đạp" of "Đi xe đạp", "có ít" of "Có, một ít". What the label has more must
 * not deny.
 *
 * @returns not sure where the child may have meant less ("vui" of "Rất vui") or another word ("co" of "Thầy cô")
 */
export function findPart(labels: readonly Label[], words: readonly Word[]): PartReading {
  if (words.every(isNegator)) return { indexes: [], isSure: true };
  const rows = labels.flatMap((label) => partsIn(label, words, false));
  const found =
    rows.length > 0 || words.length < 2 ? rows : labels.flatMap((label) => partsIn(label, words, true));
  return { indexes: found.map(({ index }) => index), isSure: found.every(({ isSure }) => isSure) };
}

type Part = { readonly index: number; readonly isSure: boolean };

/** @param isGapped whether small words of the label may be left out between */
function partsIn({ words: label, index }: Label, words: readonly Word[], isGapped: boolean): readonly Part[] {
  const places = isGapped ? gapsOf(words, label) : rowOf(words, label);
  if (places === null) return [];
  const meant = label.filter((_, at) => places.includes(at));
  const more = label.filter((_, at) => !places.includes(at));
  const telling = meant.filter((word) => !isEmpty(word));
  if (telling.length === 0 || more.some(isNegator)) return [];
  const isClear = words.length > 1 || meant.some((word, at) => !isEmpty(word) && !isEmpty(words[at] ?? word));
  return [{ index, isSure: isClear && !more.some((word) => degreeOf(word) !== null) }];
}

function isEmpty(word: Word): boolean {
  return EMPTY_WORDS.some((empty) => empty.plain === word.plain && agreementOf(word, empty) !== 'clash');
}

function mentionsOf(label: Label, words: readonly Word[]): readonly Mention[] {
  const size = label.words.length;
  if (size === 0 || size >= words.length || label.joined.length < 2) return [];
  const mentions: Mention[] = [];
  for (let start = 0; start + size <= words.length; start += 1) {
    const agreement = agreementOfAll(words.slice(start, start + size), label.words);
    if (agreement === null) continue;
    const mention = { label, start, end: start + size, isOpen: agreement === 'open' };
    if (size > 1 || !COMMON.has(label.joined) || standsOut(mention, words)) mentions.push(mention);
  }
  return mentions;
}

/** "Có" and its like count at the beginning of a sentence, or at its end after a pause or by themselves. */
function standsOut({ start, end }: Mention, words: readonly Word[]): boolean {
  const next = words[end];
  if (next !== undefined && !next.opensClause && UNSURE.has(next.plain)) return false;
  const isAsked = words[start]?.plain === 'co' && words.slice(end).at(-1)?.plain === 'khong';
  return start === 0 && !isAsked;
}

function longestOnly(mentions: readonly Mention[]): readonly Mention[] {
  const kept = mentions.filter(
    (one) => !mentions.some((other) => other.end - other.start > one.end - one.start && overlaps(one, other)),
  );
  const marked = kept.filter(
    (one) => !one.isOpen || !kept.some((other) => !other.isOpen && overlaps(one, other)),
  );
  return [...marked].sort((one, other) => one.start - other.start);
}

function overlaps(one: Mention, other: Mention): boolean {
  return one.start < other.end && other.start < one.end;
}

/** "Vui lắm" and nothing else is "Rất vui" where there is one such option; within more words the child is asked. */
function withDegree(mention: Mention, words: readonly Word[], labels: readonly Label[]): readonly number[] {
  const { label, start, end } = mention;
  for (const at of [start - 2, start - 1, end, end + 1]) {
    const degree = degreeAt(words, at);
    if (degree === null) continue;
    const siblings = siblingsOf(label, labels, degree);
    if (siblings.length === 0) continue;
    // "không thích lắm" is less than "không thích", not more.
    const isClear = degree === 'strong' && !label.words.some(isNegator) && saysOnly(mention, words);
    return isClear ? siblings : [label.index, ...siblings].sort((one, other) => one - other);
  }
  return [label.index];
}

/** "vui vừa vừa" is a little; a single "vừa" is "just now", or "both". */
function degreeAt(words: readonly Word[], at: number): 'strong' | 'weak' | null {
  const word = words[at];
  if (word === undefined) return null;
  return word.plain === 'vua' && ['vua', 'phai'].includes(words[at + 1]?.plain ?? '')
    ? 'weak'
    : degreeOf(word);
}

/** What may stand around a degree without changing it: "rất là vui", "vui cực kỳ luôn". */
const DEGREE_FILLERS = new Set('la ki troi luon that em con minh thay cung nha do'.split(' '));

function saysOnly({ start, end }: Mention, words: readonly Word[]): boolean {
  return words.every(
    (word, at) =>
      (at >= start && at < end) ||
      degreeOf(word) === 'strong' ||
      (DEGREE_FILLERS.has(word.plain) && !word.opensClause),
  );
}

function rowOf(part: readonly Word[], whole: readonly Word[]): readonly number[] | null {
  for (let start = 0; start + part.length <= whole.length; start += 1) {
    if (part.every((word, at) => isSaid(word, whole[start + at]))) return part.map((_, at) => start + at);
  }
  return null;
}

function gapsOf(part: readonly Word[], whole: readonly Word[]): readonly number[] | null {
  const places: number[] = [];
  for (const [at, meant] of whole.entries()) {
    const word = part[places.length];
    if (word === undefined) break;
    if (isSaid(word, meant)) places.push(at);
    else if (places.length > 0 && !isEmpty(meant) && degreeOf(meant) === null) return null;
  }
  return places.length === part.length ? places : null;
}

function isSaid(typed: Word, meant: Word | undefined): boolean {
  return meant !== undefined && typed.plain === meant.plain && agreementOf(typed, meant) !== 'clash';
}
