/** The pages of reminders and invitations. */

import type { ConsoleRoute, Visit } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import { readForm } from '../read-form.ts';
import { addressOf, type BroadcastDependencies, type BroadcastVisit, say } from './dependencies.ts';
import { showList } from './list-page.tsx';
import { drawNew, showNew } from './new-page.tsx';
import { type OneVisit, showProgress } from './progress-page.tsx';
import { readOrder } from './sent-order.ts';

/** `null` where there is nothing of that kind. */
type Shown = Response | null | Promise<Response | null>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const MAX_REASON = 300;

/** Builds the routes. */
export function broadcastRoutes(deps: BroadcastDependencies): readonly ConsoleRoute[] {
  return [
    routeOf(deps, { method: 'get', path: '', show: showList }),
    routeOf(deps, { method: 'post', path: '', show: startIt }),
    routeOf(deps, { method: 'get', path: '/new', show: showNew }),
    routeOf(deps, { method: 'get', path: '/:broadcast', show: withOne(showOne) }),
    routeOf(deps, { method: 'post', path: '/:broadcast', show: withOne(steerIt) }),
  ];
}

function routeOf(
  deps: BroadcastDependencies,
  { method, path, show }: { method: 'get' | 'post'; path: string; show: (at: BroadcastVisit) => Shown },
): ConsoleRoute {
  const find = (visit: Visit) => deps.matterOf(visit.param('id'));
  return {
    method,
    path: `/consultations/:id/broadcasts${path}`,
    deed: 'broadcast.run',
    async placesOf(visit) {
      const matter = await find(visit);
      return matter === null ? null : [matter.place];
    },
    async handle(visit) {
      const matter = await find(visit);
      const answer = matter === null ? null : await show({ visit, deps, matter });
      return answer ?? consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
    },
  };
}

/** One of another consultation is as if it was not there. */
function withOne(show: (at: OneVisit) => Response | Promise<Response>): (at: BroadcastVisit) => Shown {
  return async (at) => {
    const one = await at.deps.read(at.visit.param('broadcast'));
    if (one === null || one.consultationId !== at.matter.consultation.id) return null;
    return show({ ...at, one });
  };
}

function showOne(at: OneVisit): Response | Promise<Response> {
  const { visit } = at;
  const done = visit.c.req.query('done');
  const isKnown = done !== undefined && ['started', 'pause', 'resume', 'stop'].includes(done);
  return showProgress(at, { news: isKnown ? say(visit, `done.${done}`) : undefined });
}

async function startIt(at: BroadcastVisit): Promise<Response> {
  const { visit, deps } = at;
  const form = await readForm(visit);
  const id = typeof form === 'string' ? '' : form.text('id');
  if (typeof form === 'string' || !UUID.test(id)) return visit.c.redirect(addressOf(at), 303);
  const sent = readOrder(at, form);
  if (sent.order === null) return drawNew(at, sent, null);
  const outcome = await deps.start(id, sent.order, visit.member.name);
  if (outcome.kind === 'refused') return drawNew(at, sent, { ...outcome, forecast: null });
  return visit.c.redirect(`${addressOf(at)}/${id}?done=started`, 303);
}

async function steerIt(at: OneVisit): Promise<Response> {
  const { visit, deps, one } = at;
  const form = await readForm(visit);
  if (typeof form === 'string') return showProgress(at);
  const deed = (['pause', 'resume', 'stop'] as const).find((name) => name === form.text('deed'));
  const reason = form.text('reason');
  if (deed === undefined) return showProgress(at);
  if (reason === '') return showProgress(at, { faults: { reason: say(visit, 'fault.reason') } });
  if (reason.length > MAX_REASON)
    return showProgress(at, {
      faults: { reason: say(visit, 'fault.reason-long', { max: MAX_REASON }) },
      reason,
    });
  const isDone = await deps.steer(one.id, deed, { by: visit.member.name, reason });
  if (!isDone) {
    const now = (await deps.read(one.id)) ?? one;
    return showProgress({ ...at, one: now }, { faults: { '': say(visit, 'fault.quicker') }, reason });
  }
  return visit.c.redirect(`${addressOf(at)}/${one.id}?done=${deed}`, 303);
}
