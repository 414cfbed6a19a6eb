/** The kind `info`: a card that waits for no answer. */

import type { QuestionOf } from '../../flow/flow.ts';
import type { OutboundMessage } from '../../message.ts';
import { splitText } from '../split-text.ts';
import { flowText, type Turn } from '../turn.ts';

/** Says a card, in several messages where the channel carries less at once. */
export function sayCard(turn: Turn, { text }: QuestionOf<'info'>): readonly OutboundMessage[] {
  return sayText(turn, flowText(turn, text));
}

/** Says a text in as many messages as the channel needs. */
export function sayText(turn: Turn, text: string): readonly OutboundMessage[] {
  const { language } = turn.state;
  return splitText(text, turn.limits.maxText).map((piece) => ({ text: piece, language }));
}
