/** Reads when a row of a form is asked: its own expression and those of the groups around it. */

import type { Condition } from '../flow/condition.ts';
import { parseCondition } from '../flow/parse-condition.ts';
import { printCondition } from '../flow/print-condition.ts';
import { type FormLookup, meaningOf, type XpathMeaning } from './condition-of-xpath.ts';
import { OWN } from './form-columns.ts';
import { type FormReading, spotOf } from './form-reading.ts';
import type { FormRow } from './form-table.ts';
import { parseXpath, partsOf, type Xpath } from './xpath.ts';

/** When a row is asked: always, never, or where a condition holds, in our language. */
export type Asked =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'when'; readonly when: string };

/** What reading conditions needs. */
export type ConditionGround = {
  readonly reading: FormReading;
  readonly lookup: FormLookup;
  /** The expression for a condition of ours, as the form would have it; empty where it cannot be said there. */
  readonly relevantOf: (when: string) => string;
};

/** Reads it. What cannot be carried over is noted, and the row is asked more often rather than lost. */
export function readAsked(row: FormRow, groups: readonly FormRow[], ground: ConditionGround): Asked {
  const parts = [...groups, row].map((one) => readOwn(one, ground));
  if (parts.some((part) => part === 'never')) return { kind: 'never' };
  const [only, ...more] = parts.flatMap((part) => (part === 'never' || part === null ? [] : [part]));
  if (only === undefined) return { kind: 'always' };
  if (more.length === 0)
    return { kind: 'when', when: typeof only === 'string' ? only : printCondition(only) };
  return joined([only, ...more], row, ground);
}

function joined(parts: readonly (Condition | string)[], row: FormRow, { reading }: ConditionGround): Asked {
  const conditions = parts.flatMap((part) => {
    if (typeof part !== 'string') return [part];
    const parsed = parseCondition(part);
    return parsed.kind === 'parsed' ? [parsed.condition] : [];
  });
  const [first, ...rest] = conditions;
  if (first === undefined || conditions.length < parts.length) {
    // One of ours is at fault: it stays as it is written, and the check will tell.
    const written = parts.map((part) => (typeof part === 'string' ? part : printCondition(part)));
    return { kind: 'when', when: written.map((part) => `(${part})`).join(' and ') };
  }
  const when = printCondition(rest.reduce((left, right): Condition => ({ kind: 'and', left, right }), first));
  if (parseCondition(when).kind === 'parsed') return { kind: 'when', when };
  const facts = { expression: when, reason: 'too-long', about: '' };
  reading.notes.add('condition-dropped', spotOf(reading, row, 'relevant'), facts);
  return { kind: 'always' };
}

/** One row's own condition: as text where it is in our language already. */
function readOwn(row: FormRow, ground: ConditionGround): Condition | string | 'never' | null {
  const { reading, relevantOf } = ground;
  const own = row.cells.get(`${OWN}when`);
  const relevant = row.cells.get('relevant') ?? '';
  if (own !== undefined) {
    // Ours counts as long as nobody changed what stands for it in the form's own language.
    if (relevant === relevantOf(own)) return own;
    reading.notes.add('own-condition-outdated', spotOf(reading, row, 'relevant'), { expression: relevant });
  }
  return relevant === '' ? null : translate(relevant, row, ground);
}

function translate(text: string, row: FormRow, ground: ConditionGround): Condition | 'never' | null {
  const spot = spotOf(ground.reading, row, 'relevant');
  const drop = (reason: string, about: string, part?: string) => {
    const isPart = part !== undefined && part !== text;
    const facts = { expression: text, reason, about, ...(isPart ? { part } : {}) };
    ground.reading.notes.add(isPart ? 'condition-partly-dropped' : 'condition-dropped', spot, facts);
  };
  const parsed = parseXpath(text);
  if (parsed.kind === 'faulty') {
    drop(parsed.found === '' ? 'ends-early' : 'syntax', parsed.found);
    return null;
  }
  const kept: Condition[] = [];
  for (const part of partsOf(parsed.xpath)) {
    const meaning = checked(meaningOf(part, ground.lookup));
    if (meaning.kind === 'never') return 'never';
    if (meaning.kind === 'condition') kept.push(meaning.condition);
    if (meaning.kind === 'unsayable') drop(meaning.why, meaning.about, sliceOf(text, part));
  }
  const [first, ...rest] = kept;
  if (first === undefined) return null;
  return rest.reduce((left, right): Condition => ({ kind: 'and', left, right }), first);
}

function sliceOf(text: string, part: Xpath): string {
  return text.slice(part.from, part.to);
}

/** A condition that is too long or too deep for ours is none. */
function checked(meaning: XpathMeaning): XpathMeaning {
  if (meaning.kind !== 'condition') return meaning;
  const isSound = parseCondition(printCondition(meaning.condition)).kind === 'parsed';
  return isSound ? meaning : { kind: 'unsayable', why: 'too-long', about: '' };
}
