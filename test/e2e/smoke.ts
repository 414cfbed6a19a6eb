/** The smoke that every runtime passes: children answer the demo on every channel, and are sealed and counted. */

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { FakeTelegram } from '../fake-vendors/telegram.ts';
import type { FakeZalo } from '../fake-vendors/zalo.ts';
import type { FakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { vendorSettings, WEBHOOK_SECRET } from './world.ts';

/** A running Em Nói with nobody in it yet, wherever it runs. */
export type SmokedPlace = {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly telegram: FakeTelegram;
  readonly zalo: FakeZalo;
  readonly zaloOa: FakeZaloOa;
  /** Has the runtime seal, in whatever way it does. */
  readonly seal: () => Promise<void>;
  /** `results THU --unpublished-counts` of the operator's tool, on the same database. */
  readonly counts: () => Promise<unknown>;
};

/** Settings of a place: fake vendors, no simulated children, batches as small as may be. */
export function smokeSettings(
  place: Pick<SmokedPlace, 'telegram' | 'zalo' | 'zaloOa'>,
): Readonly<Record<string, string>> {
  return {
    ...{ SECRET_KEY: 'a secret key for tests that is long enough', SEAL_BATCH: '2' },
    PUBLIC_URL: 'http://localhost:8080',
    ...vendorSettings(place),
  };
}

/** Where a vendor delivers to. */
export function targetOf(
  { zaloOa, request }: Pick<SmokedPlace, 'zaloOa' | 'request'>,
  channel: 'telegram' | 'zalo' | 'zalo-oa',
) {
  const secret = channel === 'zalo-oa' ? zaloOa.secretKey : WEBHOOK_SECRET;
  return { url: `/webhooks/${channel}`, secret, fetch: request };
}

/** A child of twelve with an opinion on everything but the open question. */
export const OPINION: Opinion = {
  age: 12,
  band: '11-13',
  language: 'vi',
  place: { province: 'Hà Nội', commune: 'Ba Đình', code: '00004' },
  answers: {
    mood: 'happy',
    play: 45,
    'fix-first': ['meals', 'toilets', 'homework', 'playground'],
    listened: 'yes',
    spot: 'gate',
    teasing: 'sometimes',
    'go-on': 'yes',
    safer: ['near', 'ask'],
    'right-to-be-heard': 'answer',
    'rate.easy': 'easy',
    'rate.free': 'yes',
    'rate.heard': 'a-bit',
  },
};

/** Registers the tests of the smoke. @param placed gives the place once it is there */
export function smoke(placed: () => SmokedPlace): void {
  test('it is alive and ready, shows the demo, and does not know other codes', async () => {
    const { request } = placed();
    for (const [path, status] of [
      ['/healthz', 200],
      ['/readyz', 200],
      ['/metrics', 200],
      ['/c/THU', 200],
      ['/c/NOPE', 404],
    ] as const) {
      expect((await request(path)).status, path).toBe(status);
    }
  });

  test('children answer the whole demo on the web, Telegram and Zalo, and are counted once sealed', async () => {
    const place = placed();
    const { request, telegram, zalo, zaloOa } = place;
    const target = (channel: 'telegram' | 'zalo' | 'zalo-oa') => targetOf(place, channel);
    const flow = flowOf(await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
    const phones = [
      webPhone({ request }),
      telegramPhone({ telegram, target }, 100),
      zaloPhone({ zalo, target }, 'smoke-zalo'),
      zaloOaPhone({ zaloOa, target }, 'smoke-oa'),
    ];
    const walks = await Promise.all(phones.map((phone) => answerAll(phone, flow, 'THU', OPINION)));
    for (const walk of walks) expect(walk).toEqual(walks[0]);
    expect(await place.counts()).toMatchObject({ waiting: 4, responses: 0, ledger: 0 });
    await place.seal();
    expect(await place.counts()).toMatchObject({ waiting: 0, responses: 4, ledger: 4 });
  }, 60_000);

  test('a repeated delivery gets the same reply and counts once; a stranger’s is refused', async () => {
    const place = placed();
    const update = place.telegram.child(200).says('/start THU');
    const first = await place.telegram.deliver(update, targetOf(place, 'telegram'));
    const again = await place.telegram.deliver(update, targetOf(place, 'telegram'));
    expect(first.body).toContain('sendMessage');
    expect(again.body).toBe(first.body);
    const body = JSON.stringify(update);
    expect((await place.request('/webhooks/telegram', { method: 'POST', body })).status).toBe(401);
  });
}
