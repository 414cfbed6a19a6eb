/** The outbox: messages that were committed and wait to leave. */

import type { ChannelName } from '../core/channel.ts';
import type { Ciphertext } from './address-book.ts';
import type { Payload, SendOutcome } from './channel.ts';
import type { ContactId } from './receiving-store.ts';

/** A message claimed for sending. */
export type ClaimedMessage = {
  readonly id: string;
  readonly contactId: ContactId;
  readonly channel: ChannelName;
  readonly account: Ciphertext;
  readonly payload: Payload;
  /** Tries before this one. */
  readonly attempts: number;
};

/** What became of a claimed message. */
export type Settlement = {
  readonly id: string;
  readonly outcome: SendOutcome;
  /** When to try again; `null` with a `retry` outcome means: give up, keep as a dead letter. */
  readonly retryAt: Date | null;
};

/** A message that was given up. Its content is not shown, only what an operator needs. */
export type DeadLetter = {
  readonly id: string;
  readonly channel: ChannelName;
  readonly attempts: number;
  readonly reason: string;
  readonly failedAt: Date;
};

/** Depth of a channel's queue. */
export type OutboxDepth = {
  readonly channel: ChannelName;
  readonly waiting: number;
  readonly oldestAt: Date | null;
  readonly dead: number;
};

/** Storage as the sender sees it. */
export interface OutboxStore {
  /**
   * Claims due messages with `FOR UPDATE SKIP LOCKED` for `leaseMs`; of one contact only the oldest unsent message is
   * ever claimable, so that order is kept. A lease that ran out is claimable again.
   */
  claim(channel: ChannelName, limit: number, leaseMs: number, now: Date): Promise<readonly ClaimedMessage[]>;
  /** Deletes what was sent, marks blocked contacts (and drops what waits for them), reschedules or buries the rest. */
  settle(settlements: readonly Settlement[], now: Date): Promise<void>;
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Makes dead letters due again. @returns how many */
  revive(channel: ChannelName | null, now: Date): Promise<number>;
  depths(): Promise<readonly OutboxDepth[]>;
}
