/** Gives a turn an Official Account's form: up to five buttons below a text, else numbers to type. */

import { CHANNEL_LIMITS } from '../../core/channel.ts';
import type { OutboundChoice, OutboundMessage } from '../../core/message.ts';
import { joinMessages, spokenText } from '../join-messages.ts';
import {
  controlsOf,
  numberedLines,
  numberedOption,
  numberOnly,
  numbersOf,
  optionsOf,
  plainLabel,
  typedControls,
} from '../number-choices.ts';
import { cutText } from '../split-text.ts';
import { fitsButton } from '../token-size.ts';
import type { OaPayload } from './schema.ts';

const LIMITS = CHANNEL_LIMITS['zalo-oa'];

type Button = NonNullable<OaPayload['attachment']>['payload']['buttons'][number];

/** Renders the messages of one turn into as few as fit: only eight are free in 48 hours. */
export function render(messages: readonly OutboundMessage[]): readonly OaPayload[] {
  return joinMessages(messages.map(write), LIMITS.maxText).map(({ text, keyboard }) => ({
    text,
    ...(keyboard === null ? {} : { attachment: { type: 'template', payload: { buttons: [...keyboard] } } }),
  }));
}

/** Options have the first claim on the buttons; controls that find no room are named as words to type. */
function write(message: OutboundMessage): { text: string; keyboard: readonly Button[] | null } {
  const options = optionsOf(message.choices);
  const controls = controlsOf(message.choices);
  const numbers = numbersOf(message);
  const labels = options.map((option, place) => numberedOption(option, numbers[place] ?? null));
  const asButtons = options.length <= LIMITS.maxButtons && options.every(isTappable);
  const readable = labels.every((label) => label.length <= LIMITS.maxLabel);
  const taken = asButtons ? options.length : 0;
  const controlsFit = taken + controls.length <= LIMITS.maxButtons && controls.every(isTappable);
  const optionButtons = options.map((option, place) =>
    button(option, readable ? (labels[place] ?? '') : numberOnly(option, numbers[place] ?? null)),
  );
  const keyboard = [
    ...(asButtons ? optionButtons : []),
    ...(controlsFit ? controls.map((control) => button(control, plainLabel(control))) : []),
  ];
  const parts = [
    spokenText(message),
    asButtons && readable ? '' : numberedLines(message),
    controlsFit ? '' : typedControls(controls, message.controlsLead),
  ];
  return {
    text: parts.filter((part) => part !== '').join('\n\n'),
    keyboard: keyboard.length === 0 ? null : keyboard,
  };
}

function button(choice: OutboundChoice, label: string): Button {
  const title = label.length <= LIMITS.maxLabel ? label : `${cutText(label, LIMITS.maxLabel - 1)}…`;
  return { title, type: 'oa.query.hide', payload: choice.id };
}

function isTappable(choice: OutboundChoice): boolean {
  return fitsButton(choice, LIMITS);
}
