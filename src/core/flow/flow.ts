/** A flow: the instrument of a consultation, checked, expanded and ready to be walked. */

import type { AgeBand } from '../age-band.ts';
import type { ChannelName } from '../channel.ts';
import type { Language } from '../language.ts';
import type { Condition } from './condition.ts';
import type { FlowText } from './text.ts';

/** Id of a question, unique in its flow: `[a-z][a-z0-9-]{0,23}`, after a block's prefix `prefix.` at most 40. */
export type QuestionId = string;

/** One option of a closed question. */
export type Option = {
  /** `[a-z0-9][a-z0-9-]{0,15}` */
  readonly id: string;
  readonly label: FlowText;
  /** An emoji shown before the label. */
  readonly face?: string;
};

/** A way on: the first whose condition holds is taken; without one the next question in order follows. */
export type Route = {
  readonly when: Condition | null;
  readonly to: QuestionId | 'end';
};

/** What results may be split by, besides age, place, channel and language. */
export const CUTS = ['sex', 'circumstances'] as const;

/** @see CUTS */
export type Cut = (typeof CUTS)[number];

/** What all kinds share. */
type Common = {
  readonly id: QuestionId;
  readonly text: FlowText;
  /** Simpler words with an example, used after two replies that could not be read. */
  readonly simpler?: FlowText;
  /** Asked only where this holds; `null`: always. */
  readonly when: Condition | null;
  readonly routes: readonly Route[];
};

/** A question, by kind. Everything but `age` and `consent` may be skipped. */
export type Question =
  | (Common & { readonly kind: 'choice'; readonly options: readonly Option[]; readonly cut?: Cut })
  | (Common & {
      readonly kind: 'choices';
      readonly options: readonly Option[];
      readonly min: number;
      readonly max: number;
    })
  /** Answers are the option ids `yes` and `no`; `options` holds just these two, worded by the flow or by us. */
  | (Common & { readonly kind: 'yes-no'; readonly options: readonly Option[]; readonly cut?: Cut })
  | (Common & { readonly kind: 'scale'; readonly options: readonly Option[] })
  | (Common & { readonly kind: 'rank'; readonly options: readonly Option[] })
  | (Common & { readonly kind: 'number'; readonly min: number; readonly max: number })
  | (Common & { readonly kind: 'text'; readonly maxLength: number })
  | (Common & { readonly kind: 'place'; readonly depth: 'province' | 'commune' })
  | (Common & { readonly kind: 'age' })
  | (Common & {
      readonly kind: 'consent';
      /** Shown when the child does not agree. */
      readonly declined: FlowText;
      /** Whether the child is also asked if a part-answered walk may be kept. */
      readonly partial: FlowText | null;
    })
  | (Common & { readonly kind: 'info' })
  | (Common & {
      readonly kind: 'lesson';
      /** The quiz beneath the card. */
      readonly options: readonly Option[];
      readonly right: readonly string[];
      /** Said after a right and after another answer; both count the child as having learned. */
      readonly explain: FlowText;
    });

/** Name of a question kind. */
export type QuestionKind = Question['kind'];

/** A question of one kind. */
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>;

/** A checked flow with its blocks expanded. Plain data: it may be kept in memory for ever, by its hash. */
export type Flow = {
  /** `[a-z][a-z0-9-]{2,39}` */
  readonly id: string;
  /** Whole number from 1; a published version never changes. */
  readonly version: number;
  readonly title: FlowText;
  /** First is the one to begin with; always contains `vi`. */
  readonly languages: readonly Language[];
  readonly channels: readonly ChannelName[];
  readonly ageBands: readonly AgeBand[];
  /** Which of chỉ tiêu 22 and 24 a complete walk counts for (23 is counted by lessons). */
  readonly indicators: readonly (22 | 24)[];
  /** Said at the end of a complete walk. */
  readonly closing: FlowText;
  readonly questions: readonly Question[];
};
