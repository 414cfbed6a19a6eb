/** The fake vendors behave as the true ones do. */

import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeTelegram } from './telegram.ts';
import { startFakeZalo } from './zalo.ts';
import { startFakeZaloOa } from './zalo-oa.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A webhook that answers with a status and body of the test's choosing. */
async function startWebhook(
  answer: (body: string, headers: Record<string, unknown>) => Promise<[number, string]>,
) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const [status, text] = await answer(body, request.headers);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

async function start<Vendor extends { close(): Promise<void> }>(starting: Promise<Vendor>): Promise<Vendor> {
  const vendor = await starting;
  closing.push(() => vendor.close());
  return vendor;
}

const post = async (url: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return [response.status, await response.json()];
};

describe('Telegram', () => {
  it('checks what it is sent', async () => {
    const vendor = await start(startFakeTelegram());
    const send = (body: object) => post(`${vendor.url}/bot${vendor.token}/sendMessage`, body);
    const description = async (body: object) => (await send(body))[1].description;
    expect(await description({ text: 'a' })).toMatch(/chat_id is empty/);
    expect(await description({ chat_id: 5, text: '' })).toMatch(/text is empty/);
    expect(await description({ chat_id: 5, text: 'a'.repeat(4_097) })).toMatch(/too long/);
    const keyboard = (data: string) => ({ inline_keyboard: [[{ text: 'A', callback_data: data }]] });
    expect(await description({ chat_id: 5, text: 'a', reply_markup: keyboard('x'.repeat(65)) })).toMatch(
      /BUTTON_DATA/,
    );
    expect((await send({ chat_id: 5, text: 'a', reply_markup: keyboard('x') }))[1]).toMatchObject({
      ok: true,
    });
    expect(vendor.child(5).seen()).toHaveLength(1);
    vendor.block(5);
    expect(await send({ chat_id: 5, text: 'a' })).toMatchObject([
      403,
      { description: expect.stringMatching(/blocked/) },
    ]);
    expect((await post(`${vendor.url}/bot1:x/getMe`, {}))[0]).toBe(401);
    expect((await post(`${vendor.url}/bot${vendor.token}/sendNothing`, {}))[0]).toBe(404);
  });

  it('delivers until 2xx and carries out the call in the response', async () => {
    const vendor = await start(startFakeTelegram());
    let tries = 0;
    const url = await startWebhook(async (body, headers) => {
      tries += 1;
      expect(headers['x-telegram-bot-api-secret-token']).toBe('secret');
      expect(JSON.parse(body).message.text).toBe('/start THU');
      return tries < 3
        ? [503, '']
        : [200, JSON.stringify({ method: 'sendMessage', chat_id: 5, text: 'Chào em!' })];
    });
    const delivered = await vendor.deliver(vendor.child(5).says('/start THU'), { url, secret: 'secret' });
    expect(delivered).toMatchObject({ tries: 3, status: 200 });
    expect(
      vendor
        .child(5)
        .seen()
        .map(({ text }) => text),
    ).toEqual(['Chào em!']);
    expect(vendor.calls.at(-1)?.via).toBe('webhook-reply');
  });

  it('does not carry out a call that is quoted once more', async () => {
    const vendor = await start(startFakeTelegram());
    const call = JSON.stringify({ method: 'sendMessage', chat_id: 5, text: 'a' });
    const url = await startWebhook(async () => [200, JSON.stringify(call)]);
    await vendor.deliver(vendor.child(5).says('x'), { url, secret: 's' });
    expect(vendor.child(5).seen()).toEqual([]);
  });

  it('holds the next update of a chat back until the last is taken, and other chats not', async () => {
    const vendor = await start(startFakeTelegram());
    const seen: string[] = [];
    let failures = 2;
    const url = await startWebhook(async (body) => {
      const { text } = JSON.parse(body).message;
      if (text === 'một' && failures-- > 0) return [500, ''];
      seen.push(text);
      return [200, ''];
    });
    const target = { url, secret: 's', backoffMs: 30 };
    const child = vendor.child(5);
    const updates = [child.says('một'), child.says('hai'), vendor.child(6).says('khác')];
    await Promise.all(updates.map((update) => vendor.deliver(update, target)));
    expect(seen).toEqual(['khác', 'một', 'hai']);
  });

  it('lets a child tap what it sees, and the tap be answered once', async () => {
    const vendor = await start(startFakeTelegram());
    const api = (method: string, body: object) => post(`${vendor.url}/bot${vendor.token}/${method}`, body);
    const button = { text: '1. Có', callback_data: 'b:ab12cd:q:1' };
    await api('sendMessage', { chat_id: 5, text: 'Vui?', reply_markup: { inline_keyboard: [[button]] } });
    const update = vendor.child(5).taps('Có');
    expect(update).toMatchObject({ callback_query: { data: 'b:ab12cd:q:1', from: { id: 5 } } });
    const answer = () => api('answerCallbackQuery', { callback_query_id: String(update.update_id) });
    expect((await answer())[0]).toBe(200);
    expect((await answer())[1].description).toMatch(/query is too old/);
    expect(() => vendor.child(5).taps('Không')).toThrow(/no button/);
  });
});

describe('faults', () => {
  it('strike by method, chat and number of the call', async () => {
    const vendor = await start(startFakeTelegram());
    const send = async (chat: number) =>
      (await post(`${vendor.url}/bot${vendor.token}/sendMessage`, { chat_id: chat, text: 'a' }))[0];
    const fault = { kind: 'answer', status: 429, body: { ok: false } } as const;
    vendor.faults.add({ fault, method: 'sendMessage', chat: '5', from: 2, times: 2 });
    expect([await send(5), await send(6), await send(5), await send(5), await send(5)]).toEqual([
      200, 200, 429, 429, 200,
    ]);
  });

  it('tell a call that was carried out from one that was not', async () => {
    const vendor = await start(startFakeTelegram());
    const send = () =>
      post(`${vendor.url}/bot${vendor.token}/sendMessage`, { chat_id: 5, text: 'a' }).catch(() => 'lost');
    vendor.faults.add({ fault: { kind: 'dropped', when: 'before' } });
    expect([await send(), vendor.child(5).seen().length]).toEqual(['lost', 0]);
    vendor.faults.add({ fault: { kind: 'dropped', when: 'after' } });
    expect([await send(), vendor.child(5).seen().length]).toEqual(['lost', 1]);
    vendor.faults.add({ fault: { kind: 'malformed' } });
    expect([await send(), vendor.child(5).seen().length]).toEqual(['lost', 2]);
  });

  it('are all recorded, as far as calls are kept at all', async () => {
    const vendor = await start(startFakeTelegram({ keepCalls: 1, keepMessages: 0 }));
    const send = () => post(`${vendor.url}/bot${vendor.token}/sendMessage`, { chat_id: 5, text: 'a' });
    await send();
    await send();
    expect([vendor.calls.length, vendor.callCount(), vendor.child(5).seen().length]).toEqual([1, 2, 0]);
  });
});

describe('Zalo', () => {
  it('refuses unknown methods under HTTP 200 and long texts', async () => {
    const vendor = await start(startFakeZalo({ quota: 1 }));
    const call = (method: string, body: object = {}) =>
      post(`${vendor.url}/bot${vendor.token}/${method}`, body);
    expect(await call('sendFile')).toMatchObject([200, { ok: false, error_code: 404 }]);
    expect(await call('sendmessage')).toMatchObject([200, { ok: false, error_code: 404 }]);
    expect(await call('sendMessage', { chat_id: 'c', text: 'a'.repeat(2_001) })).toMatchObject([
      200,
      { error_code: 400 },
    ]);
    expect(await call('sendMessage', { chat_id: 'c', text: 'a' })).toMatchObject([200, { ok: true }]);
    expect(await call('sendMessage', { chat_id: 'c', text: 'a' })).toMatchObject([429, { error_code: 429 }]);
    expect(await call('getWebhookInfo')).toMatchObject([404, { error_code: 404 }]);
  });

  it('delivers with its secret header', async () => {
    const vendor = await start(startFakeZalo());
    const seen: unknown[] = [];
    const url = await startWebhook(async (body, headers) => {
      seen.push([JSON.parse(body).event_name, headers['x-bot-api-secret-token']]);
      return [200, ''];
    });
    await vendor.deliver(vendor.child('c').says('THU'), { url, secret: 'secret' });
    await vendor.deliver(vendor.child('c').saysHidden(), { url, secret: 'secret' });
    expect(seen).toEqual([
      ['message.text.received', 'secret'],
      ['message.unsupported.received', 'secret'],
    ]);
  });
});

describe('Zalo Official Account', () => {
  it('takes a refresh token once', async () => {
    const vendor = await start(startFakeZaloOa());
    const body = { refresh_token: 'refresh-0', grant_type: 'refresh_token', app_id: '1' };
    const refresh = () => post(`${vendor.url}/v4/oa/access_token`, body, { secret_key: vendor.secretKey });
    expect((await refresh())[1]).toMatchObject({ access_token: 'access-1', refresh_token: 'refresh-1' });
    expect((await refresh())[1]).toHaveProperty('error');
    const send = (text: string) =>
      post(
        `${vendor.url}/v3.0/oa/message/cs`,
        { recipient: { user_id: 'u' }, message: { text } },
        { access_token: 'access-1' },
      );
    expect((await send('a'))[1]).toMatchObject({ error: 0 });
    expect((await send('a'.repeat(2_001)))[1]).toMatchObject({ error: -210 });
    vendor.expireAccessTokens();
    expect((await send('a'))[1]).toMatchObject({ error: -216 });
  });

  it('counts its retries in a header', async () => {
    const vendor = await start(startFakeZaloOa());
    const retries: unknown[] = [];
    const url = await startWebhook(async (_, { num_retry: retry }) => {
      retries.push(retry);
      return [retries.length < 3 ? 500 : 200, ''];
    });
    await vendor.deliver(vendor.child('u').follows(), { url, secret: vendor.secretKey });
    expect(retries).toEqual([undefined, '1', '2']);
  });
});
