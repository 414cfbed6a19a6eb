/** How long a broadcast still takes: told before it begins and while it runs, never better than it is. */

import { type ClosedHours, doneAt } from './sending-hours.ts';

/** One channel's part of what is left. */
export type LeftOnChannel = {
  /** At most so many messages. */
  readonly messages: number;
  /** Messages a second: what was measured, or what the vendor allows where nothing was measured yet. */
  readonly perSecond: number;
};

/** What is left of a broadcast. Channels send beside each other; the slowest ends it. */
export type TimeLeft = {
  /** Time in which messages leave, in ms, quiet hours not counted. */
  readonly sendingMs: number;
  /** With all quiet hours on the way; `null` where it never ends. */
  readonly doneAt: Date | null;
};

/** Reckons it. */
export function timeLeft(channels: readonly LeftOnChannel[], from: Date, hours: ClosedHours): TimeLeft {
  const sendingMs = Math.max(0, ...channels.map(sendingMsOf));
  if (!Number.isFinite(sendingMs)) return { sendingMs, doneAt: null };
  return { sendingMs, doneAt: sendingMs === 0 ? from : doneAt(from, sendingMs, hours) };
}

function sendingMsOf({ messages, perSecond }: LeftOnChannel): number {
  return messages === 0 ? 0 : Math.ceil((messages * 1_000) / perSecond);
}
