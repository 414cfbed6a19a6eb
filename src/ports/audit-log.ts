/** The audit log: written by whatever is done, read by auditors, changed by nobody. */

import type { AuditVerdict } from '../core/audit/audit-chain.ts';
import type { AuditAct, AuditEntry } from '../core/audit/audit-entry.ts';
import type { LocalityCode } from '../core/locality.ts';

/** Where acts are entered. */
export interface AuditLog {
  /**
   * Enters an act as the newest one. Whoever cannot enter it must not do it: append first, then act.
   *
   * @returns its number and hash, by which a later entry or a paper may name it
   * @throws whatever keeps the database from writing it down
   */
  append(act: AuditAct): Promise<{ readonly number: number; readonly hash: string }>;
}

/** What an auditor looks for. */
export type AuditSearch = {
  /** Days (Asia/Ho_Chi_Minh, `YYYY-MM-DD`), both included. */
  readonly from?: string;
  readonly until?: string;
  /** Part of a name, or a whole id. */
  readonly actor?: string;
  /** A deed, or its beginning. */
  readonly deed?: string;
  /** Only acts at these places. */
  readonly places?: readonly LocalityCode[];
  /** Also those that belong to no place. */
  readonly placeless: boolean;
  /** Only entries numbered below. */
  readonly before?: number;
  readonly most: number;
};

/** Where the log is looked through. */
export interface AuditReader {
  /** Newest first. */
  list(search: AuditSearch): Promise<readonly AuditEntry[]>;
  /**
   * Reads the whole chain and tells whether it is unbroken, or where it first is not.
   *
   * @param anchor number and hash of an entry that were noted down elsewhere
   */
  verify(anchor?: { readonly number: number; readonly hash: string }): Promise<AuditVerdict>;
}
