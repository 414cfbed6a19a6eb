/** What of a spreadsheet did not come over as it stood: a row each, with where and what was done. */

import { NOTE_OUTCOMES, type Note } from '../../../core/xlsform/note.ts';
import { sayNote, sayOutcome, sayWhere } from '../../../core/xlsform/say-note.ts';
import type { Visit } from '../console-route.ts';
import type { HolderLink } from './id-holder.ts';

/** What it shows. */
export type NoteTableProps = {
  readonly visit: Visit;
  readonly notes: readonly Note[];
  /** What has the id that the spreadsheet wanted. */
  readonly holder?: HolderLink | null;
};

/** Draws the table. */
export function NoteTable({ visit, notes, holder = null }: NoteTableProps) {
  const { phrase, language } = visit;
  const { say } = visit.ground;
  return (
    <section class="table notes" aria-label={phrase('console.xlsforms.result.note')} tabindex={0}>
      <table class="list">
        <thead>
          <tr>
            {['where', 'what'].map((name) => (
              <th scope="col">{phrase(`console.xlsforms.result.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {notes.map((note) => (
            <tr>
              <td>{sayWhere(say, language, note) || phrase('console.xlsforms.result.whole')}</td>
              <td>
                <span class={NOTE_OUTCOMES[note.code] === 'dropped' ? 'tag warning' : 'tag'}>
                  {sayOutcome(say, language, note)}
                </span>{' '}
                {sayNote(say, language, note)}
                {note.code === 'flow-id-changed' && holder !== null && (
                  <>
                    {' '}
                    <a href={holder.href}>{holder.text}</a>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
