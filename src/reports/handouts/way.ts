/** The ways a child can take to a consultation: one address a channel, and a word to type where an address cannot carry it. */

import type { ChannelName } from '../../core/channel.ts';
import { addressOn, type Doors } from '../../core/channel-address.ts';

/** One way in. */
export type Way = {
  readonly channel: ChannelName;
  /** What a QR code holds and a link leads to. */
  readonly address: string;
  /** Whether the code must be typed after the address was opened: Zalo's links carry nothing. */
  readonly typed: boolean;
};

/**
 * Tells the ways in for a code, in the order of the channels.
 *
 * @returns nothing for a channel whose door this installation does not know
 */
export function waysIn(channels: readonly ChannelName[], code: string, doors: Doors): readonly Way[] {
  return channels.flatMap((channel) => {
    const address = addressOn(channel, code, doors);
    return address === null ? [] : [{ channel, address, typed: channel.startsWith('zalo') }];
  });
}

/** Where a way leads, as it is printed for those who type: without what nobody types. */
export function printedAddress({ channel, address }: Way): string {
  const bare = address.replace(/^https?:\/\//, '').replace(/\/$/, '');
  // A link's payload is for scanning; who types looks for the bot, and sends it the code.
  return channel === 'telegram' ? bare.replace(/^t\.me\/(\w+).*$/, '@$1') : bare;
}

/** Where a way's code is typed or sent: on the web the front page, which asks for it. */
export function typingAddress(way: Way): string {
  const printed = printedAddress(way);
  return way.channel === 'web' ? printed.replace(/\/c\/[^/]+$/, '') : printed;
}

/** A one-time code as it is printed: its letters and its digits apart, as nobody knows it by heart. Reading it, spaces do not count. */
export function groupedCode(code: string): string {
  return code.replace(/^([A-Z]+)(\d+)$/, '$1 $2');
}
