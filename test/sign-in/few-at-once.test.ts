/** A gate that lets a few works run at once. */

import { expect, it } from 'vitest';
import { fewAtOnce, TooBusy } from '../../src/sign-in/few-at-once.ts';

it('runs as many as told, each in turn, and turns away who would wait too long', async () => {
  const inTurn = fewAtOnce(2, 3);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (at: number) =>
    inTurn(() => {
      begun.push(at);
      return new Promise<number>((done) => ends.push(() => done(at)));
    });
  const works = [0, 1, 2, 3, 4].map(work);
  await expect(work(5)).rejects.toThrow(TooBusy);
  expect(begun).toEqual([0, 1]);
  for (const at of [0, 1, 2, 3, 4]) {
    ends[at]?.();
    await works[at];
    expect(begun.length).toBe(Math.min(5, at + 3));
  }
  expect(await Promise.all(works)).toEqual([0, 1, 2, 3, 4]);
});

it('goes on after a work that failed', async () => {
  const inTurn = fewAtOnce(1, 1);
  await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await inTurn(async () => 'yes')).toBe('yes');
});
