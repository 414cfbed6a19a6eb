/** A refresh token that works once is never lost and never used twice. */

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createZaloOaChannel } from '../../../src/channels/zalo-oa/channel.ts';
import type { TokenStore, VendorTokens } from '../../../src/ports/token-store.ts';
import { type FakeZaloOa, startFakeZaloOa } from '../../fake-vendors/zalo-oa.ts';

const REFRESH = 'v4/oa/access_token';
let vendor: FakeZaloOa;
let stored: VendorTokens | null;
let saves: string[];
const running: FakeZaloOa[] = [];

beforeEach(async () => {
  vendor = await startFakeZaloOa();
  running.push(vendor);
  stored = null;
  saves = [];
});
afterAll(() => Promise.all(running.map((one) => one.close())));

const store: TokenStore = {
  load: async () => stored,
  save: async (tokens) => {
    saves.push(tokens.refreshToken);
    stored = tokens;
  },
};
const start = (tokens: TokenStore = store, refreshToken = vendor.firstRefreshToken, timeoutMs = 30_000) => {
  const { oaId, appId, secretKey, url } = vendor;
  return createZaloOaChannel({ oaId, appId, secretKey, apiRoot: url, refreshToken, tokens, timeoutMs });
};
const send = (channel: ReturnType<typeof start>, text = 'Chào em!') => channel.send('u1', { text });
const texts = () =>
  vendor
    .child('u1')
    .seen()
    .map(({ text }) => text);

describe('the access token', () => {
  it('is had with the refresh token of the settings at first', async () => {
    expect(await send(start())).toEqual({ kind: 'sent' });
    expect(stored).toEqual({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    expect(vendor.calls.map(({ method }) => method)).toEqual([REFRESH, 'v3.0/oa/message/cs']);
  });

  it('is taken from the store after a restart', async () => {
    await send(start());
    expect(await send(start())).toEqual({ kind: 'sent' });
    expect(vendor.refreshes()).toBe(1);
  });

  it('is renewed when refused, and the message sent once', async () => {
    const channel = start();
    await send(channel, 'một');
    vendor.expireAccessTokens();
    expect(await send(channel, 'hai')).toEqual({ kind: 'sent' });
    expect(texts()).toEqual(['một', 'hai']);
    expect(saves).toEqual(['refresh-1', 'refresh-2']);
  });

  it('is waited for longer than a message is, since a lost answer loses the refresh token', async () => {
    const messagePatienceMs = 300;
    vendor.faults.add({ fault: { kind: 'slow', delayMs: 3 * messagePatienceMs }, method: REFRESH });
    expect(
      await start(store, vendor.firstRefreshToken, messagePatienceMs).send('u1', { text: 'Chào' }),
    ).not.toMatchObject({ kind: 'parked' });
    expect(stored).toEqual({ accessToken: 'access-1', refreshToken: 'refresh-1' });
  });

  it('is renewed once for many sends at the same time', async () => {
    const channel = start();
    await send(channel);
    vendor.expireAccessTokens();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => send(channel)));
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(vendor.calls.filter(({ method }) => method === REFRESH)).toHaveLength(2);
  });

  it('is stored before it is used', async () => {
    const calls: string[] = [];
    const channel = start({
      load: async () => stored,
      save: async (tokens) => {
        calls.push(`save after ${vendor.callCount()} calls`);
        stored = tokens;
      },
    });
    await send(channel);
    expect(calls).toEqual(['save after 1 calls']);
  });

  it('is kept and stored later when the store fails, never asked for again', async () => {
    let broken = true;
    const channel = start({
      load: async () => stored,
      save: async (tokens) => {
        if (broken) throw new Error('the store is away');
        stored = tokens;
      },
    });
    expect(await send(channel)).toMatchObject({ kind: 'retry' });
    expect(texts()).toEqual([]);
    broken = false;
    expect(await send(channel)).toEqual({ kind: 'sent' });
    expect([vendor.refreshes(), stored?.refreshToken]).toEqual([1, 'refresh-1']);
  });

  it('is shared by two processes of which only one can renew', async () => {
    const [one, other] = [start(), start()];
    await send(one);
    await send(other);
    vendor.expireAccessTokens();
    expect(await Promise.all([send(one), send(other)])).toEqual([{ kind: 'sent' }, { kind: 'sent' }]);
    expect(vendor.refreshes()).toBe(2);
  });
});

describe('when no refresh token works', () => {
  it('parks the channel until an operator grants access anew', async () => {
    expect(await send(start(store, 'used-up'))).toMatchObject({ kind: 'parked', afterMs: 3_600_000 });
  });

  it('takes the new one from the settings, whatever the store still holds', async () => {
    stored = { accessToken: 'old', refreshToken: 'dead' };
    expect(await send(start())).toEqual({ kind: 'sent' });
    expect(stored).toEqual({ accessToken: 'access-1', refreshToken: 'refresh-1' });
  });
});

it('tries later when the token endpoint cannot be reached', async () => {
  for (const fault of [
    { kind: 'html', status: 502 },
    { kind: 'dropped', when: 'before' },
  ] as const) {
    vendor.faults.add({ fault, method: REFRESH });
    expect(await send(start())).toMatchObject({ kind: 'retry' });
  }
  expect(await send(start())).toEqual({ kind: 'sent' });
});

it('sends no secret but in the headers and forms they belong in', async () => {
  await send(start());
  expect(vendor.calls).toMatchObject([
    {
      headers: { secret_key: vendor.secretKey },
      body: { refresh_token: 'refresh-0', app_id: '1', grant_type: 'refresh_token' },
    },
    {
      headers: { access_token: 'access-1' },
      body: { recipient: { user_id: 'u1' }, message: { text: 'Chào em!' } },
    },
  ]);
  expect(JSON.stringify(vendor.calls.map(({ body }) => body))).not.toContain(vendor.secretKey);
});
