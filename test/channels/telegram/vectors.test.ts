/** Telegram's test vectors are read as they are meant. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fake-vendors/telegram.ts';
import { delivery } from '../deliveries.ts';
import { readVectors, withPath } from '../vectors.ts';

const vectors = readVectors('telegram');
const now = new Date('2026-11-23T10:00:00Z');
let vendor: FakeTelegram;
let channel: ReturnType<typeof createTelegramChannel>;

beforeAll(async () => {
  vendor = await startFakeTelegram();
  channel = createTelegramChannel({
    token: vendor.token,
    webhookSecret: 'x'.repeat(32),
    botUsername: '@em_noi_bot',
    apiRoot: `${vendor.url}/`,
    timeoutMs: 300,
    now: () => now,
  });
});
afterAll(() => vendor.close());

const decode = (body: unknown) => channel.decode(delivery(body));
const T1 = (path: string, value: unknown) => withPath(vectors.body('T1'), path.split('.'), value);
const T2 = (path: string, value: unknown) => withPath(vectors.body('T2'), path.split('.'), value);

describe('T1, a message', () => {
  it('opens with the code of the start link', () => {
    expect(decode(vectors.body('T1'))).toEqual({
      messages: [
        {
          channel: 'telegram',
          key: '123456:1',
          account: '5',
          sentAt: new Date(1_700_000_000_000),
          content: { kind: 'open' },
          code: 'svy_ab12',
          language: 'vi',
        },
      ],
    });
  });

  it.each([
    ['/start', { kind: 'open' }, undefined],
    ['/start@em_noi_bot THU', { kind: 'open' }, 'THU'],
    ['/START@EM_NOI_BOT   thu ', { kind: 'open' }, 'thu'],
    [`/start ${'a'.repeat(64)}`, { kind: 'open' }, 'a'.repeat(64)],
    [`/start ${'a'.repeat(90)}`, { kind: 'open' }, 'a'.repeat(64)],
    ['/starting', { kind: 'text', text: '/starting' }, undefined],
    ['/start@other_bot THU', { kind: 'text', text: '/start@other_bot THU' }, undefined],
    ['/help', { kind: 'text', text: '/help' }, undefined],
    ['/skip@Em_Noi_Bot', { kind: 'text', text: '/skip' }, undefined],
    ['THU', { kind: 'text', text: 'THU' }, undefined],
  ])('reads %s', (text, content, code) => {
    const [message] = decode(T1('message.text', text)).messages;
    expect([message?.content, message?.code]).toEqual([content, code]);
  });

  it.each([
    ['a forwarded one', 'message.forward_origin', { type: 'hidden_user' }, 'forwarded'],
    ['a group', 'message.chat.type', 'supergroup', 'not-private'],
    ['a bot', 'message.from.is_bot', true, 'from-a-bot'],
    ['a pinned message', 'message.pinned_message', { message_id: 1 }, 'service-message'],
  ])('ignores %s', (_, path, value, reason) => {
    expect(decode(T1(path, value))).toEqual({ messages: [], ignored: reason });
  });

  it('needs neither sender nor language nor time', () => {
    expect(decode(T1('message.from', undefined)).messages[0]).not.toHaveProperty('language');
    expect(decode(T1('message.from.language_code', 7)).messages[0]).not.toHaveProperty('language');
    expect(decode(T1('message.from.language_code', 'en-GB')).messages[0]?.language).toBe('en');
    expect(decode(T1('message.date', undefined)).messages[0]?.sentAt).toBe(now);
  });
});

describe('T2, a tap', () => {
  it('carries the token of the button, foreign ones too', () => {
    expect(decode(vectors.body('T2')).messages).toEqual([
      {
        channel: 'telegram',
        key: '123456:2',
        account: '5',
        sentAt: now,
        content: { kind: 'tap', token: 's:R1:q3:2' },
        language: 'vi',
      },
    ]);
  });

  it.each([
    ['an inaccessible message', T2('callback_query.message.date', 0)],
    ['no message', T2('callback_query.message', undefined)],
  ])('is read with %s', (_, body) => {
    expect(decode(body).messages[0]).toMatchObject({
      account: '5',
      content: { kind: 'tap', token: 's:R1:q3:2' },
    });
  });

  it('is answered even where it is ignored', async () => {
    const group = decode(T2('callback_query.message.chat.type', 'group'));
    expect([group.messages, group.ignored]).toEqual([[], 'not-private']);
    const before = vendor.callCount();
    await group.acknowledge?.();
    expect(vendor.callCount()).toBe(before + 1);
    expect(decode(T2('callback_query.data', undefined)).ignored).toBe('tap-without-data');
  });

  it('is answered at once, and no fault of that gets out', async () => {
    const { acknowledge } = decode(vectors.body('T2'));
    await expect(acknowledge?.()).resolves.toBeUndefined();
    expect(vendor.calls.at(-1)).toMatchObject({
      method: 'answerCallbackQuery',
      body: { callback_query_id: '77' },
    });
    vendor.faults.add({ fault: { kind: 'dropped', when: 'before' } });
    await expect(acknowledge?.()).resolves.toBeUndefined();
  });
});

describe('T3, blocking', () => {
  it('is news about the contact', () => {
    const content = (status: string) =>
      decode(withPath(vectors.body('T3'), ['my_chat_member', 'new_chat_member', 'status'], status))
        .messages[0]?.content;
    expect(content('kicked')).toEqual({ kind: 'blocked' });
    expect(content('member')).toEqual({ kind: 'unblocked' });
    expect(content('restricted')).toBeUndefined();
  });
});

describe('T4 and others that are not for us', () => {
  it.each([
    ['poll-answer', vectors.body('T4')],
    ['poll-answer', withPath(vectors.body('T4'), ['poll_answer', 'option_ids'], [])],
    ['edited', { update_id: 1, edited_message: {} }],
    ['channel-post', { update_id: 1, channel_post: {} }],
    ['unknown-update', { update_id: 1, brand_new: {} }],
    ['not-an-update', { message: {} }],
    ['not-an-update', { update_id: '1' }],
  ])('are ignored: %s', (reason, body) => {
    expect(decode(body)).toEqual({ messages: [], ignored: reason });
  });
});

describe('T5, numbers', () => {
  it('keys by update_id and keeps 52-bit ids', () => {
    const { update_ids: updateIds = [], user_id: userId } = vectors.vector('T5');
    const keys = updateIds.map((id) => {
      const [message] = decode(withPath(T1('message.chat.id', userId), ['update_id'], id)).messages;
      expect(message?.account).toBe('4503599627370495');
      return message?.key;
    });
    expect(keys).toEqual(['1', '1', '2', '7', '904211337', '3'].map((id) => `123456:${id}`));
    expect(channel.replyBody?.([{ text: 'a' }], '4503599627370495')).toEqual({
      method: 'sendMessage',
      chat_id: 4503599627370495,
      text: 'a',
    });
  });
});

describe('TA, answers of the API', () => {
  const { answers = [] } = vectors.vector('TA');
  const expected = [
    { kind: 'retry', afterMs: 3_000 },
    { kind: 'blocked' },
    { kind: 'blocked' },
    { kind: 'blocked' },
    { kind: 'refused' },
    { kind: 'refused' },
    { kind: 'retry' },
    { kind: 'retry' },
  ];

  it.each(answers.map((body, place) => [body.error_code, body.description, body, expected[place]] as const))(
    '%d %s',
    async (status, _, body, outcome) => {
      vendor.faults.add({
        fault: { kind: 'answer', status, body: { ok: false, ...body } },
        method: 'sendMessage',
      });
      const [payload] = channel.render([{ text: 'Chào em!' }]);
      expect(await channel.send('5', payload!)).toMatchObject(outcome!);
    },
  );
});
