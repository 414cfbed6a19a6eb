/** Background jobs: they go on after a failure, tell how they ended, and a stop does not wait for a full outbox. */

import { expect, test } from 'vitest';
import { startJobs } from '../../src/runtime/jobs.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {} };

test('a stop waits for the round under way and for no other, though more is due', async () => {
  let rounds = 0;
  let underWay = 0;
  let finish = (): void => {};
  const begun = new Promise<void>((started) => {
    const jobs = startJobs({
      channels: ['zalo'],
      async send() {
        rounds += 1;
        underWay += 1;
        if (rounds === 3) {
          started();
          await new Promise<void>((done) => {
            finish = done;
          });
        }
        underWay -= 1;
        return { sent: 1, failed: 0 };
      },
      seal: async () => {},
      keepHouse: async () => {},
      log: { ...quiet, error: () => {} },
    });
    stop = jobs.stop;
  });
  await begun;
  const stopped = stop();
  finish();
  await stopped;
  expect({ rounds, underWay }).toEqual({ rounds: 3, underWay: 0 });
});
let stop: () => Promise<void> = async () => {};

test('each run tells how it ended, and a failure names its job', async () => {
  const ended: string[] = [];
  const failed: unknown[] = [];
  const jobs = startJobs({
    channels: ['telegram'],
    send: async () => ({ sent: 0, failed: 0 }),
    seal: () => Promise.reject(new Error('no')),
    keepHouse: async () => {},
    log: { ...quiet, error: (event, _error, facts) => failed.push({ event, ...facts }) },
    ended: (job, how) => ended.push(`${job} ${how}`),
  });
  await expect.poll(() => ended.length).toBe(3);
  await jobs.stop();
  expect(ended.sort()).toEqual(['keep-house done', 'seal failed', 'send done']);
  expect(failed).toEqual([{ event: 'job.failed', job: 'seal' }]);
});
