/** Makes the codes and sheets that were asked for. */

import { readForm } from '../read-form.ts';
import { communesAsked, queryOf, showCodes } from './codes-page.tsx';
import { actOf, addressOf, say } from './dependencies.ts';
import { reasonFault } from './draft-acts.ts';
import type { RunVisit } from './run-page.tsx';

/** Answers `POST /consultations/:id/codes`. */
export async function makeCodes(at: RunVisit): Promise<Response> {
  const { visit, deps, consultation } = at;
  const form = await readForm(visit);
  if (typeof form === 'string') return unread(at, form);
  const label = form.text('code-label');
  const place = form.text('code-place');
  const wishes =
    form.text('next') === 'each'
      ? communesAsked(at).map((code) => ({ code: '', place: code, label }))
      : [{ code: form.text('code-wish'), label, place: place === '' ? null : place }];
  const outcome = await deps.makeCodes(consultation, wishes, actOf(visit, form));
  if (outcome.kind === 'made') return goBack(at, 'codes');
  if (outcome.kind === 'closed') return tooLate(at);
  return showCodes(at, { text: form.text, faults: wordFaults(at, 'code', outcome.faults) });
}

/** Answers `POST /consultations/:id/sheets`. */
export async function makeSheet(at: RunVisit): Promise<Response> {
  const { visit, deps, consultation, one } = at;
  const form = await readForm(visit);
  if (typeof form === 'string') return unread(at, form);
  const id = form.text('sheet');
  const place = form.text('sheet-place');
  const size = form.text('sheet-size');
  const wish = {
    id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : visit.ground.newId(),
    place: place === '' ? null : place,
    label: form.text('sheet-label'),
    size: /^\d{1,3}$/.test(size) ? Number(size) : Number.NaN,
  };
  const outcome = await deps.makeSheet(consultation, wish, actOf(visit, form));
  if (outcome.kind === 'made') {
    return visit.c.redirect(`${addressOf(one.id)}/sheets/${outcome.sheet}?done=sheet`, 303);
  }
  if (outcome.kind === 'closed') return tooLate(at);
  return showCodes(at, { text: form.text, faults: wordFaults(at, 'sheet', outcome.faults) });
}

/** Answers `POST /consultations/:id/codes/withdraw`: one code as typed, or a sheet. */
export async function withdraw(at: RunVisit): Promise<Response> {
  const { visit, deps, consultation } = at;
  const form = await readForm(visit);
  if (typeof form === 'string') return unread(at, form);
  const sheetId = form.text('gone-sheet');
  const [field, what] =
    sheetId === ''
      ? (['gone-code', { kind: 'code', code: form.text('gone-code') }] as const)
      : (['gone-sheet', { kind: 'sheet', sheetId }] as const);
  const reason = form.text('gone-reason');
  const wrongReason = reasonFault(at, reason);
  if (wrongReason !== null) return showCodes(at, { text: form.text, faults: { 'gone-reason': wrongReason } });
  const outcome = await deps.withdraw(consultation, what, actOf(visit, form, reason));
  if (outcome === 'withdrawn') return goBack(at, 'withdrawn');
  if (outcome === 'closed') return tooLate(at);
  return showCodes(at, { text: form.text, faults: { [field]: say(visit, `fault.gone.${outcome}`) } });
}

function unread(at: RunVisit, form: 'too-large' | 'unreadable'): Promise<Response> {
  return showCodes(at, { text: () => '', faults: { '': say(at.visit, `fault.form.${form}`) } });
}

function tooLate(at: RunVisit): Promise<Response> {
  return showCodes(at, { text: () => '', faults: { '': say(at.visit, 'fault.codes-closed') } });
}

function goBack(at: RunVisit, done: string): Response {
  const query = queryOf(at);
  return at.visit.c.redirect(
    `${addressOf(at.one.id)}/codes${query === '' ? '?' : `${query}&`}done=${done}`,
    303,
  );
}

type Fault = Extract<
  Awaited<ReturnType<RunVisit['deps']['makeCodes']>>,
  { kind: 'faulty' }
>['faults'][number];

/** Fields of the two forms on the page have names of their own. */
function wordFaults({ visit }: RunVisit, form: 'code' | 'sheet', faults: readonly Fault[]) {
  const name = (field: Fault['field']) => (field === 'code' ? 'code-wish' : `${form}-${field}`);
  return Object.fromEntries(
    faults.map(({ field, fault }) => [name(field), say(visit, `fault.code.${field}.${fault}`)]),
  );
}
