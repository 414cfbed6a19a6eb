/** Releases and the tallies they are cut from. */

import type { ConsultationId } from '../core/consultation.ts';
import type { Release } from '../core/release/release.ts';

/** Raw counts of one question: never leaves the release use case. */
export type QuestionTally = {
  readonly question: string;
  readonly skipped: number;
  readonly answered: number;
  /** Count by option id, band, locality code, or number as text. A rank counts first places. */
  readonly byValue: ReadonlyMap<string, number>;
};

/** Raw counts of a consultation at one moment. */
export type Tally = {
  readonly responses: number;
  readonly complete: number;
  readonly simulated: number;
  readonly questions: readonly QuestionTally[];
};

/** Storage as the release use case sees it. */
export interface ReleaseStore {
  /** Counts in one consistent snapshot. */
  tally(consultationId: ConsultationId): Promise<Tally>;
  latest(consultationId: ConsultationId): Promise<Release | null>;
  /** Every release, oldest first. */
  all(consultationId: ConsultationId): Promise<readonly Release[]>;
  /** @returns `conflict` when a release of that number exists already */
  publish(consultationId: ConsultationId, release: Release): Promise<'published' | 'conflict'>;
}
