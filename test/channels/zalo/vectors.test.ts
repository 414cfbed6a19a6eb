/** Zalo's test vectors are read as they are meant. */

import { describe, expect, it } from 'vitest';
import { createZaloChannel } from '../../../src/channels/zalo/channel.ts';
import { delivery } from '../deliveries.ts';
import { readVectors, withPath } from '../vectors.ts';

const vectors = readVectors('zalo');
const now = new Date('2026-11-23T10:00:00Z');
const channel = createZaloChannel({ token: '987654:token', webhookSecret: 'x'.repeat(32), now: () => now });
const decode = (body: unknown) => channel.decode(delivery(body));
const content = (id: string) => decode(vectors.body(id)).messages[0]?.content;

const Z1 = {
  channel: 'zalo',
  key: '987654:a1b2c3d4e5f60718293a:a1b2c3d4e5f60718293a:2d758cb5e222177a4e35',
  account: 'a1b2c3d4e5f60718293a',
  sentAt: new Date(1_789_033_572_455),
  content: { kind: 'text', text: 'Xin chào' },
};

describe('words', () => {
  it.each(['Z1', 'Z2', 'Z2b'])('%s: flat, enveloped, or in a list, are the same message', (id) => {
    expect(decode(vectors.body(id))).toEqual({ messages: [Z1] });
  });

  it('are read whatever the unit of their time, and without one', () => {
    const at = (date: unknown) =>
      decode(withPath(vectors.body('Z1'), ['message', 'date'], date)).messages[0]?.sentAt;
    expect(at(1_789_033_572)).toEqual(new Date(1_789_033_572_000));
    expect(at('1789033572455')).toEqual(new Date(1_789_033_572_455));
    expect(at(undefined)).toBe(now);
  });

  it('from an account of a length that no row holds are ignored, and not brought again', () => {
    const from = (length: number) =>
      decode(withPath(vectors.body('Z1'), ['message', 'chat', 'id'], 'a'.repeat(length)));
    expect(from(200).messages).toHaveLength(1);
    expect(from(201)).toEqual({ messages: [], ignored: 'unreadable-message' });
  });

  it('are private in any case of the word, and without it when chat and sender are one', () => {
    const chat = (type: unknown) =>
      decode(withPath(vectors.body('Z1'), ['message', 'chat', 'chat_type'], type)).messages;
    expect(chat('private')).toHaveLength(1);
    expect(chat(undefined)).toHaveLength(1);
    expect(chat('CHANNEL')).toEqual([]);
  });

  it('in a list are read in order, and what is not for us falls out', () => {
    const texts = decode({ ok: true, result: [vectors.body('Z1'), vectors.body('Z7'), vectors.body('Z9c')] });
    expect(texts.messages.map(({ key }) => key.slice(-1))).toEqual(['5', '4']);
    expect(texts).not.toHaveProperty('ignored');
  });
});

describe('what is not words', () => {
  it.each([
    ['Z3', 'image'],
    ['Z3b', 'image'],
    ['Z4', 'voice'],
    ['Z5', 'sticker'],
    ['Z6a', 'hidden'],
  ])('%s is %s', (id, what) => {
    expect(content(id)).toEqual({ kind: 'unsupported', what });
  });

  it('reads a sticker that is an object', () => {
    const body = withPath(vectors.body('Z5'), ['message', 'sticker'], { id: 'x', url: 'y' });
    expect(decode(body).messages[0]?.content).toEqual({ kind: 'unsupported', what: 'sticker' });
  });
});

describe('what is not for us', () => {
  it.each([
    ['Z6b', 'nobody-to-answer'],
    ['Z7', 'not-private'],
    ['Z8b', 'unknown-event'],
    ['Z8c', 'from-a-bot'],
  ])('%s is ignored: %s', (id, reason) => {
    expect(decode(vectors.body(id))).toEqual({ messages: [], ignored: reason });
  });

  it('is a group in lower case too', () => {
    const body = withPath(vectors.body('Z7'), ['message', 'chat', 'chat_type'], 'group');
    expect(decode(body)).toEqual({ messages: [], ignored: 'not-private' });
  });

  it.each(vectors.vector('Z8').raw as string[])('is junk: %j', (raw) => {
    expect(decode(raw)).toEqual({ messages: [], ignored: 'not-an-event' });
  });
});

describe('keys', () => {
  const key = (id: string) => decode(vectors.body(id)).messages[0]?.key;

  it('Z9a: are the same for the same delivery', () => {
    const { deliver = [] } = vectors.vector('Z9a');
    const keys = deliver.map(key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('Z9b, Z9c: differ by chat and by message, whatever the time', () => {
    expect(new Set(['Z1', 'Z9b', 'Z9c'].map(key)).size).toBe(3);
  });

  it('differ by bot', () => {
    const other = createZaloChannel({ token: '5:token', webhookSecret: 'x' });
    expect(other.decode(delivery(vectors.body('Z1'))).messages[0]?.key).not.toBe(Z1.key);
  });
});
