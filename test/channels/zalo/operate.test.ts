/** An operator can set Zalo's webhook and see whether it works. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { setZaloWebhook, testZaloWebhook, zaloWebhookState } from '../../../src/channels/zalo/operate.ts';
import { type FakeZalo, startFakeZalo } from '../../fake-vendors/zalo.ts';

let vendor: FakeZalo;
beforeAll(async () => {
  vendor = await startFakeZalo();
});
afterAll(() => vendor.close());
const access = () => ({ token: vendor.token, apiRoot: vendor.url, timeoutMs: 300 });

it('sets it, tries it and shows it', async () => {
  expect(await zaloWebhookState(access())).toBeNull();
  const webhook = await setZaloWebhook(access(), {
    url: 'https://em.example/webhooks/zalo',
    secret: 's'.repeat(32),
  });
  expect(webhook.verification?.outcome).toBe('webhook.ok');
  expect((await testZaloWebhook(access())).ok).toBe(true);
  expect((await zaloWebhookState(access()))?.url).toBe('https://em.example/webhooks/zalo');
});

it('refuses in words that hold no secret', async () => {
  const short = await setZaloWebhook(access(), { url: 'https://x.example', secret: 'short' }).catch((e) => e);
  expect(short).toMatchObject({
    code: 'vendor-refused',
    facts: { channel: 'zalo', status: 400, said: 'Bad Request' },
  });
  expect(short.cause).toBeUndefined();
  vendor.faults.add({ fault: { kind: 'dropped', when: 'before' } });
  await expect(testZaloWebhook(access())).rejects.toMatchObject({
    facts: { channel: 'zalo', status: 0, said: 'no readable answer' },
  });
});
