/** Says what a child sees of a payload: a text and nothing else. */

import type { ShownMessage } from '../../core/shown-message.ts';
import type { ZaloPayload } from './schema.ts';

/** Shows one payload. */
export function show({ text }: ZaloPayload): ShownMessage {
  return { text, rows: [] };
}
