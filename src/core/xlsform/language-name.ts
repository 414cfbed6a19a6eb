/** Finds which language a column is written in: `label::Vietnamese (vi)`, `label::vi`, `label:English`. */

import type { Language } from '../language.ts';

/** Names people give their columns, without marks and in small letters. */
const TAGS: Readonly<Record<string, Language>> = {
  'tieng viet': 'vi',
  viet: 'vi',
  vietnamese: 'vi',
  vietnam: 'vi',
  'viet nam': 'vi',
  'tieng anh': 'en',
  anh: 'en',
  english: 'en',
  'tieng khmer': 'km',
  'tieng kho-me': 'km',
  khmer: 'km',
  'tieng hmong': 'hmn',
  'tieng mong': 'hmn',
  hmong: 'hmn',
  'tieng tay': 'tyz',
  tay: 'tyz',
  'tieng thai': 'blt',
  'tieng muong': 'mtq',
  muong: 'mtq',
  'tieng nung': 'nut',
  nung: 'nut',
  'tieng gia rai': 'jra',
  jrai: 'jra',
  'tieng e de': 'rad',
  ede: 'rad',
  'tieng ba na': 'bdq',
  bahnar: 'bdq',
  'tieng cham': 'cjm',
  cham: 'cjm',
  'tieng mnong': 'cmo',
  mnong: 'cmo',
  'tieng trung': 'zh',
  chinese: 'zh',
  'tieng lao': 'lo',
  lao: 'lo',
  'tieng phap': 'fr',
  french: 'fr',
  francais: 'fr',
  spanish: 'es',
  espanol: 'es',
  thai: 'th',
  japanese: 'ja',
  korean: 'ko',
  russian: 'ru',
  german: 'de',
  portuguese: 'pt',
};

/**
 * Finds the tag.
 *
 * @param name what stands behind `label::`
 * @returns `null` where the name means nothing to us
 */
export function languageTagOf(name: string): Language | null {
  const inParentheses = /\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*\)\s*$/.exec(name)?.[1];
  if (inParentheses !== undefined) return inParentheses.toLowerCase();
  const plain = withoutMarks(name);
  if (Object.hasOwn(TAGS, plain)) return TAGS[plain] ?? null;
  return /^[a-z]{2,3}$/.test(plain) ? plain : (/^([a-z]{2})[-_][a-z]{2}$/.exec(plain)?.[1] ?? null);
}

/** Gives a text in small letters without the marks of Vietnamese. */
export function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .trim();
}
