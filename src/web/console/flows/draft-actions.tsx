/** What can be done with a draft as a whole: try, look, take back, give out, publish, discard. */

import type { HistorySteps } from '../../../core/flow-draft/draft-history.ts';
import type { DraftAtWork, DraftChangeRow } from '../../../usecases/edit-flow-draft.ts';
import type { Visit } from '../console-route.ts';
import { changeWords } from './change-words.ts';
import { draftPath } from './draft-access.ts';
import { flowPhrase } from './flow-words.ts';

/** Draws links and buttons. */
export function DraftActions(props: {
  readonly visit: Visit;
  readonly draft: DraftAtWork;
  readonly steps: HistorySteps<DraftChangeRow>;
}) {
  const { visit, draft, steps } = props;
  const phrase = flowPhrase(visit);
  const preview = `/console/preview/drafts/${encodeURIComponent(draft.id)}`;
  return (
    <>
      <a class="button" href={draftPath(draft.id, 'publish')}>
        {phrase('publish')}
      </a>
      <a class="button second" href={preview}>
        {phrase('preview')}
      </a>
      <a class="button second" href={`${preview}/map`}>
        {phrase('map')}
      </a>
      {draft.basedOn !== null && (
        <a class="button second" href={`${preview}/difference`}>
          {phrase('difference')}
        </a>
      )}
      <form method="post" action={draftPath(draft.id, 'take-back')} class="actions">
        <input type="hidden" name="seen" value={String(draft.revision)} />
        {steps.undo !== null && (
          <button
            class="second"
            type="submit"
            name="to"
            value="undo"
            title={changeWords(visit, steps.undo.change)}
          >
            {phrase('undo')}
          </button>
        )}
        {steps.redo !== null && (
          <button
            class="second"
            type="submit"
            name="to"
            value="redo"
            title={changeWords(visit, steps.redo.change)}
          >
            {phrase('redo')}
          </button>
        )}
      </form>
      <details class="more">
        <summary>{phrase('more')}</summary>
        <ul>
          <li>
            <a href={draftPath(draft.id, 'history')}>{phrase('history')}</a>
          </li>
          <li>
            <a href={`/console/xlsforms/drafts/${encodeURIComponent(draft.id)}.xlsx`}>{phrase('to-sheet')}</a>
          </li>
          <li>
            <a href={draftPath(draft.id, 'discard')}>{phrase('discard')}</a>
          </li>
        </ul>
      </details>
    </>
  );
}
