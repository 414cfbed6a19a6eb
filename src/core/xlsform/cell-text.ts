/** Texts of a flow in the columns of a form: one column a language, and one of ours for each age band. */

import { AGE_BANDS } from '../age-band.ts';
import type { FlowTextSource } from '../flow/question-source.ts';
import type { Language } from '../language.ts';
import { OWN } from './form-columns.ts';
import type { Cells } from './form-table.ts';
import { fromFormText, tidyCell, toFormText } from './form-text.ts';

/** How a text stands in a form. */
export type TextColumn = {
  /** `label`, or `em_noi::closing`. */
  readonly name: string;
  /** Whether `{mood}` stands there as `${mood}`. */
  readonly pipes: boolean;
};

/** The columns of texts that a flow has and a form has not. */
export function ownText(name: string, pipes = true): TextColumn {
  return { name: `${OWN}${name}`, pipes };
}

/** Writes a text into cells; what is no text, or in no language, is left out. */
export function textCells(
  { name, pipes }: TextColumn,
  text: unknown,
): readonly (readonly [string, string])[] {
  const write = (words: unknown) =>
    typeof words === 'string' ? tidyCell(pipes ? toFormText(words) : words) : '';
  return recordEntries(text).flatMap(([language, wording]) => {
    if (!/^[a-z]{2,3}$/.test(language)) return [];
    const column = `${name}::${language}`;
    if (typeof wording === 'string') return [[column, write(wording)] as const];
    const bands = new Map(recordEntries(wording));
    return [
      [column, write(bands.get('all'))] as const,
      ...AGE_BANDS.map((band) => [`${bandColumn(column)}::${band}`, write(bands.get(band))] as const),
    ];
  });
}

/** Our own columns have the prefix already. */
function bandColumn(column: string): string {
  return column.startsWith(OWN) ? column : `${OWN}${column}`;
}

/** What reading a text needs. */
export type TextGround = {
  readonly plain: Language;
  /** Our id of a question by its name in the form. */
  readonly idOf: (name: string) => string;
};

/** Reads a text from the cells of a row; `undefined` where there is none in any language. */
export function readCellText(
  cells: Cells,
  { name, pipes }: TextColumn,
  { plain, idOf }: TextGround,
): FlowTextSource | undefined {
  const read = (words: string) => (pipes ? fromFormText(words, idOf) : words);
  const text: Record<Language, FlowTextSource[string]> = {};
  const plainWords = cells.get(name);
  if (plainWords !== undefined) text[plain] = read(plainWords);
  for (const [column, words] of cells) {
    const language = column.startsWith(`${name}::`) ? column.slice(name.length + 2) : '';
    if (!/^[a-z]{2,3}$/.test(language)) continue;
    text[language] = read(words);
  }
  for (const language of Object.keys(text)) {
    const bands = AGE_BANDS.flatMap((band) => {
      const words = cells.get(`${bandColumn(`${name}::${language}`)}::${band}`);
      return words === undefined ? [] : [[band, read(words)] as const];
    });
    const all = text[language];
    if (bands.length > 0 && typeof all === 'string') text[language] = { all, ...Object.fromEntries(bands) };
  }
  return Object.keys(text).length === 0 ? undefined : text;
}

/** The entries of what is a group of keys; none of anything else. */
export function recordEntries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
