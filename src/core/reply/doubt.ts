/** Tells replies that name two things at once, so that the child is asked and nothing is guessed. */

import { isNegator, type Label } from './label.ts';
import { polarityOf } from './polarity.ts';
import { isNo, writeOut } from './shorthand.ts';
import { agreementOf, isDigits, plainOf, type Word } from './words.ts';

const JOINING = new Set('and but hay hoac or va nhung ma voi luc'.split(' '));
const YES = new Set(['co', 'yes']);
/** "8 đến 9 giờ" spans two; "9h30" is between two; "trước 7h" is neither. */
const SPANS = new Set(['den', 'toi', 'to', 'hoac', 'hay', 'or']);
const BESIDES = new Set([
  'tren',
  'hon',
  'sau',
  'truoc',
  'duoi',
  'chua',
  'gan',
  'after',
  'before',
  'over',
  'under',
]);
/** What the second of two times may be followed by. */
const HOURS = new Set(['gio', 'h', 'g', 'tieng']);

/** What a doubtful reply is taken for: options to choose from; empty where it is none of them. */
export type Doubt = readonly number[];

/** Looks for a doubt; `null` where the reply may be read on. */
export function findDoubt(labels: readonly Label[], words: readonly Word[]): Doubt | null {
  if (labels.length < 2 || words.length === 0 || labels.some((label) => isSame(label, words))) return null;
  return (
    yesAndNo(labels, words) ??
    listOf(labels, words) ??
    shared(labels, words) ??
    timeBesides(labels, words) ??
    muchLess(labels, words)
  );
}

function isSame(label: Label, words: readonly Word[]): boolean {
  return plainOf(label.words) === plainOf(words) && !isBa(words[0]);
}

/** "yes and no", "không, có ạ". */
function yesAndNo(labels: readonly Label[], words: readonly Word[]): Doubt | null {
  const { yes, no } = polarityOf(labels);
  if (yes.length === 0 || no.length === 0 || words.length < 2 || words.length > 6) return null;
  const full = writeOut(words);
  const says = full.filter(
    ({ plain }) => !JOINING.has(plain) && plain !== 'a' && plain !== 'cung' && plain !== 'duoc',
  );
  const yesAt = full.findIndex((word) => YES.has(word.plain) && agreementOf(word, word) === 'same');
  const noAt = full.findIndex((word) => isNo(word) || word.plain === 'no');
  if (yesAt >= 0 && noAt >= 0 && says.length === 2) {
    const later = full[Math.max(yesAt, noAt)];
    const isParted = later?.opensClause === true || full.some(({ plain }) => JOINING.has(plain));
    if (isParted) return sorted([...yes, ...no]);
  }
  const either = /^(\S+(?: \S+)?) hay khong cung duoc$/.test(plainOf(full));
  return either ? sorted([...yes, ...no]) : null;
}

/** "ông bà": two whole labels side by side and nothing else. */
function listOf(labels: readonly Label[], words: readonly Word[]): Doubt | null {
  if (words.length !== 2) return null;
  const found = words.map((word) =>
    labels.find(
      ({ words: [only], words: { length } }) => length === 1 && only !== undefined && isOf(word, only),
    ),
  );
  const [one, other] = found;
  if (one === undefined || other === undefined || one === other) return null;
  return words.some(isNegator) || one.isNegative || other.isNegative
    ? null
    : sorted([one.index, other.index]);
}

/** "tiếng", "màu xanh": several labels begin so. "ba" without marks may be the father or the grandmother. */
function shared(labels: readonly Label[], words: readonly Word[]): Doubt | null {
  const bare = words.filter(({ plain, opensClause }, at) => !(plain === 'a' && at > 0 && !opensClause));
  const [only] = bare;
  // "a" is the first option, whatever begins with an article.
  if (bare.length === 1 && only?.plain.length === 1) return null;
  if (bare.length === 1 && isBa(only)) {
    const found = labels.filter(
      ({ words: label }) => label.length === 1 && ['bo', 'ba'].includes(label[0]?.plain ?? ''),
    );
    return found.length > 1 ? sorted(found.map(({ index }) => index)) : null;
  }
  const found = labels.filter(
    ({ words: label }) =>
      label.length > bare.length &&
      bare.every((word, at) => label[at] !== undefined && isOf(word, label[at])),
  );
  return found.length > 1 &&
    !labels.some((label) => plainOf(label.words) === plainOf(bare)) &&
    !bare.some(isNegator)
    ? sorted(found.map(({ index }) => index))
    : null;
}

function timeBesides(labels: readonly Label[], words: readonly Word[]): Doubt | null {
  const timed = labels.filter(({ words: label }) => label.length === 2 && HOURS.has(label[1]?.plain ?? ''));
  const digits = words.filter(isDigits);
  if (timed.length < 2 || digits.length === 0) return null;
  if (digits.length === 2) {
    const named = timed.filter(({ words: [first] }) => digits.some(({ plain }) => plain === first?.plain));
    const isSpan = words.some(({ plain }) => SPANS.has(plain));
    return isSpan && named.length === 2 ? sorted(named.map(({ index }) => index)) : [];
  }
  const beside = words.find(({ plain }) => BESIDES.has(plain));
  if (beside === undefined) return null;
  const isOver = ['tren', 'hon', 'sau', 'after', 'over'].includes(beside.plain);
  const fits = labels.filter(
    ({ words: [first], words: label }) =>
      isOver &&
      ['tren', 'hon', 'sau', 'after', 'over'].includes(first?.plain ?? '') &&
      label.some(({ plain }) => plain === digits[0]?.plain),
  );
  return fits.map(({ index }) => index);
}

/** "không nhiều" is a little, or none. */
function muchLess(labels: readonly Label[], words: readonly Word[]): Doubt | null {
  const full = writeOut(words);
  const [first, second] = full;
  if (full.length !== 2 || first === undefined || !isNegator(first) || second?.plain !== 'nhieu') return null;
  const little = labels.filter(({ words: label }) => label.some(({ plain }) => plain === 'it'));
  const none = labels.filter(({ isNegative }) => isNegative);
  return little.length === 1 && none.length === 1
    ? sorted([...little, ...none].map(({ index }) => index))
    : null;
}

function isBa(word: Word | undefined): boolean {
  return word?.letters === 'ba' && word.tone === '';
}

function isOf(typed: Word, meant: Word): boolean {
  return typed.plain === meant.plain && agreementOf(typed, meant) !== 'clash';
}

function sorted(indexes: readonly number[]): Doubt {
  return [...new Set(indexes)].sort((one, other) => one - other);
}
