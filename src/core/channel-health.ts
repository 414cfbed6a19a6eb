/** How a channel that sends is doing, as far as somebody has to do something about it. */

import type { ChannelName } from './channel.ts';

/** What a vendor's plan allows; `null` where it sets no bound. */
export type ChannelPlan = {
  /** Messages a calendar month. */
  readonly messages: number | null;
  /** People it may ever write to. */
  readonly people: number | null;
};

/** What is known of a channel. */
export type ChannelSigns = {
  readonly channel: ChannelName;
  /** Nothing leaves until then: the vendor, or its answer, said so. */
  readonly parked: boolean;
  /** Why a message that still waits failed last, in the channel's own fixed words; `null` where none did. */
  readonly lastFailure: string | null;
  /** For how long the oldest reply that could leave has been due. */
  readonly oldestDueSeconds: number;
  /** Messages that were given up and wait for somebody. */
  readonly dead: number;
  /** Messages that left this month. */
  readonly sentThisMonth: number;
  /** Contacts of this channel. */
  readonly people: number;
  readonly plan: ChannelPlan;
};

/** Something that staff should know, worst first. */
export const CHANNEL_TROUBLES = [
  /** The vendor refuses our token. */
  'token-refused',
  /** The vendor says that the plan is used up. */
  'quota-refused',
  /** The vendor lets nothing through for another reason. */
  'parked',
  /** Replies wait too long. */
  'slow',
  /** Messages fail again and again, though some time later may be better. */
  'failing',
  /** By our own count the plan is used up. */
  'quota-used',
  'quota-near',
  'people-used',
  'people-near',
  /** Messages were given up. */
  'given-up',
] as const;

/** @see CHANNEL_TROUBLES */
export type ChannelTrouble = (typeof CHANNEL_TROUBLES)[number];

/** A channel with its troubles; none: it is well. */
export type ChannelHealth = {
  readonly channel: ChannelName;
  /** Whether children wait for replies that do not come. */
  readonly isDown: boolean;
  readonly troubles: readonly ChannelTrouble[];
  readonly signs: ChannelSigns;
};

/** From here on replies are late: a child has put the phone away by then. */
export const SLOW_SECONDS = 120;

/** From this share of a plan on staff are warned: enough is left to do something about it. */
const NEAR_SHARE = 0.8;

/** Troubles with which no reply reaches a child. */
const DOWN: readonly ChannelTrouble[] = ['token-refused', 'quota-refused', 'parked', 'slow'];

/** Judges a channel. */
export function judgeChannel(signs: ChannelSigns): ChannelHealth {
  const found = new Set<ChannelTrouble>();
  const { parked, lastFailure, oldestDueSeconds, plan } = signs;
  if (parked) found.add(whyParked(lastFailure));
  else if (oldestDueSeconds >= SLOW_SECONDS) found.add('slow');
  else if (lastFailure !== null) found.add('failing');
  if (signs.dead > 0) found.add('given-up');
  const messages = shareOf(signs.sentThisMonth, plan.messages);
  if (messages >= NEAR_SHARE) found.add(messages >= 1 ? 'quota-used' : 'quota-near');
  const people = shareOf(signs.people, plan.people);
  if (people >= NEAR_SHARE) found.add(people >= 1 ? 'people-used' : 'people-near');
  const troubles = CHANNEL_TROUBLES.filter((trouble) => found.has(trouble));
  return { channel: signs.channel, isDown: troubles.some((one) => DOWN.includes(one)), troubles, signs };
}

/** Reasons are our channels' own fixed words. */
function whyParked(lastFailure: string | null): ChannelTrouble {
  if (lastFailure === null) return 'parked';
  if (/token/.test(lastFailure)) return 'token-refused';
  return /quota|package/.test(lastFailure) ? 'quota-refused' : 'parked';
}

function shareOf(count: number, bound: number | null): number {
  return bound === null || bound === 0 ? 0 : count / bound;
}

/**
 * How many messages that we begin a plan leaves room for: the last fifth is kept for replies.
 *
 * @returns `Infinity` without a bound
 */
export function roomForBroadcasts(plan: ChannelPlan, sentThisMonth: number): number {
  if (plan.messages === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor(plan.messages * NEAR_SHARE) - sentThisMonth);
}
