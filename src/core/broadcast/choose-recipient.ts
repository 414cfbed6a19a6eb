/** Who is written to and who is not: the one place that decides it. */

import type { ChannelName } from '../channel.ts';
import type { LocalityCode } from '../locality.ts';
import type { SessionPhase } from '../session/state.ts';
import type { SkipReason } from './broadcast.ts';
import { mayWriteFirst } from './write-first.ts';

/** What holds for everyone who is looked at. */
export type Approached = {
  readonly channel: ChannelName;
  readonly blocked: boolean;
  /** Said the stop word. */
  readonly withdrawn: boolean;
  /** Messages that we began and this contact got within the last seven days. */
  readonly messagesThisWeek: number;
};

/** What may be sent at all. */
export type SendingRules = {
  /** `YYYY-MM-DD` in Asia/Ho_Chi_Minh. */
  readonly today: string;
  /** Most messages that we begin to one contact in seven days, over all broadcasts. */
  readonly messagesPerWeek: number;
  /** For channels with a window. @see mayWriteFirst */
  readonly windowDays: number;
};

/** An unfinished walk, as far as a reminder depends on it. */
export type UnfinishedWalk = {
  readonly phase: SessionPhase;
  /** The child agreed that a part-answered walk is kept, and has answered something. */
  readonly isKept: boolean;
  readonly province: LocalityCode | null;
  /** Day on which the child last wrote, where it is known. */
  readonly heardOn: string | null;
};

/**
 * Decides on a reminder. A walk is taken up again by nobody's wish but the child's: one that said "dừng" is let alone, and one
 * that did not want a part-answered walk to be kept did not ask to be reminded of it either.
 *
 * @param walks of the contact in this consultation, sealed ones left out
 * @param place a province, or `null` for all
 */
export function remind(
  approached: Approached,
  about: { readonly walks: readonly UnfinishedWalk[]; readonly place: LocalityCode | null },
  rules: SendingRules,
): 'write' | SkipReason {
  const asking = about.walks.filter(({ phase }) => phase === 'asking');
  if (asking.length === 0) return 'stopped';
  const here = asking.filter(({ province }) => about.place === null || province === about.place);
  if (here.length === 0) return 'elsewhere';
  const kept = here.filter(({ isKept }) => isKept);
  if (kept.length === 0) return 'not-agreed';
  const heardOn = kept.reduce<string | null>((last, walk) => later(last, walk.heardOn), null);
  return approach(approached, heardOn, rules);
}

/**
 * Decides on an invitation of someone who agreed to be invited. Where only some provinces are asked, only children known to
 * live in one of them are invited.
 *
 * @param provinces that are asked; `null` for the whole country
 */
export function invite(
  approached: Approached,
  about: {
    readonly province: LocalityCode | null;
    readonly agreedOn: string;
    readonly takesPart: boolean;
    readonly provinces: readonly LocalityCode[] | null;
  },
  rules: SendingRules,
): 'write' | SkipReason {
  if (about.takesPart) return 'taking-part';
  const { province, provinces } = about;
  if (provinces !== null && (province === null || !provinces.includes(province))) return 'elsewhere';
  return approach(approached, about.agreedOn, rules);
}

function approach(
  { channel, blocked, withdrawn, messagesThisWeek }: Approached,
  heardOn: string | null,
  { today, messagesPerWeek, windowDays }: SendingRules,
): 'write' | SkipReason {
  if (withdrawn) return 'withdrawn';
  if (blocked) return 'blocked';
  if (messagesThisWeek >= messagesPerWeek) return 'weekly';
  return mayWriteFirst(channel, { heardOn, today, windowDays }) ? 'write' : 'window';
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
