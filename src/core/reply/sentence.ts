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
 * Finds the labels that a reply is part of: "xe đạp" of "Đi xe đạp". What the label has more must not deny.
 *
 * @returns `sure` where it has no word of degree more either ("vui" of "Rất vui" is not sure)
 */
export function findPart(
  labels: readonly Label[],
  words: readonly Word[],
): { readonly indexes: readonly number[]; readonly isSure: boolean } {
  if (words.every(isEmpty)) return { indexes: [], isSure: true };
  if (words.every(isNegator)) return { indexes: [], isSure: true };
  const found: number[] = [];
  let isSure = true;
  for (const label of labels) {
    const start = startOf(words, label.words);
    if (start === null) continue;
    const more = label.words.filter((_, at) => at < start || at >= start + words.length);
    if (more.some(isNegator)) continue;
    if (more.some((word) => degreeOf(word) !== null)) isSure = false;
    found.push(label.index);
  }
  return { indexes: found, isSure };
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

/** "Vui lắm" is "Vui", or "Rất vui" where there is such an option: then it is for the child to say. */
function withDegree(mention: Mention, words: readonly Word[], labels: readonly Label[]): readonly number[] {
  const around = [
    words[mention.start - 2],
    words[mention.start - 1],
    words[mention.end],
    words[mention.end + 1],
  ];
  for (const word of around) {
    const degree = word === undefined ? null : degreeOf(word);
    if (degree === null) continue;
    const siblings = siblingsOf(mention.label, labels, degree);
    if (siblings.length > 0) return [mention.label.index, ...siblings].sort((one, other) => one - other);
  }
  return [mention.label.index];
}

function startOf(part: readonly Word[], whole: readonly Word[]): number | null {
  for (let start = 0; start + part.length <= whole.length; start += 1) {
    const fits = part.every((word, at) => {
      const meant = whole[start + at];
      return meant !== undefined && word.plain === meant.plain && agreementOf(word, meant) !== 'clash';
    });
    if (fits) return start;
  }
  return null;
}
