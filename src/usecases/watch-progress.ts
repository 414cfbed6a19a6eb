/** Watches running consultations: cuts what may be told once a day, and holds it against the goals. */

import {
  type Consultation,
  type ConsultationId,
  type ConsultationStatus,
  statusOf,
} from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import type { Flow } from '../core/flow/flow.ts';
import { type Gazetteer, type LocalityCode, NATION, provinceOf } from '../core/locality.ts';
import type { CoverageGoal } from '../core/progress/goal.ts';
import { cutProgress, isCutDue, type KeptCut, type ProgressCut } from '../core/progress/progress-cut.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationPlanStore } from '../ports/consultation-plan-store.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { ProgressStore } from '../ports/progress-store.ts';
import type { Random } from '../ports/random.ts';
import type { FlowLibrary } from './flow-library.ts';

/** What watching needs. */
export type ProgressServices = {
  readonly consultations: Pick<ConsultationStore, 'list' | 'byId'>;
  readonly plans: Pick<ConsultationPlanStore, 'get'>;
  readonly store: ProgressStore;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  readonly random: Random;
};

/** A consultation as those see it who watch. */
export type WatchedConsultation = {
  readonly consultation: Consultation;
  readonly status: ConsultationStatus;
  /** Whose it is; one that was launched without a plan is the nation's. */
  readonly owner: LocalityCode;
  /** What may be told; `null` before the first cut. */
  readonly cut: ProgressCut | null;
  readonly goals: readonly CoverageGoal[];
  readonly flow: Flow;
};

/** The use cases. */
export type ProgressWatch = {
  /** Every consultation whose owner is allowed, newest first. */
  readonly watchAll: (allows: (owner: LocalityCode) => boolean) => Promise<readonly WatchedConsultation[]>;
  readonly watch: (id: ConsultationId) => Promise<WatchedConsultation | null>;
  /** Whose a consultation is; `null` where there is none. */
  readonly ownerOf: (id: ConsultationId) => Promise<LocalityCode | null>;
  readonly setGoals: (id: ConsultationId, goals: readonly CoverageGoal[], by: string) => Promise<void>;
};

/** A consultation that was just counted and had nothing new is not counted again for so long. */
const COUNT_AGAIN_MS = 10 * 60_000;

/** Builds them. */
export function watchProgress(services: ProgressServices): ProgressWatch {
  const counted = new Map<ConsultationId, number>();

  async function ownerOf(id: ConsultationId): Promise<LocalityCode | null> {
    if ((await services.consultations.byId(id)) === null) return null;
    return (await services.plans.get(id))?.place ?? NATION;
  }

  async function watchOne(consultation: Consultation): Promise<WatchedConsultation> {
    const plan = await services.plans.get(consultation.id);
    const flow = await services.flows.load(consultation.flowHash);
    const own = await services.store.goals(consultation.id);
    return {
      consultation,
      status: statusOf(consultation, services.clock.now()),
      owner: plan?.place ?? NATION,
      cut: (await newestCut(services, { consultation, flow, counted }))?.cut ?? null,
      goals: goalsOf(plan?.goals ?? [], own),
      flow,
    };
  }

  return {
    ownerOf,
    async watchAll(allows) {
      const watched: WatchedConsultation[] = [];
      for (const consultation of await services.consultations.list()) {
        const owner = (await services.plans.get(consultation.id))?.place ?? NATION;
        if (allows(owner)) watched.push(await watchOne(consultation));
      }
      return watched;
    },
    async watch(id) {
      const consultation = await services.consultations.byId(id);
      return consultation === null ? null : watchOne(consultation);
    },
    setGoals: (id, goals, by) => services.store.setGoals(id, goals, { by, at: services.clock.now() }),
  };
}

/** What was set later stands for what the plan said of the same place. */
function goalsOf(
  planned: readonly { readonly place: LocalityCode; readonly children: number }[],
  set: readonly CoverageGoal[],
): readonly CoverageGoal[] {
  const own = new Set(set.map(({ place }) => place));
  const kept = planned.filter(({ place, children }) => !own.has(place) && children > 0);
  return [...kept.map((goal) => ({ ...goal, share: null })), ...set];
}

type Cutting = {
  readonly consultation: Consultation;
  readonly flow: Flow;
  readonly counted: Map<ConsultationId, number>;
};

async function newestCut(services: ProgressServices, cutting: Cutting): Promise<KeptCut | null> {
  const { consultation, flow, counted } = cutting;
  const { store, clock, gazetteer, random } = services;
  const last = await store.latest(consultation.id);
  const now = clock.now();
  const day = dayOf(now);
  const before = counted.get(consultation.id) ?? Number.NEGATIVE_INFINITY;
  if (last?.cut.day === day || Math.abs(now.getTime() - before) < COUNT_AGAIN_MS) return last;
  const counts = await store.counts(consultation.id, day);
  counted.set(consultation.id, now.getTime());
  const { minCell } = consultation;
  if (!isCutDue(last, counts, { day, minCell })) return last;
  const cut = cutProgress(counts, last?.cut ?? null, {
    ...{ day, minCell },
    questions: flow.questions.flatMap(({ id, kind }) => (kind === 'info' ? [] : [id])),
    provinceOf: (place) => provinceOf(place, gazetteer),
    fraction: () => random.fraction(),
  });
  const kept = { cut, basis: { started: counts.started, answered: counts.answered } };
  return (await store.keep(consultation.id, kept)) === 'kept' ? kept : store.latest(consultation.id);
}
