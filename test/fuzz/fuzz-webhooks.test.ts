/** The fuzzer in short: malformed deliveries of every channel at the built server, and what its judge would have said. */

import { expect, test } from 'vitest';
import { MARK } from './rubbish.ts';
import { runFuzz } from './run-fuzz.ts';
import { type FuzzResult, judgeAnswer, judgeRun, tableOf } from './verdict.ts';

test('thousands of malformed deliveries neither fell the server nor stay with it', async () => {
  const count = 10_000;
  const result = await runFuzz({ count, seed: 4, minutes: 5, connections: 24, tell: () => {} });
  expect(judgeRun(result), tableOf(result)).toEqual([]);
  expect(result.sent).toBe(count);
  // What is refused, what is ignored and what is taken are all among them.
  for (const status of [200, 400, 401, 404, 413, 415]) expect(result.statuses.get(status)).toBeGreaterThan(0);
  expect(result.stored.finished).toBe(4);
}, 180_000);

test('a failure, an inside told and a proof not asked for are found', () => {
  const answer = { status: 200, text: '', what: 'it', isProven: true };
  expect(judgeAnswer(answer)).toBeNull();
  expect(judgeAnswer({ ...answer, status: 401, isProven: false })).toBeNull();
  expect(judgeAnswer({ ...answer, status: 503 })).toContain('503');
  expect(judgeAnswer({ ...answer, isProven: false })).toContain('without proof');
  expect(judgeAnswer({ ...answer, text: 'Error: x\n    at run (file:///srv/app.js:3:7)' })).toContain(
    'inside',
  );
  expect(judgeAnswer({ ...answer, text: 'TypeError: x is not a function' })).toContain('inside');
});

test('a fall, growth, a body in the log and what should not be stored are found', () => {
  const stored = {
    responses: 0,
    sessions: 4,
    finished: 4,
    contacts: 9,
    inbox: 9,
    outbox: 0,
    waitingTexts: 0,
  };
  const good: FuzzResult = {
    ...{ sent: 10, bytes: 10, seconds: 1, statuses: new Map([[200, 10]]), findings: [] },
    memory: { first: 100, warm: 200, most: 300, last: 300 },
    ...{ ended: null, healthy: 200, logLines: 3, suspicious: [], goodChildren: 4, stored },
  };
  expect(judgeRun(good)).toEqual([]);
  const bad: readonly Partial<FuzzResult>[] = [
    { ended: 1 },
    { healthy: 503 },
    { memory: { ...good.memory, last: 900 } },
    { suspicious: [`text ${MARK}`] },
    { stored: { ...stored, responses: 1 } },
    { stored: { ...stored, finished: 5 } },
    { stored: { ...stored, sessions: 90 } },
  ];
  for (const part of bad) expect(judgeRun({ ...good, ...part }), JSON.stringify(part)).toHaveLength(1);
});
