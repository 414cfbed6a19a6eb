/** Readiness: follows the database by itself, ends with the stop, and tells each change once. */

import { expect, test } from 'vitest';
import { watchReadiness } from '../../src/runtime/readiness.ts';

function watched(answers: (boolean | Error)[]) {
  const told: string[] = [];
  const check = async (): Promise<boolean> => {
    const answer = answers.shift() ?? true;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const log = { info: (event: string) => told.push(event), warn: (event: string) => told.push(event) };
  return { told, readiness: watchReadiness(check, log) };
}

test('each change is one line, however often somebody asks', async () => {
  const { told, readiness } = watched([true, false, false, new Error('x'), true, true]);
  const seen = [];
  for (let n = 0; n < 6; n += 1) seen.push(await readiness.ready());
  expect(seen).toEqual([true, false, false, false, true, true]);
  expect(told).toEqual(['server.not-ready', 'server.ready-again']);
});

test('a process that is about to stop is not ready, not even for a check that was under way', async () => {
  const { readiness, told } = watched([true, true]);
  const underWay = readiness.ready();
  readiness.withdraw();
  expect(await underWay).toBe(false);
  expect(await readiness.ready()).toBe(false);
  expect(told).toEqual([]);
});
