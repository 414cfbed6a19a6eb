/** Enters that a school collected slips signed by parents: how many, when, and who keeps the paper; never whose. */

import { type Consultation, statusOf } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import type { Clock } from '../ports/clock.ts';
import type { CodeStore } from '../ports/code-store.ts';
import type { ParentStore, StoredSlips } from '../ports/parent-store.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import { eventOf, type StaffAct } from './staff-act.ts';

export type { StoredSlips };

/** What entering needs. */
export type SlipServices = {
  readonly parents: Pick<ParentStore, 'enterSlips' | 'slips'>;
  readonly codes: Pick<CodeStore, 'sheet'>;
  readonly catalogue: Pick<ConsultationCatalogue, 'forget'>;
  readonly clock: Clock;
};

/** Longest name of who keeps the slips, in characters. */
export const LONGEST_HOLDER = 160;

/** Most slips of a code for many: a large school many times over. */
const MOST_SLIPS = 100_000;

/** What was typed. */
export type SlipsWish = {
  /** UUID made by the form. */
  readonly id: string;
  /** `sheet:<id>` or `code:<code>`. */
  readonly of: string;
  /** NaN where it is no number. */
  readonly slips: number;
  /** `2026-11-24`, as typed. */
  readonly collectedOn: string;
  readonly holder: string;
};

/** What is wrong: the field, and the last part of the phrase's key. */
export type SlipFault = {
  readonly field: 'of' | 'slips' | 'day' | 'holder';
  readonly fault: 'missing' | 'malformed' | 'too-many' | 'future' | 'too-long';
};

/** How entering ended. */
export type SlipsOutcome =
  | { readonly kind: 'entered' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'faulty'; readonly faults: readonly SlipFault[] };

/** Whether a consultation takes signed slips at all. */
export function takesSlips({ terms }: Consultation): boolean {
  return terms?.parents?.includes('list') === true;
}

/** Builds the use case; who begins with one of these codes from now on asks no parent again. */
export function enterSlips(
  services: SlipServices,
): (consultation: Consultation, wish: SlipsWish, act: StaffAct) => Promise<SlipsOutcome> {
  return async (consultation, wish, act) => {
    const { parents, catalogue, clock } = services;
    if (!takesSlips(consultation) || statusOf(consultation, clock.now()) === 'closed')
      return { kind: 'closed' };
    const faults = await faultsOf(services, consultation, wish);
    if (faults.length > 0) return { kind: 'faulty', faults };
    const { id, slips, collectedOn, holder } = wish;
    const [kind = '', name = ''] = wish.of.split(':');
    const of = kind === 'sheet' ? { sheet: name } : { code: name };
    const event = eventOf(act, clock, {
      consultationId: consultation.id,
      what: 'slips-entered',
      facts: { count: slips },
    });
    const entry = { id, of, slips, collectedOn, holder: holder.trim(), consultationId: consultation.id };
    if ((await parents.enterSlips(entry, event)) === 'absent')
      return { kind: 'faulty', faults: [{ field: 'of', fault: 'missing' }] };
    // Codes are kept at hand, without what was entered now.
    catalogue.forget();
    return { kind: 'entered' };
  };
}

/** Builds the list of what was entered. */
export function listSlips({
  parents,
}: SlipServices): (consultation: Consultation) => Promise<readonly StoredSlips[]> {
  return ({ id }) => parents.slips(id);
}

async function faultsOf(
  { codes, clock }: SlipServices,
  consultation: Consultation,
  { of, slips, collectedOn, holder }: SlipsWish,
): Promise<readonly SlipFault[]> {
  const faults: SlipFault[] = [];
  const [kind = '', name = ''] = of.split(':');
  const sheet = kind === 'sheet' ? await codes.sheet(name) : null;
  const isOwn = sheet?.sheet.consultationId === consultation.id;
  if (kind === 'sheet' ? !isOwn : kind !== 'code' || name === '')
    faults.push({ field: 'of', fault: 'missing' });
  if (!Number.isInteger(slips) || slips < 1) faults.push({ field: 'slips', fault: 'malformed' });
  else if (slips > (sheet?.sheet.size ?? MOST_SLIPS)) faults.push({ field: 'slips', fault: 'too-many' });
  if (!isDay(collectedOn)) faults.push({ field: 'day', fault: 'malformed' });
  else if (collectedOn > dayOf(clock.now())) faults.push({ field: 'day', fault: 'future' });
  if (holder.trim() === '') faults.push({ field: 'holder', fault: 'missing' });
  else if ([...holder].length > LONGEST_HOLDER) faults.push({ field: 'holder', fault: 'too-long' });
  return faults;
}

function isDay(text: string): boolean {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}
