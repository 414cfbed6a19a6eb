/** The state of one walk of one respondent through one flow. Small plain JSON, at most 2 kB after 30 answers. */

import type { AgeBand } from '../age-band.ts';
import type { Answers, AnswerValue } from '../answer.ts';
import type { QuestionId } from '../flow/flow.ts';
import type { Language } from '../language.ts';
import type { LocalityCode } from '../locality.ts';
import type { ParentSays } from '../parents.ts';
import type { Pace } from '../progress/minutes.ts';

/**
 * Where the walk stands.
 *
 * - `asking`: a question is pending
 * - `finished`: the end was reached
 * - `stopped`: the child ended it early and may still take it up again
 * - `refused`: the child did not agree; nothing of it is kept
 * - `ineligible`: too young or too old; nothing of it is kept
 */
export type SessionPhase = 'asking' | 'finished' | 'stopped' | 'refused' | 'ineligible';

/** A question half answered. */
export type HalfAnswered =
  /** Several-choice and rank: picked so far, in the order of picking. */
  | { readonly kind: 'picks'; readonly picks: readonly string[] }
  /** Place: the province chosen and the letters typed. */
  | {
      readonly kind: 'place';
      readonly province?: LocalityCode;
      readonly typed?: string;
      readonly page?: number;
    }
  /** Consent given; may a part-answered walk be kept? */
  | { readonly kind: 'partial' }
  /** The child agreed, a parent not yet: which way, the letter on this phone, or a link to another. */
  | {
      readonly kind: 'parent';
      readonly at: 'ways' | 'same-phone' | 'own-phone';
      /** What the child said about keeping a part. */
      readonly keepPartial?: true;
    };

/** A question of ours that comes before the pending one. */
export type Interruption =
  /** A typed reply that fits two or more options. */
  | { readonly kind: 'ambiguous'; readonly options: readonly string[] }
  /** A late tap on an earlier question: change that answer? */
  | { readonly kind: 'change'; readonly question: QuestionId; readonly value: AnswerValue }
  /** Words told of danger: talk to a person, go on, stop, or another story? */
  | { readonly kind: 'danger' }
  /** Start over? */
  | { readonly kind: 'restart' }
  /** Hand over to another child? */
  | { readonly kind: 'another' }
  /** Which language? */
  | { readonly kind: 'language' };

/** What stands between the pending question and its answer. `under`: what an interruption came upon, taken up after it. */
export type Partway = HalfAnswered | (Interruption & { readonly under?: HalfAnswered });

/** The state itself. Fields that are absent have their resting value, so that it stays small. */
export type SessionState = {
  readonly language: Language;
  readonly phase: SessionPhase;
  /** The pending question; `null` unless `asking`, and in a walk that was not opened yet. */
  readonly asking: QuestionId | null;
  /** Questions and cards passed on the present route, in order, the pending one not included. */
  readonly trail: readonly QuestionId[];
  /** Answers, also of questions gone back over: those off the trail are offered again, never counted. */
  readonly answers: Answers;
  /** Known place: from the invitation, or answered. */
  readonly place?: LocalityCode;
  /** The place the invitation told: what `place` falls back to when its answer is gone back over. */
  readonly invited?: LocalityCode;
  readonly ageBand?: AgeBand;
  /** The child agreed that a part-answered walk is kept. */
  readonly keepPartial?: true;
  /** Replies in a row to the pending question that could not be read. */
  readonly misses?: number;
  readonly partway?: Partway;
  /**
   * Keyed hash of the one-time code the walk was opened with: whose code it was is known nowhere else, and erased with
   * the state. The engine neither reads nor keeps it; whoever stores a state does.
   */
  readonly codeKey?: string;
  /** How long it takes, coarsely. The engine neither reads nor keeps it; whoever stores a state does. @see withPace */
  readonly pace?: Pace;
  /**
   * Day (Asia/Ho_Chi_Minh) of the child's last message, on channels that let us write first only for some days after it.
   * The engine neither reads nor keeps it; whoever stores a state does.
   */
  readonly heardOn?: string;
  /** Day (Asia/Ho_Chi_Minh) on which the child was last told that the vendor withholds its words. */
  readonly hinted?: string;
  /** What a parent decided, where parents are asked. */
  readonly parent?: ParentSays;
  /** Version of our own words that were said before it was asked to agree. @see TOLD_WORDING */
  readonly told?: number;
  /** The child agreed and took it back; only with `refused`. */
  readonly withdrew?: true;
  /** Question at which the child said that its words told of something else. */
  readonly cleared?: QuestionId;
};
