/** Tells whether a sentence denies what it names: "em không thích màu xanh". */

import { isNegator } from './label.ts';
import { agreementOf, readWords, type Word } from './words.ts';

/** Words that end the reach of a denial even without punctuation. */
const TURNS = readWords('mà nhưng chứ but only chắc lẽ nên vì because tại vẫn');
/** Words behind a name that may stand between it and its denial. */
const AFTER_BRIDGES = readWords('thì là em mình con nó cũng tuyệt đối hoàn toàn is');
/** Right behind a name these deny it: "vui đâu", "vui gì mà vui". */
const AFTER_DENIALS = readWords('đâu gì');
/** How many words before a name a denial reaches. */
const REACH = 5;

/**
 * Tells whether the words `start` to `end` (exclusive) are denied, before ("không thích …") or
 * after ("… thì không") them, within their clause.
 */
export function isDenied(words: readonly Word[], start: number, end: number): boolean {
  if (isDeniedBefore(words, start)) return true;
  const first = words[start];
  // "không bao giờ đâu" says it once more.
  return !(first !== undefined && isNegator(first)) && isDeniedAfter(words, end);
}

function isDeniedBefore(words: readonly Word[], start: number): boolean {
  if (words[start]?.opensClause === true) return false;
  for (let at = start - 1; at >= Math.max(0, start - REACH); at -= 1) {
    const word = words[at];
    if (word === undefined || isTurn(word)) return false;
    if (isNegator(word) || deniesNext(word, words[at + 1], at === start - 1)) return true;
    if (word.opensClause) return false;
  }
  return false;
}

function isDeniedAfter(words: readonly Word[], end: number): boolean {
  for (let at = end; at < Math.min(words.length, end + 4); at += 1) {
    const word = words[at];
    if (word === undefined || word.opensClause || isTurn(word)) return false;
    if (isNegator(word) || (at === end && AFTER_DENIALS.some((denial) => matches(word, denial)))) return true;
    if (!AFTER_BRIDGES.some((bridge) => matches(word, bridge))) return false;
  }
  return false;
}

/** "đâu có vui", "hết vui rồi" (but "hết sức vui"). */
function deniesNext(word: Word, next: Word | undefined, isLast: boolean): boolean {
  if (word.plain === 'het') return isLast;
  return word.letters === 'đâu' && word.tone === '' && (next?.plain === 'co' || next?.plain === 'phai');
}

function isTurn(word: Word): boolean {
  return TURNS.some((turn) => matches(word, turn));
}

function matches(word: Word, form: Word): boolean {
  return word.plain === form.plain && agreementOf(word, form) !== 'clash';
}
