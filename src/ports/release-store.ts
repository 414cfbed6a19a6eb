/** Releases, the tables published with them, and the tallies they are cut from. */

import type { ConsultationId } from '../core/consultation.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { WalkMarks } from '../core/progress/walk-marks.ts';
import type { TallySheet } from '../core/release/count-responses.ts';
import type { Release } from '../core/release/release.ts';
import type { PublishedTable } from '../core/release/table.ts';

/** Raw counts of one place: they never leave the release use case. */
export type PlaceTallies = {
  readonly scope: LocalityCode;
  readonly responses: number;
  /** Responses when tables of the place were last published; 0 where they never were. */
  readonly cutAt: number;
  /** All counts; of a commune those of single variables. @see TallyLayout */
  readonly counts: Int32Array;
};

/** A place whose tables were looked at, and how many responses it had then. */
export type CutPlace = { readonly scope: LocalityCode; readonly responses: number };

/** How much of a consultation no release counts yet. */
export type UnreleasedCount = {
  readonly consultationId: ConsultationId;
  /** Responses sealed since the last release; unknown where nothing is `counted` yet. */
  readonly responses: number;
  /** @see ReleaseStore.tallies */
  readonly counted: boolean;
  /** Day of the last release, `YYYY-MM-DD`; `null` where there is none. */
  readonly lastDay: string | null;
};

/** Storage as the release use case sees it. */
export interface ReleaseStore {
  /**
   * Tallies of every place that anyone answered from, all of one moment; `null` where the consultation was sealed before there
   * were tallies and is not counted yet.
   */
  tallies(consultationId: ConsultationId): Promise<readonly PlaceTallies[] | null>;
  /**
   * Counts every sealed response into the sheet and makes of it the tallies. Whoever seals meanwhile waits. Reads all
   * responses once; where they are counted already it does nothing.
   */
  recount(consultationId: ConsultationId, sheet: TallySheet): Promise<void>;
  /** What is kept of walks as counts of whole batches. @see marksOf */
  marks(consultationId: ConsultationId): Promise<WalkMarks>;
  /** Of each consultation that anything was sealed of; reads no answer. */
  unreleased(): Promise<readonly UnreleasedCount[]>;
  latest(consultationId: ConsultationId): Promise<Release | null>;
  /** Every release, oldest first. */
  all(consultationId: ConsultationId): Promise<readonly Release[]>;
  /**
   * Every version of the tables of a place, and of the tables of one variable of those below.
   */
  published(
    consultationId: ConsultationId,
    around: {
      readonly scope: LocalityCode;
      readonly below: readonly LocalityCode[];
    },
  ): Promise<readonly PublishedTable[]>;
  /**
   * Keeps a release, its tables, and which places they are of, all or nothing.
   *
   * @returns `conflict` when a release of that number exists already
   */
  publish(
    consultationId: ConsultationId,
    release: Release,
    cut?: { readonly tables: readonly PublishedTable[]; readonly places: readonly CutPlace[] },
  ): Promise<'published' | 'conflict'>;
}
