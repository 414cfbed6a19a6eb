/** Writes choices as text: numbered options, and the words that may be typed instead of a button. */

import type { OutboundChoice, OutboundMessage } from '../core/message.ts';

/** Marks an option that is already picked. */
const PICKED = '✓';

/** Introduces typed controls where the message brings no words of its own for that. */
const PENCIL = '✏️';

/** White space that a label on one line does not have. */
const UNEVEN_SPACE = /^\s|\s$|\s\s|[^\S ]/;

/** The options among the choices, in order: their numbers are their places, from 1. */
export function optionsOf(choices: readonly OutboundChoice[] | undefined): readonly OutboundChoice[] {
  return (choices ?? []).filter((choice) => choice.role === 'option');
}

/** The controls among the choices, in order. */
export function controlsOf(choices: readonly OutboundChoice[] | undefined): readonly OutboundChoice[] {
  return (choices ?? []).filter((choice) => choice.role === 'control');
}

/** The number each option is shown with, in order; `null` throughout where the message wants none. */
export function numbersOf({ choices, numbered }: OutboundMessage): readonly (number | null)[] {
  return optionsOf(choices).map(({ number }, place) => (numbered === false ? null : (number ?? place + 1)));
}

/** An option with its number before it, as line or button: `2. Vui`, picked `2. Vui ✓`, without a number `Vui`. */
export function numberedOption(option: OutboundChoice, number: number | null): string {
  const label = plainLabel(option);
  const line = number === null ? label : `${number}. ${label}`;
  return option.picked === true ? `${line} ${PICKED}` : line;
}

/** All options of a message, one per line. Empty without options. */
export function numberedLines(message: OutboundMessage): string {
  const numbers = numbersOf(message);
  return optionsOf(message.choices)
    .map((option, place) => numberedOption(option, numbers[place] ?? null))
    .join('\n');
}

/** The number alone, for a button whose option stands in the text: `2`, picked `2 ✓`; the label where there is none. */
export function numberOnly(option: OutboundChoice, number: number | null): string {
  if (number === null) return numberedOption(option, null);
  return option.picked === true ? `${number} ${PICKED}` : String(number);
}

/**
 * The line that names the controls as words to type: `Hoặc gõ: bỏ qua · quay lại`.
 *
 * @param lead the words before them; a pencil where there are none
 * @returns the empty string without controls
 */
export function typedControls(controls: readonly OutboundChoice[], lead: string = PENCIL): string {
  if (controls.length === 0) return '';
  return `${lead} ${controls.map((control) => typedWord(control)).join(' · ')}`;
}

/** A label on one line in NFC. */
export function plainLabel(choice: OutboundChoice): string {
  const label = choice.label.normalize('NFC');
  return UNEVEN_SPACE.test(label) ? label.replace(/\s+/g, ' ').trim() : label;
}

/** A control's label without the signs around it, in lower case: what a child would type. */
function typedWord(control: OutboundChoice): string {
  const label = plainLabel(control);
  const word = label.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '');
  return word === '' ? label : word.toLowerCase();
}
