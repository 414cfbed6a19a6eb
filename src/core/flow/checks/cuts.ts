/** Rules of the questions that results are split by: each once, with options that figures elsewhere know. */

import { CUTS } from '../flow.ts';
import { type WrittenFlow, writtenQuestions } from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** Options that a question about the sex must have, because children are counted by them. More may stand beside them. */
export const SEXES = ['girl', 'boy'] as const;

/** Cuts that stand twice, and a question about the sex without its options. */
export function cutFaults(flow: WrittenFlow): readonly Fault[] {
  const asked = writtenQuestions(flow).flatMap(({ source, path }) =>
    (source.kind === 'choice' || source.kind === 'yes-no') && source.cut !== undefined
      ? [{ source, cut: source.cut, path: [...path, 'cut'] }]
      : [],
  );
  const twice = CUTS.flatMap((cut): readonly Fault[] =>
    asked
      .filter((one) => one.cut === cut)
      .slice(1)
      .map(({ source, path }) => ({
        ...{ code: 'bad-cut', path, variant: 'twice', facts: { cut } },
        message: `${source.id} is the second question with "cut: ${cut}"`,
        advice: 'Keep the cut at one of them.',
      })),
  );
  const unknown = asked.flatMap(({ source, cut, path }): readonly Fault[] => {
    const ids = source.kind === 'choice' ? source.options.map(({ id }) => id) : [];
    if (cut !== 'sex' || SEXES.every((sex) => ids.includes(sex))) return [];
    return [
      {
        ...{ code: 'bad-cut', path },
        message: `${source.id} is split by sex, but has no options "girl" and "boy"`,
        advice: 'Give it options with the ids girl and boy; others may stand beside them.',
      },
    ];
  });
  return [...twice, ...unknown];
}
