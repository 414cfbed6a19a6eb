/** Gives a turn Telegram's form: few messages, plain text, an inline keyboard below. */

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
import type { TelegramPayload } from './schema.ts';

const LIMITS = CHANNEL_LIMITS.telegram;

/** A longer button is cut by the app on a 360 px screen; such options are written in the text. UTF-16 units. */
const READABLE_LABEL = 36;

/** What fits side by side in one row: units over all its buttons, and buttons. */
const ROW = { units: 30, buttons: 5, controls: 3 };

/** Up to this many options stand below each other unless all fit one row: a scale keeps its order. */
const FEW = 6;

type Button = { readonly text: string; readonly callback_data: string };
type Keyboard = readonly (readonly Button[])[];

/** Renders the messages of one turn; usually gives a single payload. */
export function render(messages: readonly OutboundMessage[]): readonly TelegramPayload[] {
  return joinMessages(messages.map(write), LIMITS.maxText).map(({ text, keyboard }) => ({
    text,
    link_preview_options: { is_disabled: true },
    ...(keyboard === null ? {} : { reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) } }),
  }));
}

function write(message: OutboundMessage): { text: string; keyboard: Keyboard | null } {
  const options = optionsOf(message.choices);
  const controls = controlsOf(message.choices);
  const tappable = controls.filter(isTappable).slice(0, LIMITS.maxButtons);
  const numbers = numbersOf(message);
  const labels = options.map((option, place) => numberedOption(option, numbers[place] ?? null));
  const asButtons = options.every(isTappable) && options.length + tappable.length <= LIMITS.maxButtons;
  const readable = labels.every((label) => label.length <= READABLE_LABEL);
  const rows: Button[][] = [];
  if (asButtons)
    rows.push(
      ...optionRows(options, readable ? labels : options.map((o, i) => numberOnly(o, numbers[i] ?? null))),
    );
  rows.push(
    ...fill(
      tappable.map((control) => button(control, plainLabel(control))),
      ROW.controls,
    ),
  );
  const parts = [
    spokenText(message),
    asButtons && readable ? '' : numberedLines(message),
    typedControls(
      controls.filter((control) => !isTappable(control)),
      message.controlsLead,
    ),
  ];
  return {
    text: parts.filter((part) => part !== '').join('\n\n'),
    keyboard: rows.length === 0 ? null : rows,
  };
}

function optionRows(options: readonly OutboundChoice[], labels: readonly string[]): Button[][] {
  const buttons = options.map((option, place) => button(option, labels[place] ?? ''));
  const longest = Math.max(0, ...labels.map((label) => label.length));
  const total = labels.reduce((sum, label) => sum + label.length, 0);
  if (buttons.length <= ROW.buttons && total <= ROW.units) return buttons.length === 0 ? [] : [buttons];
  const perRow = Math.min(ROW.buttons, Math.floor(ROW.units / longest));
  if (perRow < 2 || (buttons.length <= FEW && longest > 4)) return buttons.map((one) => [one]);
  // Rows of nearly equal length look like a list, not like a leftover.
  const rows = Math.ceil(buttons.length / perRow);
  const size = Math.ceil(buttons.length / rows);
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * size, (row + 1) * size)).filter(
    (row) => row.length > 0,
  );
}

/** Fills rows one after another with as many buttons as fit side by side. */
function fill(buttons: readonly Button[], most: number): Button[][] {
  const rows: Button[][] = [];
  for (const one of buttons) {
    const row = rows.at(-1);
    const units = (row ?? []).reduce((sum, { text }) => sum + text.length, one.text.length);
    if (row !== undefined && row.length < most && units <= ROW.units) row.push(one);
    else rows.push([one]);
  }
  return rows;
}

function button(choice: OutboundChoice, label: string): Button {
  return {
    text: label.length <= LIMITS.maxLabel ? label : `${cutText(label, LIMITS.maxLabel - 1)}…`,
    callback_data: choice.id,
  };
}

function isTappable(choice: OutboundChoice): boolean {
  return fitsButton(choice, LIMITS);
}
