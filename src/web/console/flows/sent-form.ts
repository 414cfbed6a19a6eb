/** Takes the form of an editor's page, or says that it is none. */

import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { readForm, type SentForm } from '../read-form.ts';
import { answerStopped, wantsJson } from './save-answer.ts';

/** Reads the form and goes on; one that is too large or none at all is answered plainly. */
export async function withForm(
  visit: Visit,
  go: (form: SentForm) => Response | Promise<Response>,
): Promise<Response> {
  const form = await readForm(visit);
  if (typeof form !== 'string') return go(form);
  const said = visit.phrase(`console.flows.form.${form}`);
  if (wantsJson(visit)) return answerStopped(visit, said, form === 'too-large' ? 413 : 422);
  return showConsolePage(
    visit,
    { area: 'flows', title: visit.phrase('console.flows.form.title'), children: said },
    form === 'too-large' ? 413 : 400,
  );
}
