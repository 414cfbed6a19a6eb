/** What is wrong with a plan, in words beside its fields. */

import type { PlanFault } from '../../../core/check-plan.ts';
import type { Visit } from '../console-route.ts';
import type { Faults } from '../fields.tsx';
import { say } from './dependencies.ts';

/** Faults that are worded for their field; the others say its name. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'ages.missing',
  'ages.not-in-flow',
  'channels.missing',
  'channels.not-in-flow',
  'channels.off',
  'check.missing',
  'closes.before-opening',
  'closes.in-the-past',
  'closes.malformed',
  'feedback.malformed',
  'feedback.too-high',
  'feedback.too-low',
  'flow.missing',
  'flow.unknown',
  'goal.malformed',
  'min-cell.malformed',
  'min-cell.too-high',
  'min-cell.too-low',
  'opens.in-the-past',
  'opens.malformed',
  'parent-ways.missing',
  'places.missing',
  'places.outside',
  'places.unknown',
  'slug.malformed',
  'slug.taken',
]);

/** Words the faults, by field; of several of one field the first is told. */
export function wordFaults(visit: Visit, faults: readonly PlanFault[]): Faults {
  const words: Record<string, string> = {};
  for (const fault of faults) words[fault.field] ??= wordFault(visit, fault);
  return words;
}

function wordFault(visit: Visit, { field, fault, facts = {} }: PlanFault): string {
  const { channel } = facts;
  const values = {
    ...facts,
    label: labelOf(visit, field),
    ...(channel === undefined ? {} : { what: visit.phrase(`channel.${channel}`) }),
  };
  const own = `${kindOf(field)}.${fault}`;
  return say(visit, `fault.${OWN_WORDS.has(own) ? own : fault}`, values);
}

/** `check-safe` and `goal-79` share their words with others of their kind. */
function kindOf(field: string): string {
  if (field.startsWith('check-')) return 'check';
  return field.startsWith('goal-') ? 'goal' : field;
}

/** What a field is called in a sentence. */
export function labelOf(visit: Visit, field: string): string {
  if (field.startsWith('check-')) return say(visit, `check.${field.slice('check-'.length)}.name`);
  return say(visit, field.startsWith('goal-') ? 'field.goal' : `field.${field}`);
}
