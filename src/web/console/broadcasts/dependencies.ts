/** What the pages of reminders and invitations are given, and what every one of them knows. */

import type { ClosedHours } from '../../../core/broadcast/sending-hours.ts';
import type { ChannelName } from '../../../core/channel.ts';
import type { ChannelHealth } from '../../../core/channel-health.ts';
import type { Consultation } from '../../../core/consultation.ts';
import { readText } from '../../../core/flow/text.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import type { PhraseValues } from '../../../core/say.ts';
import type { BroadcastOrder, ForecastOutcome, StartOutcome } from '../../../usecases/start-broadcast.ts';
import type { BroadcastDeed, ShownBroadcast } from '../../../usecases/watch-broadcasts.ts';
import type { Visit } from '../console-route.ts';

/** A consultation with the place it belongs to. */
export type Matter = { readonly consultation: Consultation; readonly place: LocalityCode };

/** The use cases behind the pages. */
export type BroadcastDependencies = {
  /** `null` where there is none of this id. */
  readonly matterOf: (id: string) => Promise<Matter | null>;
  /** Channels that can write first and are switched on. */
  readonly writingChannels: readonly ChannelName[];
  readonly hours: ClosedHours;
  /** Most messages that one contact gets in seven days. */
  readonly messagesPerWeek: number;
  readonly list: (consultationId: string) => Promise<readonly ShownBroadcast[]>;
  readonly read: (id: string) => Promise<ShownBroadcast | null>;
  readonly forecast: (order: BroadcastOrder) => Promise<ForecastOutcome>;
  readonly start: (id: string, order: BroadcastOrder, by: string) => Promise<StartOutcome>;
  readonly steer: (
    id: string,
    deed: BroadcastDeed,
    note: { readonly by: string; readonly reason: string },
  ) => Promise<boolean>;
  readonly channelHealth: () => Promise<readonly ChannelHealth[]>;
};

/** A request about one consultation's broadcasts. */
export type BroadcastVisit = {
  readonly visit: Visit;
  readonly deps: BroadcastDependencies;
  readonly matter: Matter;
};

/** Gives a phrase of this area. */
export function say({ phrase }: Visit, key: string, values?: PhraseValues): string {
  return phrase(`console.broadcasts.${key}`, values);
}

/** Title of the consultation in the language of the page. */
export function titleOf({ visit, matter }: BroadcastVisit): string {
  return readText(matter.consultation.title, visit.language, null);
}

/** Address of the list. */
export function addressOf({ matter }: Pick<BroadcastVisit, 'matter'>): string {
  return `/console/consultations/${matter.consultation.id}/broadcasts`;
}

/** The way to the list, and further where one is further. */
export function trailOf(at: BroadcastVisit, isFurther: boolean) {
  const { visit, matter } = at;
  return [
    { href: '/console/consultations', text: visit.phrase('console.area.consultations') },
    { href: `/console/consultations/${matter.consultation.id}`, text: titleOf(at) },
    ...(isFurther ? [{ href: addressOf(at), text: say(visit, 'title') }] : []),
  ];
}
