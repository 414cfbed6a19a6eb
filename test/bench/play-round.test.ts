/** A round of load: every child plays its walk in order under its own id, and a wrong answer is told. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { CHAT, RUN, UPDATE } from '../../bench/chat.ts';
import { playRound } from '../../bench/load/play-round.ts';
import type { RoundOrder } from '../../bench/load/round.ts';

type Seen = { readonly chat: number; readonly id: number; readonly data: string };
type Answer = (seen: Seen, response: ServerResponse) => void;

const steps = [
  { update: `{"update_id":${UPDATE},"chat":${CHAT},"data":"/start ệ"}`, due: ':one:a"' },
  { update: `{"update_id":${UPDATE},"chat":${CHAT},"data":"b:${RUN}:one:a"}`, due: ':two:b"' },
  { update: `{"update_id":${UPDATE},"chat":${CHAT},"data":"b:${RUN}:two:b"}`, due: 'Xong rồi!' },
];

let close = () => {};
afterEach(() => close());

/** Serves answers; what it saw is checked as JSON, so that every length was right. */
async function serve(answer: Answer): Promise<{ port: number; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { update_id: id, chat, data } = JSON.parse(body);
      const one = { id, chat, data };
      seen.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  close = () => server.closeAllConnections();
  const { port } = server.address() as AddressInfo;
  server.unref();
  return { port, seen };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += chunk;
  return body;
}

/** The mark of a chat's walk: six letters, different for each. */
function runOf(chat: number): string {
  return (chat % 1_000_000).toString().padStart(6, '0');
}

function replyTo({ chat, data }: Seen): string {
  if (data.startsWith('/start')) return `{"callback_data":"b:${runOf(chat)}:one:a"}`;
  return data.endsWith('one:a') ? `{"callback_data":"b:${runOf(chat)}:two:b"}` : '{"text":"Xong rồi!"}';
}

function orderOf(port: number, more: Partial<RoundOrder> = {}): RoundOrder {
  return { port, secret: 's', steps, connections: 3, rampSeconds: 0, seconds: 30, messages: 90, ...more };
}

test('children answer in order, each in its own chat with the mark it was given', async () => {
  const { port, seen } = await serve((one, response) => response.end(replyTo(one)));
  const result = await playRound(orderOf(port));
  expect(result.faults).toEqual([]);
  expect(result.messages).toBe(result.sent);
  expect(seen.length).toBe(result.sent);
  const walks = Map.groupBy(seen, ({ chat }) => chat);
  expect(walks.size).toBeGreaterThanOrEqual(30);
  for (const [chat, messages] of walks) {
    const expected = ['/start ệ', `b:${runOf(chat)}:one:a`, `b:${runOf(chat)}:two:b`];
    expect(messages.map(({ data }) => data)).toEqual(expected.slice(0, messages.length));
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
});

test('answers in pieces and in chunks are waited for', async () => {
  const { port } = await serve((one, response) => {
    const reply = replyTo(one);
    response.write(reply.slice(0, 5));
    setTimeout(() => response.end(reply.slice(5)), 2);
  });
  const result = await playRound(orderOf(port, { messages: 12 }));
  expect(result.faults).toEqual([]);
  expect(result.p50).toBeGreaterThan(1);
});

test('a pace is kept however slow the answers are', async () => {
  const { port, seen } = await serve((one, response) => setTimeout(() => response.end(replyTo(one)), 40));
  await playRound(orderOf(port, { connections: 50, rate: 100, messages: 40 }));
  expect(seen.length).toBe(40);
});

test('a message that finds no idle connection is counted from when it was due', async () => {
  const { port } = await serve((one, response) => setTimeout(() => response.end(replyTo(one)), 20));
  const result = await playRound(orderOf(port, { connections: 1, rate: 500, messages: 20 }));
  expect(result.faults).toEqual([]);
  expect(result.max).toBeGreaterThan(200);
});

test.each<[string, Answer]>([
  ['an error', (_one, response) => response.writeHead(503).end()],
  [
    'another question than the due one',
    (_one, response) => response.end('{"callback_data":"b:aaaaaa:zwei:a"}'),
  ],
  ['an empty answer', (_one, response) => response.end()],
  ['a broken connection', (_one, response) => response.destroy()],
])('%s is a fault', async (_what, answer) => {
  const { port } = await serve(answer);
  const { faults } = await playRound(orderOf(port));
  expect(faults.length).toBeGreaterThan(0);
});
