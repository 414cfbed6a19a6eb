/** What waits in the database, for whoever watches: counts and ages, of the whole installation. */

import type { ChannelName } from '../core/channel.ts';

/** What waits to leave on one channel. */
export type OutboxBacklog = {
  readonly channel: ChannelName;
  /** Not yet sent, dead letters left out; at most `BACKLOG_LIMIT`. */
  readonly waiting: number;
  /** Given up; at most `BACKLOG_LIMIT`. */
  readonly dead: number;
  /** For how many seconds the message has been due that waits longest of those that could leave now; 0 where none is. */
  readonly oldestDueSeconds: number;
  /** The vendor lets nothing through for now. */
  readonly parked: boolean;
};

/** A number of things that wait, at most `BACKLOG_LIMIT`, and for how many days the oldest has; `null` where none is. */
export type Waiting = { readonly count: number; readonly oldestDays: number | null };

/** Everything that waits. Of children it holds one number for the whole installation. */
export type Backlog = {
  readonly outbox: readonly OutboxBacklog[];
  /** Finished walks that wait to be sealed. */
  readonly walks: Waiting;
  /** Open texts that wait for a moderator. */
  readonly texts: Waiting;
  /** Days since the newest release of any consultation; `null` where there is none yet. */
  readonly newestReleaseDays: number | null;
};

/** Nothing is counted beyond this, so that a look costs the same however much waits. */
export const BACKLOG_LIMIT = 10_000;

/** Storage as whoever watches sees it. */
export interface BacklogStore {
  /** Reads all in one query, past all queues, within two seconds. @throws {AppError} `storage-unavailable` */
  read(now: Date): Promise<Backlog>;
}
