/** What can be done with a plan before it is launched. */

import type { ConsultationPlan } from '../../../core/consultation-plan.ts';
import { LONGEST_REASON } from '../../../usecases/staff-act.ts';
import type { Faults } from '../fields.tsx';
import { readForm, revisionIn, type SentForm } from '../read-form.ts';
import { actOf, addressOf, type ConsultationVisit, say } from './dependencies.ts';
import { labelOf, wordFaults } from './fault-words.ts';
import { formOf, readPlan } from './plan-form.ts';
import { showDraft } from './plan-page.tsx';
import { showReview } from './review-page.tsx';

/** A request about a plan that is not launched. */
export type PlanVisit = ConsultationVisit & { readonly plan: ConsultationPlan };

/** Goes to the consultation's page, which says what was done. */
export function goTo({ visit }: Pick<ConsultationVisit, 'visit'>, id: string, done: string): Response {
  return visit.c.redirect(`${addressOf(id)}?done=${done}`, 303);
}

/** Reads a form; what is no form is told at the top of the page. */
async function read(at: PlanVisit): Promise<SentForm | Response> {
  const form = await readForm(at.visit);
  if (typeof form !== 'string') return form;
  return showDraft(at, { faults: { '': say(at.visit, `fault.form.${form}`) }, status: 422 });
}

/** Answers `POST /consultations/:id/plan`: saves, and goes on to the places or hands in where that was pressed. */
export async function savePlan(at: PlanVisit): Promise<Response> {
  const { visit, deps, plan } = at;
  const form = await read(at);
  if (form instanceof Response) return form;
  if (plan.status !== 'draft') return goTo(at, plan.id, 'no-draft');
  const { content, faults } = readPlan(form, plan);
  if (faults.length > 0) return showDraft(at, { form, faults: wordFaults(visit, faults), status: 422 });
  const seen = revisionIn(form, 'seen');
  const outcome = await deps.write(plan, { seen, content, by: visit.member.name });
  switch (outcome.kind) {
    case 'absent':
      return visit.c.redirect('/console/consultations', 303);
    case 'faulty':
      return showDraft(at, { form, faults: wordFaults(visit, outcome.faults), status: 422 });
    case 'outdated':
      return showOutdated(at, form, outcome.current);
    case 'written':
      return goOn({ ...at, plan: outcome.plan, one: { ...at.one, plan: outcome.plan } }, form);
  }
}

async function goOn(at: PlanVisit, form: SentForm): Promise<Response> {
  const { visit, deps, plan } = at;
  const next = form.text('next');
  if (next === 'places') return visit.c.redirect(`${addressOf(plan.id)}/places`, 303);
  if (next !== 'hand-in') return goTo(at, plan.id, 'saved');
  const outcome = await deps.handIn(plan, actOf(visit, form));
  if (outcome.kind === 'changed') return goTo(at, plan.id, 'handed-in');
  if (outcome.kind !== 'faulty') return goTo(at, plan.id, 'no-draft');
  const faults = wordFaults(visit, outcome.faults);
  return showDraft(at, { faults, lead: say(visit, 'saved-but-missing'), status: 422 });
}

/** Somebody else was quicker: what was typed stays in the form, and what is different there is named. */
async function showOutdated(at: PlanVisit, form: SentForm, current: ConsultationPlan): Promise<Response> {
  const { visit } = at;
  if (current.status !== 'draft') return goTo(at, current.id, 'no-draft');
  const stored = formOf(current);
  const changed = form.names.filter(
    (name) =>
      !['seen', 'act', 'next'].includes(name) &&
      stored.texts(name).join('\n') !== form.texts(name).join('\n'),
  );
  const what = changed.map((name) => labelOf(visit, name)).join('; ');
  const own = ownWindow(visit, current);
  const faults: Faults = {
    '': say(visit, `fault.outdated${own}`, { name: current.changedBy, what: what === '' ? '–' : what }),
  };
  const lead = say(visit, `outdated${own}`);
  return showDraft(
    { ...at, plan: current, one: { ...at.one, plan: current } },
    { form, faults, lead, status: 409 },
  );
}

/** End of the phrase's key: one's own other window is not somebody else. */
export function ownWindow({ member }: PlanVisit['visit'], { changedBy }: ConsultationPlan): '-own' | '' {
  return changedBy === member.name ? '-own' : '';
}

/** Answers `POST /consultations/:id/discard`. */
export async function discardDraft(at: PlanVisit): Promise<Response> {
  const { visit, deps, plan } = at;
  const form = await read(at);
  if (form instanceof Response) return form;
  const outcome = isSeen(form, plan) ? await deps.discard(plan, actOf(visit, form)) : null;
  if (outcome?.kind === 'changed') return visit.c.redirect('/console/consultations?done=discarded', 303);
  return goTo(at, plan.id, 'overtaken');
}

/** Answers `POST /consultations/:id/take-back`. */
export async function takeBack(at: PlanVisit): Promise<Response> {
  const { visit, deps, plan } = at;
  const form = await read(at);
  if (form instanceof Response) return form;
  if (plan.status === 'draft') return goTo(at, plan.id, 'taken-back');
  const outcome = isSeen(form, plan) ? await deps.takeBack(plan, actOf(visit, form)) : null;
  return goTo(at, plan.id, outcome?.kind === 'changed' ? 'taken-back' : 'overtaken');
}

/** Answers `POST /consultations/:id/send-back`. */
export async function sendBack(at: PlanVisit): Promise<Response> {
  const { visit, deps, plan } = at;
  const form = await read(at);
  if (form instanceof Response) return form;
  const reason = form.text('reason');
  const fault = reasonFault(at, reason);
  if (fault !== null) return showReview(at, { faults: { reason: fault } });
  const outcome = isSeen(form, plan) ? await deps.sendBack(plan, actOf(visit, form, reason)) : null;
  return goTo(at, plan.id, outcome?.kind === 'changed' ? 'sent-back' : 'overtaken');
}

/** Answers `POST /consultations/:id/approve`. */
export async function approve(at: PlanVisit): Promise<Response> {
  const { visit, deps, plan } = at;
  const form = await read(at);
  if (form instanceof Response) return form;
  const isOwnDoing = plan.status === 'launched' && plan.approvedBy === visit.member.id;
  if (isOwnDoing) return goTo(at, plan.id, 'approved');
  if (!isSeen(form, plan)) return goTo(at, plan.id, 'overtaken');
  const outcome = await deps.approve(plan, actOf(visit, form));
  switch (outcome.kind) {
    case 'launched':
      return goTo(at, plan.id, 'approved');
    case 'own':
      return showReview(at, { faults: { '': say(visit, 'fault.own') } });
    case 'faulty': {
      // Fields of the plan are not on this page, so that nothing leads to them.
      const words = Object.values(wordFaults(visit, outcome.faults)).join(' ');
      return showReview(at, { faults: { '': words }, lead: say(visit, 'not-launchable') });
    }
    default:
      return goTo(at, plan.id, 'overtaken');
  }
}

/** Whoever decides has seen what is decided about. */
function isSeen(form: SentForm, plan: ConsultationPlan): boolean {
  return revisionIn(form, 'seen') === plan.revision;
}

/** What is wrong with a reason; `null` where it will do. */
export function reasonFault({ visit }: Pick<ConsultationVisit, 'visit'>, reason: string): string | null {
  if (reason === '') return say(visit, 'fault.reason.missing');
  const length = [...reason].length;
  return length > LONGEST_REASON ? say(visit, 'fault.reason.too-long', { most: LONGEST_REASON }) : null;
}
