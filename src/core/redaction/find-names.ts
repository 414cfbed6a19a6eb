/** Finds the names of people. */

import { isCompound as isListed } from '../words/segment.ts';
import { capitalRun, isKnown, isNameWord, lowerRun } from './name-run.ts';
import type { PersonalSpan } from './span.ts';
import type { Tokens } from './token.ts';
import { CUES, NAMES, PUBLIC } from './words.ts';

/** Tries each way by which a name is known, at each word; the first that finds one takes it. */
export function findNames(tokens: Tokens): readonly PersonalSpan[] {
  const { list } = tokens;
  const found: PersonalSpan[] = [];
  let at = 0;
  while (at < list.length) {
    const run =
      afterNamed(tokens, at) ?? afterSelf(tokens, at) ?? afterPerson(tokens, at) ?? standingAlone(tokens, at);
    const [first, last] = [list[run?.from ?? -1], list[(run?.to ?? 0) - 1]];
    if (run === null || first === undefined || last === undefined) {
      at += 1;
      continue;
    }
    found.push({ start: first.start, end: last.end, type: 'name' });
    at = run.to;
  }
  return found;
}

type Run = { readonly from: number; readonly to: number };

const JOINED = /^(?: |: ?|,? ?["“'‘]| - |\n)$/u;

/** "tên em là …": also names that no list has, also of people everybody knows. */
function afterNamed(tokens: Tokens, at: number): Run | null {
  const cue = CUES.named.lengthAt(tokens, at);
  if (cue === 0 || isOfCreature(tokens, at)) return null;
  const { list } = tokens;
  let from = at + cue;
  while (from < at + cue + 6 && CUES.namedFill.has(tokens, list[from]) && list[from]?.gap === ' ') {
    if (list[from]?.capital === true && capitalRun(tokens, from) > 0 && list[from + 1]?.capital === true)
      break;
    from += 1;
  }
  const token = list[from];
  if (token === undefined || !JOINED.test(token.gap)) return null;
  const high = capitalRun(tokens, from);
  if (high > 0) return { from, to: from + high };
  const low = lowerRun(tokens, from);
  if (low > 0 && !(low === 1 && CUES.notNamed.has(tokens, token))) return { from, to: from + low };
  if (CUES.notNamed.has(tokens, token) || /\d/.test(token.text)) return null;
  const isTold = /^(?:là|la)$/iu.test(list[from - 1]?.text ?? '') || from === at + cue;
  const told = isTold && (from > at + cue || TELLS.test(list[at - 1]?.text ?? ''));
  return told ? { from, to: from + 1 } : null;
}

/** Who tells a name, right before "tên". */
const TELLS = /^(?:em|con|mình|mik|mk|tớ|bạn|e|t|bn|ấy|nó|cháu|tui|trai|gái|bé)$/iu;

/** "con chó tên là Vàng". */
function isOfCreature(tokens: Tokens, at: number): boolean {
  for (let back = 1; back <= 6 && at - back >= 0; back += 1) {
    const start = at - back;
    if (CUES.creatures.lengthAt(tokens, start) > 0) return true;
    if (/[.!?\n]/.test(tokens.list[start]?.gap ?? '')) return false;
  }
  return false;
}

/** "em là …", "my friend …": with a capital letter, or a name of two words. */
function afterSelf(tokens: Tokens, at: number): Run | null {
  const { list } = tokens;
  const cue = CUES.selfIs.lengthAt(tokens, at);
  const is = list[at + cue];
  if (cue === 0 || !/^(?:là|la|is|am)$/iu.test(is?.text ?? '') || is?.gap !== ' ') return null;
  const from = at + cue + 1;
  if (list[from] === undefined || !JOINED.test(list[from].gap)) return null;
  const high = capitalRun(tokens, from);
  if (high > 0) {
    const named = list.slice(from, from + high).some((token) => isNameWord(tokens, token));
    return named && !isKnown(tokens, from, high) ? { from, to: from + high } : null;
  }
  const low = lowerRun(tokens, from);
  if (low === 0 || (low === 1 && NAMES.ordinary.has(tokens, list[from]))) return null;
  if (CUES.notNamed.has(tokens, list[from]) || isKnown(tokens, from, low)) return null;
  return { from, to: from + low };
}

/** "bạn …", "cô …", "thằng …". */
function afterPerson(tokens: Tokens, at: number): Run | null {
  const { list } = tokens;
  const cue = CUES.people.lengthAt(tokens, at);
  const from = at + cue;
  const token = list[from];
  if (cue === 0 || token === undefined || token.gap !== ' ') return null;
  const high = capitalRun(tokens, from);
  if (high > 0) {
    const isRole = CUES.roles.lengthAt(tokens, from) > 0 && !isBirthOrder(tokens, from);
    const isInitial = high === 1 && token.text.length === 1;
    if (isRole || isInitial || isKnown(tokens, from, high)) return null;
    return { from, to: from + high };
  }
  if (token.capital && !list[from + 1]?.capital && isBirthOrder(tokens, from)) return { from, to: from + 1 };
  if (CUES.capitalOnly.lengthAt(tokens, at) === cue) return null;
  const low = lowerRun(tokens, from);
  if (low === 0 || CUES.roles.lengthAt(tokens, from) > 0 || isKnown(tokens, from, low)) return null;
  const alone = low === 1 && NAMES.ordinary.has(tokens, token) && !NAMES.afterPerson.has(tokens, token);
  return alone || isCompound(tokens, from, low) ? null : { from, to: from + low };
}

/** In the south people are called by the order of their birth: "bác Ba", "dì Út". "Bạn Nam" is somebody, "bạn nam" is not. */
function isBirthOrder(tokens: Tokens, from: number): boolean {
  const word = tokens.list[from]?.text ?? '';
  const alone = CUES.roles.lengthAt(tokens, from) === 1;
  return alone && /^(?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười|út|nam)$/iu.test(word);
}

/** "bạn thân thiện", "cô hiền hậu": a word that goes on. */
function isCompound(tokens: Tokens, from: number, length: number): boolean {
  const pair = `${tokens.list[from]?.folded ?? ''} ${tokens.list[from + length]?.folded ?? ''}`;
  return /^(?:an toan|dai tuong|dai hoi|dai dien|dai bieu|trung ta|trung tuong|thieu tuong|hai quan|hai dang|trung doan|hien lanh|hien hau|hien tu|thuong em|thuong con|yen tinh|thanh cong|thanh nien|hoa dong|phong chong|hai huoc|trung thuc|tai gioi|manh me|manh khoe|thong minh|minh thich|minh rat|tam ly|tam su|ly do|hoa hong|huong dan|dong nghiep|lan sau|mai sau|thu vien|ngoc ngach|binh thuong|thanh pho|thanh thi|mai mot|mai kia|mai moi|phat trien|phat bieu|hieu em|hieu bai|linh tinh|minh hoa|huy hieu|duy nhat|thu hai|thu ba|hai mat|my thuat|bao ve|viet nam|tien bo|tien phong|thuan loi|bich bao|na na|ha noi|chi biet|chi co|chi la|chi thich|chi em|dong phuc|dong hanh)$/.test(
    pair,
  );
}

/** A name without a word before it: full, or one that is a name where it stands. */
function standingAlone(tokens: Tokens, from: number): Run | null {
  const { list } = tokens;
  const token = list[from];
  if (token === undefined) return null;
  const high = token.capital ? capitalRun(tokens, from) : 0;
  if (high === 0) return token.capital ? null : writtenOut(tokens, from);
  const before = list[from - 1];
  if (token.gap === ' ' && before?.capital === true && !CUES.ordinaryCapital.has(tokens, before)) return null;
  if (isKnown(tokens, from, high) || knownBegin(tokens, from)) return null;
  if (isCompound(tokens, from + high - 1, 1)) return null;
  const [end, after] = [list[from + high - 1], list[from + high]];
  if (after?.gap === ' ' && isListed(`${end?.text} ${after.text}`.toLowerCase())) return null;
  const words = list.slice(from, from + high);
  const named = words.filter((word) => isNameWord(tokens, word)).length;
  const hasFamily = NAMES.surname.has(tokens, token);
  if (high >= 3 && (hasFamily || named === high)) return { from, to: from + high };
  if (high === 2 && named === 2) return { from, to: from + high };
  return high === 1 ? standingSingle(tokens, from) : null;
}

/** One word: in the midst of a sentence a capital letter tells, at its beginning what follows must. */
function standingSingle(tokens: Tokens, from: number): Run | null {
  const { list } = tokens;
  const token = list[from];
  if (token === undefined || token.text.length === 1 || !NAMES.given.has(tokens, token)) return null;
  if (PUBLIC.countries.has(tokens, token) && !/^(?:và|với|ơi)$/iu.test(list[from + 1]?.text ?? ''))
    return null;
  if (!token.first) return CUES.ordinaryCapital.has(tokens, token) ? null : { from, to: from + 1 };
  const next = list[from + 1];
  if (next === undefined || next.gap !== ' ') return null;
  const called = /^(?:ơi|oi)$/iu.test(next.text);
  const acts = /^(?:với|và|là|hay|bị|cứ|lớp|đánh|cũng|nói|ngồi|chơi|giật|trêu|học|bắt|ở)$/iu.test(next.text);
  const ofClass = /^lớp$/iu.test(next.text) && /^\d/.test(list[from + 2]?.text ?? '');
  const pairs = /^(?:và|với)$/iu.test(next.text) && list[from + 2]?.capital === true;
  const clear =
    !NAMES.ordinary.has(tokens, token) ||
    pairs ||
    /^(?:hay|cứ|đánh|giật|trêu|bắt)$/iu.test(next.text) ||
    ofClass;
  return called || (acts && clear && !CUES.ordinaryCapital.has(tokens, token))
    ? { from, to: from + 1 }
    : null;
}

/** "Đà Nẵng", "Tô Hoài": more words in capitals may follow, they are still known. */
function knownBegin(tokens: Tokens, from: number): boolean {
  return PUBLIC.places.lengthAt(tokens, from) > 1;
}

/** "nguyễn hoàng nam" in lower case: three words at least, the family name a frequent one. */
function writtenOut(tokens: Tokens, from: number): Run | null {
  const { list } = tokens;
  const token = list[from];
  const certain = NAMES.certain.lengthAt(tokens, from);
  const before = list[from - 1]?.text ?? '';
  if (
    certain > 0 &&
    !tokens.bare &&
    !/^(?:hoa|cây|anh|vải|tên|lụa|chứng|câu|bài|cảnh)$/iu.test(before) &&
    !isKnown(tokens, from, certain)
  ) {
    return { from, to: from + certain };
  }
  if (!NAMES.frequent.has(tokens, token)) return null;
  // Without diacritics these are everyday words.
  if (tokens.bare && /^(?:do|ho|vo|ly|ngo|dao|mai|ha|cao|la|tu|chu|to|dinh)$/.test(token?.folded ?? ''))
    return null;
  const low = lowerRun(tokens, from);
  const middle = NAMES.middle.has(tokens, list[from + 1]);
  const given = NAMES.given.has(tokens, list[from + low - 1]);
  if (low < 3 || !given || (!middle && low < 4) || isKnown(tokens, from, low)) return null;
  return { from, to: from + low };
}
