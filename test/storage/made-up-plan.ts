/** Made-up plans and events for the tests of storage. */

import { randomUUID } from 'node:crypto';
import type { ConsultationEvent } from '../../src/core/consultation-event.ts';
import type { ConsultationPlan, PlanContent } from '../../src/core/consultation-plan.ts';
import { NOW } from './made-up.ts';

/** A draft with nothing in it but a title. */
export function aPlan(changes: Partial<ConsultationPlan> = {}): ConsultationPlan {
  const id = changes.id ?? randomUUID();
  return {
    id,
    place: 'VN',
    flowHash: null,
    slug: `ke-hoach-${id.slice(0, 8)}`,
    title: { vi: 'Giờ ra chơi', en: 'Break time' },
    purpose: { vi: '', en: '' },
    asker: { vi: '', en: '' },
    use: { vi: '', en: '' },
    ageBands: [],
    places: [],
    channels: [],
    opensAt: null,
    closesAt: null,
    minCell: 5,
    feedbackDays: 60,
    parents: [],
    responsible: '',
    checklist: {},
    goals: [],
    status: 'draft',
    revision: 1,
    handedInBy: null,
    approvedBy: null,
    changedBy: 'Chị Lan',
    changedAt: NOW,
    ...changes,
  };
}

/** What of a plan is written. */
export function contentOf(plan: ConsultationPlan): PlanContent {
  const { id, place, status, revision, handedInBy, approvedBy, changedBy, changedAt, ...content } = plan;
  return content;
}

/** Something that somebody did. */
export function anEvent(
  consultationId: string,
  what: ConsultationEvent['what'],
  changes: Partial<ConsultationEvent> = {},
): ConsultationEvent {
  return {
    id: randomUUID(),
    consultationId,
    what,
    byId: 'lan',
    by: 'Chị Lan',
    at: NOW,
    reason: null,
    facts: {},
    ...changes,
  };
}
