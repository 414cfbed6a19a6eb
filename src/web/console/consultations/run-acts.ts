/** Does what was asked for with a running consultation. */

import { instantOf } from '../../../core/day.ts';
import { readForm, type SentForm } from '../read-form.ts';
import { actOf, say } from './dependencies.ts';
import { goTo, reasonFault } from './draft-acts.ts';
import { RUN_DEEDS, type RunDeed, type RunVisit, showRun } from './run-page.tsx';

type RunChange = Parameters<RunVisit['deps']['run']>[1];

/** Answers `POST /consultations/:id/run`. */
export async function runIt(at: RunVisit): Promise<Response> {
  const { visit, deps, consultation } = at;
  const form = await readForm(visit);
  const deed = typeof form === 'string' ? undefined : RUN_DEEDS.find((one) => one === form.text('what'));
  if (typeof form === 'string' || deed === undefined) {
    const fault = say(visit, `fault.form.${typeof form === 'string' ? form : 'unreadable'}`);
    return showRun(at, { sentBack: { deed: 'pause', faults: { '': fault }, text: () => '' } });
  }
  const { change, faults } = readChange(at, deed, form);
  const reason = form.text(`${deed}-reason`);
  const wrongReason = reasonFault(at, reason);
  if (wrongReason !== null) faults[`${deed}-reason`] = wrongReason;
  if (change === null || wrongReason !== null) {
    return showRun(at, { sentBack: { deed, faults, text: form.text } });
  }
  const outcome = await deps.run(consultation.id, change, actOf(visit, form, reason));
  if (outcome.kind === 'absent') return visit.c.redirect('/console/consultations', 303);
  return goTo(at, consultation.id, outcome.kind === 'changed' ? `run-${deed}` : 'overtaken');
}

/** @returns no change where something of it is wrong */
function readChange(
  { visit, consultation }: RunVisit,
  deed: RunDeed,
  form: SentForm,
): { readonly change: RunChange | null; readonly faults: Record<string, string> } {
  if (deed === 'extend') {
    const closesAt = instantOf(form.text('extend-to'));
    if (closesAt === null) return faulty('extend-to', say(visit, 'fault.malformed-time'));
    const isLater =
      closesAt > visit.ground.now() && (consultation.closesAt === null || closesAt > consultation.closesAt);
    return isLater ? fine({ kind: 'extend', closesAt }) : faulty('extend-to', say(visit, 'fault.not-later'));
  }
  if (deed === 'raise') {
    const typed = form.text('raise-to');
    const minCell = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
    const fits = minCell > consultation.minCell && minCell <= 100;
    const fault = say(visit, 'fault.not-higher', { least: consultation.minCell + 1 });
    return fits ? fine({ kind: 'raise', minCell }) : faulty('raise-to', fault);
  }
  return fine({ kind: deed });
}

function fine(change: RunChange) {
  return { change, faults: {} };
}

function faulty(field: string, fault: string) {
  return { change: null, faults: { [field]: fault } };
}
