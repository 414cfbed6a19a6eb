/** The pages of consultations: planning, approving, launching, running. */

import type { Deed } from '../../../core/staff/deed.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import { makeCodes, makeSheet, withdraw } from './code-acts.ts';
import { showCodes } from './codes-page.tsx';
import { type ConsultationDependencies, type ConsultationVisit, say } from './dependencies.ts';
import { approve, discardDraft, type PlanVisit, savePlan, sendBack, takeBack } from './draft-acts.ts';
import { showList } from './list-page.tsx';
import { beginNew, showNew } from './new-page.tsx';
import { savePlaces, showPlaces } from './places-page.tsx';
import { showDraft } from './plan-page.tsx';
import { showReview } from './review-page.tsx';
import { runIt } from './run-acts.ts';
import { type RunVisit, showRun } from './run-page.tsx';
import { showSheet } from './sheet-page.tsx';
import { showSlips, takeSlips } from './slips-page.tsx';

/** Builds the routes. */
export function consultationRoutes(deps: ConsultationDependencies): readonly ConsoleRoute[] {
  const about = (method: 'get' | 'post', path: string, page: PageOfOne) =>
    routeOf(deps, { method, path, page });
  const prepare = 'consultation.prepare';
  const approving = 'consultation.approve';
  const run = 'consultation.run';
  return [
    ...firstRoutes(deps),
    about('get', '', { deed: 'consultation.read', show: showOne }),
    about('post', '/plan', { deed: prepare, show: planned(savePlan) }),
    about('get', '/places', { deed: prepare, show: planned((at) => showPlaces(at)) }),
    about('post', '/places', { deed: prepare, show: planned(savePlaces) }),
    about('post', '/discard', { deed: prepare, show: planned(discardDraft) }),
    about('post', '/take-back', { deed: prepare, show: planned(takeBack) }),
    about('post', '/approve', { deed: approving, show: planned(approve) }),
    about('post', '/send-back', { deed: approving, show: planned(sendBack) }),
    about('post', '/run', { deed: run, show: launched(runIt) }),
    about('get', '/codes', { deed: run, show: launched((at) => showCodes(at)) }),
    about('post', '/codes', { deed: run, show: launched(makeCodes) }),
    about('post', '/sheets', { deed: run, show: launched(makeSheet) }),
    about('post', '/codes/withdraw', { deed: run, show: launched(withdraw) }),
    about('get', '/slips', { deed: run, show: launched((at) => showSlips(at)) }),
    about('post', '/slips', { deed: run, show: launched(takeSlips) }),
    // One-time codes let in whoever reads them.
    { ...about('get', '/sheets/:sheet', { deed: run, show: launched(showSheet) }), entered: 'look' },
  ];
}

function firstRoutes(deps: ConsultationDependencies): readonly ConsoleRoute[] {
  const path = '/consultations';
  return [
    { method: 'get', path, deed: 'consultation.read', handle: (visit) => showList(visit, deps) },
    {
      method: 'get',
      path: `${path}/new`,
      deed: 'consultation.prepare',
      handle: (visit) => showNew(visit, deps),
    },
    { method: 'post', path, deed: 'consultation.prepare', handle: (visit) => beginNew(visit, deps) },
  ];
}

/** `null` where there is nothing of that kind. */
type Shown = Response | null | Promise<Response | null>;

type PageOfOne = { readonly deed: Deed; readonly show: (at: ConsultationVisit) => Shown };

function routeOf(
  deps: ConsultationDependencies,
  { method, path, page }: { method: 'get' | 'post'; path: string; page: PageOfOne },
): ConsoleRoute {
  const find = (visit: Visit) => deps.find(visit.param('id'));
  return {
    method,
    path: `/consultations/:id${path}`,
    deed: page.deed,
    async placesOf(visit) {
      const one = await find(visit);
      return one === null ? null : [one.place];
    },
    async handle(visit) {
      const one = await find(visit);
      const answer = one === null ? null : await page.show({ visit, deps, one });
      return answer ?? consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
    },
  };
}

/** A page about the plan of a consultation; one from the command line has none. */
function planned(show: (at: PlanVisit) => Shown): PageOfOne['show'] {
  return (at) => (at.one.plan === null ? null : show({ ...at, plan: at.one.plan }));
}

/** A page about a consultation that was launched. */
function launched(show: (at: RunVisit) => Shown): PageOfOne['show'] {
  return (at) => (at.one.consultation === null ? null : show({ ...at, consultation: at.one.consultation }));
}

/** Answers `GET /consultations/:id`: a form, a plan to be decided about, or a running consultation. */
function showOne(at: ConsultationVisit): Shown {
  const { visit, one } = at;
  const { plan, consultation } = one;
  const news = newsOf(visit);
  if (consultation !== null) return showRun({ ...at, consultation }, { news });
  if (plan === null) return null;
  const mayWrite = plan.status === 'draft' && visit.may('consultation.prepare', plan.place);
  return mayWrite ? showDraft({ ...at, plan }, { news }) : showReview({ ...at, plan }, { news });
}

/** What can have been done just before a page is shown. */
const DONE = [
  'approved',
  'begun',
  'handed-in',
  'no-draft',
  'overtaken',
  'places',
  'results-opened',
  'results-withdrawn',
  'run-close',
  'run-extend',
  'run-pause',
  'run-raise',
  'run-resume',
  'saved',
  'sent-back',
  'taken-back',
] as const;

/** What was just done, as the address says it. */
function newsOf(visit: Visit): string | undefined {
  const done = DONE.find((one) => one === visit.c.req.query('done'));
  return done === undefined ? undefined : say(visit, `done.${done}`);
}
