/** Shows how broadcasts are going, and lets staff pause, resume and stop them. */

import {
  type Broadcast,
  type BroadcastEvent,
  SKIP_REASONS,
  type SkipReason,
} from '../core/broadcast/broadcast.ts';
import { closedBy, opensAt } from '../core/broadcast/sending-hours.ts';
import { type ShownCount, shownCount } from '../core/broadcast/shown-count.ts';
import { type TimeLeft, timeLeft } from '../core/broadcast/time-left.ts';
import type { ChannelName } from '../core/channel.ts';
import { judgeChannel, roomForBroadcasts } from '../core/channel-health.ts';
import { type Consultation, type ConsultationId, statusOf } from '../core/consultation.ts';
import type { BroadcastProgress, LaneProgress } from '../ports/broadcast-store.ts';
import type { BroadcastServices } from './broadcast-services.ts';

/** Why nothing leaves at present though the broadcast runs. */
export type BroadcastHold =
  | { readonly why: 'not-yet' | 'quiet' | 'school'; readonly until: Date | null }
  | { readonly why: 'consultation-rests' };

/** Why nothing leaves on one channel. */
export type LaneHold = 'off' | 'parked' | 'plan';

/** How far a broadcast is on one channel, as staff may see it. */
export type ShownLane = {
  readonly channel: ChannelName;
  readonly audience: ShownCount;
  readonly sent: ShownCount;
  /** In the outbox, and those not looked at yet. */
  readonly waiting: ShownCount;
  readonly failed: ShownCount;
  readonly blocked: ShownCount;
  readonly unsure: ShownCount;
  /** Not needed any more when its turn came: finished, or wanted no more messages. */
  readonly spared: ShownCount;
  readonly skipped: readonly { readonly reason: SkipReason; readonly count: ShownCount }[];
  /** 0 to 1, in tenths. */
  readonly share: number;
  readonly perSecond: number | null;
  readonly hold: LaneHold | null;
};

/** A broadcast as staff may see it. */
export type ShownBroadcast = Omit<Broadcast, 'channels'> & {
  readonly lanes: readonly ShownLane[];
  /** Over all channels. */
  readonly sent: ShownCount;
  readonly audience: ShownCount;
  readonly share: number;
  readonly hold: BroadcastHold | null;
  /** `null` unless it runs. */
  readonly left: TimeLeft | null;
};

/** Broadcasts of a consultation, newest first. */
export function listBroadcasts(
  services: BroadcastServices,
): (consultationId: ConsultationId) => Promise<readonly ShownBroadcast[]> {
  return async (consultationId) => {
    const consultation = await services.consultations.byId(consultationId);
    if (consultation === null) return [];
    const found = await services.store.list(consultationId);
    const holds = await laneHolds(services, found);
    return found.map((one) => show(services, one, { consultation, holds }));
  };
}

/** One of them; `null` where there is none of this id. */
export function readBroadcast(services: BroadcastServices): (id: string) => Promise<ShownBroadcast | null> {
  return async (id) => {
    const found = await services.store.get(id);
    const consultation = found === null ? null : await services.consultations.byId(found.consultationId);
    if (found === null || consultation === null) return null;
    return show(services, found, { consultation, holds: await laneHolds(services, [found]) });
  };
}

/** What staff can do to one that was started. */
export type BroadcastDeed = 'pause' | 'resume' | 'stop';

const STATUS = { pause: 'paused', resume: 'running', stop: 'stopped' } as const;
const EVENT = { pause: 'paused', resume: 'resumed', stop: 'stopped' } as const;

/** Does it. @returns false where it does not stand where this can be done: somebody else was quicker */
export function steerBroadcast({
  store,
  clock,
}: BroadcastServices): (
  id: string,
  deed: BroadcastDeed,
  note: { readonly by: string; readonly reason: string },
) => Promise<boolean> {
  return async (id, deed, { by, reason }) => {
    const event: BroadcastEvent = { what: EVENT[deed], by, at: clock.now(), reason };
    const isDone = await store.change(id, STATUS[deed], event);
    if (isDone && deed === 'stop') await store.tidy(clock.now());
    return isDone;
  };
}

type Surroundings = {
  readonly consultation: Consultation;
  readonly holds: ReadonlyMap<ChannelName, LaneHold>;
};

function show(
  services: BroadcastServices,
  broadcast: BroadcastProgress,
  { consultation, holds }: Surroundings,
): ShownBroadcast {
  const { clock, rules, channels } = services;
  const now = clock.now();
  const threshold = consultation.minCell;
  const { lanes, channels: _channels, ...rest } = broadcast;
  const from = now < rest.startsAt ? rest.startsAt : now;
  const left = lanes.map((lane) => ({
    messages: roughly(remaining(lane, rest.kind)),
    perSecond: speedOf(lane, channels.get(lane.channel)?.rate.perSecond ?? 1),
  }));
  return {
    ...rest,
    lanes: lanes.map((lane) =>
      showLane(lane, { kind: rest.kind, threshold, hold: holds.get(lane.channel) ?? null }),
    ),
    sent: shownCount(
      total(lanes, ({ sent }) => sent),
      threshold,
    ),
    audience: shownCount(
      total(lanes, ({ audience }) => audience),
      threshold,
    ),
    share: shareOf(lanes, rest.kind),
    hold: rest.status === 'running' ? holdOf(services, rest, consultation) : null,
    left: rest.status === 'running' ? timeLeft(left, from, rules.hours) : null,
  };
}

/** Everyone counted who was not looked at yet counts, so that what is promised is rather too long. */
function remaining(lane: LaneProgress, kind: Broadcast['kind']): number {
  return (lane.done ? 0 : Math.max(0, lane.audience - dealtWith(lane, kind))) + lane.waiting;
}

/** How many of those counted as the audience were looked at: walks that may not be reminded were not among them. */
function dealtWith({ lookedAt, queued, skipped }: LaneProgress, kind: Broadcast['kind']): number {
  if (kind === 'invitation') return lookedAt;
  return queued + (skipped.withdrawn ?? 0) + (skipped.weekly ?? 0) + (skipped.window ?? 0);
}

/** In tens, as a time to the second would tell the count. */
function roughly(count: number): number {
  return Math.ceil(count / 10) * 10;
}

function speedOf({ perSecond }: LaneProgress, allowed: number): number {
  return perSecond === null || perSecond <= 0 ? allowed : Math.min(perSecond, allowed);
}

function showLane(
  lane: LaneProgress,
  at: { readonly kind: Broadcast['kind']; readonly threshold: number; readonly hold: LaneHold | null },
): ShownLane {
  const { kind, threshold, hold } = at;
  const count = (of: number) => shownCount(of, threshold);
  const { channel, audience, sent, failed, blocked, unsure, waiting, queued, perSecond } = lane;
  return {
    ...{ channel, perSecond, hold: lane.done && waiting === 0 ? null : hold },
    audience: count(audience),
    sent: count(sent),
    waiting: count(remaining(lane, kind)),
    failed: count(failed),
    blocked: count(blocked),
    unsure: count(unsure),
    spared: count(Math.max(0, queued - waiting - sent - failed - blocked - unsure)),
    skipped: SKIP_REASONS.flatMap((reason) => {
      const skipped = lane.skipped[reason] ?? 0;
      return skipped === 0 ? [] : [{ reason, count: count(skipped) }];
    }).filter((one) => one.count.kind === 'about'),
    share: shareOf([lane], kind),
  };
}

/** In tenths: with few contacts a finer share would be a count. */
function shareOf(lanes: readonly LaneProgress[], kind: Broadcast['kind']): number {
  const all = total(lanes, (lane) => Math.max(lane.audience, dealtWith(lane, kind)));
  const left = total(lanes, (lane) => remaining(lane, kind));
  if (left === 0) return 1;
  return all === 0 ? 0 : Math.floor(((all - Math.min(left, all)) / all) * 10) / 10;
}

function total(lanes: readonly LaneProgress[], of: (lane: LaneProgress) => number): number {
  return lanes.reduce((all, lane) => all + of(lane), 0);
}

function holdOf(
  { clock, rules }: BroadcastServices,
  { startsAt }: Pick<Broadcast, 'startsAt'>,
  consultation: Consultation,
): BroadcastHold | null {
  const now = clock.now();
  if (now < startsAt) return { why: 'not-yet', until: opensAt(startsAt, rules.hours) };
  if (statusOf(consultation, now) !== 'open') return { why: 'consultation-rests' };
  const why = closedBy(now, rules.hours);
  return why === null ? null : { why, until: opensAt(now, rules.hours) };
}

async function laneHolds(
  { signs, channels, clock, rules }: BroadcastServices,
  found: readonly BroadcastProgress[],
): Promise<ReadonlyMap<ChannelName, LaneHold>> {
  const holds = new Map<ChannelName, LaneHold>();
  const live = found.filter(({ status }) => status === 'running' || status === 'paused');
  if (live.length === 0) return holds;
  const known = await signs.read(clock.now());
  for (const channel of new Set(live.flatMap((one) => one.channels))) {
    const one = known.find((each) => each.channel === channel);
    const plan = rules.plans[channel];
    if (!channels.has(channel)) holds.set(channel, 'off');
    else if (one !== undefined && judgeChannel({ ...one, plan }).signs.parked) holds.set(channel, 'parked');
    else if (one !== undefined && roomForBroadcasts(plan, one.sentThisMonth) === 0)
      holds.set(channel, 'plan');
  }
  return holds;
}
