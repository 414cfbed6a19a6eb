/** The first page of the console: what can be done next. */

import type { ConsoleRoute, Visit } from './console-route.ts';
import { showConsolePage } from './frame.tsx';

/** Builds `GET /console`. */
export function homeRoutes(): readonly ConsoleRoute[] {
  return [{ method: 'get', path: '/', deed: 'account.keep', handle: showHome }];
}

function showHome(visit: Visit): Response | Promise<Response> {
  return showConsolePage(visit, { area: 'home', title: visit.phrase('console.home.title') });
}
