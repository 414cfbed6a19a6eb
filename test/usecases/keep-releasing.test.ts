/** When releases are cut by themselves. */

import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditAct } from '../../src/core/audit/audit-entry.ts';
import type { Consultation } from '../../src/core/consultation.ts';
import type { UnreleasedCount } from '../../src/ports/release-store.ts';
import type { ReleaseOutcome } from '../../src/usecases/cut-release.ts';
import { keepReleasing } from '../../src/usecases/keep-releasing.ts';

const OPEN: Consultation = {
  ...{
    id: 'one',
    slug: 'one',
    title: { vi: 'Một' },
    flowHash: 'h',
    minCell: 5,
    places: ['VN'],
    demo: false,
    terms: null,
  },
  ...{ opensAt: new Date('2026-11-01T00:00:00Z'), closesAt: null, pausedAt: null, closedAt: null },
};
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

let now: Date;
let consultation: Consultation;
let count: UnreleasedCount;
let cuts: number;
let outcome: ReleaseOutcome;
let entered: AuditAct[];

function job(settings: { everyDays?: number; fromHour?: number } = {}) {
  return keepReleasing({
    consultations: { list: async () => [consultation] },
    store: { unreleased: async () => [count] },
    async cutRelease() {
      cuts += 1;
      return outcome;
    },
    audit: {
      async append(act) {
        entered.push(act);
        return { number: entered.length, hash: '' };
      },
    },
    clock: { now: () => now },
    log: SILENT,
    everyDays: 1,
    fromHour: 3,
    ...settings,
  });
}

beforeEach(() => {
  // 10:00 in Việt Nam.
  now = new Date('2026-11-24T03:00:00Z');
  consultation = OPEN;
  count = { consultationId: 'one', responses: 7, counted: true, lastDay: '2026-11-23' };
  cuts = 0;
  entered = [];
  outcome = { kind: 'too-few', needed: 5 };
});

describe('releases by themselves', () => {
  it('are cut of a running consultation a day after the last one', async () => {
    await job()();
    expect(cuts).toBe(1);
  });

  it('are not cut twice a day', async () => {
    count = { ...count, lastDay: '2026-11-24' };
    await job()();
    expect(cuts).toBe(0);
  });

  it('are cut at the pace that was set', async () => {
    await job({ everyDays: 7 })();
    expect(cuts).toBe(0);
    now = new Date('2026-11-30T03:00:00Z');
    await job({ everyDays: 7 })();
    expect(cuts).toBe(1);
  });

  it('wait for the quiet hour', async () => {
    // 02:59, and then 03:00.
    now = new Date('2026-11-23T19:59:00Z');
    await job()();
    expect(cuts).toBe(0);
    now = new Date('2026-11-23T20:00:00Z');
    await job()();
    expect(cuts).toBe(1);
  });

  it('wait for k new responses', async () => {
    count = { ...count, responses: 4 };
    await job()();
    consultation = { ...OPEN, closedAt: now };
    await job()();
    expect(cuts).toBe(0);
  });

  it('are cut at once after closing, whatever the hour and the pace', async () => {
    consultation = { ...OPEN, closedAt: now };
    count = { ...count, lastDay: '2026-11-24' };
    now = new Date('2026-11-23T17:05:00Z');
    consultation = { ...OPEN, closesAt: now };
    await job({ everyDays: 0 })();
    expect(cuts).toBe(1);
  });

  it('are never cut of a running one where the pace is 0', async () => {
    await job({ everyDays: 0 })();
    expect(cuts).toBe(0);
  });

  it('are cut of what was sealed before there were tallies', async () => {
    count = { ...count, responses: 0, counted: false };
    await job()();
    expect(cuts).toBe(1);
  });

  it('that could not be cut are tried again when more came, or on another day, and not each time', async () => {
    const run = job();
    for (let time = 0; time < 3; time += 1) await run();
    expect(cuts).toBe(1);
    count = { ...count, responses: 8 };
    await run();
    expect(cuts).toBe(2);
    now = new Date('2026-11-25T03:00:00Z');
    await run();
    expect(cuts).toBe(3);
  });

  it('are entered in the audit log, and nothing is where none was cut', async () => {
    await job()();
    expect(entered).toEqual([]);
    const counts = { responses: 20, complete: null, partial: null, simulated: 0, minCell: 5 };
    outcome = { kind: 'released', release: { ...counts, number: 3, day: '2026-11-24', tabulations: [] } };
    await job()();
    consultation = { ...OPEN, places: ['79', '01'] };
    await job()();
    const act = { actor: { id: 'system', name: 'Em Nói' }, deed: 'job.release', subject: 'consultation:one' };
    const entry = { ...act, place: 'VN', at: now, facts: { release: 3, outcome: 'done' } };
    expect(entered).toEqual([entry, entry]);
  });
});
