/** A tally: a forum, a vote in class or a paper survey as counts, entered by hand. Never mixed with answers of the chat. */

import type { AgeBand } from '../age-band.ts';
import type { ConsultationId } from '../consultation.ts';
import type { QuestionId } from '../flow/flow.ts';
import type { LocalityCode } from '../locality.ts';
import type { Day } from '../release/release.ts';

/** How children were asked. @see Thông tư 36/2018/TT-BLĐTBXH, Điều 5: questionnaire, forum, other */
export const TALLY_KINDS = ['forum', 'class-vote', 'paper-survey'] as const;

/** @see TALLY_KINDS */
export type TallyKind = (typeof TALLY_KINDS)[number];

/** Sexes as they are counted; `unsaid` where a child did not want to say, or nobody asked. */
export const SEXES = ['girl', 'boy', 'unsaid'] as const;

/** @see SEXES */
export type Sex = (typeof SEXES)[number];

/** Circumstances that may be counted where they are known without asking a child. They overlap. */
export const CIRCUMSTANCES = ['disability', 'ethnic-minority', 'poor', 'migrant', 'without-parents'] as const;

/** @see CIRCUMSTANCES */
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** Children of one band and sex. */
export type TallyGroup = { readonly ageBand: AgeBand; readonly sex: Sex; readonly children: number };

/** One question of the flow, counted. */
export type TallyQuestion = {
  readonly question: QuestionId;
  /** By option id, or by range for a number (`0–29`), as results count them. A rank counts first places. */
  readonly counts: Readonly<Record<string, number>>;
  /** Children who were asked and gave no answer. */
  readonly skipped: number;
};

/** What is entered. */
export type TallyContent = {
  readonly kind: TallyKind;
  /** Day in Asia/Ho_Chi_Minh. */
  readonly heldOn: Day;
  /** Province or commune. */
  readonly place: LocalityCode;
  /** `null`: it belonged to none. */
  readonly consultationId: ConsultationId | null;
  /** How many children took part; the groups add up to it. */
  readonly children: number;
  readonly groups: readonly TallyGroup[];
  readonly circumstances: Readonly<Partial<Record<Circumstance, number>>>;
  readonly questions: readonly TallyQuestion[];
  /** Where the numbers come from, as colleagues find it again: minutes, a list, a box of papers. */
  readonly source: string;
};

/** A stored tally. */
export type Tally = TallyContent & {
  /** UUID, made by the form that asked for it. */
  readonly id: string;
  readonly withdrawn: boolean;
  /** Counted from 1; grows with every change. */
  readonly revision: number;
  /** Name, as colleagues read it. */
  readonly enteredBy: string;
  readonly enteredAt: Date;
};

/** What can be done to a tally. */
export type TallyDeed = 'entered' | 'corrected' | 'withdrawn' | 'restored';

/** One change, with all of the tally as it was after it. */
export type TallyChange = {
  readonly revision: number;
  readonly what: TallyDeed;
  readonly by: string;
  readonly at: Date;
  /** Why; empty where it was entered. */
  readonly reason: string;
  readonly content: TallyContent;
};

/** Children counted off the chat in a year, for indicators: always apart from children of the chat. */
export type OffChatCount = {
  readonly place: LocalityCode;
  readonly ageBand: AgeBand;
  readonly sex: Sex;
  readonly consultationId: ConsultationId | null;
  /** Children, as often as they took part: nobody knows who came twice. */
  readonly children: number;
};
