/** How a channel is doing: what is worth an alert, and what is not. */

import { expect, it } from 'vitest';
import { type ChannelSigns, judgeChannel, roomForBroadcasts } from '../../src/core/channel-health.ts';

const WELL: ChannelSigns = {
  channel: 'zalo',
  parked: false,
  lastFailure: null,
  oldestDueSeconds: 0,
  dead: 0,
  sentThisMonth: 0,
  people: 0,
  plan: { messages: 3_000, people: 50 },
};
const troubles = (signs: Partial<ChannelSigns>) => {
  const { isDown, troubles: found } = judgeChannel({ ...WELL, ...signs });
  return { isDown, found };
};

it('is well where nothing is wrong', () => {
  expect(troubles({})).toEqual({ isDown: false, found: [] });
  expect(troubles({ oldestDueSeconds: 30, sentThisMonth: 2_399, people: 39 })).toEqual({
    isDown: false,
    found: [],
  });
});

it.each([
  ['token-refused', { parked: true, lastFailure: 'zalo 401: the bot token is refused' }],
  [
    'token-refused',
    { parked: true, lastFailure: 'zalo-oa: no token is accepted; set a new ZALO_OA_REFRESH_TOKEN' },
  ],
  ['quota-refused', { parked: true, lastFailure: 'zalo 429: quota exceeded' }],
  ['quota-refused', { parked: true, lastFailure: 'zalo-oa -211: the quota is used up' }],
  ['parked', { parked: true, lastFailure: null }],
  ['slow', { oldestDueSeconds: 120 }],
] as const)('is down: %s', (trouble, signs) => {
  expect(troubles(signs)).toEqual({ isDown: true, found: [trouble] });
});

it.each([
  ['failing', { lastFailure: 'telegram 502' }],
  ['given-up', { dead: 1 }],
  ['quota-near', { sentThisMonth: 2_400 }],
  ['quota-used', { sentThisMonth: 3_000 }],
  ['people-near', { people: 40 }],
  ['people-used', { people: 51 }],
] as const)('deserves a warning: %s', (trouble, signs) => {
  expect(troubles(signs)).toEqual({ isDown: false, found: [trouble] });
});

it('tells several things, worst first; a plan without bounds is never used up', () => {
  expect(
    troubles({ parked: true, lastFailure: 'zalo 429: quota exceeded', dead: 2, sentThisMonth: 3_001 }).found,
  ).toEqual(['quota-refused', 'quota-used', 'given-up']);
  expect(troubles({ plan: { messages: null, people: null }, sentThisMonth: 1e9, people: 1e6 }).found).toEqual(
    [],
  );
});

it('broadcasts leave the last fifth of a plan to replies', () => {
  expect(roomForBroadcasts(WELL.plan, 0)).toBe(2_400);
  expect(roomForBroadcasts(WELL.plan, 2_399)).toBe(1);
  expect(roomForBroadcasts(WELL.plan, 2_900)).toBe(0);
  expect(roomForBroadcasts({ messages: null, people: null }, 9)).toBe(Number.POSITIVE_INFINITY);
});
