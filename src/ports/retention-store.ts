/** Erasing: what is past its time, and what a child asked to be erased. */

import type { ConsentDecision, WalkPurpose } from '../core/consent-counts.ts';
import type { ConsultationId } from '../core/consultation.ts';
import type { FlowText } from '../core/flow/text.ts';
import type { Ciphertext, ContactHash, ContactMark } from './address-book.ts';
import type { ContactId, SessionId } from './receiving-store.ts';

/**
 * What is erased: contacts for whom it was asked; walks taken back, or of children who are not asked; walks of consultations
 * long over; contacts without walks.
 */
export type ErasedThing = 'asked' | 'left' | 'walks' | 'contacts';

/** A contact that asked to be erased. */
export type ErasureRequest = {
  readonly key: ContactMark;
  /** Encrypted. @see writeHolder */
  readonly holder: Ciphertext;
};

/** All that is kept of one contact under marks and traces that do not name it. */
export type ContactTies = {
  readonly contact: ContactId;
  /** Marks of standing consents and of messages counted. */
  readonly marks: readonly ContactMark[];
  /** Ids of texts that wait for a moderator. */
  readonly texts: readonly string[];
};

/** A text that still waits for a moderator, or that one decided on minutes ago. */
export type WaitingTrace = {
  readonly id: string;
  readonly consultationId: string;
  readonly question: string;
  /** As it was masked when it came; `null` where that is not known any more. */
  readonly text: string | null;
  readonly trace: Ciphertext;
};

/** What is left of walks. */
export type WalkTies = {
  /** Requests that this fulfils. */
  readonly keys: readonly ContactMark[];
  readonly walks: readonly SessionId[];
  /** Those of the walks that must not stay themselves. */
  readonly gone: readonly SessionId[];
  /** Ids of texts that wait for a moderator. */
  readonly texts: readonly string[];
};

/** How many agreed, said no or took it back, exactly: read by `readConsents` alone, which tells floors. */
export type KeptConsents = {
  /** `null`: of none in particular. */
  readonly consultation: { readonly id: ConsultationId; readonly title: FlowText } | null;
  readonly minCell: number;
  readonly purpose: WalkPurpose | 'hearing-back' | 'invitation';
  readonly decision: ConsentDecision;
  readonly words: {
    readonly flow?: {
      readonly id: string;
      readonly version: number;
      readonly language: string;
      readonly ageWording: string;
    };
    readonly wording: number;
  };
  readonly people: number;
};

/** How much was erased on a day, in Asia/Ho_Chi_Minh `YYYY-MM-DD`. */
export type RetentionRun = { readonly day: string; readonly what: ErasedThing; readonly erased: number };

/** Storage as the job sees it that erases. */
export interface RetentionStore {
  /** Contacts that asked for it. */
  requests(limit: number): Promise<readonly ErasureRequest[]>;
  /** What is left of walks that were taken back, or whose children are not asked. */
  leavings(limit: number): Promise<readonly ErasureRequest[]>;
  /**
   * Erases it, in one transaction: replies kept for repeated deliveries, texts, and the walks that must not stay, whose
   * one-time codes may be used again. A walk that was begun anew meanwhile stays.
   */
  eraseLeavings(left: WalkTies): Promise<void>;
  contactOf(hash: ContactHash): Promise<ContactId | null>;
  /** Traces of the texts that wait for a moderator: whose they are is only in these. */
  waitingTraces(): Promise<readonly WaitingTrace[]>;
  /**
   * Erases a contact with everything of it on the address side, in one transaction: walks with their drafts, replies
   * kept for repeated deliveries, messages that wait, texts, standing consents, marks. What was sealed is not theirs any
   * more: nobody can find it. Cases of children in danger stay, as the law demands.
   *
   * @returns `waits` where a message is still to leave to it, our answer perhaps; `absent` where it is gone already
   */
  erase(ties: ContactTies): Promise<'erased' | 'waits' | 'absent'>;
  /**
   * Erases the walks of consultations that closed long enough ago for children to have heard back: `days` after the day by
   * which they were to hear.
   *
   * @param now instant
   */
  eraseOldWalks(now: Date, days: number, limit: number): Promise<number>;
  /** Contacts without walks and without anything that waits to be sent, oldest id first, after one. */
  idleContacts(after: ContactId | null, limit: number): Promise<readonly ContactId[]>;
  /** Which of these marks stand for something agreed to. */
  given(marks: readonly ContactMark[]): Promise<ReadonlySet<ContactMark>>;
  /** Erases those of them that are idle still. */
  eraseIdle(contacts: readonly ContactId[]): Promise<number>;
  /** Adds to what was erased today. */
  record(run: RetentionRun): Promise<void>;
  /** What is kept of consents, newest consultation first. */
  consents(): Promise<readonly KeptConsents[]>;
  /** Newest first. */
  runs(limit: number): Promise<readonly RetentionRun[]>;
}
