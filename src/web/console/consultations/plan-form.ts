/** A plan as a form holds it: every field as text, so that what was typed comes back as it was. */

import { AGE_BANDS } from '../../../core/age-band.ts';
import { CHANNEL_NAMES } from '../../../core/channel.ts';
import { PLAN_LANGUAGES, PLAN_TEXTS, type PlanFault, type PlanTextName } from '../../../core/check-plan.ts';
import {
  CHECKPOINTS,
  type Checkpoint,
  type ConsultationPlan,
  type PlanContent,
} from '../../../core/consultation-plan.ts';
import { instantOf, localTimeOf } from '../../../core/day.ts';
import type { FlowText } from '../../../core/flow/text.ts';
import { PARENT_WAYS } from '../../../core/parents.ts';
import type { SentForm } from '../read-form.ts';

/** The fields, whether they were sent or come from a plan that is stored. */
export type PlanForm = Pick<SentForm, 'text' | 'texts'>;

/** Lays a stored plan out as a form. */
export function formOf(plan: ConsultationPlan): PlanForm {
  const fields = new Map<string, readonly string[]>([
    ['flow', [plan.flowHash ?? '']],
    ['slug', [plan.slug]],
    ['ages', plan.ageBands],
    ['channels', plan.channels],
    ['parents', [plan.parents.length === 0 ? 'none' : 'required']],
    ['parent-ways', plan.parents],
    ['opens', [plan.opensAt === null ? '' : localTimeOf(plan.opensAt)]],
    ['closes', [plan.closesAt === null ? '' : localTimeOf(plan.closesAt)]],
    ['min-cell', [String(plan.minCell)]],
    ['feedback', [String(plan.feedbackDays)]],
    ['responsible', [plan.responsible]],
    ...plan.goals.map(({ place, children }) => [`goal-${place}`, [String(children)]] as const),
    ...CHECKPOINTS.map((point) => [`check-${point}`, [plan.checklist[point] ?? '']] as const),
    ...PLAN_TEXTS.flatMap((name) =>
      PLAN_LANGUAGES.map((language) => [`${name}-${language}`, [wordingOf(plan[name], language)]] as const),
    ),
  ]);
  return {
    text: (name) => fields.get(name)?.[0] ?? '',
    texts: (name) => fields.get(name) ?? [],
  };
}

/** One language of a text, common wording. */
export function wordingOf(text: FlowText, language: string): string {
  const wording = text[language] ?? '';
  return typeof wording === 'string' ? wording : wording.all;
}

/**
 * Reads a form that was sent. Places are not in it: they are chosen on a page of their own.
 *
 * @returns the content, and what could not even be read
 */
export function readPlan(
  form: PlanForm,
  plan: ConsultationPlan,
): { readonly content: PlanContent; readonly faults: readonly PlanFault[] } {
  const faults: PlanFault[] = [];
  const time = (field: 'opens' | 'closes'): Date | null => {
    const typed = form.text(field);
    const instant = typed === '' ? null : instantOf(typed);
    if (typed !== '' && instant === null) faults.push({ field, fault: 'malformed' });
    return instant;
  };
  const flow = form.text('flow');
  const isAsked = form.text('parents') === 'required';
  const parents = PARENT_WAYS.filter((way) => isAsked && form.texts('parent-ways').includes(way));
  if (isAsked && parents.length === 0) faults.push({ field: 'parent-ways', fault: 'missing' });
  const content: PlanContent = {
    flowHash: flow === '' ? null : flow,
    slug: form.text('slug').toLowerCase(),
    ...readTexts(form),
    ageBands: AGE_BANDS.filter((band) => form.texts('ages').includes(band)),
    channels: CHANNEL_NAMES.filter((channel) => form.texts('channels').includes(channel)),
    parents,
    places: plan.places,
    opensAt: time('opens'),
    closesAt: time('closes'),
    minCell: readWhole(form.text('min-cell')),
    feedbackDays: readWhole(form.text('feedback')),
    responsible: form.text('responsible'),
    checklist: readChecklist(form),
    goals: plan.places.flatMap((place) => {
      const typed = form.text(`goal-${place}`);
      return typed === '' ? [] : [{ place, children: readWhole(typed) }];
    }),
  };
  return { content, faults };
}

function readTexts(form: PlanForm): Pick<PlanContent, PlanTextName> {
  const read = (name: PlanTextName): FlowText => {
    const other = form.text(`${name}-en`);
    return { vi: form.text(`${name}-vi`), ...(other === '' ? {} : { en: other }) };
  };
  return { title: read('title'), asker: read('asker'), purpose: read('purpose'), use: read('use') };
}

function readChecklist(form: PlanForm): PlanContent['checklist'] {
  const answers: Partial<Record<Checkpoint, string>> = {};
  for (const point of CHECKPOINTS) {
    const text = form.text(`check-${point}`);
    if (text !== '') answers[point] = text;
  }
  return answers;
}

/** @returns NaN where it is no whole number: that is found with the other faults */
function readWhole(typed: string): number {
  const plain = typed.replace(/[.\s]/g, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN;
}
