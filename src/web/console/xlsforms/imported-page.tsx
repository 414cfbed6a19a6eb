/** What came of a spreadsheet: the draft, and everything that did not come over as it stood. */

import type { Visit } from '../console-route.ts';
import { draftPath, FLOWS, notFound, versionPath } from '../flows/draft-access.ts';
import { showConsolePage } from '../frame.tsx';
import { holderLink } from './id-holder.ts';
import { IMPORT } from './import-page.tsx';
import { NoteTable } from './note-table.tsx';
import type { XlsFormDependencies } from './xlsform-dependencies.ts';

/** `GET /xlsforms/drafts/:draft`. */
export function showImported(deps: XlsFormDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const [draft, found] = await Promise.all([
      deps.draft(visit.param('draft')),
      deps.imported(visit.param('draft')),
    ]);
    if (draft === null || found === null) return notFound(visit);
    const { phrase } = visit;
    const holder = await holderLink(visit, deps, found.notes);
    const mayWrite = visit.may('flow.write', draft.place);
    const file = found.fileName;
    return showConsolePage(visit, {
      area: 'flows',
      title: phrase('console.xlsforms.result.title', { file }),
      trail: [
        { href: FLOWS, text: phrase('console.area.flows') },
        { href: IMPORT, text: phrase('console.xlsforms.title') },
      ],
      ...(visit.c.req.query('done') === 'imported' ? { news: phrase('console.xlsforms.done.imported') } : {}),
      actions: (
        <>
          {draft.publishedAs !== null && (
            <a class="button" href={versionPath(draft.publishedAs)}>
              {phrase('console.xlsforms.result.version')}
            </a>
          )}
          {draft.publishedAs === null && mayWrite && (
            <a class="button" href={draftPath(draft.id)}>
              {phrase('console.xlsforms.result.open')}
            </a>
          )}
          <a class="button second" href={`/console/xlsforms/drafts/${draft.id}.xlsx`}>
            {phrase('console.xlsforms.result.sheet')}
          </a>
        </>
      ),
      wide: true,
      children:
        found.notes.length === 0 ? (
          <p class="empty">{phrase('console.xlsforms.result.none')}</p>
        ) : (
          <>
            <p>{phrase('console.xlsforms.result.summary')}</p>
            <NoteTable {...{ visit, holder }} notes={found.notes} />
            <p class="hint">{phrase('console.xlsforms.result.kept')}</p>
          </>
        ),
    });
  };
}
