/** Reads what was asked for: from the address while it is being decided, from the form once it is. */

import { BROADCAST_KINDS, type BroadcastKind } from '../../../core/broadcast/broadcast.ts';
import type { ChannelName } from '../../../core/channel.ts';
import { instantOf } from '../../../core/day.ts';
import { type LocalityCode, NATION, provinceOf } from '../../../core/locality.ts';
import type { BroadcastOrder } from '../../../usecases/start-broadcast.ts';
import type { Faults } from '../fields.tsx';
import { type BroadcastVisit, say } from './dependencies.ts';

/** Fields as they were sent. */
export type SentFields = {
  readonly text: (name: string) => string;
  readonly texts: (name: string) => readonly string[];
};

/** What was asked for, as far as it could be read, with what is wrong. */
export type SentOrder = {
  readonly kind: BroadcastKind;
  readonly channels: readonly ChannelName[];
  readonly place: LocalityCode | null;
  /** As typed. */
  readonly startsAt: string;
  readonly order: BroadcastOrder | null;
  readonly faults: Faults;
};

/** A time this far back was meant as now: filling the form in takes a while. */
const GRACE_MS = 60 * 60 * 1000;

/** Reads it. */
export function readOrder(at: BroadcastVisit, fields: SentFields): SentOrder {
  const { visit, deps, matter } = at;
  const kind = BROADCAST_KINDS.find((one) => one === fields.text('kind')) ?? 'reminder';
  const channels = deps.writingChannels.filter((name) => fields.texts('channel').includes(name));
  const wished = fields.text('place');
  const place = kind === 'reminder' && placesOf(at).includes(wished) ? wished : null;
  const startsAt = fields.text('startsAt');
  const instant = startsAt === '' ? null : instantOf(startsAt);
  const now = visit.ground.now().getTime();
  const faults: Record<string, string> = {};
  if (channels.length === 0) faults['channel'] = say(visit, 'fault.channel');
  if (startsAt !== '' && instant === null) faults['startsAt'] = say(visit, 'fault.time');
  else if (instant !== null && instant.getTime() < now - GRACE_MS)
    faults['startsAt'] = say(visit, 'fault.past');
  const isWhole = Object.keys(faults).length === 0;
  const order = { consultationId: matter.consultation.id, kind, channels, place, startsAt: instant };
  return { kind, channels, place, startsAt, faults, order: isWhole ? order : null };
}

/** The provinces a reminder may be narrowed to; none where only one is asked. */
export function placesOf({ visit, matter }: BroadcastVisit): readonly LocalityCode[] {
  const { gazetteer } = visit.ground;
  const { places } = matter.consultation;
  if (places.includes(NATION)) return gazetteer.provinces().map(({ code }) => code);
  const provinces = [...new Set(places.flatMap((place) => provinceOf(place, gazetteer) ?? []))];
  return provinces.length > 1 ? provinces : [];
}
