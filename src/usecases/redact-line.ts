/** Masks one text from a line of JSON, for checks from outside the program. */

import { type Redaction, redact } from '../core/redaction/redact.ts';

/** What is printed for a line. */
export type RedactedLine = Redaction | { readonly error: string };

/** Masks `{ "text" }`; a line of another shape gives an error and never throws. */
export function redactLine(line: string): RedactedLine {
  const text = textIn(line);
  if (text === null) return { error: 'expected {"text": text}' };
  const { text: masked, spans } = redact(text);
  return { text: masked, spans };
}

function textIn(line: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('text' in value)) return null;
  return typeof value.text === 'string' ? value.text : null;
}
