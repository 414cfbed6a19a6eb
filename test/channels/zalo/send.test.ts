/** Zalo's refusals say how long to wait and how often to try. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createZaloChannel } from '../../../src/channels/zalo/channel.ts';
import { type FakeZalo, startFakeZalo } from '../../fake-vendors/zalo.ts';

let vendor: FakeZalo;
beforeAll(async () => {
  vendor = await startFakeZalo({ quota: 1 });
});
afterAll(() => vendor.close());

it('parks the channel for an hour when the quota is used up', async () => {
  const channel = createZaloChannel({ token: vendor.token, webhookSecret: 'x', apiRoot: vendor.url });
  expect(await channel.send('c', { text: 'một' })).toEqual({ kind: 'sent' });
  expect(await channel.send('c', { text: 'hai' })).toEqual({
    kind: 'parked',
    reason: 'zalo 429: quota exceeded',
    afterMs: 3_600_000,
  });
  expect(vendor.child('c').seen()).toEqual(['một']);
});

it('tries an ambiguous 403 three times in all', async () => {
  const channel = createZaloChannel({ token: vendor.token, webhookSecret: 'x', apiRoot: vendor.url });
  vendor.faults.add({ fault: { kind: 'answer', status: 200, body: { ok: false, error_code: 403 } } });
  expect(await channel.send('c', { text: 'ba' })).toEqual({
    kind: 'retry',
    reason: 'zalo 403',
    afterMs: 30_000,
    tries: 3,
  });
});

it('parks the channel when its token is refused', async () => {
  const channel = createZaloChannel({ token: '1:wrong', webhookSecret: 'x', apiRoot: vendor.url });
  expect(await channel.send('c', { text: 'bốn' })).toMatchObject({ kind: 'parked', afterMs: 600_000 });
});
