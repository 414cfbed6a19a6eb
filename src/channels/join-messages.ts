/** Joins the messages of a turn into as few vendor messages as fit, each with at most one keyboard below it. */

import type { OutboundMessage } from '../core/message.ts';
import { splitText } from './split-text.ts';

/** A message written for a vendor: all of its text, and what hangs below it. */
export type WrittenMessage<Keyboard> = { readonly text: string; readonly keyboard: Keyboard | null };

const GAP = '\n\n';

/**
 * Joins written messages, in order, with an empty line between them. A keyboard ends a vendor message, so that none
 * hangs under another's question; texts before it lead to it, and texts after the last one stand above it too, as a
 * keyboard belongs at the very bottom. A message is divided only where it does not fit by itself.
 *
 * @param maxText UTF-16 units
 */
export function joinMessages<Keyboard>(
  written: readonly WrittenMessage<Keyboard>[],
  maxText: number,
): WrittenMessage<Keyboard>[] {
  return groups(written).flatMap(({ texts, keyboard }) => {
    const pieces = packTexts(texts, maxText);
    // A keyboard cannot be sent without a text above it.
    if (pieces.length === 0 && keyboard !== null) pieces.push('👇');
    return pieces.map((text, place) => ({ text, keyboard: place === pieces.length - 1 ? keyboard : null }));
  });
}

/** A message's own text in NFC, preceded by how far one has come where the message says so: `(3/12) …`. */
export function spokenText(message: OutboundMessage): string {
  const text = message.text.normalize('NFC').trim();
  if (message.progress === undefined) return text;
  return `(${message.progress.at}/${message.progress.of}) ${text}`.trimEnd();
}

function groups<Keyboard>(written: readonly WrittenMessage<Keyboard>[]) {
  const result: { texts: string[]; keyboard: Keyboard | null }[] = [];
  // Texts between two keyboards lead to the second: a card is said before its question.
  let texts: string[] = [];
  for (const message of written) {
    texts.push(message.text);
    if (message.keyboard === null) continue;
    result.push({ texts, keyboard: message.keyboard });
    texts = [];
  }
  const last = result.at(-1);
  if (last === undefined) result.push({ texts, keyboard: null });
  else last.texts.push(...texts);
  return result;
}

function packTexts(texts: readonly string[], maxText: number): string[] {
  const packed: string[] = [];
  let current = '';
  for (const text of texts) {
    const joined = current === '' ? text : `${current}${GAP}${text}`;
    if (text.trim() === '') continue;
    if (joined.length <= maxText) {
      current = joined;
      continue;
    }
    if (current !== '') packed.push(current);
    const pieces = splitText(text, maxText);
    packed.push(...pieces.slice(0, -1));
    current = pieces.at(-1) ?? '';
  }
  if (current !== '') packed.push(current);
  return packed;
}
