/** The history of a draft: who changed what and when, and the way back. */

import { draftSource } from '../../../core/flow-draft/draft-source.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { changeWords } from './change-words.ts';
import { draftPath, FLOWS, notFound, versionPath, withDraft } from './draft-access.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase, timeWords, titleOf } from './flow-words.ts';
import { withForm } from './sent-form.ts';

/** `GET /flows/drafts/:draft/history`. */
export function showHistory(deps: FlowDependencies) {
  return (visit: Visit) =>
    withDraft(visit, deps, async (draft) => {
      const phrase = flowPhrase(visit);
      const history = await deps.history(draft.id);
      const mayWrite = visit.may('flow.write', draft.place);
      return showConsolePage(visit, {
        area: 'flows',
        title: phrase('history'),
        trail: [
          { href: FLOWS, text: visit.phrase('console.area.flows') },
          { href: draftPath(draft.id), text: titleOf(visit, draftSource(draft.source).title) },
        ],
        children: (
          <>
            <p>{phrase('history.text')}</p>
            <form method="post" action={draftPath(draft.id, 'take-back')}>
              <input type="hidden" name="seen" value={String(draft.revision)} />
              <div class="table">
                <table class="stacked">
                  <thead>
                    <tr>
                      <th scope="col">{phrase('history.at')}</th>
                      <th scope="col">{phrase('history.by')}</th>
                      <th scope="col">{phrase('history.what')}</th>
                      <th scope="col">
                        <span class="unseen">{phrase('history.do')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {history.map((change, at) => (
                      <tr>
                        <td>{timeWords(change.at)}</td>
                        <td>{change.by}</td>
                        <td>{changeWords(visit, change)}</td>
                        <td>
                          {at > 0 && mayWrite && (
                            <button
                              class="second small"
                              type="submit"
                              name="to"
                              value={String(change.revision)}
                            >
                              {phrase('history.restore')}
                            </button>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </form>
          </>
        ),
      });
    });
}

const DONE = { undo: 'undone', redo: 'redone' } as const;

/** `POST /flows/drafts/:draft/take-back`. */
export function takeBack(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, async (form) => {
      const asked = form.text('to');
      const id = visit.param('draft');
      const to = asked === 'undo' || asked === 'redo' ? asked : Number(asked);
      const seen = Number(form.text('seen'));
      const isRead = typeof to === 'string' || (Number.isInteger(to) && to > 0);
      if (!isRead || !Number.isInteger(seen)) return visit.c.redirect(`${draftPath(id)}?done=nothing`, 303);
      const outcome = await deps.takeBack({ draft: id, seen, by: visit.member.name, to });
      if (outcome.kind === 'absent') return notFound(visit);
      if (outcome.kind === 'published')
        return visit.c.redirect(`${versionPath(outcome.draft.publishedAs ?? '')}?done=was-published`, 303);
      const done = outcome.kind === 'done' ? (typeof to === 'string' ? DONE[to] : 'restored') : outcome.kind;
      return visit.c.redirect(`${draftPath(id)}?done=${done}`, 303);
    });
}
