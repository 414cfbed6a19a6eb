/** Says what a child sees of a payload: the text, and the buttons below each other. */

import type { ShownMessage } from '../../core/shown-message.ts';
import type { OaPayload } from './schema.ts';

/** Shows one payload. */
export function show({ text, attachment }: OaPayload): ShownMessage {
  const buttons = attachment?.payload.buttons ?? [];
  return { text, rows: buttons.map(({ title, payload }) => [{ id: payload, label: title }]) };
}
