/** Published tables, for pages, reports and programs. Reading never touches an answer or a tally. */

import type { ConsultationId } from '../core/consultation.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { PublishedTable, TableName } from '../core/release/table.ts';

/** Which of a scope's tables are wanted. */
export type TableKind = 'all' | 'one-way';

/** Storage as whoever reads results sees it. Of each table it gives the newest version. */
export interface TableStore {
  /** `null` where it was never published. */
  table(consultationId: ConsultationId, name: TableName): Promise<PublishedTable | null>;
  /** Tables of a scope, by the names of columns and rows. */
  tables(
    consultationId: ConsultationId,
    scope: LocalityCode,
    kind?: TableKind,
  ): Promise<readonly PublishedTable[]>;
  /** Names of a scope's tables, without what is in them. */
  names(consultationId: ConsultationId, scope: LocalityCode): Promise<readonly TableName[]>;
  /** Scopes that have tables, by code; the nation last. */
  scopes(consultationId: ConsultationId): Promise<readonly LocalityCode[]>;
}
