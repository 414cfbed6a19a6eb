/** The pages on chỉ tiêu 22, 23 and 24: a place's year, what it is held against, and the closing of years. */

import { type LocalityCode, NATION } from '../../../core/locality.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import { showBoard } from './board-page.tsx';
import { closeIt, lookAtYear, showYearsToClose } from './close-page.tsx';
import { bringFile, showImport } from './import-page.tsx';
import type { IndicatorDependencies } from './indicator-dependencies.ts';
import { boardPath, firstPlace } from './indicator-words.ts';
import { askRow, correctRow, enterRow, moveRow, showRow } from './row-page.tsx';
import { showRows } from './rows-page.tsx';

export type { IndicatorDependencies } from './indicator-dependencies.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Builds the routes. */
export function indicatorRoutes(deps: IndicatorDependencies): readonly ConsoleRoute[] {
  const rowPlaces = async (visit: Visit): Promise<readonly LocalityCode[] | null> => {
    const found = await deps.rows.find(visit.param('row'));
    return found === null ? null : [found.row.content.place];
  };
  const read = { method: 'get', deed: 'indicators.read' } as const;
  const get = { method: 'get', deed: 'indicators.manage' } as const;
  const post = { method: 'post', deed: 'indicators.manage' } as const;
  const close = { deed: 'indicators.close' } as const;
  return [
    {
      ...{ ...read, path: '/indicators' },
      handle: (visit) => visit.c.redirect(boardPath(firstPlace(visit), deps.watch.year()), 303),
    },
    {
      ...{ ...read, path: '/indicators/places/:place/:year' },
      placesOf: async (visit) => placeIn(visit),
      handle: (visit) => board(visit, deps),
    },
    { ...read, path: '/indicators/rows', handle: (visit) => rows(visit, deps) },
    { ...get, path: '/indicators/rows/new', handle: askRow },
    { ...post, path: '/indicators/rows', handle: enterRow(deps) },
    { ...read, path: '/indicators/rows/:row', placesOf: rowPlaces, handle: showRow(deps) },
    { ...post, path: '/indicators/rows/:row', placesOf: rowPlaces, handle: correctRow(deps) },
    {
      ...post,
      path: '/indicators/rows/:row/withdraw',
      placesOf: rowPlaces,
      handle: moveRow(deps, 'withdrawn'),
    },
    {
      ...post,
      path: '/indicators/rows/:row/restore',
      placesOf: rowPlaces,
      handle: moveRow(deps, 'restored'),
    },
    { ...get, path: '/indicators/import', handle: showImport(deps) },
    { ...post, path: '/indicators/import', handle: bringFile(deps) },
    // Empty forms tell nobody anything.
    {
      ...{ ...get, path: '/indicators/template.xlsx', entered: 'never' },
      handle: async (visit) =>
        file(visit, await deps.files.workbook(visit.language), ['mau-chi-tieu.xlsx', XLSX]),
    },
    {
      ...{ ...get, path: '/indicators/denominators.csv', entered: 'never' },
      handle: (visit) =>
        file(visit, deps.files.csv('denominator'), ['mau-so.csv', 'text/csv; charset=utf-8']),
    },
    {
      ...{ ...get, path: '/indicators/targets.csv', entered: 'never' },
      handle: (visit) => file(visit, deps.files.csv('target'), ['chi-tieu.csv', 'text/csv; charset=utf-8']),
    },
    { ...close, method: 'get', path: '/indicators/close', handle: showYearsToClose(deps) },
    { ...close, method: 'get', path: '/indicators/close/:year', handle: lookAtYear(deps) },
    { ...close, method: 'post', path: '/indicators/close/:year', handle: closeIt(deps) },
  ];
}

function placeIn(visit: Visit): readonly LocalityCode[] | null {
  const place = visit.param('place');
  const isThere = place === NATION || visit.ground.gazetteer.find(place) !== undefined;
  return isThere && /^\d{4}$/.test(visit.param('year')) ? [place] : null;
}

async function board(visit: Visit, deps: IndicatorDependencies): Promise<Response> {
  const found = await deps.watch.board(visit.param('place'), Number(visit.param('year')));
  if (found === null)
    return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
  return showBoard(visit, found, await deps.watch.years());
}

const NEWS = ['added', 'replaced', 'same'];

async function rows(visit: Visit, deps: IndicatorDependencies): Promise<Response> {
  const place = visit.c.req.query('place') ?? '';
  const all = place === '' ? await deps.rows.list() : await deps.rows.list([place]);
  const reached = all.filter(({ content }) => visit.may('indicators.read', content.place));
  return showRows(visit, { rows: reached, news: newsOf(visit) });
}

function newsOf(visit: Visit): string | undefined {
  const done = visit.c.req.query('done') ?? '';
  if (NEWS.includes(done)) return visit.phrase(`console.indicators.done.${done}`);
  const [, added = '', changed = '', same = ''] =
    /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(visit.c.req.query('sums') ?? '') ?? [];
  return done === 'imported' && added !== ''
    ? visit.phrase('console.indicators.done.imported', { added, changed, same })
    : undefined;
}

function file(visit: Visit, body: string | Uint8Array, [name, type]: readonly [string, string]): Response {
  return visit.c.body(typeof body === 'string' ? body : new Uint8Array(body), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
  });
}
