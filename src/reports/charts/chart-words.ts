/** The few words that stand in pictures, in the reader's language. */

import type { Language } from '../../core/language.ts';
import type { Say } from '../../core/say.ts';

/** @see chartWords */
export type ChartWords = {
  readonly withheld: string;
  readonly share: (percent: number) => string;
  /** How many children, where no share may be told. */
  readonly children: (count: number) => string;
  readonly rest: string;
  readonly paracels: string;
  readonly spratlys: string;
  readonly noFigure: string;
};

/** Gives them. */
export function chartWords(say: Say, language: Language): ChartWords {
  const phrase = (key: string, values?: Record<string, number | string>) =>
    say(language, `charts.${key}`, values);
  return {
    withheld: phrase('withheld'),
    share: (percent) => phrase('share', { percent }),
    children: (count) =>
      phrase('children', { count: count.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB') }),
    rest: phrase('rest'),
    paracels: phrase('paracels'),
    spratlys: phrase('spratlys'),
    noFigure: phrase('no-figure'),
  };
}
