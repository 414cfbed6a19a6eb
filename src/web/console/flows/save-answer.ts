/** What the script of a form is told after it saved: what was found, or why nothing was saved. */

import type { Visit } from '../console-route.ts';
import type { FieldFaults } from './flow-field.tsx';
import { timeWords } from './flow-words.ts';
import type { SaveAnswer } from './save-contract.ts';

/** Tells whether a script asks. */
export function wantsJson({ c }: Pick<Visit, 'c'>): boolean {
  return (c.req.header('accept') ?? '').startsWith('application/json');
}

/** Answers the script. */
export function answerSaved(visit: Visit, base: string, faults: FieldFaults): Response {
  const said = visit.phrase('console.flows.saved-at', { at: timeWords(visit.ground.now()).slice(-5) });
  const found = Object.fromEntries(
    [...faults].map(([name, list]) => [name, list.map(({ severity, text }) => ({ severity, text }))]),
  );
  return visit.c.json({ kind: 'saved', base, said, found } satisfies SaveAnswer);
}

/** Tells the script that nothing was saved. */
export function answerStopped(visit: Visit, said: string, status: 409 | 413 | 422): Response {
  return visit.c.json({ kind: 'stopped', said } satisfies SaveAnswer, status);
}
