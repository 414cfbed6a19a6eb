/** A channel: receive to neutral messages, send to a typed outcome. */

import type { ChannelLimits, ChannelName } from '../core/channel.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';

/** A webhook delivery as it came over the wire. */
export type RawDelivery = {
  /** The body's bytes as text, unparsed; signatures are made over it. */
  readonly body: string;
  /** Looks a header up, case-insensitively. */
  header(name: string): string | undefined;
};

/** What a delivery held. Junk gives no messages and a reason for the log: never content, never an id. */
export type Decoded = {
  readonly messages: readonly InboundMessage[];
  /** Calls that must go out at once whatever becomes of the messages (Telegram's callback answers). */
  readonly acknowledge?: () => Promise<void>;
  readonly ignored?: string;
};

/** One vendor message: JSON ready to be sent, opaque to everyone but its channel. Holds no account. */
export type Payload = { readonly [key: string]: unknown };

/**
 * How a send ended.
 *
 * - `retry`: may succeed later; `afterMs` where the vendor said when; `tries`: give up after so many in all, where the
 *   answer may mean either; `isUnsure`: nothing was answered, so that it may have arrived all the same
 * - `refused`: will never succeed; `reason` is for staff
 * - `blocked`: the person no longer wants or can get messages
 * - `parked`: the channel as a whole cannot send now (quota, bad token): stop it, alert, try again after `afterMs`
 */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly afterMs?: number;
      readonly tries?: number;
      readonly isUnsure?: true;
    }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'blocked'; readonly reason: string }
  | { readonly kind: 'parked'; readonly reason: string; readonly afterMs: number };

/** One way of reaching children. */
export interface Channel {
  readonly name: ChannelName;
  readonly limits: ChannelLimits;
  /**
   * How many payloads of one turn may leave in the webhook's own response; beyond it, or at 0, all of the turn go
   * through the outbox, so that they keep their order.
   */
  readonly repliesInResponse: number;
  /** Most sends per second over the whole bot. To one contact the outbox sends one at a time in any case. */
  readonly rate: { readonly perSecond: number };
  /** Whether the delivery really comes from the vendor; compares in constant time. */
  verify(delivery: RawDelivery): boolean | Promise<boolean>;
  /** Never throws: what cannot be read is ignored with a reason. */
  decode(delivery: RawDelivery): Decoded;
  /** Gives a turn's messages the vendor's form, within its limits, in order. */
  render(messages: readonly OutboundMessage[]): readonly Payload[];
  /**
   * The webhook response body that carries a turn's payloads to the child (Telegram executes it, the page shows it).
   * Called with 1 to `repliesInResponse` payloads, and with none only on the web; absent where nothing can be carried.
   */
  replyBody?(payloads: readonly Payload[], account: string): unknown;
  /** Sends one payload; every vendor and network fault becomes an outcome, never an exception. */
  send(account: string, payload: Payload): Promise<SendOutcome>;
}
