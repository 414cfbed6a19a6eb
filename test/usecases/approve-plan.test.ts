/** Approving a plan at a moment that the test chooses. */

import { beforeEach, expect, test } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import { CHECKPOINTS, type ConsultationPlan } from '../../src/core/consultation-plan.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import type { ConsultationPlanStore, PlanLaunch } from '../../src/ports/consultation-plan-store.ts';
import { approvePlan } from '../../src/usecases/approve-plan.ts';
import type { PlanningServices } from '../../src/usecases/plan-consultation.ts';
import { aPlan } from '../storage/made-up-plan.ts';

const HASH = 'f'.repeat(64);
const text = { vi: 'Chữ' };
const NOON = new Date('2026-11-24T05:00:00Z');
const hours = (many: number) => new Date(NOON.getTime() + many * 3_600_000);
const MINH = {
  id: 'a0000000-0000-4000-8000-000000000001',
  by: { id: 'minh', name: 'Anh Minh' },
  reason: null,
};

let launches: PlanLaunch[];
let forgotten: number;
beforeEach(() => {
  launches = [];
  forgotten = 0;
});

function approveAt(now: Date, taken: Consultation | null = null) {
  const plans = {
    launch: async (launch: PlanLaunch) => {
      launches.push(launch);
      return { kind: 'changed', plan: aPlan() };
    },
  } as unknown as ConsultationPlanStore;
  const flow = {
    id: 'f',
    version: 1,
    title: text,
    ageBands: [],
    channels: [],
    languages: ['vi'],
    questions: [],
  };
  const services = {
    plans,
    consultations: { find: async () => taken },
    publications: { list: async () => [], get: async () => ({ hash: HASH, place: 'VN' }) },
    flows: { load: async () => flow },
    gazetteer: buildGazetteer([]),
    clock: { now: () => now },
    ...{ channels: ['web'], leastCell: 5 },
    catalogue: { forget: () => (forgotten += 1) },
  } as unknown as PlanningServices & { readonly catalogue: { forget(): void } };
  return approvePlan(services);
}

function waiting(changes: Partial<ConsultationPlan> = {}): ConsultationPlan {
  return aPlan({
    ...{
      flowHash: HASH,
      slug: 'san-choi',
      purpose: text,
      asker: text,
      use: text,
      ageBands: ['9-10'],
      places: ['VN'],
    },
    ...{ channels: ['web'], responsible: 'Chị Lan', status: 'handed-in', handedInBy: 'lan', revision: 4 },
    checklist: Object.fromEntries(CHECKPOINTS.map((point) => [point, 'Có'])),
    ...changes,
  });
}

test('without a time it opens at once, and children notice', async () => {
  expect((await approveAt(NOON)(waiting(), MINH)).kind).toBe('launched');
  expect(launches[0]).toMatchObject({
    seen: 4,
    consultation: { opensAt: NOON, terms: { channels: ['web'] } },
  });
  expect(forgotten).toBe(1);
});

test('with a time it opens then; approved after that time it opens at once', async () => {
  const plan = waiting({ opensAt: hours(2) });
  await approveAt(NOON)(plan, MINH);
  await approveAt(hours(3))(plan, MINH);
  expect(launches.map(({ consultation }) => consultation.opensAt)).toEqual([hours(2), hours(3)]);
});

test('whose end has come meanwhile is not launched, nor one whose address is taken', async () => {
  expect(await approveAt(hours(9))(waiting({ closesAt: hours(8) }), MINH)).toEqual({
    kind: 'faulty',
    faults: [{ field: 'closes', fault: 'in-the-past' }],
  });
  const other = { id: 'another', slug: 'san-choi' } as Consultation;
  expect(await approveAt(NOON, other)(waiting(), MINH)).toEqual({
    kind: 'faulty',
    faults: [{ field: 'slug', fault: 'taken' }],
  });
  // Found by a code that reads like the slug, which is no clash.
  expect((await approveAt(NOON, { id: 'another', slug: 'khac' } as Consultation)(waiting(), MINH)).kind).toBe(
    'launched',
  );
});

test('is approved by nobody who handed it in, and only while it waits', async () => {
  expect((await approveAt(NOON)(waiting({ handedInBy: 'minh' }), MINH)).kind).toBe('own');
  expect((await approveAt(NOON)(waiting({ status: 'draft', handedInBy: null }), MINH)).kind).toBe('outdated');
  expect(launches).toEqual([]);
});
