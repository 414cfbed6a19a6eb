/** Finds the options whose whole label a reply is, in looser and looser ways. */

import { isNegator, type Label } from './label.ts';
import { slipsAllowed, slipsBetween, squeeze } from './nearness.ts';
import { isSyllable, soundOf } from './syllable.ts';
import { agreementOf, isUnmarked, plainOf, type Word } from './words.ts';

/** One way of finding; indexes of all options that fit equally well. */
type Finder = (labels: readonly Label[], words: readonly Word[]) => readonly number[];

/**
 * Finds labels with the same letters. Marks may be left out; where two labels differ by marks alone, a reply that has
 * all marks of one is that one, and one without any fits both.
 */
export const findEqual: Finder = (labels, words) => {
  const same: number[] = [];
  const open: number[] = [];
  for (const label of labels) {
    const agreement = agreementOfAll(words, label.words);
    if (agreement === 'same') same.push(label.index);
    else if (agreement === 'open') open.push(label.index);
  }
  if (same.length > 0 && !words.every(isUnmarked)) return same;
  return open.length === 0 ? same : [...same, ...open].sort((one, other) => one - other);
};

/** Finds labels that are the same but for courtesy: "không rõ" for "Em không rõ". */
export const findEqualBare: Finder = (labels, words) =>
  indexesOf(labels, (label) => label.bare.length < label.words.length && agreesWithAll(words, label.bare));

/** Finds labels that say no in another word: "không vui" for "Chưa vui". */
export const findEqualDenial: Finder = (labels, words) => {
  const [first, ...rest] = words;
  if (first === undefined || rest.length === 0 || !isNegator(first)) return [];
  return indexesOf(labels, (label) => label.isNegative && agreesWithAll(rest, label.words.slice(1)));
};

/** Finds labels written without spaces, or with keys held down: "ratvui", "vuiii". */
export const findSqueezed: Finder = (labels, words) => {
  const joined = joinedOf(words);
  const exact = indexesOf(labels, (label) => label.joined === joined && hasNoClash(words, label));
  if (exact.length > 0) return exact;
  const squeezed = squeeze(joined);
  if (squeezed === joined || words.some(({ plain }) => /\d/.test(plain))) return [];
  return indexesOf(labels, (label) => squeeze(label.joined) === squeezed && hasNoClash(words, label));
};

/** Finds labels that sound alike where children mix letters up: "vẽ chanh" for "Vẽ tranh". */
export const findSounding: Finder = (labels, words) =>
  indexesOf(
    labels,
    (label) =>
      label.words.length === words.length &&
      words.every((word, at) => soundOf(word.plain) === soundOf(label.words[at]?.plain ?? '')) &&
      words.every((word, at) => maySound(word, label.words[at])),
  );

/** Marks that were typed are meant; and "đ" is a sound of its own. */
function maySound(typed: Word, meant: Word | undefined): boolean {
  if (meant === undefined || (typed.tone !== '' && typed.tone !== meant.tone)) return false;
  if (meant.letters[0] === 'đ' && typed.plain[0] !== 'd') return false;
  const [said, wanted] = [typed, meant].map(({ letters }) => letters.replace(/[a-z]/g, ''));
  return said === '' || said === wanted;
}

/** Finds labels whose words are all there in another order: "đá bóng" for "Bóng đá". A moved "không" changes the meaning. */
export const findReordered: Finder = (labels, words) => {
  if (words.length < 2 || words.some(isNegator)) return [];
  return indexesOf(labels, (label) => {
    if (label.words.length !== words.length) return false;
    const left = [...label.words];
    return words.every((word) => {
      const at = left.findIndex((one) => one.plain === word.plain && agreementOf(word, one) !== 'clash');
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  });
};

/** Finds labels by the first letters of their three or more words: "nvs" for "Nhà vệ sinh". */
export const findInitials: Finder = (labels, words) => {
  const [word] = words;
  if (word === undefined || words.length !== 1 || word.plain.length < 3) return [];
  return indexesOf(labels, (label) => label.words.map(({ plain }) => plain[0]).join('') === word.plain);
};

/**
 * Finds the labels nearest in slips of the finger, within a bound that grows with their length. A typed word that is
 * a good Vietnamese syllable is no slip, except as one odd word in a label of three or more, or a long one of two.
 */
export const findNearest: Finder = (labels, words) => {
  let best = Number.POSITIVE_INFINITY;
  let found: number[] = [];
  for (const label of labels) {
    const slips = slipsInAll(words, label);
    if (slips === null || slips > best) continue;
    if (slips < best) found = [];
    best = slips;
    found.push(label.index);
  }
  return found;
};

/** Compares a row of words with another: the worst agreement among them, or `null` where letters differ. */
export function agreementOfAll(typed: readonly Word[], meant: readonly Word[]): 'same' | 'open' | null {
  if (typed.length !== meant.length || typed.length === 0) return null;
  let isOpen = false;
  for (let at = 0; at < typed.length; at += 1) {
    const one = typed[at];
    const other = meant[at];
    if (one === undefined || other === undefined || one.plain !== other.plain) return null;
    const agreement = agreementOf(one, other);
    if (agreement === 'clash') return null;
    if (agreement === 'open') isOpen = true;
  }
  return isOpen ? 'open' : 'same';
}

function agreesWithAll(typed: readonly Word[], meant: readonly Word[]): boolean {
  return agreementOfAll(typed, meant) !== null;
}

/** Marks in a reply cut otherwise than the label can be compared only as a bag. */
function hasNoClash(words: readonly Word[], label: Label): boolean {
  const typed = words.map(({ tone }) => tone).join('');
  const meant = label.words.map(({ tone }) => tone).join('');
  return typed === '' || typed === meant || [...typed].every((tone) => meant.includes(tone));
}

function slipsInAll(words: readonly Word[], label: Label): number | null {
  if (label.holdsDigits || label.joined === '') return null;
  const allowed = slipsAllowed(label.joined.length);
  if (allowed === 0 || words.some(isNegator) !== label.words.some(isNegator)) return null;
  return words.length === label.words.length
    ? slipsWordByWord(words, label, allowed)
    : slipsInARow(words, label, allowed);
}

function slipsWordByWord(words: readonly Word[], label: Label, allowed: number): number | null {
  let slips = 0;
  let oddSyllables = 0;
  let longestOdd = 0;
  for (let at = 0; at < words.length; at += 1) {
    const typed = words[at];
    const meant = label.words[at];
    if (typed === undefined || meant === undefined) return null;
    if (typed.plain === meant.plain) {
      if (agreementOf(typed, meant) === 'clash') oddSyllables += 1;
      continue;
    }
    const most = meant.plain.length <= 2 ? 0 : 2;
    const here = slipsBetween(typed.plain, meant.plain, most);
    slips += here;
    if (here > most || slips > allowed) return null;
    if (typed.plain[0] !== meant.plain[0] && words.length === 1) return null;
    if (isSyllable(typed.plain)) oddSyllables += 1;
    longestOdd = Math.max(longestOdd, meant.plain.length);
  }
  const bearable = words.length >= 3 || (words.length === 2 && slips === 1 && longestOdd >= 5) ? 1 : 0;
  return oddSyllables > bearable ? null : slips + oddSyllables;
}

/** Words cut otherwise: compared as one row of letters; every whole syllable typed must be in the label. */
function slipsInARow(words: readonly Word[], label: Label, allowed: number): number | null {
  if (Math.abs(words.length - label.words.length) > 2) return null;
  const strays = words.filter(
    ({ plain }) => isSyllable(plain) && !label.words.some((meant) => meant.plain === plain),
  );
  if (strays.length > 0) return null;
  const slips = slipsBetween(joinedOf(words), label.joined, allowed);
  return slips > allowed ? null : slips;
}

function joinedOf(words: readonly Word[]): string {
  return words.length === 1 ? (words[0]?.plain ?? '') : plainOf(words).replaceAll(' ', '');
}

function indexesOf(labels: readonly Label[], fits: (label: Label) => boolean): readonly number[] {
  return labels.filter(fits).map(({ index }) => index);
}
