/** Codes that children type: which words cannot be one, and how new ones are made up. */

import { hearDanger } from './protection/hear-danger.ts';
import { readReply } from './reply/read-reply.ts';

/** Most one-time codes of one sheet: a large class. */
export const MAX_SHEET = 60;

/** A source of chance: a whole number from 0 to below `n`. */
export type Dice = (n: number) => number;

/**
 * Letters that are told apart in print, on a screen and by ear: no O, I, S or B (0, 1, 5, 8), no C beside K, no Q, and no
 * D or V, which with a U make rude syllables.
 */
const CONSONANTS = 'GHKLMNPRTX';
const VOWELS = 'AEU';
const DIGITS = '23456789';

/** Syllables of a code for many, and of one for one child, which nobody should hit upon by trying. */
const OPEN_SYLLABLES = 2;
const ONE_TIME_SYLLABLES = 3;
const PARENT_SYLLABLES = 5;
const OPEN_DIGITS = 2;
const ONE_TIME_DIGITS = 4;

/** Words that nobody prints on a child's invitation, without their marks: rude, frightening, or the name of a slur. */
const UNFIT = (
  'LON CAC CAK KAK KAC BUOI DIT DITME DUMA DUME DCM DKM VCL VKL CLM NGU DEO DEOME CHO CHET GIET TUTU MATUY PEDE HIEP ' +
  'DAM KU CU VU LUN NUDE SEX PORN RAPE HATE KILL DEAD FUCK SHIT SUCK FAT NAZI HURT'
).split(' ');

/** Of these only the whole word is unfit: they are parts of many good ones ("CHOI", "CUNG", "VUI", "TANHIEP"). */
const UNFIT_ALONE = new Set('LON CAC BUOI DIT NGU DEO CHO DAM KU CU VU LUN FAT HIEP'.split(' '));

/** Makes up a code for many children: four letters that can be read aloud, and two digits. */
export function makeOpenCode(dice: Dice): string {
  return makeCode(OPEN_SYLLABLES, OPEN_DIGITS, dice);
}

/** Makes up a code for one child, among some hundred million. */
export function makeOneTimeCode(dice: Dice): string {
  return makeCode(ONE_TIME_SYLLABLES, ONE_TIME_DIGITS, dice);
}

/** Makes up a code for one parent: it decides something, so nobody should hit upon any by trying. 14 letters and digits. */
export function makeParentCode(dice: Dice): string {
  return makeCode(PARENT_SYLLABLES, ONE_TIME_DIGITS, dice);
}

function makeCode(syllables: number, digits: number, dice: Dice): string {
  const draw = (from: string): string => from[dice(from.length)] ?? '';
  for (;;) {
    const word = Array.from({ length: syllables }, () => draw(CONSONANTS) + draw(VOWELS)).join('');
    const code = word + Array.from({ length: digits }, () => draw(DIGITS)).join('');
    if (!holdsUnfit(word) && !isSpoken(code) && !soundsOfDanger(code)) return code;
  }
}

/** Whether a code, typed small and in groups as on paper, would be heard as a cry for help. */
function soundsOfDanger(code: string): boolean {
  const small = code.toLowerCase();
  const grouped = [2, 3, 4].map((signs) => small.replace(new RegExp(`(.{${signs}})`, 'g'), '$1 '));
  return [small, ...grouped].some((typed) => hearDanger(typed) !== null);
}

function holdsUnfit(word: string): boolean {
  return UNFIT.some((unfit) => word.includes(unfit));
}

/** Tells whether a code that somebody wishes for should not be printed for children. @param code as stored */
export function isUnfit(code: string): boolean {
  const word = code.replace(/\d+$/, '');
  return UNFIT.some((unfit) => (UNFIT_ALONE.has(unfit) ? word === unfit : word.includes(unfit)));
}

/** Words a child may say at any moment, a yes or a no, and short numbers cannot be codes: they are answers. */
export function isSpoken(code: string): boolean {
  if (/^\d{1,5}$/.test(code)) return true;
  if (readReply({ options: [], reply: code }).read !== 'none') return true;
  const means = (labels: readonly string[]): string =>
    readReply({ options: labels.map((label) => ({ id: label, label })), reply: code }).read;
  // "first" points at an option of any list; "có" means something only where the list asks for yes or no.
  return means(['Có', 'Không']) === 'option' && means(['Cây', 'Mây']) !== 'option';
}
