/** Tallies of consultations off the chat, and classes that are being asked. */

import type { ConsultationId } from '../core/consultation.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { ClassSitting } from '../core/tally/class-sitting.ts';
import type { OffChatCount, Tally, TallyChange, TallyContent, TallyDeed } from '../core/tally/tally.ts';

/** Who changes a tally, and when. */
export type TallyHand = {
  /** Staff id. */
  readonly byId: string;
  /** Name, as colleagues read it. */
  readonly by: string;
  readonly at: Date;
};

/** A change to a tally. */
export type TallyRevision = TallyHand & {
  readonly id: string;
  /** The revision that whoever changes it saw. */
  readonly seen: number;
  readonly what: Exclude<TallyDeed, 'entered'>;
  readonly reason: string;
  /** What it is to be; the same as before where it is only withdrawn or restored. */
  readonly content: TallyContent;
};

/** How a change ended. `outdated`: somebody else was quicker. */
export type TallyOutcome = 'changed' | 'outdated' | 'absent';

/** Which tallies are wanted; of all that is given. */
export type TallyWish = {
  /** Calendar year in Asia/Ho_Chi_Minh. */
  readonly year?: number;
  readonly consultationId?: ConsultationId;
};

/** Why a tally says something else than before. */
export type TallyCorrection = {
  readonly what: 'corrected' | 'withdrawn';
  readonly reason: string;
  readonly at: Date;
  readonly place: LocalityCode;
  /** Day in Asia/Ho_Chi_Minh on which children were asked. */
  readonly heldOn: string;
};

/** Storage as those see it who tally. Nothing of it is joined to answers of the chat. */
export interface TallyStore {
  /** Enters a tally; the same id again changes nothing. */
  enter(id: string, content: TallyContent, hand: TallyHand): Promise<'entered' | 'there-already'>;
  change(revision: TallyRevision): Promise<TallyOutcome>;
  get(id: string): Promise<Tally | null>;
  /** Newest day first, withdrawn ones included. */
  list(wish: TallyWish): Promise<readonly Tally[]>;
  /** Everything that was done to it, oldest first. */
  changes(id: string): Promise<readonly TallyChange[]>;
  /** A tally that says the same: kind, day, place and number of children; withdrawn ones do not count. */
  alike(content: TallyContent): Promise<Tally | null>;
  /** How many there are of a consultation, and how many children took part; withdrawn ones left out. */
  sumOf(id: ConsultationId): Promise<{ readonly tallies: number; readonly children: number }>;
  /**
   * Children counted off the chat in a year, by place, age band, sex and consultation: what indicators read, on the basis
   * `off-chat`. Withdrawn tallies are left out. Small cells are suppressed by whoever publishes them.
   */
  offChatCounts(year: number): Promise<readonly OffChatCount[]>;
  /**
   * Tallies of a year that were corrected or withdrawn, the last deed first: why a figure that was told may have fallen.
   * At most 200.
   */
  corrections(year: number): Promise<readonly TallyCorrection[]>;
  /** Begins a class; the same id again changes nothing. */
  beginSitting(sitting: ClassSitting, hand: TallyHand): Promise<void>;
  sitting(id: string): Promise<ClassSitting | null>;
  /** Classes somebody began and did not end, newest first. */
  openSittings(byId: string): Promise<readonly ClassSitting[]>;
  /** Writes the counts of a class that has not ended. */
  keepSitting(sitting: ClassSitting): Promise<'kept' | 'ended' | 'outdated'>;
  /** Ends a class: its tally is entered under the same id, both or neither. */
  endSitting(id: string, content: TallyContent, hand: TallyHand): Promise<'entered' | 'there-already'>;
}
