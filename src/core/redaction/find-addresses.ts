/** Finds addresses: chains of parts such as "số 5, ngõ 12, phường Láng". */

import type { PersonalSpan } from './span.ts';
import type { Token, Tokens } from './token.ts';
import { CUES, NAMES, PUBLIC } from './words.ts';

/** One part of an address: from its first token up to, not including, `to`. */
type Part = { readonly to: number; readonly strength: 'strong' | 'weak' | 'wide' };

/** Most words of the name of a street or a village. */
const LONGEST_NAME = 4;

/** Finds them: with a part that only few live in, or behind "nhà em ở" with a street. Cities and provinces alone stay. */
export function findAddresses(tokens: Tokens): readonly PersonalSpan[] {
  const { list } = tokens;
  const found: PersonalSpan[] = [];
  let lives = -1;
  let at = 0;
  while (at < list.length) {
    const cue = CUES.living.lengthAt(tokens, at);
    if (cue > 0) lives = at + cue;
    const isHome = lives >= 0 && at - lives <= 2 && at >= lives && !brokenBetween(list, lives, at);
    const chain = cue > 0 && !isPartWord(tokens, at) ? null : chainAt(tokens, at, isHome);
    const [first, last] = [list[at], list[(chain?.to ?? 0) - 1]];
    if (chain === null || first === undefined || last === undefined) {
      at += Math.max(1, cue);
      continue;
    }
    if (chain.told) found.push({ start: first.start, end: last.end, type: 'address' });
    at = chain.to;
  }
  return found;
}

function isPartWord(tokens: Tokens, at: number): boolean {
  return CUES.strongParts.lengthAt(tokens, at) > 0 || CUES.weakParts.lengthAt(tokens, at) > 0;
}

function brokenBetween(list: readonly Token[], from: number, to: number): boolean {
  return list.slice(from, to + 1).some(({ gap }) => /[.!?;\n]/u.test(gap));
}

/** @returns where a chain that begins at a token ends, and whether it says enough to be masked; `null` where none begins */
function chainAt(tokens: Tokens, from: number, isHome: boolean): { to: number; told: boolean } | null {
  let at = from;
  const strengths: Part['strength'][] = [];
  for (;;) {
    const isInside = strengths.length > 0;
    if (isInside && !/^(?:[\s,\-–]{1,3}|[,;] ?)$/u.test(tokens.list[at]?.gap ?? '.')) break;
    const lower = isHome || strengths.includes('strong');
    const part = partAt(tokens, at, lower) ?? numberedStreet(tokens, at, isHome || isInside);
    if (part === null) break;
    strengths.push(part.strength);
    at = part.to;
  }
  if (strengths.length === 0) return null;
  const told = strengths.includes('strong') || (isHome && strengths.includes('weak'));
  return { told, to: told ? withPlaces(tokens, at) : at };
}

/** "…, Cầu Giấy, Hà Nội": what follows after commas belongs to it. */
function withPlaces(tokens: Tokens, from: number): number {
  const { list } = tokens;
  let end = from;
  while (/^(?:, ?| - )$/u.test(list[end]?.gap ?? '') && list[end]?.capital === true) {
    let at = end;
    while (at < end + LONGEST_NAME && list[at]?.capital === true && (at === end || list[at]?.gap === ' ')) {
      if (CUES.ordinaryCapital.has(tokens, list[at])) return end;
      at += 1;
    }
    if (at === end) break;
    end = at;
  }
  return end;
}

const NEEDS_NUMBER =
  /^(?:so|nha so|so nha|ngo|ngach|hem|kiet|can ho|phong tro|to|khoi|doi|lau|tang|phong|day|lo|cum|p|q|kp|tdp|to dan pho|khu|block)$/u;
const WIDE = /^(?:quan|huyen|thi xa|tp|thanh pho|tinh|q|h|tt|t)$/u;
/** What a city has many of, and a class too: they count only beside something stronger. */
const COMMON = /^(?:to|khoi|doi|lau|tang|phong|day|lo|cum|so|khu)$/u;

function partAt(tokens: Tokens, from: number, lower: boolean): Part | null {
  if (CUES.notParts.lengthAt(tokens, from) > 0) return null;
  const { list } = tokens;
  const strong = CUES.strongParts.lengthAt(tokens, from);
  const length = Math.max(strong, CUES.weakParts.lengthAt(tokens, from));
  if (length === 0) return null;
  const word = list
    .slice(from, from + length)
    .map(({ folded }) => folded)
    .join(' ');
  if (/^[a-z]$/.test(word) && !/\./.test(list[from + 1]?.gap ?? '')) return null;
  // Without diacritics "bản" is "bạn", and "xã" is "xa": far.
  const next = list[from + length];
  if (tokens.bare && /^(?:ban|bon|soc|ap|sóc)$/.test(word)) return null;
  if (tokens.bare && /^(?:xa|ho|so)$/.test(word) && !lower && next?.capital !== true) return null;
  const value = valueEnd(tokens, from + length, {
    lower,
    numbered: NEEDS_NUMBER.test(word),
    common: COMMON.test(word),
  });
  if (value === null) return null;
  const isNumbered = word === 'so' && value > from + 2 && withStreet(tokens, from + 2) >= from + 4;
  const strength =
    strong === length || isNumbered ? 'strong' : WIDE.test(word) || COMMON.test(word) ? 'wide' : 'weak';
  return { to: value, strength };
}

type Wanted = { readonly lower: boolean; readonly numbered: boolean; readonly common: boolean };

/** @returns where a part's number or name ends; `null` where it has none */
function valueEnd(tokens: Tokens, from: number, wanted: Wanted): number | null {
  const { list } = tokens;
  const first = list[from];
  if (first === undefined || !/^(?: |: ?|\. ?|\n)$/u.test(first.gap)) return null;
  if (/^(?:số|so)$/iu.test(first.text) && /^\d/.test(list[from + 1]?.text ?? ''))
    return numberEnd(list, from + 1);
  if (
    /^(?:\d{1,4}\p{L}{0,2}|[A-Z]{1,2}\d{0,3})$/u.test(first.text) &&
    (/\d/.test(first.text) || wanted.numbered)
  ) {
    const end = numberEnd(list, from);
    return wanted.numbered ? withStreet(tokens, end) : end;
  }
  if (wanted.common) return null;
  let at = from;
  while (at < from + LONGEST_NAME && isNamePart(tokens, at, at === from)) at += 1;
  if (at > from) return list[at - 1]?.folded === 'so' ? at - 1 : withNumber(list, at);
  return wanted.lower && !wanted.numbered ? lowerEnd(tokens, from) : null;
}

function isNamePart(tokens: Tokens, at: number, isFirst: boolean): boolean {
  const token = tokens.list[at];
  if (token === undefined || !token.capital || (!isFirst && !/^(?: |-|['’])$/u.test(token.gap))) return false;
  if (!isFirst && isPartWord(tokens, at)) return false;
  return !CUES.ordinaryCapital.has(tokens, token) || (isFirst && tokens.list[at + 1]?.capital === true);
}

/** "Vinhomes 2", "Tân Lập 1". */
function withNumber(list: readonly Token[], at: number): number {
  return list[at]?.gap === ' ' && /^\d{1,2}$/.test(list[at]?.text ?? '') ? at + 1 : at;
}

/** "12", "12A", "12/3/4". */
function numberEnd(list: readonly Token[], from: number): number {
  let at = from + 1;
  while (
    at < from + 5 &&
    /^[/.-]$/.test(list[at]?.gap ?? '') &&
    /^\d{1,4}\p{L}?$|^[A-Z]{1,2}\d{0,3}$/u.test(list[at]?.text ?? '')
  )
    at += 1;
  return at;
}

/** "hẻm 230 Lê Văn Sỹ": a street's name right behind the number. */
function withStreet(tokens: Tokens, from: number): number {
  const { list } = tokens;
  let at = from;
  while (at < from + LONGEST_NAME && list[at]?.capital === true && list[at]?.gap === ' ') {
    if (CUES.ordinaryCapital.has(tokens, list[at]) || isPartWord(tokens, at)) break;
    at += 1;
  }
  return at;
}

/** A name in lower case: up to two words, three where a name says so, none of which carries the sentence on. */
function lowerEnd(tokens: Tokens, from: number): number | null {
  const { list } = tokens;
  let at = from;
  while (at < from + 3) {
    const token = list[at];
    if (token === undefined || token.gap !== ' ' || CUES.nameEnds.has(tokens, token)) break;
    if (isPartWord(tokens, at) && at > from) break;
    at += 1;
  }
  return at === from ? null : at;
}

/** "25 Trần Quang Khải", "12/3 đường Láng": a number before a street. */
function numberedStreet(tokens: Tokens, from: number, isHome: boolean): Part | null {
  const { list } = tokens;
  if (!/^\d{1,4}\p{L}?$/u.test(list[from]?.text ?? '')) return null;
  const at = numberEnd(list, from);
  if (list[at]?.gap !== ' ') return null;
  if (/^(?:đường|phố|đg|ngõ|hẻm|kiệt|duong|pho|ngo|hem)$/iu.test(list[at]?.text ?? '')) {
    const end = valueEnd(tokens, at + 1, { lower: true, numbered: false, common: false });
    return end === null ? null : { to: end, strength: 'strong' };
  }
  const told = isHome || /^(?:ở|tại|số|nhà|o|tai|so|nha)$/iu.test(list[from - 1]?.text ?? '');
  if (!told || list[at]?.capital !== true || list[at + 1]?.capital !== true) return null;
  const isStreet = NAMES.surname.has(tokens, list[at]) || PUBLIC.figures.lengthAt(tokens, at) > 0;
  let end = at;
  while (end < at + LONGEST_NAME && list[end]?.capital === true && list[end]?.gap === ' ') end += 1;
  return isStreet || isHome ? { to: end, strength: 'strong' } : null;
}
