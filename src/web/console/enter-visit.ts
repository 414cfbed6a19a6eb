/** Enters what is done through the console in the audit log: before it is done, and how it ended. */

import type { AuditAct, AuditFacts } from '../../core/audit/audit-entry.ts';
import { type LocalityCode, NATION } from '../../core/locality.ts';
import type { Deed } from '../../core/staff/deed.ts';
import { placesFor } from '../../core/staff/member.ts';
import type { ConsoleRoute, Visit } from './console-route.ts';

/** Where acts are entered. */
export type EnterAct = (act: AuditAct) => Promise<{ readonly number: number }>;

/** A request as the log sees it. */
export type Entered = {
  readonly route: ConsoleRoute;
  readonly visit: Visit;
  /** Places of what it is about; `null` where the route has none. */
  readonly places: readonly LocalityCode[] | null;
};

/**
 * Serves a request and enters it, where it is of a kind that is entered: all that may change something, and whatever a
 * route says of itself. What cannot be entered is not done.
 *
 * @throws whatever keeps the entry from being written, before anything else happens
 */
export async function enterAndServe(entered: Entered, enter: EnterAct): Promise<Response> {
  const { route, visit } = entered;
  const how = wayOf(route);
  if (how === 'never') return serveUnentered(entered, enter);
  const { number } = await enter(actOf(entered, { way: how, route: nameOf(route) }));
  const end = async (outcome: string, status: number | null) => {
    await enter(actOf(entered, { of: number, outcome, status })).catch((error: unknown) => {
      // It was done, and that it was begun stands in the log.
      visit.ground.log.error('audit.end-not-entered', error, { route: nameOf(route) });
    });
  };
  try {
    const answer = await route.handle(visit);
    await end(outcomeOf(answer.status), answer.status);
    return answer;
  } catch (error) {
    await end('failed', null);
    throw error;
  }
}

/** Whatever turns out to be a file that is taken along is entered before it leaves, unless its route says that it is nothing. */
async function serveUnentered(entered: Entered, enter: EnterAct): Promise<Response> {
  const { route, visit } = entered;
  const answer = await route.handle(visit);
  const isFile = answer.headers.get('content-disposition')?.startsWith('attachment') === true;
  if (isFile && route.entered === undefined)
    await enter(actOf(entered, { way: 'export', route: nameOf(route), outcome: 'done' }));
  return answer;
}

/** Enters that somebody tried what is not theirs to do. */
export async function enterRefusal(entered: Entered, enter: EnterAct): Promise<void> {
  const { route } = entered;
  const way = wayOf(route);
  if (way === 'never') return;
  await enter(actOf(entered, { way, route: nameOf(route), outcome: 'not-allowed' }));
}

/** Deeds whose every page shows what one person alone may see: a case, a text. */
const LOOKS: readonly Deed[] = ['moderation.work', 'protection.work'];

/** Addresses that answer with a file. */
const FILE = /\.[a-z]{2,5}\}?$/;

/** How a route is entered: as it says itself, or by what it plainly is. */
export function wayOf({ method, path, deed, entered }: ConsoleRoute): NonNullable<ConsoleRoute['entered']> {
  if (entered !== undefined) return entered;
  if (method === 'post') return 'change';
  if (FILE.test(path)) return 'export';
  return LOOKS.includes(deed) ? 'look' : 'never';
}

function outcomeOf(status: number): string {
  if (status < 400) return 'done';
  return status < 500 ? 'refused' : 'failed';
}

/** The route as it is written, without the forms of its parameters; the console's own paths begin after `/console`. */
const nameOf = ({ base, path }: ConsoleRoute) => `${base ?? ''}${path}`.replace(/\{[^}]*\}+/g, '');

function actOf({ route, visit, places }: Entered, facts: AuditFacts): AuditAct {
  const { member, ground } = visit;
  return {
    actor: { id: member.id, name: member.name },
    deed: route.deed,
    subject: subjectOf(route, visit),
    place: placeOf(places ?? ownPlaces(visit, route)),
    at: ground.now(),
    facts,
  };
}

/** Where no place is named, people act in the name of their own. */
function ownPlaces({ member }: Visit, { deed }: ConsoleRoute): readonly LocalityCode[] {
  const places = placesFor(member, deed);
  return places.length > 0 ? places : member.grants.map(({ place }) => place);
}

/** Several places are the nation's matter. */
function placeOf(places: readonly LocalityCode[]): LocalityCode | null {
  const [first = null] = places;
  return new Set(places).size > 1 ? NATION : first;
}

/** `consultations:0b0e…`: the area and what the address names. Ids only: an address may hold anything. */
function subjectOf({ base, path }: ConsoleRoute, { param }: Visit): string | null {
  const [, area = ''] = /^\/([a-z-]+)/.exec(`${base ?? ''}${path}`) ?? [];
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const ids = names.map(param).map((id) => (/^[\w.-]{1,64}$/.test(id) ? id : '?'));
  return ids.length === 0 ? null : `${area}:${ids.join(':')}`;
}
