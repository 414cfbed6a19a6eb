/** A class that is asked by a show of hands: one question after another, counted as hands go up. */

import type { AgeBand } from '../age-band.ts';
import type { ConsultationId } from '../consultation.ts';
import type { QuestionId } from '../flow/flow.ts';
import type { LocalityCode } from '../locality.ts';
import type { Day } from '../release/release.ts';
import type { CountableQuestion } from './countable.ts';
import type { TallyQuestion } from './tally.ts';

/** Most children that one screen is for. */
export const MAX_CLASS = 200;

/** Hands counted for one question. */
export type HandCounts = { readonly counts: Readonly<Record<string, number>>; readonly skipped: number };

/** The class, its questions, and what was counted so far. Nobody is named. */
export type ClassSitting = {
  /** UUID, made by the form that asked for it; its tally gets the same. */
  readonly id: string;
  readonly consultationId: ConsultationId;
  readonly place: LocalityCode;
  /** Day in Asia/Ho_Chi_Minh. */
  readonly heldOn: Day;
  readonly ageBand: AgeBand;
  /** Children in the room, 1 to 200. */
  readonly present: number;
  /** The questions to be asked, in order. */
  readonly questions: readonly QuestionId[];
  readonly hands: Readonly<Record<QuestionId, HandCounts>>;
  /** Counted from 1; grows with every change. */
  readonly revision: number;
  readonly ended: boolean;
};

/** What was counted for a question; nothing while nobody raised a hand. */
export function handsFor(sitting: ClassSitting, question: QuestionId): HandCounts {
  return sitting.hands[question] ?? { counts: {}, skipped: 0 };
}

/** A number of hands as it may be: whole, from 0 to as many as there are children on one screen. */
export function asHands(number: number): number {
  return Number.isFinite(number) ? Math.min(MAX_CLASS, Math.max(0, Math.trunc(number))) : 0;
}

/** The sitting with a question's hands counted anew. */
export function withHands(sitting: ClassSitting, question: QuestionId, hands: HandCounts): ClassSitting {
  return { ...sitting, hands: { ...sitting.hands, [question]: hands } };
}

/** The fewest children there must be for so many hands: of several picks each child may stand in all of them. */
export function childrenBehind(
  { cells, several }: CountableQuestion,
  { counts, skipped }: HandCounts,
): number {
  const numbers = cells.map(({ id }) => counts[id] ?? 0);
  const answered = several ? Math.max(0, ...numbers) : numbers.reduce((sum, one) => sum + one, 0);
  return answered + skipped;
}

/**
 * How many more hands were counted than there are children.
 *
 * @returns 0 where it fits
 */
export function handsTooMany(
  { present }: Pick<ClassSitting, 'present'>,
  question: CountableQuestion,
  hands: HandCounts,
): number {
  return Math.max(0, childrenBehind(question, hands) - present);
}

/** The counts as a tally keeps them; questions for which no hand went up are left out. */
export function tallyQuestionsOf(
  sitting: ClassSitting,
  countable: readonly CountableQuestion[],
): readonly TallyQuestion[] {
  return sitting.questions.flatMap((id) => {
    const one = countable.find(({ question }) => question.id === id);
    const { counts, skipped } = handsFor(sitting, id);
    if (one === undefined) return [];
    const all = one.cells.map((cell) => [cell.id, counts[cell.id] ?? 0] as const);
    const isCounted = skipped > 0 || all.some(([, hands]) => hands > 0);
    return isCounted ? [{ question: id, counts: Object.fromEntries(all), skipped }] : [];
  });
}
