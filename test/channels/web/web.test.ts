/** The web channel reads posts and writes what the page shows. */

import { describe, expect, it } from 'vitest';
import { createWebChannel } from '../../../src/channels/web/channel.ts';
import { delivery } from '../deliveries.ts';

const VISITOR = '0b1c2d3e-4f50-4a61-8b72-9c83ad94be05';
const now = new Date('2026-11-23T10:00:00Z');
const channel = createWebChannel({ now: () => now });
const headers = { 'x-em-noi-visitor': VISITOR, 'x-em-noi-code': 'THU', 'accept-language': 'en-GB,vi;q=0.8' };
const decode = (body: unknown, more: Record<string, string> = headers) =>
  channel.decode(delivery(body, more));
const content = (body: unknown) => decode(body).messages[0]?.content;

describe('decode', () => {
  it('opens with the id alone, with the code of the address and a guess of the language', () => {
    expect(decode({ id: 'm1' })).toEqual({
      messages: [
        {
          channel: 'web',
          key: `${VISITOR}:m1`,
          account: VISITOR,
          sentAt: now,
          content: { kind: 'open' },
          code: 'THU',
          language: 'en',
        },
      ],
    });
  });

  it('carries the code on every message', () => {
    expect(decode({ id: 'm1', text: 'Có' }).messages[0]?.code).toBe('THU');
    expect(decode({ id: 'm1', choice: 'b:ab12cd:q:1' }).messages[0]?.code).toBe('THU');
  });

  it('prefers a choice to a text, and a token to words', () => {
    expect(content({ id: 'm', text: 'x', choice: 'b:ab12cd:q:1' })).toEqual({
      kind: 'tap',
      token: 'b:ab12cd:q:1',
    });
    expect(content({ id: 'm', choice: 'Rất vui' })).toEqual({ kind: 'text', text: 'Rất vui' });
  });

  it.each([
    {},
    { id: '' },
    { id: 'x'.repeat(129) },
    { id: 7 },
    { id: 'm', text: 7 },
    { id: 'm', choice: [] },
  ])('ignores %j', (body) => {
    expect(decode(body)).toEqual({ messages: [], ignored: 'not-a-post' });
  });

  it('reads a language only where there is one', () => {
    expect(decode({ id: 'm' }, { ...headers, 'accept-language': '*' }).messages[0]).not.toHaveProperty(
      'language',
    );
  });
});

it('shows every message of a turn in the response', () => {
  const payloads = channel.render([
    { text: 'Cảm ơn em!' },
    {
      text: 'Em chọn gì?',
      choices: [
        { id: 'b:ab12cd:q:1', label: 'Bóng đá', role: 'option', picked: true },
        { id: 'b:ab12cd:q:_done', label: 'Xong', role: 'control' },
      ],
      progress: { at: 3, of: 12 },
      entry: 'letters',
      language: 'vi',
    },
  ]);
  expect(channel.replyBody?.(payloads, VISITOR)).toEqual({
    messages: [
      { text: 'Cảm ơn em!', choices: [], done: false },
      {
        text: 'Em chọn gì?',
        choices: [
          { id: 'b:ab12cd:q:1', label: 'Bóng đá', role: 'option', picked: true },
          { id: 'b:ab12cd:q:_done', label: 'Xong', role: 'control' },
        ],
        progress: { at: 3, of: 12 },
        done: false,
        entry: 'letters',
        language: 'vi',
      },
    ],
  });
  expect(channel.repliesInResponse).toBe(Number.POSITIVE_INFINITY);
  expect(channel.render([{ text: 'Hết rồi.', done: true }])[0]).toMatchObject({ done: true });
});

it('tells the page which numbers options bring, and where there are none', () => {
  const choice = { id: 'b:ab12cd:q:1', label: 'Sân chơi', role: 'option', number: 3 } as const;
  const [kept] = channel.render([{ text: 'Tiếp theo?', choices: [choice] }]);
  expect(kept).toMatchObject({ choices: [{ number: 3 }] });
  expect(kept).not.toHaveProperty('numbered');
  expect(channel.render([{ text: 'Mấy tuổi?', choices: [choice], numbered: false }])[0]).toMatchObject({
    numbered: false,
  });
});
