/** Puts notes about a form into words. */

import type { Language } from '../language.ts';
import type { Say } from '../say.ts';
import { NOTE_OUTCOMES, type Note, printRows } from './note.ts';

/** Notes whose words name what was probably meant, where that is known. */
const WITH_NEAR = new Set(['choices-missing', 'type-unknown', 'no-survey', 'no-type-column']);

/** Says what happened. */
export function sayNote(say: Say, language: Language, { code, facts }: Pick<Note, 'code' | 'facts'>): string {
  const reason =
    typeof facts['reason'] === 'string'
      ? say(language, `console.xlsforms.reason.${facts['reason']}`, facts)
      : '';
  return say(language, `console.xlsforms.note.${withNear(code, facts)}`, { ...facts, reason });
}

/** Says what is wrong with a file. */
export function sayFormFault(
  say: Say,
  language: Language,
  { code, facts }: { readonly code: string; readonly facts: Note['facts'] },
): string {
  return say(language, `console.xlsforms.fault.${withNear(code, facts)}`, facts);
}

function withNear(code: string, facts: Note['facts']): string {
  return WITH_NEAR.has(code) && facts['near'] !== '' ? `${code}-near` : code;
}

/** Says where: `survey, dòng 2–5, cột C`; empty where it is about the whole file. */
export function sayWhere(say: Say, language: Language, { sheet, rows, column }: Note): string {
  if (sheet === '') return '';
  return [
    sheet,
    ...(rows.length === 0 ? [] : [say(language, 'console.xlsforms.row', { rows: printRows(rows) })]),
    ...(column === '' ? [] : [say(language, 'console.xlsforms.column', { column })]),
  ].join(', ');
}

/** Says which of four things happened: left out, replaced, added, only told. */
export function sayOutcome(say: Say, language: Language, { code }: Pick<Note, 'code'>): string {
  return say(language, `console.xlsforms.outcome.${NOTE_OUTCOMES[code]}`);
}
