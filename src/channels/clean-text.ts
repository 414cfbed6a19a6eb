/** Brings what a child typed to a form that can be compared and stored: NFC, without invisible characters. */

import { cutText } from './split-text.ts';

/** Longest inbound text that is kept, in UTF-16 code units: Telegram's own limit, the largest of all vendors. */
export const MAX_INBOUND_TEXT = 4096;

/** Enough raw units that 4,096 composed ones remain; bounds the work that a hostile text can cause. */
const MAX_RAW_TEXT = 4 * MAX_INBOUND_TEXT;

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085\v\f]/g;
const CONTROLS = /(?!\n)\p{Cc}/gu;
/** A joiner inside an emoji family and the tags of a sub-national flag are part of what one sees; others are not. */
const INVISIBLE =
  /(?!(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D(?=\p{Extended_Pictographic}))(?!(?<=\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0020}-\u{E007F}])\p{Cf}|\u034F|\u115F|\u1160|\u3164|\uFFA0|\u17B4|\u17B5/gu;
/** No script needs more than eight marks on one letter. */
const STACKED_MARKS = /(\p{M}{8})\p{M}+/gu;

/**
 * Cleans inbound text: NFC; no control, zero-width or text-direction characters (joiners inside emoji stay); any
 * space becomes a plain one, any line end `\n`, at most one empty line in a row; lone surrogates become U+FFFD
 * (PostgreSQL could not store them); trimmed; at most {@link MAX_INBOUND_TEXT} units, cut between graphemes.
 */
export function cleanText(raw: string): string {
  if (raw.length <= MAX_INBOUND_TEXT && PRINTABLE_ASCII.test(raw)) return raw.trim();
  const cleaned = raw
    .slice(0, MAX_RAW_TEXT)
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .replace(/\t|\p{Zs}/gu, ' ')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1')
    .replace(/\n(?: *\n){2,}/g, '\n\n')
    .trim();
  return cutText(cleaned, MAX_INBOUND_TEXT).trimEnd();
}

/** Longest machine-readable word (token, code) that is looked at, in UTF-16 units. */
const MAX_WORD = 256;

/** Cleans a token or code: as {@link cleanText}, on one line, at most 256 units. */
export function cleanWord(raw: string): string {
  return cleanText(raw.slice(0, MAX_WORD)).replaceAll('\n', ' ');
}
