/** The cells a question is tabulated in: fixed by the flow, never by who answered. */

import type { Question } from '../flow/flow.ts';
import type { LocalityCode } from '../locality.ts';
import type { RawCell } from './suppress.ts';

/** Most bins a number question is shown in. */
const MAX_BINS = 6;

/** Finds cells and counts of a question; `null` for kinds without counts (cards, consent, open text, age). */
export function cellsOf(
  question: Question,
  byValue: ReadonlyMap<string, number>,
  places: {
    readonly provinces: readonly LocalityCode[];
    provinceOf(code: LocalityCode): LocalityCode | null;
  },
): readonly RawCell[] | null {
  switch (question.kind) {
    case 'choice':
    case 'choices':
    case 'yes-no':
    case 'scale':
    case 'rank':
    case 'lesson':
      return question.options.map(({ id }) => ({ id, count: byValue.get(id) ?? 0 }));
    case 'number':
      return binsOf(question.min, question.max).map(({ from, to }) => ({
        id: from === to ? String(from) : `${from}–${to}`,
        count: sumWhere(byValue, (value) => Number(value) >= from && Number(value) <= to),
      }));
    case 'place':
      return places.provinces.map((id) => ({
        id,
        count: sumWhere(byValue, (value) => places.provinceOf(value) === id),
      }));
    case 'text':
    case 'age':
    case 'consent':
    case 'info':
      return null;
  }
}

/** Equal bins of whole numbers, the last one maybe shorter. */
export function binsOf(min: number, max: number): readonly { readonly from: number; readonly to: number }[] {
  const width = Math.ceil((max - min + 1) / MAX_BINS);
  const bins: { from: number; to: number }[] = [];
  for (let from = min; from <= max; from += width) bins.push({ from, to: Math.min(max, from + width - 1) });
  return bins;
}

function sumWhere(byValue: ReadonlyMap<string, number>, fits: (value: string) => boolean): number {
  let sum = 0;
  for (const [value, count] of byValue) if (fits(value)) sum += count;
  return sum;
}
