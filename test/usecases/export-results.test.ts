/** Making a file: progress is told, a fault is told and kept to itself, the name says what is in it. */

import { describe, expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { ClaimedExport, ExportStore } from '../../src/ports/export-store.ts';
import type { ReportPress } from '../../src/ports/report-press.ts';
import { exportResults, fileName, readersOf } from '../../src/usecases/export-results.ts';
import type { ReportWish } from '../../src/usecases/gather-report.ts';
import { aMatter } from '../reports/results/made-up.ts';

const CLAIMED: ClaimedExport = {
  ...{ id: 'one', consultationId: 'c', scope: '79', release: 2, form: 'cards', language: 'vi', place: '79' },
  ...{ orderedBy: 'lan', orderedAt: new Date(0), attempt: 1 },
};

/** One order, a clock that moves a second with every look, and what was done. */
function world(press: ReportPress['press']) {
  const done: string[] = [];
  const wishes: ReportWish[] = [];
  let now = Date.parse('2026-11-24T00:00:00Z');
  let waiting: ClaimedExport | null = CLAIMED;
  const exports: ExportStore = {
    order: async () => ({ kind: 'ordered', id: 'one' }),
    async claim() {
      const next = waiting;
      waiting = null;
      return next;
    },
    async advance(_, __, { progress }) {
      done.push(`at ${progress}`);
      return true;
    },
    async finish(_, __, { body }) {
      done.push(`finished with ${body.byteLength}`);
    },
    async fail() {
      done.push('failed');
    },
    read: async () => null,
    file: async () => null,
    orderedBy: async () => [],
    purge: async () => {},
  };
  const desk = exportResults({
    consultations: { byId: async () => ({ slug: 'dot' }) as Consultation },
    releases: { latest: async () => null },
    exports,
    gather: async (wish) => {
      wishes.push(wish);
      return aMatter();
    },
    press: { press },
    clock: {
      now: () => {
        now += 1_000;
        return new Date(now);
      },
    },
    log: {
      ...{ debug: () => {}, info: () => {}, warn: () => {} },
      error: (event, _, facts) => done.push(`${event} ${JSON.stringify(facts)}`),
    },
  });
  return { desk, done, wishes };
}

describe('a file', () => {
  it('is made of the scope that was ordered, its progress told on the way', async () => {
    const { desk, done, wishes } = world(async (_, advance) => {
      advance(0.25);
      advance(1);
      return new Uint8Array(7);
    });
    expect(await desk.makeOne()).toBe(true);
    expect(done).toEqual(['at 25', 'at 99', 'finished with 7']);
    expect(wishes).toEqual([{ consultation: 'dot', scope: '79', language: 'vi', readers: 'council' }]);
    expect(await desk.makeOne()).toBe(false);
  });

  it('that cannot be made has failed, and the log says of which form and nothing else', async () => {
    const { desk, done } = world(async () => {
      throw new Error('no room');
    });
    expect(await desk.makeOne()).toBe(true);
    expect(done).toEqual(['export.failed {"form":"cards"}', 'failed']);
  });

  it('of a consultation without a release is not ordered', async () => {
    const { desk } = world(async () => new Uint8Array());
    const wish = { ...CLAIMED, form: 'csv' } as const;
    expect(await desk.order(wish)).toEqual({ kind: 'no-release' });
  });

  it('is named in letters, digits, points and hyphens', () => {
    const of = { scope: 'VN', release: 3, language: 'vi', form: 'bundle' } as const;
    expect(fileName({ slug: 'truong-hoc' }, of)).toBe('truong-hoc-3.vi.zip');
    expect(fileName({ slug: 'truong-hoc' }, { ...of, scope: '79', form: 'cards' })).toBe(
      'truong-hoc-79-3.vi.cards.pdf',
    );
    expect(fileName({ slug: '../a"b' }, of)).toBe('..-a-b-3.vi.zip');
  });

  it('speaks to officials unless it is for the council’s own meetings', () => {
    expect(readersOf('pdf')).toBe('officials');
    expect(readersOf('cards')).toBe('council');
  });
});
