/** Says what a child sees of a payload: the text, and the rows of the inline keyboard. */

import type { ShownMessage } from '../../core/shown-message.ts';
import type { TelegramPayload } from './schema.ts';

/** Shows one payload. */
export function show({ text, reply_markup: markup }: TelegramPayload): ShownMessage {
  const rows = (markup?.inline_keyboard ?? []).map((row) =>
    row.map((button) => ({ id: button.callback_data, label: button.text })),
  );
  return { text, rows };
}
