/** Reads what a child typed where several options may be picked or put in order. */

import type { Command } from './command.ts';
import { withoutCourtesy } from './courtesy.ts';
import { labelsOf } from './label.ts';
import { readUnit } from './number-words.ts';
import { readPointing } from './position.ts';
import { readPlaces } from './read-places.ts';
import { type ReplyArguments, readReply } from './read-reply.ts';
import { isSafeWord } from './safe-word.ts';
import { findMentioned } from './sentence.ts';
import { findEqual } from './whole.ts';
import { isDigits, plainOf, readWords, type Word } from './words.ts';

/** What a reply picks, in the order named, each once. `isAll`: it says nothing besides. */
export type PicksReading =
  | { readonly read: 'picks'; readonly indexes: readonly number[]; readonly isAll: boolean }
  | { readonly read: 'ambiguous'; readonly indexes: readonly number[] }
  | { readonly read: 'none' }
  | { readonly read: 'safe-word' }
  | Command;

/** A reply and what it may pick. */
export type PicksArguments = ReplyArguments & {
  /** The options are put in order; then "all of them" says nothing. */
  readonly isOrder?: boolean;
};

const SEPARATORS = /[,;\n+&/|>]|(?<!\p{L})(?:và|va|and|với|rồi|then)(?!\p{L})/giu;
const THINGS = new Set('dieu cai y thu mon things options lua'.split(' '));
const ALL = new Set([
  ...[
    'tat ca',
    'all',
    'het',
    'ca hai',
    'ca 2',
    'ca ba',
    'ca 3',
    'ca bon',
    'ca 4',
    'chon het',
    'chon tat ca',
    'everything',
  ],
  ...[
    'tat ca luon',
    'tat ca a',
    'em chon tat ca',
    'em chon het',
    'tat ca cac y',
    'tat ca cac y tren',
    'all of them',
  ],
]);

/**
 * Reads several picks from one message: "1,3", "1 và 3", "13", "a c", "sân chơi, bữa ăn", "tất cả".
 *
 * @see readReply for what a single pick may look like
 */
export function readPicks(given: PicksArguments): PicksReading {
  const { options, isOrder = false } = given;
  const reply = withoutCount(given.reply);
  const words = readWords(reply);
  if (isSafeWord(words)) return { read: 'safe-word' };
  const labels = labelsOf(options);
  const equal = findEqual(labels, words);
  if (equal.length === 1) return picks(equal, true);
  const placed = readPlaces(labels, words, isOrder);
  if (placed !== null) {
    return placed.read === 'order'
      ? picks(placed.indexes, false)
      : { read: 'ambiguous', indexes: placed.indexes };
  }
  const atEnd = readAtEnd(words, options.length);
  if (atEnd !== null) return isOrder ? { read: 'none' } : picks(atEnd, true);
  if (isOrder && isMixedUp(words)) return { read: 'none' };
  const pointed = readPositions(words, options.length);
  if (pointed !== null) return picks(pointed, true);
  if (ALL.has(plainOf(withoutCourtesy(words))) || ALL.has(plainOf(words)))
    // All of them are no order.
    return isOrder
      ? { read: 'none' }
      : picks(
          labels.map(({ index }) => index),
          true,
        );
  const single = readReply({ ...given, reply });
  if (single.read !== 'option' && single.read !== 'none' && single.read !== 'ambiguous') return single;
  const segments = readSegments({ ...given, reply });
  if (segments !== null) return segments;
  const named = findMentioned(labels, words);
  if (named.length > 1) return picks(named, false);
  return single.read === 'option' ? picks([single.index], single.isAll) : single;
}

/** "em muốn 2 điều: 1, 3": the count before a colon picks nothing. */
function withoutCount(reply: string): string {
  const at = reply.indexOf(':');
  if (at < 0 || readWords(reply.slice(at + 1)).length === 0) return reply;
  const head = readWords(reply.slice(0, at));
  const counts = head.some((word, here) => countOf(word) !== null && THINGS.has(head[here + 1]?.plain ?? ''));
  return counts ? reply.slice(at + 1) : reply;
}

/** "3 cái đầu", "hai cái cuối". */
function readAtEnd(words: readonly Word[], length: number): readonly number[] | null {
  const [first, thing, end] = withoutCourtesy(words);
  const count = first === undefined ? null : countOf(first);
  if (count === null || count > length || !THINGS.has(thing?.plain ?? '')) return null;
  if (end?.plain !== 'dau' && end?.plain !== 'cuoi') return null;
  const from = end.plain === 'dau' ? 0 : length - count;
  return Array.from({ length: count }, (_, at) => from + at);
}

function countOf(word: Word): number | null {
  return isDigits(word) ? Number(word.plain) : readUnit(word);
}

/** "1 cuối, 2 đầu": places are told, but not in order. */
function isMixedUp(words: readonly Word[]): boolean {
  return words.some(isDigits) && words.some(({ plain }) => ['cuoi', 'dau', 'last', 'first'].includes(plain));
}

function picks(indexes: readonly number[], isAll: boolean): PicksReading {
  return { read: 'picks', indexes: [...new Set(indexes)], isAll };
}

function readPositions(words: readonly Word[], count: number): readonly number[] | null {
  const run = readRun(words, count);
  if (run !== null) return run;
  const pointing = readPointing(words, count, true);
  if (pointing === null || !pointing.isAll || pointing.isBeyond || pointing.indexes.length === 0) return null;
  const [first, last] = pointing.indexes;
  const isRange = words.some(({ plain }) => plain === 'den') && pointing.indexes.length === 2;
  if (!isRange || first === undefined || last === undefined || first > last) return pointing.indexes;
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** Numbers or letters without a space between: "13", "acb". Each must be there, and only once. */
function readRun(words: readonly Word[], count: number): readonly number[] | null {
  const [word] = words;
  if (word === undefined || words.length !== 1 || word.plain.length < 2 || word.tone !== '') return null;
  const isDigits = /^[1-9]+$/.test(word.plain);
  if (isDigits ? Number(word.plain) <= count : !/^[a-j]+$/.test(word.letters)) return null;
  const indexes = [...word.plain].map((sign) => sign.charCodeAt(0) - (isDigits ? 49 : 97));
  return new Set(indexes).size === indexes.length && indexes.every((index) => index < count) ? indexes : null;
}

function readSegments(given: ReplyArguments): PicksReading | null {
  const segments = given.reply.split(SEPARATORS).filter((segment) => readWords(segment).length > 0);
  if (segments.length < 2) return null;
  const readings = segments.map((reply) => readReply({ ...given, reply, extras: [] }));
  const indexes = readings.flatMap((reading) => (reading.read === 'option' ? [reading.index] : []));
  if (indexes.length === 0) return null;
  return picks(indexes, indexes.length === segments.length);
}
