/** Which channels let us write first, and for how long after a child wrote. */

import { CHANNEL_NAMES, type ChannelName } from '../channel.ts';
import { dayOf } from '../day.ts';
import type { SessionState } from '../session/state.ts';

/**
 * - `never`: a page cannot be called
 * - `always`: to whoever wrote once; Zalo Bot's monthly quota is another matter
 * - `window`: some days after the person last did something
 *
 * @see https://core.telegram.org/bots/faq and https://developers.zalo.me/docs/official-account (48 hours free, up to 7 days
 *   from the account's package; read 2026-11-23, not tried on a live account)
 */
const WRITING_FIRST: Readonly<Record<ChannelName, 'never' | 'always' | 'window'>> = {
  web: 'never',
  telegram: 'always',
  zalo: 'always',
  'zalo-oa': 'window',
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** The channels that let us write first at all. */
export const WRITING_CHANNELS: readonly ChannelName[] = CHANNEL_NAMES.filter(
  (name) => WRITING_FIRST[name] !== 'never',
);

/** The state of a walk with the day of this message, on channels that count from it. */
export function withDayHeard(state: SessionState, channel: ChannelName, now: Date): SessionState {
  return WRITING_FIRST[channel] === 'window' ? { ...state, heardOn: dayOf(now) } : state;
}

/**
 * Tells whether we may write first today. Only the day is known on which a child last wrote, so the window is taken as if
 * that was at midnight: a message is rather not sent than refused.
 *
 * @param heardOn `YYYY-MM-DD` in Asia/Ho_Chi_Minh; `null` where nobody knows
 * @param windowDays of 24 hours, for channels with a window
 */
export function mayWriteFirst(
  channel: ChannelName,
  at: { readonly heardOn: string | null; readonly today: string; readonly windowDays: number },
): boolean {
  const rule = WRITING_FIRST[channel];
  if (rule !== 'window') return rule === 'always';
  if (at.heardOn === null) return false;
  const days = (Date.parse(at.today) - Date.parse(at.heardOn)) / DAY_MS;
  return days < at.windowDays;
}
