/** Tells of one line of JSON whether its text tells of danger, for checks from outside the program. */

import type { DangerKind, Severity } from '../core/protection/danger.ts';
import { hearDanger } from '../core/protection/hear-danger.ts';

/** What is printed for a line. */
export type ClassifiedLine =
  | { readonly flag: boolean; readonly kinds: readonly DangerKind[]; readonly severity: Severity | 'none' }
  | { readonly error: string };

/** Reads `{ "text" }`; a line of another shape gives an error and never throws. */
export function classifyLine(line: string): ClassifiedLine {
  const text = textOf(line);
  if (text === null) return { error: 'expected {"text": text}' };
  const danger = hearDanger(text);
  return danger === null ? { flag: false, kinds: [], severity: 'none' } : { flag: true, ...danger };
}

function textOf(line: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('text' in value)) return null;
  return typeof value.text === 'string' ? value.text : null;
}
