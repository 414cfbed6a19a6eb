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
  /** How long to wait before it may leave, in ms from now: the moments of one claim lie one gap apart. */
  readonly waitMs: number;
  /** The broadcast it belongs to; `null` for a reply. */
  readonly broadcastId: string | null;
};

/** What to claim, and how fast it may leave. */
export type ClaimOrder = {
  readonly channel: ChannelName;
  /** Most messages. */
  readonly limit: number;
  /** How long the claim holds, in ms; then the messages are claimable again. */
  readonly leaseMs: number;
  /** Most messages a second of the whole channel, whoever sends them. */
  readonly perSecond: number;
  /** How far ahead moments are taken, in ms; far below the lease. What has no moment within it is left for later. */
  readonly aheadMs: number;
  /**
   * The same for messages of broadcasts, which get only moments that no reply wants; 0, or nothing, for none of them. Short, so
   * that a reply that comes meanwhile does not wait behind them.
   */
  readonly broadcastAheadMs?: number;
};

/** What became of a claimed message. */
export type Settlement = {
  readonly id: string;
  readonly outcome: SendOutcome;
  /** When to try again; `null` with a `retry` outcome means: give up, keep as a dead letter. */
  readonly retryAt: Date | null;
  /** The broadcast it belongs to: its message is given up for good and counted, never kept as a dead letter. */
  readonly broadcastId?: string | null;
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
   * Claims due messages with `FOR UPDATE SKIP LOCKED`; of one contact only the oldest unsent message is ever claimable,
   * so that order is kept. A lease that ran out is claimable again. Each message gets a moment of its own to leave at,
   * so that all senders of one database together keep the channel's rate; of a parked channel nothing is claimed.
   */
  claim(order: ClaimOrder, now: Date): Promise<readonly ClaimedMessage[]>;
  /**
   * Marks claimed messages of broadcasts as on their way, before they are handed to the vendor: from then on they are never
   * claimed again, whatever becomes of their sender.
   *
   * @returns those that may leave; the others were taken back, or their lease ran out
   */
  setOut(ids: readonly string[], now: Date): Promise<ReadonlySet<string>>;
  /**
   * Deletes what was sent, marks blocked contacts (and drops what waits for them), reschedules or buries the rest, and
   * parks a channel that cannot send, for all senders.
   */
  settle(settlements: readonly Settlement[], now: Date): Promise<void>;
  /** Counts messages that left on a channel, into the month of an instant. */
  countSent(channel: ChannelName, messages: number, now: Date): Promise<void>;
  /**
   * Lays a message of a person's own there, which leaves as a reply does.
   *
   * @returns `false` where the contact is gone or has blocked us: nothing was laid there
   */
  put(
    message: { readonly contactId: ContactId; readonly channel: ChannelName; readonly payload: Payload },
    now: Date,
  ): Promise<boolean>;
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Makes dead letters and all that was put off due again, and parked channels free. @returns how many letters */
  revive(channel: ChannelName | null, now: Date): Promise<number>;
  depths(): Promise<readonly OutboxDepth[]>;
}
