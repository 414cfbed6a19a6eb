/** What of a spreadsheet did not come over as it stood: a row each, with where and what was done. */

import { NOTE_OUTCOMES, type Note } from '../../../core/xlsform/note.ts';
import { sayNote, sayOutcome, sayWhere } from '../../../core/xlsform/say-note.ts';
import type { Visit } from '../console-route.ts';

/** Draws the table. */
export function NoteTable({ visit, notes }: { readonly visit: Visit; readonly notes: readonly Note[] }) {
  const { phrase, language } = visit;
  const { say } = visit.ground;
  return (
    <section class="table" aria-label={phrase('console.xlsforms.result.note')} tabindex={0}>
      <table class="list">
        <thead>
          <tr>
            {['where', 'what', 'note'].map((name) => (
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
                </span>
              </td>
              <td>{sayNote(say, language, note)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
