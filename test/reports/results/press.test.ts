/** Files are made in a thread: the same bytes, with progress told, and faults that come back. */

import { describe, expect, it } from 'vitest';
import { createSay } from '../../../src/i18n/say.ts';
import { makeFile } from '../../../src/reports/results/make-file.ts';
import { pressFile } from '../../../src/reports/results/press.ts';
import { aMatter } from './made-up.ts';

const say = createSay();

describe('a file made in a thread', () => {
  it.each(['csv', 'json', 'sav', 'bundle'] as const)('is the same %s as made here', async (form) => {
    const matter = aMatter();
    const there = await pressFile({ form, matter, outlines: null }, () => {});
    expect(
      Buffer.compare(there, await makeFile(form, matter, { say, advance: () => {}, outlines: null })),
    ).toBe(0);
  });

  it('leaves this thread free while a long report is drawn, and tells how far it is', async () => {
    const told: number[] = [];
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 5);
    const matter = aMatter({ questions: 40, splits: 8 });
    const bytes = await pressFile({ form: 'pdf', matter, outlines: null }, (share) => told.push(share));
    clearInterval(turning);
    expect(bytes.byteLength).toBeGreaterThan(500_000);
    expect(turns).toBeGreaterThan(20);
    expect(told.length).toBeGreaterThan(0);
    expect([...told].sort((one, other) => one - other)).toEqual(told);
    expect(told.every((share) => share > 0 && share <= 1)).toBe(true);
  });

  it('that cannot be made is refused with the reason', async () => {
    const broken = { ...aMatter(), release: { number: 1, day: 'no day' }, madeAt: new Date(Number.NaN) };
    await expect(pressFile({ form: 'pdf', matter: broken, outlines: null }, () => {})).rejects.toThrow(Error);
  });
});
