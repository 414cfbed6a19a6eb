/** Recognises the safe word: SOS, cứu, 111, in any writing. */

import { squeeze } from './nearness.ts';
import { readWords, type Word } from './words.ts';

/** Tones that make "cuu" another word: sheep, nine, former, coffin. */
const OTHER_CUU_TONES = new Set(readWords('cừu cửu cựu cữu').map(({ tone }) => tone));

/** Signs that stand for others where the safe word is spelled out: "S0S", "một một một". */
const SPELLED = new Map([
  ['0', 'o'],
  ['mot', '1'],
]);

/** What may stand around it: whom, by whom, please. */
const AROUND = new Set(
  'e a v vs gium dum zoi e a em con chau minh toi tui to voi a oi di help me giup nha nhe lam on xin ai hay goi so tong dai can duoc mau nhanh i need please khan cap ban co thay bac co chu gap va'.split(
    ' ',
  ),
);

/**
 * Tells whether a whole message is the safe word: any case, width, spacing, length ("cứuuu", "S.O.S", "１１１",
 * "cứu em với"), also where a number or free words were asked for.
 */
export function isSafeWord(words: readonly Word[]): boolean {
  if (words.length === 0 || words.length > 9) return false;
  let isFound = false;
  let spelled = '';
  for (const { plain, tone } of words) {
    if (isCryWord(plain, tone)) isFound = true;
    else if (/^([so0]|1+|mot)$/.test(plain)) spelled += SPELLED.get(plain) ?? plain;
    else if (!AROUND.has(plain) && !AROUND.has(squeeze(plain))) return false;
  }
  return spelled === '' ? isFound : /^(sos|111)+$/.test(spelled);
}

function isCryWord(plain: string, tone: string): boolean {
  if (plain === 'kiu') return tone === '2';
  if (/^s+o+s+$/.test(plain) || /^(111)+$/.test(plain)) return true;
  return /^cuu+$/.test(plain) && !OTHER_CUU_TONES.has(tone);
}
