/** Languages a flow or a phrase can be written in. */

/** A BCP 47 primary tag such as `vi`, `en`, `km`. `vi` is the source language and always present. */
export type Language = string;

/** The language every text exists in and every fallback ends at. */
export const SOURCE_LANGUAGE: Language = 'vi';

/** What the languages spoken by children in Viet Nam call themselves. */
const NAMES: Readonly<Record<Language, string>> = {
  vi: 'Tiếng Việt',
  en: 'English',
  km: 'ភាសាខ្មែរ',
  hmn: 'Lus Hmoob',
  tyz: 'Tày',
  blt: 'Thái',
  mtq: 'Mường',
  nut: 'Nùng',
  jra: 'Jrai',
  rad: 'Êđê',
  bdq: 'Bahnar',
  cjm: 'Chăm',
  cmo: 'Mnông',
  zh: '中文',
  lo: 'ລາວ',
};

/** Gives the name of a language in that language; its tag where no name is known. */
export function languageName(language: Language): string {
  return Object.hasOwn(NAMES, language) ? (NAMES[language] ?? language) : language;
}
