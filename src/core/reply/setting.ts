/** Reads where something is: "ngoài cổng" for "Ở cổng trường", "at the gate" for "The school gate". */

import { isDenied } from './denial.ts';
import type { Label } from './label.ts';
import { findPart, mentionsIn, type PartReading } from './sentence.ts';
import { agreementOfAll } from './whole.ts';
import { agreementOf, isDigits, readWords, type Word } from './words.ts';

/** These say no more than that it is there. */
const NEUTRAL = readWords('ở tại ngay chỗ khu nơi in at on to the');
const INSIDE = readWords('trong inside');
const OUTSIDE = readWords('ngoài outside');
/** With these it is another place, or another time, which only may be meant. */
const BESIDES = readWords('trước sau gần cạnh bên quanh before after behind near around');
/** In front of a label these say what kind of thing it is: "Màu xanh lá". */
const KINDS = readWords('màu môn');
const SIDES = [...INSIDE, ...OUTSIDE, ...BESIDES, ...readWords('trên dưới under above')];
/** What a label may have in front that a reply leaves out. */
const BEFORE_PLACE = [...NEUTRAL, ...SIDES, ...KINDS];
/** "Ngoài" before these is where they are; before others it may mean "except". */
const OUTDOORS = readWords('cổng sân đường vườn ngõ phố chợ hành gate yard street garden');

/**
 * Finds the options that name the place a reply names in other small words.
 *
 * @returns not sure where only the child can say whether the same place is meant
 */
export function findSetting(labels: readonly Label[], words: readonly Word[]): PartReading {
  const start = words.findIndex((word) => !isIn(NEUTRAL, word) && !isIn(SIDES, word));
  const nothing: PartReading = { indexes: [], isSure: true };
  if (start < 0 || words.some(isDigits)) return nothing;
  if (start > 0) {
    const side = words.slice(0, start).find((word) => isIn(SIDES, word));
    const place = words.slice(start);
    const fitting = labels.filter((label) => fits(label, side));
    const found = findPart(fitting, place);
    const isThere = fitting.every(
      (label) => !found.indexes.includes(label.index) || isSame(label, side, place),
    );
    if (found.indexes.length > 0) return { ...found, isSure: found.isSure && isThere };
  }
  const within = labels.filter((label) => isWithin(label, words));
  return within.length === 0 ? nothing : { indexes: within.map(({ index }) => index), isSure: true };
}

/** Tells whether the only label a sentence names is not said itself, but something beside it: "gần cổng trường". */
export function isBesides(labels: readonly Label[], words: readonly Word[]): boolean {
  const mentions = mentionsIn(labels, words);
  return (
    mentions.length > 0 &&
    mentions.every(({ start }) => {
      const before = words[start - 1];
      return before !== undefined && isBeside(before, words[start]);
    })
  );
}

/** Tells whether a word says that something else is near, and not the thing itself: "gần cổng trường". */
function isBeside(word: Word, next: Word | undefined): boolean {
  if (isIn(BESIDES, word)) return true;
  return isIn(OUTSIDE, word) && !(next !== undefined && isIn(OUTDOORS, next));
}

type Side = Word | undefined;

/** The label names no other side than the reply does. */
function fits({ words }: Label, side: Side): boolean {
  return (
    side === undefined ||
    words.every(
      (word) =>
        !isIn(SIDES, word) ||
        word.plain === side.plain ||
        // In front of the gate is outside it.
        (side.plain === 'truoc' && isIn(OUTSIDE, word)),
    )
  );
}

function isSame({ words }: Label, side: Side, place: readonly Word[]): boolean {
  if (side === undefined || isIn(INSIDE, side)) return true;
  if (words.some((word) => word.plain === side.plain)) return true;
  return !isBeside(side, place[0]) && isIn(OUTSIDE, side);
}

/** "em sợ ngoài cổng trường": all of "Ở cổng trường" but its small word. */
function isWithin({ words: label }: Label, words: readonly Word[]): boolean {
  const [first, ...place] = label;
  if (first === undefined || place.length < 2 || !isIn(BEFORE_PLACE, first)) return false;
  for (let start = 0; start + place.length <= words.length; start += 1) {
    if (agreementOfAll(words.slice(start, start + place.length), place) === null) continue;
    const before = words[start - 1];
    const isElsewhere = before !== undefined && isIn(SIDES, before) && !isOnSide(before, first, place[0]);
    return !isElsewhere && !isDenied(words, start, start + place.length);
  }
  return false;
}

function isOnSide(side: Word, first: Word, next: Word | undefined): boolean {
  if (side.plain === first.plain) return true;
  return !isIn(SIDES, first) && !isBeside(side, next);
}

function isIn(forms: readonly Word[], word: Word): boolean {
  return forms.some((form) => form.plain === word.plain && agreementOf(word, form) !== 'clash');
}
