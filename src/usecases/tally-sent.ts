/** Counts the messages that leave, for vendors' plans. */

import type { ChannelName } from '../core/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';

/** What counting needs. */
export type TallyServices = {
  readonly store: Pick<OutboxStore, 'countSent'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
};

/** What was counted and is not written down yet. */
export type SentTally = {
  /** Adds, and writes down where that was long ago. */
  add(channel: ChannelName, sent: number, now: Date): Promise<void>;
  /** Writes down. Never throws: what cannot be written is kept for the next time. */
  write(): Promise<void>;
};

/** How often it is written down how many left. */
const TALLY_EVERY_MS = 10_000;

/**
 * Counts what left, for plans that count it. Written down now and then: with each message it would be one commit more, and
 * a process that is killed leaves out no more than its last seconds.
 */
export function tallySent({ store, clock, log }: TallyServices): SentTally {
  const counted = new Map<ChannelName, number>();
  let writtenAt = 0;

  async function write(): Promise<void> {
    const all = [...counted];
    counted.clear();
    for (const [channel, messages] of all) {
      try {
        await store.countSent(channel, messages, clock.now());
      } catch (error) {
        // The next time will do.
        counted.set(channel, (counted.get(channel) ?? 0) + messages);
        log.error('send.not-counted', error, { channel });
      }
    }
  }

  return {
    write,
    async add(channel: ChannelName, sent: number, now: Date): Promise<void> {
      if (sent > 0) counted.set(channel, (counted.get(channel) ?? 0) + sent);
      if (counted.size === 0 || now.getTime() - writtenAt < TALLY_EVERY_MS) return;
      writtenAt = now.getTime();
      await write();
    },
  };
}
