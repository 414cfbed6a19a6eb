/** How far a person's name reaches from a token on. */

import type { Token, Tokens } from './token.ts';
import { CUES, NAMES, PUBLIC } from './words.ts';

/** Most words of a name. */
const LONGEST = 5;

/** Whether a word is one that names are made of. */
export function isNameWord(tokens: Tokens, token: Token | undefined): boolean {
  return (
    NAMES.given.has(tokens, token) || NAMES.surname.has(tokens, token) || NAMES.middle.has(tokens, token)
  );
}

/** Words with capital letters from a token on, without those that begin sentences; 0 where there are none. */
export function capitalRun(tokens: Tokens, from: number): number {
  const { list } = tokens;
  let at = from;
  while (at < from + LONGEST) {
    const token = list[at];
    if (token === undefined || !token.capital) break;
    if (at > from && !/^(?: |['’]|-)$/u.test(token.gap)) break;
    const ordinary = CUES.ordinaryCapital.has(tokens, token) && !isNameWord(tokens, token);
    if (ordinary || (at > from && isPlainWord(tokens, at))) break;
    at += 1;
  }
  return at - from;
}

/** "Em" and the like are no part of a name, though some of them are names too. */
function isPlainWord(tokens: Tokens, at: number): boolean {
  return /^(?:em|con|mình|tớ|bạn|cô|thầy|các|và|ơi|là|lớp|trường)$/iu.test(tokens.list[at]?.text ?? '');
}

/** Names in lower case: "nguyễn văn an", "bảo ngọc"; 0 where there are none. */
export function lowerRun(tokens: Tokens, from: number): number {
  const { list } = tokens;
  const pet = NAMES.pet.lengthAt(tokens, from);
  let at = from;
  while (at < from + LONGEST - 1) {
    const token = list[at];
    if (token === undefined || (at > from && token.gap !== ' ') || !isNameWord(tokens, token)) break;
    // A word that mostly means something else goes on with a name only after one that names go on after.
    const goesOn = at === from || !NAMES.ordinary.has(tokens, token) || mayGoOn(tokens, at - 1);
    if (!goesOn) break;
    at += 1;
  }
  return Math.max(pet, at - from);
}

function mayGoOn(tokens: Tokens, at: number): boolean {
  const token = tokens.list[at];
  return NAMES.middle.has(tokens, token) || NAMES.frequent.has(tokens, token);
}

/** Whether what a run takes is somebody or some place that everybody knows, maybe with the word before it ("Bác Hồ"). */
export function isKnown(tokens: Tokens, from: number, length: number): boolean {
  for (const start of [from, from - 1, from - 2]) {
    if (start < 0) continue;
    const end = from + length;
    const longest = Math.max(PUBLIC.figures.lengthAt(tokens, start), PUBLIC.places.lengthAt(tokens, start));
    if (longest > 0 && start + longest >= end) return true;
  }
  return PUBLIC.before.lengthBefore(tokens, from) > 0;
}
