/** Gives a turn the page's form: one payload a message, choices beside their tokens. */

import type { OutboundMessage } from '../../core/message.ts';
import { plainLabel } from '../number-choices.ts';
import type { WebPayload } from './schema.ts';

/** Renders the messages of one turn. Nothing is cut: the page has no vendor's limit. */
export function render(messages: readonly OutboundMessage[]): readonly WebPayload[] {
  return messages.map((message) => ({
    text: message.text.normalize('NFC'),
    choices: (message.choices ?? []).map((choice) => ({
      id: choice.id,
      label: plainLabel(choice),
      role: choice.role,
      ...(choice.number === undefined ? {} : { number: choice.number }),
      ...(choice.picked === undefined ? {} : { picked: choice.picked }),
    })),
    ...(message.numbered === undefined ? {} : { numbered: message.numbered }),
    ...(message.progress === undefined ? {} : { progress: message.progress }),
    done: message.done === true,
    ...(message.entry === undefined ? {} : { entry: message.entry }),
    ...(message.language === undefined ? {} : { language: message.language }),
  }));
}
