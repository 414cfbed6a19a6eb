/** The trace of a waiting text: all that leads back to its writer, in one ciphertext. */

import type { AgeBand } from '../core/age-band.ts';
import type { LocalityCode } from '../core/locality.ts';

/** What a moderator's decision needs to know of a text's origin, before it is encrypted. */
export function traceOf(contactId: string, ageBand: AgeBand | null, place: LocalityCode | null): string {
  return JSON.stringify({ contact: contactId, ageBand, place });
}

/** The contact that a trace leads back to. @throws Error for text that is no trace */
export function writerOf(trace: string): string {
  const contact = /"contact":"([0-9a-f-]{36})"/.exec(trace)?.[1];
  if (contact === undefined) throw new Error('not a trace');
  return contact;
}

/** The place in a trace; `null` where none was known. */
export function placeOf(trace: string): LocalityCode | null {
  return /"place":"([^"]+)"/.exec(trace)?.[1] ?? null;
}
