/** Gives a turn Zalo's form: plain text with numbered options and the words that may be typed. */

import { CHANNEL_LIMITS } from '../../core/channel.ts';
import type { OutboundMessage } from '../../core/message.ts';
import { joinMessages, spokenText } from '../join-messages.ts';
import { controlsOf, numberedLines, typedControls } from '../number-choices.ts';
import type { ZaloPayload } from './schema.ts';

/** Renders the messages of one turn into as few as fit: the free plan counts every one. */
export function render(messages: readonly OutboundMessage[]): readonly ZaloPayload[] {
  const written = messages.map((message) => ({ text: write(message), keyboard: null }));
  return joinMessages(written, CHANNEL_LIMITS.zalo.maxText).map(({ text }) => ({ text }));
}

function write(message: OutboundMessage): string {
  const parts = [
    spokenText(message),
    numberedLines(message),
    typedControls(controlsOf(message.choices), message.controlsLead),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
