/** The list of flows: what is being written, and what was published. */

import { maySomewhere } from '../../../core/staff/member.ts';
import type { DraftRow, FlowVersion } from '../../../usecases/list-flows.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { draftPath, FLOWS, mayRead, versionPath } from './draft-access.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase, placeWords, timeWords, titleOf } from './flow-words.ts';

/** `GET /flows`. */
export function showFlows(deps: FlowDependencies) {
  return async (visit: Visit) => {
    const phrase = flowPhrase(visit);
    const shelf = await deps.listFlows();
    const drafts = shelf.drafts.filter(({ place }) => visit.may('flow.read', place));
    const flows = shelf.flows
      .map((versions) => versions.filter(({ place }) => mayRead(visit, place)))
      .filter((versions) => versions.length > 0);
    const writes = maySomewhere(visit.member, 'flow.write');
    return showConsolePage(visit, {
      area: 'flows',
      title: visit.phrase('console.area.flows'),
      wide: true,
      ...(visit.c.req.query('done') === 'discarded' ? { news: phrase('done.discarded') } : {}),
      actions: writes && (
        <>
          <a class="button" href={`${FLOWS}/new`}>
            {phrase('new')}
          </a>
          <a class="button second" href="/console/xlsforms/import">
            {phrase('from-sheet')}
          </a>
        </>
      ),
      children: (
        <>
          <p>{phrase('list.text')}</p>
          <h2>{phrase('list.drafts')}</h2>
          {drafts.length === 0 ? (
            <p class="empty">{phrase('list.no-drafts')}</p>
          ) : (
            <Drafts {...{ visit, drafts }} />
          )}
          <h2>{phrase('list.published')}</h2>
          {flows.length === 0 ? (
            <p class="empty">{phrase('list.none')}</p>
          ) : (
            <Published {...{ visit, flows }} />
          )}
        </>
      ),
    });
  };
}

function Drafts({ visit, drafts }: { readonly visit: Visit; readonly drafts: readonly DraftRow[] }) {
  const phrase = flowPhrase(visit);
  return (
    <div class="table">
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">{phrase('list.title')}</th>
            <th scope="col">{phrase('list.place')}</th>
            <th scope="col">{phrase('list.status')}</th>
            <th scope="col">{phrase('list.changed')}</th>
            <th scope="col">
              <span class="unseen">{phrase('list.history')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft) => (
            <tr>
              <td>
                {visit.may('flow.write', draft.place) ? (
                  <a href={draftPath(draft.id)}>{titleOf(visit, draft.title)}</a>
                ) : (
                  titleOf(visit, draft.title)
                )}
              </td>
              <td data-label={phrase('list.place')}>{placeWords(visit, draft.place)}</td>
              <td>
                <span class="tag">{phrase(draft.basedOn === null ? 'status.new' : 'status.next')}</span>
              </td>
              <td data-label={phrase('list.changed')}>
                {phrase('list.by', { by: draft.changedBy, at: timeWords(draft.changedAt) })}
              </td>
              <td>
                <a href={draftPath(draft.id, 'history')}>{phrase('history')}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Published({
  visit,
  flows,
}: {
  readonly visit: Visit;
  readonly flows: readonly (readonly FlowVersion[])[];
}) {
  const phrase = flowPhrase(visit);
  return (
    <div class="table">
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">{phrase('list.title')}</th>
            <th scope="col">{phrase('list.place')}</th>
            <th scope="col">{phrase('list.version')}</th>
            <th scope="col">{phrase('list.published-by')}</th>
          </tr>
        </thead>
        <tbody>
          {flows.map(([newest, ...older]) =>
            newest === undefined ? null : (
              <tr>
                <td>
                  <a href={versionPath(newest.hash)}>{titleOf(visit, newest.title)}</a>
                </td>
                <td data-label={phrase('list.place')}>{placeWords(visit, newest.place)}</td>
                <td>
                  {phrase('list.version-number', { version: newest.version })}
                  {older.length > 0 && <small> {phrase('list.older', { number: older.length })}</small>}
                </td>
                <td>
                  {newest.by === null || newest.at === null
                    ? phrase('list.by-operator')
                    : phrase('list.by', { by: newest.by, at: timeWords(newest.at) })}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
