/** Looks over consultations: those being planned, those that run, and those that were. */

import { shownUse } from '../core/code-use.ts';
import {
  type Consultation,
  type ConsultationId,
  type ConsultationStatus,
  statusOf,
} from '../core/consultation.ts';
import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { ConsultationPlan } from '../core/consultation-plan.ts';
import { type LocalityCode, NATION } from '../core/locality.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { CodeSheet, CodeStore, OpenCode } from '../ports/code-store.ts';
import type { ConsultationPlanStore } from '../ports/consultation-plan-store.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';

/** How far a consultation has come, from its plan to its end. */
export type ConsultationStage = 'draft' | 'handed-in' | ConsultationStatus;

/** A consultation with its plan: one of them may be missing, not both. */
export type OverseenConsultation = {
  readonly id: ConsultationId;
  readonly stage: ConsultationStage;
  /** Whose it is; `VN` where it was launched without a plan. */
  readonly place: LocalityCode;
  /** `null` where it was launched from the command line. */
  readonly plan: ConsultationPlan | null;
  /** `null` until it is launched. */
  readonly consultation: Consultation | null;
};

/** A sheet of one-time codes as it may be shown. */
export type ShownSheet = CodeSheet & {
  /** At least so many were used; `null` where it is withheld, and always before the end. @see shownUse */
  readonly used: number | null;
};

/** What looking over needs. */
export type OverseeingServices = {
  readonly plans: ConsultationPlanStore;
  readonly consultations: Pick<ConsultationStore, 'list' | 'byId'>;
  readonly codes: CodeStore;
  readonly addressBook: Pick<AddressBook, 'codeKey'>;
  readonly clock: Clock;
};

/** Builds the list: drafts and plans first, then by opening, newest first. Discarded drafts are left out. */
export function listConsultations(
  services: OverseeingServices,
): () => Promise<readonly OverseenConsultation[]> {
  return async () => {
    const [plans, consultations] = await Promise.all([services.plans.list(), services.consultations.list()]);
    const now = services.clock.now();
    const byId = new Map(plans.map((plan) => [plan.id, plan]));
    const planned = plans
      .filter(({ status }) => status !== 'launched')
      .map((plan) => overseen(plan, null, now));
    const launched = consultations.map((one) => overseen(byId.get(one.id) ?? null, one, now));
    return [...planned, ...launched].filter((one) => one !== null);
  };
}

/** Builds the look-up of one; `null` where there is none, or its draft was discarded. */
export function findConsultation({
  plans,
  consultations,
  clock,
}: OverseeingServices): (id: ConsultationId) => Promise<OverseenConsultation | null> {
  return async (id) => {
    if (!isId(id)) return null;
    const [plan, consultation] = await Promise.all([plans.get(id), consultations.byId(id)]);
    return overseen(plan, consultation, clock.now());
  };
}

function overseen(
  plan: ConsultationPlan | null,
  consultation: Consultation | null,
  now: Date,
): OverseenConsultation | null {
  const place = plan?.place ?? NATION;
  if (consultation !== null) {
    return { id: consultation.id, stage: statusOf(consultation, now), place, plan, consultation };
  }
  if (plan === null || plan.status === 'discarded' || plan.status === 'launched') return null;
  return { id: plan.id, stage: plan.status, place, plan, consultation };
}

/** Ids come from addresses, and the database takes nothing but UUIDs. */
function isId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Builds the history of one, oldest first. */
export function listEvents({
  plans,
}: OverseeingServices): (id: ConsultationId) => Promise<readonly ConsultationEvent[]> {
  return (id) => plans.events(id);
}

/** Builds the list of a consultation's codes and sheets. */
export function listCodes(
  services: OverseeingServices,
): (
  consultation: Consultation,
) => Promise<{ readonly open: readonly OpenCode[]; readonly sheets: readonly ShownSheet[] }> {
  return async (consultation) => {
    const { id } = consultation;
    const [open, sheets] = await Promise.all([services.codes.openCodes(id), services.codes.sheets(id)]);
    return { open, sheets: await Promise.all(sheets.map((sheet) => shown(services, sheet, consultation))) };
  };
}

/** Builds the look-up of a sheet with its codes. */
export function findSheet({ codes }: OverseeingServices): CodeStore['sheet'] {
  return (id) => codes.sheet(id);
}

async function shown(
  { codes, addressBook, clock }: OverseeingServices,
  sheet: CodeSheet,
  consultation: Consultation,
): Promise<ShownSheet> {
  const { minCell } = consultation;
  // While codes may still be opened, whoever opens some of them oneself would see the next child come. What cannot be
  // shown is not even counted.
  if (statusOf(consultation, clock.now()) !== 'closed' || sheet.size < 2 * minCell) {
    return { ...sheet, used: null };
  }
  const found = await codes.sheet(sheet.id);
  const printed = [...(found?.codes ?? []), ...(found?.gone ?? [])];
  const used = await codes.countUsed(printed.map((code) => addressBook.codeKey(code)));
  return { ...sheet, used: shownUse(used, sheet.size, minCell) };
}
