/** Reads one typed reply from a line of JSON, for checks from outside the program. */

import { readReply } from '../core/reply/read-reply.ts';

/** What is printed for a line. */
export type ReplyReading = { readonly read: string; readonly index?: number } | { readonly error: string };

type Line = { readonly options: readonly string[]; readonly reply: string };

/** Reads `{ "question"?, "options": [label…], "reply" }`; a line of another shape gives an error and never throws. */
export function readTypedReply(line: string): ReplyReading {
  const parsed = parse(line);
  if (parsed === null) {
    return { error: 'expected {"options": [text, …], "reply": text} and, if you like, "question": text' };
  }
  const options = parsed.options.map((label, index) => ({ id: String(index), label }));
  const reading = readReply({ options, reply: parsed.reply });
  return reading.read === 'option' ? { read: 'option', index: reading.index } : { read: reading.read };
}

function parse(line: string): Line | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('options' in value) || !('reply' in value))
    return null;
  const { options, reply } = value;
  if (!Array.isArray(options) || typeof reply !== 'string') return null;
  const labels = options.filter((one): one is string => typeof one === 'string');
  return labels.length === options.length ? { options: labels, reply } : null;
}
