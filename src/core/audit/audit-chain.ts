/** Whether the entries of the audit log hang together, and where they first do not. */

import { type AuditEntry, NO_ENTRY, textOfEntry } from './audit-entry.ts';

/** What can be wrong with a link. */
export type AuditFault =
  /** An entry's content is not what its hash was made of. */
  | 'changed'
  /** The number that should come next is not there. */
  | 'missing'
  /** It does not hang on the entry before it. */
  | 'unlinked'
  /** The log ends before, or otherwise than, its own seal says. */
  | 'cut-off'
  /** It came after the newest one that was sealed: entered by somebody else than this program. */
  | 'unsealed'
  /** The seal of the newest entry was not made by this installation. */
  | 'seal-forged'
  /** The entry that was noted down elsewhere is not there as it was. */
  | 'not-as-noted';

/** What looking through the whole log came to. */
export type AuditVerdict =
  | { readonly kind: 'unbroken'; readonly entries: number; readonly hash: string }
  | {
      readonly kind: 'broken';
      /** Number of the first entry that is wrong, or missing. */
      readonly number: number;
      readonly fault: AuditFault;
    };

/** The newest entry that was checked. */
export type AuditEnd = { readonly number: number; readonly hash: string };

/** Before the first entry. */
export const AUDIT_BEGIN: AuditEnd = { number: 0, hash: NO_ENTRY };

/**
 * Checks entries that follow on what was checked before.
 *
 * @param entries ordered by number
 * @param hashOf SHA-256 in hex
 * @returns the new end, or the first broken link
 */
export function checkLinks(
  end: AuditEnd,
  entries: readonly AuditEntry[],
  hashOf: (text: string) => string,
): AuditEnd | Extract<AuditVerdict, { kind: 'broken' }> {
  let last = end;
  for (const entry of entries) {
    const { number, hash, previous } = entry;
    if (number !== last.number + 1) return { kind: 'broken', number: last.number + 1, fault: 'missing' };
    if (hashOf(textOfEntry(entry)) !== hash) return { kind: 'broken', number, fault: 'changed' };
    if (previous !== last.hash) return { kind: 'broken', number, fault: 'unlinked' };
    last = { number, hash };
  }
  return last;
}
