/** Somebody else changed the same thing: both versions beside each other, and the choice between them. */

import { draftSource } from '../../../core/flow-draft/draft-source.ts';
import type { DraftAtWork, DraftChangeRow } from '../../../usecases/edit-flow-draft.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import type { SentForm } from '../read-form.ts';
import { draftPath, FLOWS } from './draft-access.ts';
import { differingRows, type EntryRow } from './entry-rows.ts';
import { flowPhrase, timeWords, titleOf } from './flow-words.ts';

/** What stands against each other. */
export type Conflict = {
  readonly draft: DraftAtWork;
  /** Their change, as far as it is known. */
  readonly change: DraftChangeRow | null;
  readonly theirs: readonly EntryRow[];
  readonly mine: readonly EntryRow[];
  /** Address of the form, which leads to what they wrote. */
  readonly path: string;
  /** Everything that was typed. */
  readonly form: SentForm;
  /** The fingerprint of what they wrote. */
  readonly base: string;
};

/** Shows it. Nothing was saved; what was typed goes along in the form. */
export function showConflict(visit: Visit, conflict: Conflict): Response | Promise<Response> {
  const phrase = flowPhrase(visit);
  const { draft, change, theirs, mine, path, form, base } = conflict;
  const by = change?.by ?? draft.changedBy;
  const rows = differingRows(theirs, mine);
  return showConsolePage(
    visit,
    {
      area: 'flows',
      title: phrase('conflict.title'),
      trail: [
        { href: FLOWS, text: visit.phrase('console.area.flows') },
        { href: draftPath(draft.id), text: titleOf(visit, draftSource(draft.source).title) },
      ],
      wide: true,
      faults: (
        <div class="faults" role="alert">
          <p>{phrase('conflict.text', { by, at: timeWords(change?.at ?? draft.changedAt) })}</p>
        </div>
      ),
      children: (
        <>
          <div class="table">
            <table class="compare">
              <thead>
                <tr>
                  <th scope="col">{phrase('conflict.part')}</th>
                  <th scope="col">{phrase('conflict.theirs', { by })}</th>
                  <th scope="col">{phrase('conflict.mine')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ label, one, other }) => (
                  <tr>
                    <th scope="row">{label}</th>
                    <td>{one === '' ? '–' : one}</td>
                    <td>{other === '' ? '–' : other}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <form method="post" action={path} class="actions">
            {form.names
              .filter((name) => name !== 'base' && name !== 'do')
              .flatMap((name) =>
                form.texts(name).map((text) => <input type="hidden" name={name} value={text} />),
              )}
            <input type="hidden" name="base" value={base} />
            <button type="submit">{phrase('conflict.keep-mine')}</button>
            <a class="button second" href={path}>
              {phrase('conflict.keep-theirs', { by })}
            </a>
          </form>
        </>
      ),
    },
    409,
  );
}
