/** Writes what a flow has besides its questions as the settings of a form, and reads it back. */

import { type Language, languageName } from '../language.ts';
import { ownText, readCellText, recordEntries, textCells } from './cell-text.ts';
import { OWN } from './form-columns.ts';
import type { Cells } from './form-table.ts';
import { type Fields, filled } from './write-question.ts';

/** Version of our own columns. */
export const FORMAT = '1';

/** Keys of lists of words. */
const LISTS = ['languages', 'ages', 'channels'] as const;

/** Writes the one row of settings. */
export function headerCells(header: Fields): Cells {
  const { flow, version, title, languages, closing, indicators } = header;
  const first: unknown = Array.isArray(languages) ? languages[0] : undefined;
  const titles = new Map(recordEntries(title));
  const shown = titles.get(typeof first === 'string' ? first : 'vi') ?? titles.get('vi');
  return filled([
    ['form_title', allOf(shown)],
    ['form_id', typeof flow === 'string' ? flow : ''],
    ['version', typeof version === 'number' ? String(version) : ''],
    ['default_language', typeof first === 'string' && isTag(first) ? languageHeader(first) : ''],
    [`${OWN}format`, FORMAT],
    ...LISTS.map((key) => [`${OWN}${key}`, wordsOf(header[key])] as const),
    [`${OWN}indicators`, wordsOf(indicators)],
    ...textCells(ownText('title', false), title),
    ...textCells(ownText('closing'), closing),
  ]);
}

function allOf(wording: unknown): string {
  if (typeof wording === 'string') return wording;
  const all = new Map(recordEntries(wording)).get('all');
  return typeof all === 'string' ? all : '';
}

function wordsOf(list: unknown): string {
  return Array.isArray(list) ? list.filter((one) => /^(string|number)$/.test(typeof one)).join(' ') : '';
}

function isTag(language: string): boolean {
  return /^[a-z]{2,3}$/.test(language);
}

/** Names a language as forms do: `Tiếng Việt (vi)`. */
export function languageHeader(language: Language): string {
  return `${languageName(language)} (${language})`;
}

/** Tells whether settings were written by us. */
export function isOwnSettings(cells: Cells | undefined): boolean {
  return cells?.has(`${OWN}format`) === true;
}

/** Reads what `headerCells` wrote. A title that was changed in the form's own column is taken from there. */
export function readOwnHeader(cells: Cells): Fields {
  const ground = { plain: 'vi', idOf: (name: string) => name };
  const numbers = (cells.get(`${OWN}indicators`) ?? '').split(/\s+/).filter((one) => one !== '');
  const version = cells.get('version');
  const header: Fields = {
    flow: cells.get('form_id') ?? '',
    version: /^\d{1,9}$/.test(version ?? '') ? Number(version) : version,
    title: readCellText(cells, ownText('title', false), ground),
    ...Object.fromEntries(
      LISTS.map((key) => [key, (cells.get(`${OWN}${key}`) ?? '').split(/\s+/).filter((one) => one !== '')]),
    ),
    ...(numbers.length === 0 ? {} : { indicators: numbers.map(Number) }),
    closing: readCellText(cells, ownText('closing'), ground),
  };
  return withNewTitle(header, cells);
}

function withNewTitle(header: Fields, cells: Cells): Fields {
  const shown = cells.get('form_title');
  if (shown === undefined || headerCells(header).get('form_title') === shown) return header;
  const { languages } = header;
  const first: unknown = Array.isArray(languages) ? languages[0] : undefined;
  const language = typeof first === 'string' ? first : 'vi';
  return { ...header, title: { ...Object.fromEntries(recordEntries(header['title'])), [language]: shown } };
}
