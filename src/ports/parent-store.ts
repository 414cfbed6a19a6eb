/** What parents said on a phone of their own, and the signed slips that schools collected. */

import type { ConsultationId, FlowHash } from '../core/consultation.ts';
import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { ParentDecision } from '../core/parents.ts';
import type { SessionState } from '../core/session/state.ts';
import type { Ciphertext, CodeKey } from './address-book.ts';
import type { ContactId, SessionId } from './receiving-store.ts';

/** A walk that a parent was sent a code for. */
export type ParentWord = {
  readonly walk: SessionId;
  readonly contactId: ContactId;
  readonly consultationId: ConsultationId;
  readonly flowHash: FlowHash;
  readonly version: number;
  readonly state: SessionState;
  /** Day on which the code was given out last. */
  readonly askedOn: string;
  /** `null`: nothing yet. */
  readonly decision: ParentDecision | null;
  readonly decidedOn: string | null;
};

/** A text of a walk that may still be found. */
export type TracedText = {
  readonly id: string;
  readonly question: string;
  /** As it was written; `null` where a moderator may have changed it. */
  readonly text: string | null;
  readonly trace: Ciphertext;
};

/** A walk that is emptied because a parent withdrew. */
export type Withdrawal = {
  readonly walk: SessionId;
  /** The version it must still have. */
  readonly version: number;
  readonly state: SessionState;
  readonly texts: readonly string[];
  readonly day: string;
};

/** Signed slips for a sheet of one-time codes, or for a code of many. */
export type SlipsEntry = {
  /** UUID, made by the form. */
  readonly id: string;
  readonly consultationId: ConsultationId;
  readonly of: { readonly sheet: string } | { readonly code: string };
  readonly slips: number;
  readonly collectedOn: string;
  /** Who keeps the paper. */
  readonly holder: string;
};

/** @see SlipsEntry */
export type StoredSlips = Omit<SlipsEntry, 'of'> & {
  readonly sheet: string | null;
  readonly code: string | null;
  readonly enteredBy: string;
  readonly enteredAt: Date;
};

/** Storage as parents and those who collect slips see it. */
export interface ParentStore {
  /** Finds a walk by its parent's code; `null` where there is none, or it is sealed or erased. */
  find(key: CodeKey): Promise<ParentWord | null>;
  /** Enters a first word. @returns whether nothing had been said yet, and the walk is still there */
  decide(walk: SessionId, decision: 'agreed' | 'declined', day: string): Promise<boolean>;
  /** Texts of a consultation that still lead back to their writers. */
  traces(consultationId: ConsultationId): Promise<readonly TracedText[]>;
  /** Empties a walk whose parent withdraws, its waiting texts and what was replied to it. */
  withdraw(withdrawal: Withdrawal): Promise<'withdrawn' | 'conflict'>;
  /** Enters slips, and lets those in who come with these codes. The same id again changes nothing. */
  enterSlips(entry: SlipsEntry, event: ConsultationEvent): Promise<'entered' | 'id-taken' | 'absent'>;
  /** The newest entry of each sheet and code. */
  slips(consultationId: ConsultationId): Promise<readonly StoredSlips[]>;
}
