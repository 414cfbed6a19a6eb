/** The meter: counts what happens, for whoever watches from outside. Never who, never what was said, nothing of a place. */

import type { ChannelName } from '../core/channel.ts';
import type { SendOutcome } from './channel.ts';

/** How one batch of messages went. */
export type BatchCount = {
  /** How many messages of each channel were in it. */
  readonly messages: ReadonlyMap<ChannelName, number>;
  /** How many messages ended in each way. */
  readonly outcomes: ReadonlyMap<TurnOutcomeName, number>;
  /** How many messages were in it, ≥ 1. */
  readonly size: number;
};

/** How a message's turn ended. `postponed` happens on Workers only, where nothing is metered. */
export type TurnOutcomeName = 'committed' | 'duplicate' | 'failed' | 'unavailable' | 'postponed';

/** How a delivery was answered; `ignored` is accepted with nothing in it for us, `failed` is a bug of ours. */
export type DeliveryAnswerName = 'accepted' | 'ignored' | 'unauthorized' | 'off' | 'unavailable' | 'failed';

/** How a send ended; `given-up` is a `retry` for which no try is left. */
export type SendOutcomeName = SendOutcome['kind'] | 'given-up';

/** Counts. Every method costs well under a microsecond and never throws. */
export interface Meter {
  /** A batch was handled: called once for each batch, never for each message. */
  batch(count: BatchCount): void;
  /** A statement committed a batch's turns. @param conflicts turns it refused, which are taken again */
  commit(conflicts: number, seconds: number): void;
  /** A delivery of a channel was answered. */
  delivery(channel: ChannelName, answer: DeliveryAnswerName): void;
  /** A message was sent, or was not. */
  send(channel: ChannelName, outcome: SendOutcomeName): void;
}
