/** Discarding a draft: asked once more, since it cannot be taken back. */

import { draftSource } from '../../../core/flow-draft/draft-source.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { draftPath, FLOWS, withDraft } from './draft-access.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase, timeWords, titleOf } from './flow-words.ts';

/** `GET /flows/drafts/:draft/discard`. */
export function showDiscarding(deps: FlowDependencies) {
  return (visit: Visit) =>
    withDraft(visit, deps, (draft) => {
      const phrase = flowPhrase(visit);
      const title = titleOf(visit, draftSource(draft.source).title);
      return showConsolePage(visit, {
        area: 'flows',
        title: phrase('discard.title'),
        trail: [
          { href: FLOWS, text: visit.phrase('console.area.flows') },
          { href: draftPath(draft.id), text: title },
        ],
        children: (
          <>
            <p>{phrase('discard.text', { title, by: draft.changedBy, at: timeWords(draft.changedAt) })}</p>
            <form method="post" action={draftPath(draft.id, 'discard')} class="actions">
              <button class="danger" type="submit">
                {phrase('discard.do')}
              </button>
              <a class="button second" href={draftPath(draft.id)}>
                {phrase('discard.keep')}
              </a>
            </form>
          </>
        ),
      });
    });
}

/** `POST /flows/drafts/:draft/discard`. */
export function discard(deps: FlowDependencies) {
  return (visit: Visit) =>
    withDraft(visit, deps, async (draft) => {
      await deps.discard(draft.id);
      return visit.c.redirect(`${FLOWS}?done=discarded`, 303);
    });
}
