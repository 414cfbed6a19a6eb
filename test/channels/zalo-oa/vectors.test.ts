/** The test vectors of Zalo Official Accounts are read as they are meant. */

import { describe, expect, it } from 'vitest';
import { createZaloOaChannel } from '../../../src/channels/zalo-oa/channel.ts';
import { delivery } from '../deliveries.ts';
import { readVectors, withPath } from '../vectors.ts';

const vectors = readVectors('zalo-oa');
const channel = createZaloOaChannel({
  oaId: 'oa1',
  appId: '1',
  secretKey: 'secret',
  tokens: { load: async () => null, save: async () => undefined },
});
const decode = (body: unknown) => channel.decode(delivery(body));
const O1 = (path: string, value: unknown) => withPath(vectors.body('O1'), path.split('.'), value);

it('O1: a text', () => {
  expect(decode(vectors.body('O1'))).toEqual({
    messages: [
      {
        channel: 'zalo-oa',
        key: 'oa1:m1',
        account: 'u1',
        sentAt: new Date(1_699_003_881_354),
        content: { kind: 'text', text: '2' },
      },
    ],
  });
});

it('an account of a length that no row holds is ignored, and not brought again', () => {
  expect(decode(O1('sender.id', 'u'.repeat(200))).messages).toHaveLength(1);
  expect(decode(O1('sender.id', 'u'.repeat(201)))).toEqual({ messages: [], ignored: 'unreadable-message' });
});

it('O2: following opens without a code; unfollowing blocks', () => {
  const message = {
    channel: 'zalo-oa',
    key: 'oa1:follow:u1:1699003881354',
    account: 'u1',
    sentAt: new Date(1_699_003_881_354),
    content: { kind: 'open' },
  };
  expect(decode(vectors.body('O2'))).toEqual({ messages: [message] });
  expect(decode(withPath(vectors.body('O2'), ['event_name'], 'unfollow')).messages).toEqual([
    { ...message, key: 'oa1:unfollow:u1:1699003881354', content: { kind: 'blocked' } },
  ]);
});

it('takes a click, which arrives as a text, for a tap', () => {
  expect(decode(O1('message.text', 'b:ab12cd:mood:sad')).messages[0]?.content).toEqual({
    kind: 'tap',
    token: 'b:ab12cd:mood:sad',
  });
  expect(decode(O1('message.text', 'b: em thích bóng đá')).messages[0]?.content.kind).toBe('text');
});

describe('what is not for us', () => {
  it.each([
    ['echo', O1('event_name', 'oa_send_text')],
    ['receipt', O1('event_name', 'user_seen_message')],
    ['receipt', O1('event_name', 'user_received_message')],
    ['unknown-event', O1('event_name', 'user_submit_info')],
    ['unknown-event', O1('event_name', 'constructor')],
    ['another-account', O1('recipient.id', 'oa2')],
    ['another-account', withPath(vectors.body('O2'), ['oa_id'], 'oa2')],
    ['unreadable-message', O1('sender', undefined)],
    ['not-an-event', O1('timestamp', undefined)],
  ])('is ignored: %s', (reason, body) => {
    expect(decode(body)).toEqual({ messages: [], ignored: reason });
  });
});

it('believes the signature sha256(app id + raw body + timestamp + secret), over the very bytes', () => {
  const body =
    '{"app_id":"1", "event_name":"user_send_text","timestamp":"1699003881354","message":{"text":"chào"}}';
  // printf '%s' "1$body1699003881354secret" | sha256sum
  const mac = 'mac=0db497d6cc92cf376ceca2ae9824fc4e62fc7497b9eace5e45abaa1c00167b9d';
  expect(channel.verify(delivery(body, { 'X-ZEvent-Signature': mac }))).toBe(true);
  expect(
    channel.verify(delivery(body, { 'X-ZEvent-Signature': mac.toUpperCase().replace('MAC', 'mac') })),
  ).toBe(true);
  expect(channel.verify(delivery(body.replace(', ', ','), { 'X-ZEvent-Signature': mac }))).toBe(false);
  expect(channel.verify(delivery('no json', { 'X-ZEvent-Signature': mac }))).toBe(false);
});
