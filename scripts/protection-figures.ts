/** Reckons how well danger is heard in labelled sentences. */

import { hearDanger } from '../src/core/protection/hear-danger.ts';

/** A labelled sentence. */
export type LabelledSentence = {
  readonly isDanger: boolean;
  readonly kind: string;
  readonly style: string;
  readonly text: string;
};

/** Counts of one group of sentences. */
export type HearingFigures = { danger: number; heard: number; innocent: number; falseAlarms: number };

/** Reads lines of label, kind, style and text, parted by tabs. */
export function readLabelled(file: string): readonly LabelledSentence[] {
  return file
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [label = '', kind = '', style = '', text = ''] = line.split('\t');
      return { isDanger: label === 'danger', kind, style, text };
    });
}

/** Counts by `all`, `kind …` and `style …`. */
export function reckonHearing(sentences: readonly LabelledSentence[]): ReadonlyMap<string, HearingFigures> {
  const groups = new Map<string, HearingFigures>();
  for (const { isDanger, kind, style, text } of sentences) {
    const isHeard = hearDanger(text) !== null;
    for (const name of ['all', `kind ${kind}`, `style ${style}`]) {
      const figures = groups.get(name) ?? { danger: 0, heard: 0, innocent: 0, falseAlarms: 0 };
      if (isDanger) {
        figures.danger += 1;
        if (isHeard) figures.heard += 1;
      } else {
        figures.innocent += 1;
        if (isHeard) figures.falseAlarms += 1;
      }
      groups.set(name, figures);
    }
  }
  return groups;
}

/** Share of the cries that are heard, 0 to 1. */
export function hearingRecall({ danger, heard }: HearingFigures): number {
  return danger === 0 ? 1 : heard / danger;
}

/** Share of what is heard that is a cry, 0 to 1. */
export function hearingPrecision({ heard, falseAlarms }: HearingFigures): number {
  return heard + falseAlarms === 0 ? 1 : heard / (heard + falseAlarms);
}
