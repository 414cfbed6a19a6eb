/** What the pages of consultations call, and how a consultation is looked up for them. */

import type { ChannelName } from '../../../core/channel.ts';
import type { approvePlan, sendBackPlan } from '../../../usecases/approve-plan.ts';
import type { enterSlips, listSlips } from '../../../usecases/collect-slips.ts';
import type { discardPlan, handInPlan, takeBackPlan } from '../../../usecases/hand-in-plan.ts';
import type {
  findConsultation,
  findSheet,
  listCodes,
  listConsultations,
  listEvents,
  OverseenConsultation,
} from '../../../usecases/look-over-consultations.ts';
import type { makeOpenCodes, makeSheet } from '../../../usecases/make-codes.ts';
import type { beginPlan, writePlan } from '../../../usecases/plan-consultation.ts';
import type { groundOf, offerFlows, offerOf } from '../../../usecases/plan-ground.ts';
import type { publicDecision } from '../../../usecases/publish-results.ts';
import type { runConsultation } from '../../../usecases/run-consultation.ts';
import type { StaffAct } from '../../../usecases/staff-act.ts';
import type { withdrawCodes } from '../../../usecases/withdraw-codes.ts';
import type { Visit } from '../console-route.ts';
import type { SentForm } from '../read-form.ts';

type Ground = Parameters<typeof groundOf>;
type Offer = Parameters<typeof offerOf>;

/** The use cases behind the pages. */
export type ConsultationDependencies = {
  /** The channels that are configured. */
  readonly channels: readonly ChannelName[];
  /** Fewest children of a published cell that this installation allows. */
  readonly leastCell: number;
  /** Days for which accounts are kept after the day by which children hear back. */
  readonly contactDays: number;
  readonly list: ReturnType<typeof listConsultations>;
  readonly find: ReturnType<typeof findConsultation>;
  readonly events: ReturnType<typeof listEvents>;
  readonly offers: ReturnType<typeof offerFlows>;
  readonly offer: (hash: Offer[1], place: Offer[2]) => ReturnType<typeof offerOf>;
  readonly ground: (plan: Ground[1], content: Ground[2]) => ReturnType<typeof groundOf>;
  readonly begin: ReturnType<typeof beginPlan>;
  readonly write: ReturnType<typeof writePlan>;
  readonly handIn: ReturnType<typeof handInPlan>;
  readonly takeBack: ReturnType<typeof takeBackPlan>;
  readonly discard: ReturnType<typeof discardPlan>;
  readonly approve: ReturnType<typeof approvePlan>;
  readonly sendBack: ReturnType<typeof sendBackPlan>;
  readonly run: ReturnType<typeof runConsultation>;
  readonly codes: ReturnType<typeof listCodes>;
  /** Who opened the results to everybody. */
  readonly decision: ReturnType<typeof publicDecision>;
  readonly sheet: ReturnType<typeof findSheet>;
  readonly slips: ReturnType<typeof listSlips>;
  readonly enterSlips: ReturnType<typeof enterSlips>;
  readonly makeCodes: ReturnType<typeof makeOpenCodes>;
  readonly makeSheet: ReturnType<typeof makeSheet>;
  readonly withdraw: ReturnType<typeof withdrawCodes>;
};

/** One request about one consultation. */
export type ConsultationVisit = {
  readonly visit: Visit;
  readonly deps: ConsultationDependencies;
  readonly one: OverseenConsultation;
};

/** Address of a consultation's page. */
export function addressOf(id: string): string {
  return `/console/consultations/${id}`;
}

/** Gives a phrase of these pages. */
export function say({ phrase }: Visit, key: string, values?: Parameters<Visit['phrase']>[1]): string {
  return phrase(`console.consultations.${key}`, values);
}

/** What a form asks to be done: under the id it was drawn with, so that it is done once. */
export function actOf({ member, ground }: Visit, form: SentForm, reason: string | null = null): StaffAct {
  const id = form.text('act');
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  return { id: isId ? id : ground.newId(), by: { id: member.id, name: member.name }, reason };
}
