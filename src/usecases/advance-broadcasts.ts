/** Leads broadcasts on: puts as much into the outbox as can leave soon, stops what is over, tidies up. */

import { closedBy, openForMs } from '../core/broadcast/sending-hours.ts';
import type { ChannelName } from '../core/channel.ts';
import { roomForBroadcasts } from '../core/channel-health.ts';
import { statusOf } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import type { BroadcastProgress } from '../ports/broadcast-store.ts';
import type { Channel } from '../ports/channel.ts';
import type { Log } from '../ports/log.ts';
import { type BroadcastServices, codeFor, decisionFor } from './broadcast-services.ts';

/** What a round came to. */
export type AdvanceRound = {
  /** Messages put into the outbox. */
  readonly queued: number;
};

/** So much of a channel's rate may wait in the outbox: enough for the longest pause between two rounds, a minute on Workers. */
const AHEAD_SECONDS = 90;

/** Rows looked at in one transaction: a fraction of a second, also for the embedded database. */
const SCAN = 200;

/** Stretches of one lane in one round; where hardly anyone is written to the next round goes on. */
const STRETCHES = 50;

/** Standing consents that are written anew together. */
const MIXED_TOGETHER = 10;

/** Builds the job. Any number of processes may do it at once. */
export function advanceBroadcasts(
  services: BroadcastServices & { readonly log: Log },
): () => Promise<AdvanceRound> {
  return async () => {
    const { store, clock, log } = services;
    await store.mixConsents(MIXED_TOGETHER);
    if ((await store.running()).length === 0) return { queued: 0 };
    await store.tidy(clock.now());
    let queued = 0;
    for (const broadcast of await store.running()) {
      try {
        queued += await advance(services, broadcast);
      } catch (error) {
        // One that cannot go on holds up no other.
        log.error('broadcast.failed', error, { kind: broadcast.kind });
      }
    }
    return { queued };
  };
}

async function advance(services: BroadcastServices, broadcast: BroadcastProgress): Promise<number> {
  const { store, clock, rules } = services;
  const now = clock.now();
  const consultation = await services.consultations.byId(broadcast.consultationId);
  const status = consultation === null ? 'closed' : statusOf(consultation, now);
  if (consultation === null || status === 'closed') {
    await end(services, broadcast, 'stopped');
    return 0;
  }
  const isHeld = status !== 'open' || now < broadcast.startsAt || closedBy(now, rules.hours) !== null;
  let queued = 0;
  for (const lane of broadcast.lanes) {
    const channel = services.channels.get(lane.channel);
    const isBusy = !isHeld && channel !== undefined && lane.waiting > 0;
    await store.measure({ broadcastId: broadcast.id, channel: lane.channel }, isBusy, now);
    if (isHeld || channel === undefined || lane.done) continue;
    const code = await codeFor(services, broadcast);
    const decide = await decisionFor(services, broadcast, { consultation, channel, code });
    queued += await feedLane(services, { broadcastId: broadcast.id, channel, decide });
  }
  if (broadcast.lanes.every(({ done, waiting }) => done && waiting === 0))
    await end(services, broadcast, 'done');
  return queued;
}

async function feedLane(
  { store, clock, rules, signs }: BroadcastServices,
  lane: {
    readonly broadcastId: string;
    readonly channel: Channel;
    readonly decide: Parameters<BroadcastServices['store']['feed']>[0]['decide'];
  },
): Promise<number> {
  const { broadcastId, decide, channel } = lane;
  const now = clock.now();
  const left = await roomOfPlan({ rules, signs }, channel.name, now);
  const fill = Math.min(Math.floor(channel.rate.perSecond * secondsAhead(rules, now)), left);
  let queued = 0;
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const order = { broadcastId, decide, fill, now, channel: channel.name, today: dayOf(now), scan: SCAN };
    const outcome = await store.feed(order);
    if (outcome.kind !== 'fed') break;
    queued += outcome.queued;
  }
  return queued;
}

/** Nothing is put there that would lie until the next morning: by then the child may have finished. */
function secondsAhead({ hours }: BroadcastServices['rules'], now: Date): number {
  return Math.min(AHEAD_SECONDS, openForMs(now, hours) / 1_000);
}

/** What waits already is counted by whoever fills up. */
async function roomOfPlan(
  { rules, signs }: Pick<BroadcastServices, 'rules' | 'signs'>,
  channel: ChannelName,
  now: Date,
): Promise<number> {
  const plan = rules.plans[channel];
  if (plan.messages === null) return Number.POSITIVE_INFINITY;
  return roomForBroadcasts(plan, await signs.sentThisMonth(channel, now));
}

async function end(
  { store, clock }: BroadcastServices,
  { id }: BroadcastProgress,
  how: 'stopped' | 'done',
): Promise<void> {
  await store.change(id, how, { what: how, by: null, at: clock.now(), reason: null });
  if (how === 'stopped') await store.tidy(clock.now());
}
