/** The pages for consultations held off the chat, and the screen for a class. */

import { isAmong, type LocalityCode } from '../../../core/locality.ts';
import { liesIn } from '../../../core/staff/member.ts';
import { readTally, type TallyFault } from '../../../core/tally/read-tally.ts';
import type { Tally, TallyContent } from '../../../core/tally/tally.ts';
import type { TalliedConsultation, TallyKeeping } from '../../../usecases/keep-tallies.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import { readForm, revisionIn, type SentForm } from '../read-form.ts';
import { classRoutes } from './class-routes.tsx';
import { consultationInReach, consultationsInReach, groundOf } from './ground.ts';
import { isId } from './sent-id.ts';
import { fieldsOf, showTallyForm } from './tally-form.tsx';
import { showTallyList } from './tally-list.tsx';
import { showTally } from './tally-page.tsx';
import { faultWords } from './tally-words.ts';

/** The use cases behind them. */
export type TallyDependencies = TallyKeeping;

const MAX_REASON = 300;

/** Builds the routes. */
export function tallyRoutes(deps: TallyDependencies): readonly ConsoleRoute[] {
  const deed = 'tally.write';
  const placesOf = async (visit: Visit): Promise<readonly LocalityCode[] | null> => {
    const tally = await deps.tally(visit.param('id'));
    return tally === null ? null : [tally.place];
  };
  const on = (handle: (visit: Visit, tally: Tally) => Promise<Response>) => async (visit: Visit) => {
    const tally = await deps.tally(visit.param('id'));
    return tally === null ? notFound(visit) : handle(visit, tally);
  };
  const routes: readonly ConsoleRoute[] = [
    { method: 'get', path: '/tallies', deed, handle: (visit) => list(visit, deps) },
    { method: 'get', path: '/tallies/new', deed, handle: (visit) => askNew(visit, deps) },
    { method: 'post', path: '/tallies', deed, handle: (visit) => enter(visit, deps) },
    ...classRoutes(deps),
    {
      ...{ method: 'get', path: '/tallies/:id', deed, placesOf },
      handle: on((visit, tally) => show(visit, deps, tally)),
    },
    {
      ...{ method: 'get', path: '/tallies/:id/edit', deed, placesOf },
      handle: on((visit, tally) => askCorrect(visit, deps, tally)),
    },
    {
      ...{ method: 'post', path: '/tallies/:id', deed, placesOf },
      handle: on((visit, tally) => correct(visit, deps, tally)),
    },
  ];
  const moves = (['withdraw', 'restore'] as const).map(
    (move): ConsoleRoute => ({
      ...{ method: 'post', path: `/tallies/:id/${move}`, deed, placesOf },
      handle: on((visit, tally) => withdraw(visit, deps, { tally, move })),
    }),
  );
  return [...routes, ...moves];
}

async function list(visit: Visit, deps: TallyDependencies): Promise<Response> {
  const consultationId = visit.c.req.query('consultation') ?? '';
  const of = await consultationInReach(visit, deps, consultationId);
  if (of === 'absent') return notFound(visit);
  const all = await deps.list(of === null ? {} : { consultationId: of.consultation.id });
  const tallies = all.filter(({ place }) => visit.may('tally.write', place));
  return showTallyList(visit, { tallies, sittings: await deps.openSittings(visit.member), of });
}

async function askNew(visit: Visit, deps: TallyDependencies): Promise<Response> {
  const text = (name: string): string => visit.c.req.query(name) ?? '';
  const of = await consultationInReach(visit, deps, text('consultation'));
  if (of === 'absent') return notFound(visit);
  const consultations = await consultationsInReach(visit, deps);
  const id = visit.ground.newId();
  return showTallyForm(visit, { id, corrected: null, text, faults: {}, of, consultations });
}

async function enter(visit: Visit, deps: TallyDependencies): Promise<Response> {
  const form = await readForm(visit);
  if (typeof form === 'string') return visit.c.redirect('/console/tallies/new', 303);
  const of = await consultationInReach(visit, deps, form.text('consultation'));
  if (of === 'absent') return notFound(visit);
  const id = isId(form.text('id')) ? form.text('id') : visit.ground.newId();
  const { content, faults } = read(visit, form, of);
  const again = async (twin: Tally | null = null): Promise<Response> =>
    showTallyForm(visit, {
      ...{ id, corrected: null, of, twin, text: askingBack(form, faults) },
      faults: faultWords(visit, faults),
      consultations: await consultationsInReach(visit, deps),
    });
  if (content === null) return again();
  const twin = await deps.alike(content);
  const isMeant = twin === null || twin.id === id || form.text('twin') === twin.id;
  // A form that was sent before is there already, and leads to the same page.
  if (!isMeant && (await deps.tally(id)) === null) return again(twin);
  await deps.enter(id, content, visit.member);
  return visit.c.redirect(`/console/tallies/${id}?done=entered`, 303);
}

type Faults = Readonly<Record<string, TallyFault>>;

/** Reads the form; a place that the consultation does not ask in is a fault as well. */
function read(
  visit: Visit,
  form: SentForm,
  of: TalliedConsultation | null,
): { readonly content: TallyContent | null; readonly faults: Faults } {
  const { content, faults } = readTally(form, groundOf(visit, of));
  const place = form.text('place');
  const { gazetteer } = visit.ground;
  const isAsked =
    of === null ||
    isAmong(of.consultation.places, place, gazetteer) ||
    of.consultation.places.some((asked) => liesIn(asked, place, gazetteer));
  if (isAsked || faults['place'] !== undefined) return { content, faults };
  return { content: null, faults: { ...faults, place: { code: 'not-asked' } } };
}

/** What was typed, and the number that is asked about once more. */
function askingBack(form: SentForm, faults: Faults): (name: string) => string {
  const asked = faults['children'];
  return (name) => {
    if (name !== 'asks-number') return form.text(name);
    return asked?.code === 'confirm' ? String(asked.children) : '';
  };
}

async function show(visit: Visit, deps: TallyDependencies, tally: Tally): Promise<Response> {
  const of = tally.consultationId === null ? null : await deps.consultation(tally.consultationId);
  return showTally(visit, { tally, changes: await deps.changes(tally.id), of });
}

async function askCorrect(visit: Visit, deps: TallyDependencies, tally: Tally): Promise<Response> {
  const of = tally.consultationId === null ? null : await deps.consultation(tally.consultationId);
  const text = fieldsOf(tally, of?.questions ?? []);
  return showTallyForm(visit, { id: tally.id, corrected: tally, text, faults: {}, of, consultations: [] });
}

async function correct(visit: Visit, deps: TallyDependencies, tally: Tally): Promise<Response> {
  const form = await readForm(visit);
  if (typeof form === 'string') return visit.c.redirect(`/console/tallies/${tally.id}/edit`, 303);
  const of = tally.consultationId === null ? null : await deps.consultation(tally.consultationId);
  const { content, faults } = read(visit, form, of);
  const reason = form.text('reason').slice(0, MAX_REASON);
  const words = { ...faultWords(visit, faults), ...reasonFault(visit, reason) };
  if (content === null || reason === '') {
    const text = askingBack(form, faults);
    return showTallyForm(visit, {
      id: tally.id,
      corrected: tally,
      text,
      faults: words,
      of,
      consultations: [],
    });
  }
  const seen = revisionIn(form, 'revision');
  return settle(visit, deps, { tally, seen, what: 'corrected', reason, content });
}

async function withdraw(
  visit: Visit,
  deps: TallyDependencies,
  { tally, move }: { readonly tally: Tally; readonly move: 'withdraw' | 'restore' },
): Promise<Response> {
  const form = await readForm(visit);
  if (typeof form === 'string') return visit.c.redirect(`/console/tallies/${tally.id}`, 303);
  const what = move === 'withdraw' ? 'withdrawn' : 'restored';
  // Sent twice, or done by somebody else a moment ago.
  if (tally.withdrawn === (move === 'withdraw')) {
    return visit.c.redirect(`/console/tallies/${tally.id}?done=${what}`, 303);
  }
  const reason = form.text('reason').slice(0, MAX_REASON);
  if (reason === '') {
    const of = tally.consultationId === null ? null : await deps.consultation(tally.consultationId);
    const changes = await deps.changes(tally.id);
    return showTally(visit, { tally, changes, of, faults: reasonFault(visit, reason) });
  }
  const { id, withdrawn, revision, enteredBy, enteredAt, ...content } = tally;
  return settle(visit, deps, { tally, seen: revisionIn(form, 'revision'), what, reason, content });
}

async function settle(
  visit: Visit,
  deps: TallyDependencies,
  order: Parameters<TallyDependencies['change']>[0],
): Promise<Response> {
  const outcome = await deps.change(order, visit.member);
  if (outcome === 'absent') return notFound(visit);
  const done = outcome === 'changed' ? order.what : 'outdated';
  return visit.c.redirect(`/console/tallies/${order.tally.id}?done=${done}`, 303);
}

function reasonFault(visit: Visit, reason: string): Readonly<Record<string, string>> {
  return reason === '' ? { reason: visit.phrase('console.tallies.fault.reason') } : {};
}

function notFound(visit: Visit): Response | Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}
