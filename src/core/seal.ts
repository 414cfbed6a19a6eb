/** What of a walk is carried across to the answer side, and what is coarsened on the way. */

import type { AgeBand } from './age-band.ts';
import type { Flow } from './flow/flow.ts';
import type { Draft } from './response.ts';

/**
 * Keeps an attribute that the address side knows as well (channel, language) only where the whole batch shares it: any
 * difference within the batch would tell more of a response's child than that it is one of the batch.
 *
 * @returns the shared value, or `null` where there are two or none
 */
export function sharedBy<T>(values: readonly T[]): T | null {
  const [first, ...rest] = values;
  return first !== undefined && rest.every((value) => value === first) ? first : null;
}

/**
 * Divides what is to be sealed into batches: alike ones together where there are enough of them, so that what they share
 * can be kept; all that is left forms one more batch.
 *
 * @param size fewest of a batch; the number of things is at least as large, or all there is
 * @param kindOf what batches should have in common
 */
export function divideIntoBatches<T>(
  things: readonly T[],
  size: number,
  kindOf: (thing: T) => string,
): readonly (readonly T[])[] {
  const kinds = new Map<string, T[]>();
  for (const thing of things) kinds.set(kindOf(thing), [...(kinds.get(kindOf(thing)) ?? []), thing]);
  const groups = [...kinds.values()].sort((one, other) => other.length - one.length);
  const alike = groups.filter((group) => group.length >= size);
  const rest = groups.filter((group) => group.length < size).flat();
  if (rest.length === 0) return alike;
  if (rest.length >= size || alike.length === 0) return [...alike, rest];
  // Too few are left to stand alone: the largest alike batch lends some of its own, or joins them.
  const [largest = [], ...others] = alike;
  const missing = size - rest.length;
  if (largest.length - missing >= size) {
    return [...others, largest.slice(missing), [...rest, ...largest.slice(0, missing)]];
  }
  return [...others, [...rest, ...largest]];
}

/** Bands whose children are eleven or older, as chỉ tiêu 24 asks for. */
const FROM_ELEVEN: readonly AgeBand[] = ['11-13', '14-15'];

/**
 * Tells which participation indicators a walk counts its child for.
 *
 * @see Quyết định 23/QĐ-TTg, 7/1/2021, mục tiêu 4: chỉ tiêu 22 (asked, from 7), 23 (learned about the right to
 *   participate), 24 (took part in a model or activity, from 11)
 */
export function indicatorsOf(flow: Flow, draft: Draft): readonly (22 | 23 | 24)[] {
  const counted: (22 | 23 | 24)[] = [];
  if (flow.indicators.includes(22)) counted.push(22);
  if (draft.learned) counted.push(23);
  const oldEnough = draft.ageBand !== null && FROM_ELEVEN.includes(draft.ageBand);
  if (flow.indicators.includes(24) && oldEnough && draft.disposition === 'complete') counted.push(24);
  return counted;
}

/** The sex a child told in a question that says `cut: sex`; `null` where none was asked, skipped, or answered otherwise. */
export function sexOf(flow: Flow, draft: Pick<Draft, 'answers'>): 'girl' | 'boy' | null {
  const asked = flow.questions.find((question) => 'cut' in question && question.cut === 'sex');
  const answer = asked === undefined ? null : (draft.answers[asked.id] ?? null);
  return answer === 'girl' || answer === 'boy' ? answer : null;
}
