/** The pages that bring spreadsheets in and give them out. */

import type { ConsoleRoute } from '../console-route.ts';
import { bringIn, showImport } from './import-page.tsx';
import { showImported } from './imported-page.tsx';
import { giveDraft, giveTemplate, giveVersion } from './sheet-files.ts';
import type { XlsFormDependencies } from './xlsform-dependencies.ts';

export type { XlsFormDependencies } from './xlsform-dependencies.ts';

/** Builds the routes. */
export function xlsFormRoutes(deps: XlsFormDependencies): readonly ConsoleRoute[] {
  const placesOf: ConsoleRoute['placesOf'] = async (visit) => {
    const draft = await deps.draft(visit.param('draft').replace(/\.xlsx$/, ''));
    return draft === null ? null : [draft.place];
  };
  const read = { method: 'get', deed: 'flow.read' } as const;
  return [
    { method: 'get', deed: 'flow.write', path: '/xlsforms/import', handle: showImport(deps) },
    { method: 'post', deed: 'flow.write', path: '/xlsforms/import', handle: bringIn(deps) },
    { ...read, path: '/xlsforms/template.xlsx', entered: 'never', handle: giveTemplate(deps, false) },
    { ...read, path: '/xlsforms/example.xlsx', entered: 'never', handle: giveTemplate(deps, true) },
    { ...read, path: '/xlsforms/drafts/:draft{[^/]+\\.xlsx}', placesOf, handle: giveDraft(deps) },
    { ...read, path: '/xlsforms/drafts/:draft', placesOf, handle: showImported(deps) },
    // Whoever reads flows may read those of the places above their own, which no row of deeds says.
    { ...read, path: '/xlsforms/flows/:hash{[^/]+\\.xlsx}', handle: giveVersion(deps) },
  ];
}
