/** The wordings of a text as cells of a table: languages beside each other, age bands below. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import { isRecord } from '../flow/checks/shape.ts';
import { type Language, SOURCE_LANGUAGE } from '../language.ts';
import { draftSource, partOf, textOf } from './draft-source.ts';
import { type Fields, tidyWords } from './fields.ts';

/** A row of the table: the words for everyone, or for one band. */
export type WordingBand = AgeBand | 'all';

/** All rows. */
export const WORDING_BANDS: readonly WordingBand[] = ['all', ...AGE_BANDS];

/** Gives the words of a cell; empty where there are none. */
export function readCell(text: unknown, language: Language, band: WordingBand): string {
  // Somebody wrote one text without saying in which language.
  if (typeof text === 'string') return language === SOURCE_LANGUAGE && band === 'all' ? text : '';
  const wording = partOf(text, language);
  if (typeof wording === 'string') return band === 'all' ? wording : '';
  return textOf(wording, band);
}

/** Languages a text has words in, in the order they are written. */
export function writtenLanguages(text: unknown): readonly Language[] {
  return isRecord(text) ? Object.keys(text) : [];
}

/** Name of the field of a cell. */
export function cellField(part: string, language: Language, band: WordingBand): string {
  return `${part}.${language}.${band}`;
}

type Cell = { readonly language: Language; readonly band: WordingBand; readonly words: string };

/**
 * Puts what was typed into a text. A cell that was not shown or not changed keeps its words to the letter; an emptied one
 * goes, and a language without words with it.
 *
 * @returns the text itself where nothing was changed
 */
export function editText(text: unknown, fields: Fields, part: string): unknown {
  const changed = cellsOf(fields, part).filter(
    ({ language, band, words }) => words !== tidyWords(readCell(text, language, band)),
  );
  if (changed.length === 0) return text;
  const start = typeof text === 'string' ? { [SOURCE_LANGUAGE]: text } : draftSource(text);
  const wordings = new Map<string, unknown>(Object.entries(start));
  for (const language of new Set(changed.map((cell) => cell.language))) {
    const own = changed.filter((cell) => cell.language === language);
    const wording = editWording(wordings.get(language), own);
    if (wording === undefined) wordings.delete(language);
    else wordings.set(language, wording);
  }
  return Object.fromEntries(wordings);
}

function cellsOf({ names, text }: Fields, part: string): readonly Cell[] {
  return names.flatMap((name): readonly Cell[] => {
    if (!name.startsWith(`${part}.`)) return [];
    const [language = '', band, ...rest] = name.slice(part.length + 1).split('.');
    const found = WORDING_BANDS.find((one) => one === band);
    if (!/^[a-z]{2,3}$/.test(language) || found === undefined || rest.length > 0) return [];
    return [{ language, band: found, words: tidyWords(text(name)) }];
  });
}

function editWording(wording: unknown, changed: readonly Cell[]): unknown {
  const bands = new Map<string, unknown>(
    typeof wording === 'string' ? [['all', wording]] : Object.entries(draftSource(wording)),
  );
  for (const { band, words } of changed) {
    if (words === '') bands.delete(band);
    else bands.set(band, words);
  }
  if (bands.size === 0) return undefined;
  const [only] = bands.values();
  return bands.size === 1 && bands.has('all') ? only : Object.fromEntries(bands);
}
