/** Rules of the values in conditions: options, bands, places and numbers that there are. */

import { AGE_BANDS, ageBandOf } from '../../age-band.ts';
import type { ExpandedQuestion, Path } from '../expand-blocks.ts';
import { didYouMean } from '../nearest-name.ts';
import type { WrittenFlow } from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** Where the values stand. */
export type ValueStand = { readonly flow: WrittenFlow; readonly path: Path };

/** Faults of values that an answer is compared with. */
export function valueFaults(
  { source, id }: ExpandedQuestion,
  values: readonly string[],
  stand: ValueStand,
): readonly Fault[] {
  const { path } = stand;
  switch (source.kind) {
    case 'age':
    case 'place':
      return factFaults(source.kind, values, stand);
    case 'text': {
      const message = `${id} is answered in the child's own words, which cannot be compared`;
      const advice = `Use answered(${id}) or skipped(${id}).`;
      return [{ code: 'bad-condition', path, variant: 'words', facts: { name: id }, message, advice }];
    }
    case 'number':
      return values
        .filter((value) => !/^\d+$/.test(value) || Number(value) < source.min || Number(value) > source.max)
        .map((value) => ({
          code: 'bad-condition',
          path,
          variant: 'value',
          facts: { value, min: source.min, max: source.max },
          message: `${value} cannot be an answer to ${id}`,
          advice: `Write a whole number from ${source.min} to ${source.max}.`,
        }));
    default: {
      const known = optionIdsOf(source);
      return values
        .filter((value) => !known.includes(value))
        .map((value) => ({
          code: 'unknown-reference',
          path,
          variant: 'option',
          facts: { value },
          message: `${value} is not an option of ${id}`,
          advice: `${didYouMean(value, known)}Its options are ${known.join(', ')}.`,
        }));
    }
  }
}

function optionIdsOf(source: ExpandedQuestion['source']): readonly string[] {
  if ('options' in source) return source.options.map(({ id }) => id);
  return source.kind === 'yes-no' ? ['yes', 'no'] : ['yes'];
}

/** Faults of values that what is known of the child is compared with. */
export function factFaults(
  fact: 'age' | 'place' | 'language',
  values: readonly string[],
  { flow, path }: ValueStand,
): readonly Fault[] {
  return values.flatMap((value): readonly Fault[] => {
    const fault =
      fact === 'place'
        ? placeFault(value)
        : fact === 'age'
          ? ageFault(value, flow)
          : languageFault(value, flow);
    return fault === null
      ? []
      : [{ code: 'unknown-reference', path, variant: fact, facts: { value }, ...fault }];
  });
}

type Complaint = Pick<Fault, 'message' | 'advice'> | null;

function placeFault(value: string): Complaint {
  if (/^(\d{2}|\d{5})$/.test(value)) return null;
  return {
    message: `${value} is not the code of a place`,
    advice: 'Write the two digits of a province or the five of a commune.',
  };
}

function ageFault(value: string, { ages }: WrittenFlow): Complaint {
  if (ages.length === 0 || ages.some((band) => band === value)) return null;
  const known = `Known here: ${ages.join(', ')}.`;
  if (AGE_BANDS.some((band) => band === value)) {
    return { message: `the band ${value} is not among the ages of this flow`, advice: known };
  }
  const band = /^\d{1,2}$/.test(value) ? ageBandOf(Number(value)) : null;
  const hint = band === null ? didYouMean(value, ages) : `Age ${value} lies in the band ${band}. `;
  return { message: `${value} is not an age band`, advice: hint + known };
}

function languageFault(value: string, { languages }: WrittenFlow): Complaint {
  if (languages.length === 0 || languages.includes(value)) return null;
  return {
    message: `the language ${value} is not among the languages of this flow`,
    advice: `${didYouMean(value, languages)}Known here: ${languages.join(', ')}.`,
  };
}
