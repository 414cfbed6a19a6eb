/** The trace of a waiting text: all that leads back to its writer, in one ciphertext. */

import type { AgeBand } from '../core/age-band.ts';
import type { LocalityCode } from '../core/locality.ts';

/** What a moderator's decision needs to know of a text's origin, before it is encrypted. */
export function traceOf(contactId: string, ageBand: AgeBand | null, place: LocalityCode | null): string {
  return JSON.stringify({ contact: contactId, ageBand, place });
}
