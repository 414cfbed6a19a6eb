/** Flows as spreadsheets to be downloaded, and the workbook to begin with. */

import type { Visit } from '../console-route.ts';
import { mayRead, notFound } from '../flows/draft-access.ts';
import type { XlsFormDependencies } from './xlsform-dependencies.ts';

/** `GET /xlsforms/drafts/:draft.xlsx`. */
export function giveDraft(deps: XlsFormDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const draft = await deps.draft(visit.param('draft').replace(/\.xlsx$/, ''));
    if (draft === null) return notFound(visit);
    return file(visit, await deps.toSheet(draft.source), `${draft.flowId}-ban-soan.xlsx`);
  };
}

/** `GET /xlsforms/flows/:hash.xlsx`. */
export function giveVersion(deps: XlsFormDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const found = await deps.version(visit.param('hash').replace(/\.xlsx$/, ''));
    if (found === null || !mayRead(visit, found.version.place)) return notFound(visit);
    const { flowId, version } = found.version;
    return file(visit, await deps.toSheet(found.source), `${flowId}-${version}.xlsx`);
  };
}

/** `GET /xlsforms/template.xlsx` and `GET /xlsforms/example.xlsx`. */
export function giveTemplate(deps: XlsFormDependencies, filled: boolean) {
  return async (visit: Visit): Promise<Response> =>
    file(visit, await deps.template(visit.language, filled), filled ? 'vi-du.xlsx' : 'mau.xlsx');
}

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** @param name letters, digits and hyphens, as ids of flows are; anything else becomes a hyphen */
function file({ c }: Visit, bytes: Uint8Array, name: string): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': SPREADSHEET,
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`,
    'cache-control': 'private, no-store',
  });
}
