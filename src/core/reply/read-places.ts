/** Reads an order told with labels: "số 1 là sân chơi, số 2 là bữa ăn", "sân chơi trước, rồi bữa ăn". */

import type { Label } from './label.ts';
import { readUnit } from './number-words.ts';
import { type Mention, mentionsIn } from './sentence.ts';
import { isDigits, type Word } from './words.ts';

/** What a told order comes to; `unsure`: labels and places are named, but not which goes with which. */
export type PlacesReading =
  | { readonly read: 'order'; readonly indexes: readonly number[] }
  | { readonly read: 'unsure'; readonly indexes: readonly number[] };

type Place = { readonly at: number; readonly value: number };

const ORDINALS = new Map([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
]);
const BEFORE_PLACE = new Set(['so', 'thu', 'hang', 'no', 'number']);
/** "bài tập cuối cùng": what is named first may then be meant last. */
const ENDS = new Set(['cuoi', 'last', 'chot', 'bet']);

/**
 * Reads labels and the places told for them. Where both are named the labels are what is meant; numbers are their places,
 * or the numbers they are shown under.
 *
 * @param isOrder their order matters
 * @returns `null` where no label is named, or only one without a place
 */
export function readPlaces(
  labels: readonly Label[],
  words: readonly Word[],
  isOrder: boolean,
): PlacesReading | null {
  const mentions = mentionsIn(labels, words);
  const named = mentions.map(({ label }) => label.index);
  if (named.length === 0 || labels.some(({ holdsDigits }) => holdsDigits)) return null;
  const places = placesIn(words, mentions);
  const unsure: PlacesReading = { read: 'unsure', indexes: [...new Set(named)] };
  const isTurned = isOrder && words.some((word, at) => turnsOrder(words, word, at));
  if (isTurned || new Set(named).size < named.length) return places.length > 0 || isTurned ? unsure : null;
  if (places.length === 0) return null;
  return paired(mentions, places, isOrder) ?? (isOrder ? unsure : null);
}

/** Each label with its number, all before or all behind. */
function paired(
  mentions: readonly Mention[],
  places: readonly Place[],
  isOrder: boolean,
): PlacesReading | null {
  const indexes = mentions.map(({ label }) => label.index);
  const isFirstOnly = places.length === 1 && places[0]?.value === 1 && mentions.length > 1;
  if (isFirstOnly && (places[0]?.at ?? 0) < (mentions[0]?.start ?? 0)) return { read: 'order', indexes };
  if (places.length !== mentions.length || !alternate(mentions, places)) return null;
  const pairs = indexes.map((index, at) => ({ index, place: places[at]?.value ?? 0 }));
  const isOwn = pairs.every(({ index, place }) => place === index + 1);
  const sorted = [...pairs].sort((one, other) => one.place - other.place);
  const isPlaces = sorted.every(({ place }, at) => place === at + 1);
  const bySort = sorted.map(({ index }) => index);
  if (isOwn && isPlaces && isOrder && bySort.join() !== indexes.join()) return null;
  if (isPlaces) return { read: 'order', indexes: bySort };
  return isOwn ? { read: 'order', indexes } : null;
}

function alternate(mentions: readonly Mention[], places: readonly Place[]): boolean {
  const isBefore = (places[0]?.at ?? 0) < (mentions[0]?.start ?? 0);
  return mentions.every(({ start }, at) => {
    const place = places[at]?.at ?? -1;
    const [before, next] = [
      mentions[at - 1]?.start ?? -1,
      mentions[at + 1]?.start ?? Number.POSITIVE_INFINITY,
    ];
    return isBefore ? place < start && place > before : place > start && place < next;
  });
}

function placesIn(words: readonly Word[], mentions: readonly Mention[]): readonly Place[] {
  return words.flatMap((word, at) => {
    if (mentions.some(({ start, end }) => at >= start && at < end)) return [];
    const value = placeAt(words, word, at);
    return value === null ? [] : [{ at, value }];
  });
}

function placeAt(words: readonly Word[], word: Word, at: number): number | null {
  if (isDigits(word)) return Number(word.plain);
  const ordinal = ORDINALS.get(word.plain);
  if (ordinal !== undefined) return ordinal;
  const [before, next] = [words[at - 1]?.plain ?? '', words[at + 1]?.plain ?? ''];
  if (word.plain === 'tien' && (before === 'dau' || before === 'truoc')) return 1;
  if (word.plain === 'nhat')
    return BEFORE_PLACE.has(before) || before === 'truoc' || next === 'la' ? 1 : null;
  const unit = readUnit(word);
  return unit !== null && unit > 0 && (BEFORE_PLACE.has(before) || next === 'la') ? unit : null;
}

/** "sân chơi sau bữa ăn", "bài tập cuối"; "sau đó bữa ăn" goes on. */
function turnsOrder(words: readonly Word[], word: Word, at: number): boolean {
  const next = words[at + 1]?.plain;
  if (word.plain === 'sau') return !(next === 'do' || next === 'day') && word.tone === '';
  if (word.plain === 'truoc') return next === 'khi';
  return ENDS.has(word.plain) || word.plain === 'after' || word.plain === 'before';
}
