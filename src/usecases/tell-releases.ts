/** Tells other systems of new releases: what there is to tell is kept first, and sent from there until it arrives. */

import { type Gazetteer, isAmong, type LocalityCode } from '../core/locality.ts';
import { hookUrlFault, isPublicAddress } from '../core/program/outside-address.ts';
import { nextTry } from '../core/program/release-hook.ts';
import { liesIn } from '../core/staff/member.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OutsideAnswer, OutsideCall } from '../ports/outside-call.ts';
import type { Random } from '../ports/random.ts';
import type {
  DeliveryEnd,
  DueDelivery,
  ReleaseHookStore,
  UntoldRelease,
} from '../ports/release-hook-store.ts';

/** What telling needs. */
export type TellingServices = {
  readonly hooks: Pick<ReleaseHookStore, 'untold' | 'tell' | 'claim' | 'settle'>;
  readonly call: OutsideCall;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly publicUrl: string;
  /** For development: plain http and our own network may be called. */
  readonly insecure: boolean;
};

/** What a round came to. */
export type TellingRound = { readonly told: number; readonly delivered: number };

/** Deliveries under way at once; each waits for somebody else's server. */
const AT_ONCE = 8;

/** How long a process that was killed keeps what it had taken: longer than a call may last. */
const HELD_MS = 60_000;

/** Builds one round: looks for new releases, then sends what is due. */
export function tellReleases(services: TellingServices): () => Promise<TellingRound> {
  return async () => {
    const told = await noteUntold(services);
    return { told, delivered: await sendDue(services) };
  };
}

async function noteUntold({ hooks, gazetteer, clock, random, publicUrl }: TellingServices): Promise<number> {
  let told = 0;
  for (const release of await hooks.untold()) {
    const hears = asksWithin(release.places, release.hookPlace, gazetteer);
    const madeAt = clock.now();
    const delivery = { id: random.uuid(), body: bodyOf(release, publicUrl, madeAt), madeAt };
    await hooks.tell(release, hears ? delivery : null);
    if (hears) told += 1;
  }
  return told;
}

/** No figure is in it: whoever may read the release asks for it with their key. */
function bodyOf({ slug, number, day }: UntoldRelease, publicUrl: string, at: Date): string {
  return JSON.stringify({
    type: 'release.published',
    timestamp: at.toISOString(),
    data: {
      ...{ consultation: slug, release: number, day },
      url: `${publicUrl}/api/v1/consultations/${slug}/releases/${number}`,
    },
  });
}

async function sendDue({ hooks, call, clock, log, insecure }: TellingServices): Promise<number> {
  const allows = {
    url: (url: string) => hookUrlFault(url, insecure) === null,
    address: (address: string) => insecure || isPublicAddress(address),
  };
  const now = clock.now();
  const due = await hooks.claim({ now, until: new Date(now.getTime() + HELD_MS), most: AT_ONCE });
  const ends = await Promise.all(
    due.map(async (delivery) => {
      const { id, url, body, secret } = delivery;
      const answer = await call({ id, url, body, secret, at: clock.now(), allows });
      const ended = clock.now();
      const end = endOf(delivery, answer, ended);
      await hooks.settle(id, outcomeOf(answer), end, ended);
      if (end.kind !== 'delivered')
        log.info('hook.not-delivered', { outcome: outcomeOf(answer), end: end.kind });
      return end.kind;
    }),
  );
  return ends.filter((kind) => kind === 'delivered').length;
}

function endOf({ madeAt, attempts }: DueDelivery, answer: OutsideAnswer, now: Date): DeliveryEnd {
  if (answer.kind === 'answered' && answer.status >= 200 && answer.status < 300) return { kind: 'delivered' };
  const at = nextTry(madeAt, attempts, now);
  return at === null ? { kind: 'dead' } : { kind: 'again', at };
}

/** A status, or one of our own words; nothing that came from outside. */
function outcomeOf(answer: OutsideAnswer): string {
  if (answer.kind === 'answered') return String(answer.status);
  return answer.kind === 'forbidden' ? 'forbidden' : answer.why;
}

/** Whether a consultation asks children of a place, or of some of it. */
export function asksWithin(
  places: readonly LocalityCode[],
  place: LocalityCode,
  gazetteer: Gazetteer,
): boolean {
  return isAmong(places, place, gazetteer) || places.some((asked) => liesIn(asked, place, gazetteer));
}
