/** Which place a row means: a code says it only together with the time it is from. */

import { type Gazetteer, isProvinceCode, type LocalityCode, NATION } from '../locality.ts';
import type { FormerPart } from './indicator-row.ts';

/** First day of the present order of provinces and communes. @see Quyết định 19/2025/QĐ-TTg */
export const PRESENT_SINCE = '2025-07-01';

/** A former province and the present one it went to. */
export type FormerProvince = FormerPart & { readonly newCode: LocalityCode };

/** What places are looked up in. */
export type PlaceGround = {
  readonly gazetteer: Gazetteer;
  /** The 63 provinces as they were until 30 June 2025. */
  readonly former: readonly FormerProvince[];
};

/** What was typed. */
export type TypedPlace = {
  readonly code: string;
  /** May be empty. */
  readonly name: string;
  /** `null`: as the day says. */
  readonly era: 'present' | 'former' | null;
  /** Day of the row's number or document; `null` where there is none. */
  readonly day: string | null;
};

/** Why no place could be told. */
export type PlaceFault = {
  readonly code: 'place-unknown' | 'place-name' | 'place-era' | 'place-former-commune' | 'place-empty';
  readonly facts: Readonly<Record<string, string>>;
};

/** A place that was found; `former` where only a part of it is meant. */
export type FoundPlace = { readonly place: LocalityCode; readonly former: FormerPart | null };

/**
 * Tells which place is meant. The era is the one that was named, else that of the day. A code that was used again under
 * another name is taken only where the name, or the era, leaves no doubt.
 */
export function findPlace(typed: TypedPlace, ground: PlaceGround): FoundPlace | PlaceFault {
  const code = typed.code.trim().toUpperCase();
  if (code === '') return { code: 'place-empty', facts: {} };
  if (code === NATION) return { place: NATION, former: null };
  const era = typed.era ?? (typed.day !== null && typed.day < PRESENT_SINCE ? 'former' : 'present');
  const candidates = spellingsOf(code).flatMap((one) => namedBy(one, era, ground));
  const [first] = candidates;
  if (first === undefined) {
    const isFormerCommune = era === 'former' && /^\d{3,5}$/.test(code);
    return { code: isFormerCommune ? 'place-former-commune' : 'place-unknown', facts: { code } };
  }
  if (typed.name !== '') {
    const found = candidates.find(({ name }) => isSameName(name, typed.name));
    if (found !== undefined) return found.found;
    return { code: 'place-name', facts: { code, name: typed.name, expected: first.name, era } };
  }
  const other = namedBy(first.code, era === 'former' ? 'present' : 'former', ground)[0];
  if (candidates.length > 1) return { code: 'place-unknown', facts: { code } };
  if (
    typed.era === null &&
    other !== undefined &&
    !isSameName(other.name, first.name) &&
    wasReused(first.code)
  ) {
    const names = era === 'former' ? [first.name, other.name] : [other.name, first.name];
    return { code: 'place-era', facts: { code, before: names[0] ?? '', now: names[1] ?? '' } };
  }
  return first.found;
}

/** Codes of provinces that meant another province until 30 June 2025. @see facts/policy.md, 5 */
const REUSED: readonly LocalityCode[] = ['15', '24', '44', '52', '80', '82', '91'];

function wasReused(code: LocalityCode): boolean {
  return REUSED.includes(code);
}

type Candidate = { readonly code: LocalityCode; readonly name: string; readonly found: FoundPlace };

function namedBy(
  code: LocalityCode,
  era: 'present' | 'former',
  { gazetteer, former }: PlaceGround,
): readonly Candidate[] {
  if (era === 'present') {
    const place = gazetteer.find(code);
    return place === undefined ? [] : [{ code, name: place.name, found: { place: code, former: null } }];
  }
  const old = former.find((one) => one.code === code);
  if (old === undefined || !isProvinceCode(code)) return [];
  const isWhole = former.filter(({ newCode }) => newCode === old.newCode).length === 1;
  const part = isWhole ? null : { code: old.code, name: old.name };
  return [{ code, name: old.name, found: { place: old.newCode, former: part } }];
}

/** What a present province was merged from; empty where it was not. */
export function partsOf(place: LocalityCode, former: readonly FormerProvince[]): readonly FormerPart[] {
  const parts = former.filter(({ newCode }) => newCode === place);
  return parts.length < 2 ? [] : parts.map(({ code, name }) => ({ code, name }));
}

/** Spreadsheets take the zeros at the beginning of a code away. */
function spellingsOf(code: string): readonly LocalityCode[] {
  if (!/^\d{1,5}$/.test(code)) return [];
  if (code.length === 2 || code.length === 5) return [code];
  return [...(code.length === 1 ? [code.padStart(2, '0')] : []), code.padStart(5, '0')];
}

/** Words before a name that tell its kind. */
const KIND = /^(thành phố|tỉnh|tp\.?|phường|xã|đặc khu)\s+/u;

/** Compares names as people spell them: the tone mark may sit on either vowel, the kind may stand before. */
export function isSameName(one: string, other: string): boolean {
  return spell(one) === spell(other);
}

function spell(name: string): string {
  const plain = name.normalize('NFC').toLowerCase().trim().replace(KIND, '');
  return plain
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => {
      const marks = word.normalize('NFD');
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(marks)?.[0] ?? '';
      return marks.replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '') + tone;
    })
    .join(' ');
}
