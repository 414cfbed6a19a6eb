/** Taking results along: what there is, ordering a file, watching it being made, fetching it. */

import type { LocalityCode } from '../../../core/locality.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import type { ExportDependencies } from './dependencies.ts';
import { showExport, showExports } from './export-pages.tsx';
import { showOffer, takeOrder } from './offer-page.tsx';

/** Builds the routes. */
export function exportRoutes(deps: ExportDependencies): readonly ConsoleRoute[] {
  const deed = 'reports.export';
  const placesOf = async (visit: Visit): Promise<readonly LocalityCode[] | null> => {
    const found = await deps.read(visit.param('export'));
    return found === null ? null : [found.place];
  };
  return [
    { method: 'get', path: '/exports', deed, handle: (visit) => showExports(visit, deps) },
    // A place within it may be within reach where all of it is not: the page looks at each.
    { method: 'get', path: '/exports/of/:consultation', deed, handle: (visit) => showOffer(visit, deps) },
    {
      ...{ method: 'post', path: '/exports/of/:consultation', deed, entered: 'export' },
      handle: (visit) => takeOrder(visit, deps),
    },
    { method: 'get', path: '/exports/:export', deed, placesOf, handle: (visit) => showExport(visit, deps) },
    {
      ...{ method: 'get', path: '/exports/:export/file', deed, placesOf, entered: 'export' },
      handle: (visit) => sendFile(visit, deps),
    },
  ];
}

/** The name is made of a slug, codes and numbers: letters, digits, points and hyphens. */
async function sendFile(visit: Visit, deps: ExportDependencies): Promise<Response> {
  const file = await deps.file(visit.param('export'));
  // Still being made, or gone meanwhile: the page says which.
  if (file === null) return visit.c.redirect(`/console/exports/${visit.param('export')}`, 303);
  return new Response(new Uint8Array(file.body), {
    headers: {
      'Content-Type': file.media,
      'Content-Length': String(file.body.byteLength),
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
