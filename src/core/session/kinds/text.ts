/** The kind `text`: free words, masked before they are kept. */

import type { QuestionOf } from '../../flow/flow.ts';
import { redact } from '../../redaction/redact.ts';
import { readWords } from '../../reply/words.ts';
import { cutAt } from '../split-text.ts';
import { phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { readSpoken } from './spoken.ts';

/**
 * Puts an open question. What is too long is first asked to be shortened, with the count of characters; written too
 * long again, its beginning is kept up to the last whole word, and the child is told. Who wrote a name or a number is told
 * gently that it was taken out.
 */
export function askText(turn: Turn, question: QuestionOf<'text'>): Asked {
  return {
    options: [],
    extras: [],
    hint: null,
    entry: 'text',
    read: (text) => read(turn, question, text),
    tap: () => null,
  };
}

function read(turn: Turn, { maxLength: max }: QuestionOf<'text'>, text: string): Reading {
  const spoken = readSpoken(turn, { words: readWords(text), text });
  if (spoken !== null) return spoken;
  const { text: said, hasPersonal } = openText(text);
  const thanks = phrase(turn, hasPersonal ? 'text.masked' : 'text.thanks');
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(said)) return { kind: 'miss' };
  if (said.length <= max) return { kind: 'answer', value: said, lead: thanks };
  if (turn.state.misses === undefined) {
    return { kind: 'miss', hint: phrase(turn, 'text.too-long', { length: said.length, max }) };
  }
  const kept = said.slice(0, cutAt(said, max)).trimEnd();
  const shortened = phrase(turn, 'text.shortened', { max });
  const lead = hasPersonal ? `${shortened}\n${phrase(turn, 'text.taken-out')}` : shortened;
  return { kind: 'answer', value: kept, lead, saysMore: true };
}

/** Brings open text to the form it is kept in: NFC, no control signs, spaces trimmed, personal data masked. */
export function openText(text: string): { readonly text: string; readonly hasPersonal: boolean } {
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
  const { text: masked, spans } = redact(clean);
  return { text: masked.normalize('NFC'), hasPersonal: spans.length > 0 };
}
