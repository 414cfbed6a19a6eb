/** What an officer does about a case: a step, an answer to the child, closing. */

import type { Visit } from '../console-route.ts';
import { readForm } from '../read-form.ts';
import { showCase } from './case-page.tsx';
import { MAX_NOTE } from './case-words.ts';
import { OFFERED_STEPS, type ProtectionDependencies } from './dependencies.ts';

const LONGEST_FORM = 64 * 1024;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Writes a step down. */
export async function takeStep(visit: Visit, deps: ProtectionDependencies): Promise<Response> {
  const form = await readForm(visit, LONGEST_FORM);
  if (typeof form === 'string') return back(visit);
  const [note, picked] = [form.text('note'), form.text('step')];
  const step = OFFERED_STEPS.find((one) => one === picked);
  const fault = step === undefined ? 'step' : step === 'note' && note === '' ? 'note' : longFault(note);
  if (step === undefined || fault !== null)
    return again(
      visit,
      deps,
      { note, step: picked },
      fault === 'step' ? { step: fault } : { note: fault ?? 'note' },
    );
  return onward(visit, await deps.step(orderOf(visit, form.text('id'), note), step), step);
}

/** Answers the child under the officer's own name. */
export async function answerChild(visit: Visit, deps: ProtectionDependencies): Promise<Response> {
  const form = await readForm(visit, LONGEST_FORM);
  if (typeof form === 'string') return back(visit);
  const answer = form.text('answer');
  const fault = answer === '' ? 'answer' : longFault(answer);
  if (fault !== null) return again(visit, deps, { answer }, { answer: fault });
  return onward(visit, await deps.answer(orderOf(visit, form.text('id'), answer)), 'answered-child');
}

/** Closes it; a reason is asked for. */
export async function closeCase(visit: Visit, deps: ProtectionDependencies): Promise<Response> {
  const form = await readForm(visit, LONGEST_FORM);
  if (typeof form === 'string') return back(visit);
  const reason = form.text('reason');
  const fault = reason === '' ? 'reason' : longFault(reason);
  if (fault !== null) return again(visit, deps, { reason }, { reason: fault });
  return onward(visit, await deps.step(orderOf(visit, form.text('id'), reason), 'closed'), 'closed');
}

function orderOf({ param, member, ground }: Visit, sentId: string, note: string) {
  return { caseId: param('case'), id: UUID.test(sentId) ? sentId : ground.newId(), by: member, note };
}

function longFault(text: string): 'long' | null {
  return [...text].length > MAX_NOTE ? 'long' : null;
}

function back({ c, param }: Visit): Response {
  return c.redirect(`/console/protection/${param('case')}`, 303);
}

/** Whoever sends a form twice is told the same; what could not be done is said. */
function onward({ c, param }: Visit, outcome: string, done: string): Response {
  const went = outcome === 'taken' || outcome === 'there-already';
  return c.redirect(`/console/protection/${param('case')}?done=${went ? done : outcome}`, 303);
}

/** The form comes back with all that was typed. */
function again(
  visit: Visit,
  deps: ProtectionDependencies,
  typed: Readonly<Record<string, string>>,
  wrong: Readonly<Record<string, string>>,
): Promise<Response> {
  const faults = Object.fromEntries(
    Object.entries(wrong).map(([field, fault]) => [
      field,
      visit.phrase(`console.protection.fault.${fault}`, { most: MAX_NOTE }),
    ]),
  );
  return showCase(visit, deps, { typed, faults });
}
