/** Starts a broadcast: first tells what it would come to, then begins it. */

import type { Broadcast } from '../core/broadcast/broadcast.ts';
import { opensAt } from '../core/broadcast/sending-hours.ts';
import { type ShownCount, shownCount } from '../core/broadcast/shown-count.ts';
import { type TimeLeft, timeLeft } from '../core/broadcast/time-left.ts';
import { WRITING_CHANNELS } from '../core/broadcast/write-first.ts';
import type { ChannelName } from '../core/channel.ts';
import { type Consultation, statusOf } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import { type Language, SOURCE_LANGUAGE } from '../core/language.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { Channel } from '../ports/channel.ts';
import { type BroadcastAim, type BroadcastServices, codeFor, decisionFor } from './broadcast-services.ts';
import { broadcastMessage } from './broadcast-words.ts';

/** What staff ask for. */
export type BroadcastOrder = BroadcastAim & {
  readonly channels: readonly ChannelName[];
  /** Nothing leaves before; `null`: at once. */
  readonly startsAt: Date | null;
};

/** The message as a child gets it on one channel. */
export type WordingPreview = {
  readonly channel: ChannelName;
  readonly language: Language;
  readonly text: string;
  /** Labels of the buttons, or the words to type. */
  readonly controls: readonly string[];
};

/** What an order would come to. */
export type BroadcastForecast = {
  readonly audiences: readonly { readonly channel: ChannelName; readonly count: ShownCount }[];
  readonly total: ShownCount;
  /** When the first message leaves; `null` where quiet hours never end. */
  readonly leavesAt: Date | null;
  readonly left: TimeLeft;
  readonly previews: readonly WordingPreview[];
};

/**
 * Why an order cannot be carried out.
 *
 * - `closed`: the consultation takes no answers any more; `no-channel`: none is chosen that is switched on
 * - `no-code`: an invitation needs a code for everyone
 * - `too-few`: fewer than the threshold would be written to, so that its progress would tell of single children
 */
export type BroadcastRefusal = 'closed' | 'no-channel' | 'no-code' | 'too-few' | 'another-runs';

/** A forecast, or why there is none. `too-few` comes with one all the same, so that the words can be read. */
export type ForecastOutcome =
  | { readonly kind: 'forecast'; readonly forecast: BroadcastForecast }
  | { readonly kind: 'refused'; readonly why: BroadcastRefusal; readonly forecast: BroadcastForecast | null };

/** How starting ended; the same id again is `started` and changes nothing. */
export type StartOutcome =
  | { readonly kind: 'started' }
  | { readonly kind: 'refused'; readonly why: BroadcastRefusal };

/** Contacts that are looked at one by one; of more the most it may be is counted. */
const LOOKED_AT = 2_000;

const SCAN = 500;

/** Tells what an order would come to; nothing is written. */
export function forecastBroadcast(
  services: BroadcastServices,
): (order: BroadcastOrder) => Promise<ForecastOutcome> {
  return async (order) => {
    const reckoned = await reckon(services, order);
    if (typeof reckoned === 'string') return { kind: 'refused', why: reckoned, forecast: null };
    const { consultation, counts, code } = reckoned;
    const forecast = forecastOf(services, order, { consultation, counts, code });
    const isFew = forecast.total.kind === 'few';
    return isFew ? { kind: 'refused', why: 'too-few', forecast } : { kind: 'forecast', forecast };
  };
}

/** Starts one. @param by name of who does it, as colleagues read it */
export function startBroadcast(
  services: BroadcastServices,
): (id: string, order: BroadcastOrder, by: string) => Promise<StartOutcome> {
  return async (id, order, by) => {
    const { store, clock } = services;
    // A form that is sent twice may come when there are too few left to begin anew.
    if ((await store.get(id)) !== null) return { kind: 'started' };
    const reckoned = await reckon(services, order);
    if (typeof reckoned === 'string') return { kind: 'refused', why: reckoned };
    const { consultation, counts } = reckoned;
    if (sum(counts) < consultation.minCell) return { kind: 'refused', why: 'too-few' };
    const now = clock.now();
    const broadcast: Broadcast = {
      ...{ id, consultationId: order.consultationId, kind: order.kind, place: order.place },
      channels: [...counts.keys()],
      startsAt: order.startsAt ?? now,
      status: 'running',
      events: [{ what: 'started', by, at: now, reason: null }],
    };
    const outcome = await store.begin(broadcast, counts);
    return outcome === 'another-runs' ? { kind: 'refused', why: outcome } : { kind: 'started' };
  };
}

type Reckoned = {
  readonly consultation: Consultation;
  readonly code: string | null;
  readonly counts: ReadonlyMap<ChannelName, number>;
};

async function reckon(
  services: BroadcastServices,
  order: BroadcastOrder,
): Promise<Reckoned | BroadcastRefusal> {
  const consultation = await services.consultations.byId(order.consultationId);
  if (consultation === null || statusOf(consultation, services.clock.now()) === 'closed') return 'closed';
  const chosen = WRITING_CHANNELS.flatMap((name) => {
    const channel = order.channels.includes(name) ? services.channels.get(name) : undefined;
    return channel === undefined ? [] : [channel];
  });
  if (chosen.length === 0) return 'no-channel';
  const code = await codeFor(services, order);
  if (order.kind === 'invitation' && code === null) return 'no-code';
  const counts = new Map<ChannelName, number>();
  for (const channel of chosen)
    counts.set(channel.name, await countOn(services, order, { consultation, channel, code }));
  return { consultation, code, counts };
}

/** Exactly where there are few, as it decides whether anything is sent at all; else the most it may be. */
async function countOn(
  services: BroadcastServices,
  order: BroadcastOrder,
  at: { readonly consultation: Consultation; readonly channel: Channel; readonly code: string | null },
): Promise<number> {
  const { store, clock } = services;
  const decide = await decisionFor(services, order, at);
  const { consultationId, kind } = order;
  const search = { consultationId, kind, channel: at.channel.name, today: dayOf(clock.now()), scan: SCAN };
  let found = 0;
  let cursor: string | null = null;
  for (let looked = 0; looked < LOOKED_AT; looked += SCAN) {
    const stretch = await store.look({ ...search, cursor });
    found += stretch.candidates.filter((one) => decide(one).kind === 'write').length;
    if (stretch.isLast) return found;
    cursor = stretch.cursor;
  }
  return Math.max(found, await store.count(search, placesWithin(services, order.place)));
}

function placesWithin(
  { gazetteer }: BroadcastServices,
  place: LocalityCode | null,
): readonly LocalityCode[] | null {
  return place === null ? null : [place, ...gazetteer.communesOf(place).map(({ code }) => code)];
}

function forecastOf(
  services: BroadcastServices,
  order: BroadcastOrder,
  { consultation, counts, code }: Reckoned,
): BroadcastForecast {
  const { clock, rules } = services;
  const threshold = consultation.minCell;
  const audiences = [...counts].map(([channel, count]) => ({ channel, count: shownCount(count, threshold) }));
  const from = order.startsAt ?? clock.now();
  const channels = audiences.map(({ channel, count }) => ({
    messages: count.kind === 'few' ? threshold : count.count,
    perSecond: services.channels.get(channel)?.rate.perSecond ?? 1,
  }));
  return {
    audiences,
    total: shownCount(sum(counts), threshold),
    leavesAt: opensAt(from, rules.hours),
    left: timeLeft(channels, from, rules.hours),
    previews: previewsOf(services, order, { consultation, code, channels: [...counts.keys()] }),
  };
}

function previewsOf(
  { say }: BroadcastServices,
  { kind }: BroadcastOrder,
  at: {
    readonly consultation: Consultation;
    readonly code: string | null;
    readonly channels: readonly ChannelName[];
  },
): readonly WordingPreview[] {
  return at.channels.flatMap((channel) =>
    [SOURCE_LANGUAGE, 'en'].map((language) => {
      const message = broadcastMessage(say, { kind, ...at }, { channel, language });
      const controls = (message.choices ?? []).map(({ label }) => label);
      return { channel, language, text: message.text, controls };
    }),
  );
}

function sum(counts: ReadonlyMap<ChannelName, number>): number {
  return [...counts.values()].reduce((all, one) => all + one, 0);
}
