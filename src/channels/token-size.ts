/** Tells whether a choice can hang behind a vendor's button. */

import type { ChannelLimits } from '../core/channel.ts';
import type { OutboundChoice } from '../core/message.ts';

/** No UTF-16 unit takes more bytes in UTF-8 than this, so short tokens need no counting. */
const MOST_BYTES_PER_UNIT = 3;

const encoder = new TextEncoder();

/** Whether the choice's token is within the channel's limit, in UTF-8 bytes, and not empty. */
export function fitsButton(choice: OutboundChoice, limits: Pick<ChannelLimits, 'maxTokenBytes'>): boolean {
  const { id } = choice;
  if (id === '') return false;
  return (
    id.length * MOST_BYTES_PER_UNIT <= limits.maxTokenBytes ||
    encoder.encode(id).length <= limits.maxTokenBytes
  );
}
