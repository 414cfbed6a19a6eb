/** Looking over the codes of a consultation while children open them, and after its end. */

import { expect, test } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { CodeSheet } from '../../src/ports/code-store.ts';
import { listCodes, type OverseeingServices } from '../../src/usecases/look-over-consultations.ts';

const OPENED = new Date('2026-11-02T00:00:00Z');
const CLOSES = new Date('2026-11-20T00:00:00Z');
const consultation = {
  ...{ id: 'c', minCell: 5, opensAt: OPENED, closesAt: CLOSES, pausedAt: null, closedAt: null },
} as unknown as Consultation;
const PRINTED = Array.from({ length: 40 }, (_, at) => `CODE${at}`);

/** A sheet of forty; `open` opens the next code, `poll` is what the page would say. */
function house() {
  const used = new Set<string>();
  const sheet = { id: 's', size: PRINTED.length } as unknown as CodeSheet;
  let now = OPENED;
  const services = {
    clock: { now: () => now },
    addressBook: { codeKey: (code: string) => code },
    codes: {
      openCodes: async () => [],
      sheets: async () => [sheet],
      sheet: async () => ({ sheet, codes: PRINTED }),
      countUsed: async (keys: readonly string[]) => keys.filter((key) => used.has(key)).length,
    },
  } as unknown as OverseeingServices;
  const list = listCodes(services);
  return {
    open: () => used.add(PRINTED[used.size] ?? ''),
    wait: (until: Date) => {
      now = until;
    },
    poll: async (changes: Partial<Consultation> = {}) =>
      (await list({ ...consultation, ...changes })).sheets.map((one) => one.used),
  };
}

test.each([
  ['open', {}],
  ['paused', { pausedAt: OPENED }],
])('polling after each opening never shows a change while it is %s', async (_status, changes) => {
  const { open, poll } = house();
  const before = await poll(changes);
  for (const _code of PRINTED) {
    open();
    expect(await poll(changes)).toEqual(before);
  }
  expect(before).toEqual([null]);
});

test('once it is closed, by hand or by time, at least so many are shown', async () => {
  const { open, poll, wait } = house();
  for (let at = 0; at < 13; at += 1) open();
  expect(await poll()).toEqual([null]);
  expect(await poll({ closedAt: OPENED })).toEqual([10]);
  wait(CLOSES);
  expect(await poll()).toEqual([10]);
});
