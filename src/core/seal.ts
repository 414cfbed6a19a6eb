/** What of a walk is carried across to the answer side, and what is coarsened on the way. */

import type { AgeBand } from './age-band.ts';
import type { Flow } from './flow/flow.ts';
import type { Draft } from './response.ts';

/**
 * Keeps an attribute that the address side knows as well (channel, language) only where enough of the batch share it:
 * otherwise it would tell which of the batch's children a response belongs to.
 *
 * @returns for each value: itself, or `null` where fewer than `minCell` of the batch have it
 */
export function coarsen<T>(values: readonly T[], minCell: number): readonly (T | null)[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return values.map((value) => ((counts.get(value) ?? 0) >= minCell ? value : null));
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
