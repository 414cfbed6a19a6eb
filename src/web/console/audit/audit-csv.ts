/** The audit log as CSV (RFC 4180, UTF-8 with a byte order mark): one line an act. */

import type { LoggedAct } from '../../../usecases/look-through-log.ts';

const HEADER = 'number,at,actor_id,actor,deed,subject,place,outcome,facts,previous,hash';

/** Writes it, in the order given. */
export function csvOfActs(acts: readonly LoggedAct[]): string {
  const lines = acts.map(({ number, at, actor, deed, subject, place, outcome, facts, previous, hash }) =>
    [
      ...[number, at.toISOString(), actor.id, actor.name, deed, subject],
      ...[place, outcome, JSON.stringify(facts), previous, hash],
    ]
      .map(field)
      .join(','),
  );
  return `\uFEFF${[HEADER, ...lines].join('\r\n')}\r\n`;
}

/** A leading `=`, `+`, `-` or `@` would be run as a formula by a spreadsheet: an apostrophe keeps it text. */
function field(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
