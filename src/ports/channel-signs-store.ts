/** What the database knows of how channels are doing. */

import type { ChannelSigns } from '../core/channel-health.ts';

/** Storage as whoever looks after channels sees it. */
export interface ChannelSignsStore {
  /** Reads all channels that send, past all queues, within two seconds. @throws {AppError} `storage-unavailable` */
  read(now: Date): Promise<readonly Omit<ChannelSigns, 'plan'>[]>;
  /** Messages that left on a channel this month. */
  sentThisMonth(channel: ChannelSigns['channel'], now: Date): Promise<number>;
}
