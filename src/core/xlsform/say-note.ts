/** Puts notes about a form into words. */

import { CHANNEL_NAMES } from '../channel.ts';
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
  const said = { ...facts, ...headerWords(say, language, facts), reason };
  return say(language, `console.xlsforms.note.${withHolder(withNear(code, facts), facts)}`, said);
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

/** A flow id that is taken is told with what has it, where that is known. */
function withHolder(code: string, facts: Note['facts']): string {
  if (code !== 'flow-id-changed') return code;
  if (facts['draft'] !== undefined) return `${code}-draft`;
  return facts['version'] === undefined ? code : `${code}-version`;
}

/** Channels by their names, ages as they are printed elsewhere. */
function headerWords(say: Say, language: Language, { ages, channels }: Note['facts']): Note['facts'] {
  const called = (channel: string) =>
    CHANNEL_NAMES.some((name) => name === channel) ? say(language, `channel.${channel}`) : channel;
  return {
    ...(typeof ages === 'string' ? { ages: ages.replaceAll('-', '–') } : {}),
    ...(typeof channels === 'string' ? { channels: channels.split(', ').map(called).join(', ') } : {}),
  };
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
