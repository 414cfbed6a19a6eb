/** The Zalo client speaks every method and reads every kind of answer. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createZaloBotClient, type ZaloBotClient } from '../../../src/channels/zalo/client.ts';
import { ZaloApiError, ZaloHttpError, ZaloNetworkError } from '../../../src/channels/zalo/errors.ts';
import type { Fault } from '../../fake-vendors/faults.ts';
import { type FakeZalo, startFakeZalo } from '../../fake-vendors/zalo.ts';
import { readVectors } from '../vectors.ts';

const vectors = readVectors('zalo-answers');
let vendor: FakeZalo;
let client: ZaloBotClient;
beforeAll(async () => {
  vendor = await startFakeZalo();
  client = createZaloBotClient({ token: vendor.token, apiRoot: `${vendor.url}/`, timeoutMs: 300 });
});
afterEach(() => vendor.faults.clear());
afterAll(() => vendor.close());

/** The answers of a vector, one fault for each HTTP status it was seen with. */
const answers = (id: string): Fault[] => {
  const { http = [], body, raw } = vectors.vector(id);
  return http.map((status) =>
    raw === undefined ? { kind: 'answer', status, body } : { kind: 'html', status },
  );
};
const given = (id: string, place = 0) => vendor.faults.add({ fault: answers(id)[place]! });
const message = { chat_id: 'c', text: 'Chào em!' };

describe('answers', () => {
  it('ZA1: a sent message', async () => {
    given('ZA1');
    expect(await client.sendMessage(message)).toEqual({
      message_id: '82599fa32f56d00e8941',
      date: 1_749_632_637_199,
    });
  });

  it('ZA2: success without a result', async () => {
    given('ZA2');
    await expect(client.sendChatAction({ chat_id: 'c', action: 'typing' })).resolves.toBeUndefined();
    given('ZA2');
    await expect(client.sendMessage(message)).resolves.toEqual({});
  });

  it.each([0, 1])('ZA3: nothing new, under either status (%d)', async (place) => {
    given('ZA3', place);
    expect(await client.getUpdates(0)).toEqual([]);
  });

  it('ZA4, ZA5: no webhook, and one', async () => {
    given('ZA4');
    expect(await client.getWebhookInfo()).toBeNull();
    given('ZA5');
    expect(await client.getWebhookInfo()).toEqual({
      url: 'https://h.example/z',
      updated_at: 1_785_647_889_461,
    });
  });

  it.each([0, 1])('ZA6: a quota that is used up, under either status (%d)', async (place) => {
    given('ZA6', place);
    await expect(client.sendMessage(message)).rejects.toMatchObject({ name: 'ZaloApiError', code: 429 });
  });

  it('ZA7: a page of HTML', async () => {
    given('ZA7');
    await expect(client.sendMessage(message)).rejects.toEqual(new ZaloHttpError('sendMessage', 502));
  });

  it('ZA8: a webhook that was saved although it does not work is no error', async () => {
    given('ZA8');
    const webhook = await client.setWebhook('https://h.example/z', 'x'.repeat(32));
    expect(webhook.verification).toMatchObject({ ok: false, outcome: 'webhook.http.403' });
  });

  it('ZA9: a code in camel case', async () => {
    given('ZA9');
    await expect(client.testWebhook()).rejects.toMatchObject({ code: 426 });
  });

  it('tells who failed', async () => {
    vendor.faults.add({ fault: { kind: 'slow', delayMs: 600 } });
    await expect(client.getMe()).rejects.toEqual(new ZaloNetworkError('getMe', 'timeout'));
    vendor.faults.add({ fault: { kind: 'dropped', when: 'before' } });
    await expect(client.getMe()).rejects.toEqual(new ZaloNetworkError('getMe', 'network'));
    vendor.faults.add({ fault: { kind: 'answer', status: 200, body: { ok: true, result: { id: 5 } } } });
    await expect(client.getMe()).rejects.toBeInstanceOf(ZaloHttpError);
    const stranger = createZaloBotClient({ token: '1:wrong', apiRoot: vendor.url });
    const error = await stranger.getMe().catch((caught) => caught);
    expect(error).toBeInstanceOf(ZaloApiError);
    expect(`${error.message} ${error.stack}`).not.toContain('1:wrong');
  });

  it('takes one update, a list, and none', async () => {
    const result = (value: unknown) =>
      vendor.faults.add({ fault: { kind: 'answer', status: 200, body: { ok: true, result: value } } });
    result({ event_name: 'x' });
    expect(await client.getUpdates(0)).toEqual([{ event_name: 'x' }]);
    result([{ event_name: 'x' }, { event_name: 'y' }]);
    expect(await client.getUpdates(0)).toHaveLength(2);
    result(null);
    expect(await client.getUpdates(0)).toEqual([]);
  });
});

describe('calls', () => {
  it('carry their parameters by POST and JSON', async () => {
    await client.getMe();
    await client.setWebhook('https://h.example/z', 'x'.repeat(32));
    await client.testWebhook();
    await client.deleteWebhook();
    await client.sendPhoto({ chat_id: 'c', photo: 'https://p.example/x.jpg', caption: 'Lớp em' });
    await client.sendSticker({ chat_id: 'c', sticker: 's' });
    await client.sendVoice({ chat_id: 'c', voice_url: 'https://v.example/x.aac' });
    expect(vendor.calls.slice(-7).map(({ method, body }) => [method, body])).toEqual([
      ['getMe', {}],
      ['setWebhook', { url: 'https://h.example/z', secret_token: 'x'.repeat(32) }],
      ['testWebhook', {}],
      ['deleteWebhook', {}],
      ['sendPhoto', { chat_id: 'c', photo: 'https://p.example/x.jpg', caption: 'Lớp em' }],
      ['sendSticker', { chat_id: 'c', sticker: 's' }],
      ['sendVoice', { chat_id: 'c', voice_url: 'https://v.example/x.aac' }],
    ]);
  });

  it('ZL: 2,000 units are taken, 2,001 refused; a thousand emoji are 2,000', async () => {
    const { lengths = [] } = vectors.vector('ZL');
    expect(lengths.length).toBeGreaterThan(3);
    for (const { units = 0, emoji = 0, ok = true } of lengths) {
      if (units + emoji === 0) continue;
      const sent = client.sendMessage({ chat_id: 'c', text: 'a'.repeat(units) + '😀'.repeat(emoji) });
      if (ok) await expect(sent).resolves.toHaveProperty('message_id');
      else await expect(sent).rejects.toMatchObject({ code: 400 });
    }
  });
});
