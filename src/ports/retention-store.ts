/** Erasing: what is past its time, and what a child asked to be erased. */

import type { Ciphertext, ContactHash, ContactMark } from './address-book.ts';
import type { ContactId } from './receiving-store.ts';

/** What is erased: contacts for whom it was asked; walks of consultations long over; contacts without walks. */
export type ErasedThing = 'asked' | 'walks' | 'contacts';

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

/** How much was erased on a day, in Asia/Ho_Chi_Minh `YYYY-MM-DD`. */
export type RetentionRun = { readonly day: string; readonly what: ErasedThing; readonly erased: number };

/** Storage as the job sees it that erases. */
export interface RetentionStore {
  /** Contacts that asked for it. */
  requests(limit: number): Promise<readonly ErasureRequest[]>;
  contactOf(hash: ContactHash): Promise<ContactId | null>;
  /** Traces of the texts that wait for a moderator: whose they are is only in these. */
  waitingTraces(): Promise<readonly { readonly id: string; readonly trace: Ciphertext }[]>;
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
  /** Newest first. */
  runs(limit: number): Promise<readonly RetentionRun[]>;
}
