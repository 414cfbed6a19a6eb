/** Denominators and targets, with everything that was done to them. */

import { canonicalFlowJson } from '../core/flow/compile-flow.ts';
import {
  type IndicatorContent,
  type IndicatorRow,
  type IndicatorRowChange,
  keyOfRow,
} from '../core/indicators/indicator-row.ts';
import type { LocalityCode } from '../core/locality.ts';
import type {
  BroughtCounts,
  RowHand,
  RowOutcome,
  RowRevision,
  RowsBrought,
} from '../ports/indicator-store.ts';
import type { Queryable, Transaction } from './database.ts';
import { toJson } from './json.ts';

const ROW = 'id::text AS id, content, withdrawn, revision';

/** Reads rows, those of some places or all. */
export function readRows(
  database: Queryable,
  places?: readonly LocalityCode[],
): Promise<readonly IndicatorRow[]> {
  return database.query<IndicatorRow>(
    `SELECT ${ROW} FROM indicator_rows
     WHERE $1::jsonb IS NULL OR place = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)))
     ORDER BY place, key, id`,
    [places === undefined ? null : toJson(places)],
  );
}

/** Reads one row. @param id a UUID */
export async function readRow(database: Queryable, id: string): Promise<IndicatorRow | null> {
  const [row] = await database.query<IndicatorRow>(`SELECT ${ROW} FROM indicator_rows WHERE id = $1::uuid`, [
    id,
  ]);
  return row ?? null;
}

/** Reads what was done to a row, oldest first. @param id a UUID */
export function readRowChanges(database: Queryable, id: string): Promise<readonly IndicatorRowChange[]> {
  return database.query<IndicatorRowChange>(
    `SELECT revision, what, by, at, reason, content FROM indicator_row_changes
     WHERE row_id = $1::uuid ORDER BY revision`,
    [id],
  );
}

/** Takes rows in, each in the place of the one that spoke of the same thing. */
export async function bringRows(transaction: Transaction, brought: RowsBrought): Promise<BroughtCounts> {
  const counts = { added: 0, changed: 0, same: 0 };
  // Of those who bring the same row at once, one waits for the other.
  await transaction.query(`SELECT pg_advisory_xact_lock(hashtext('indicator_rows'))`);
  for (const { id, content } of brought.rows) {
    const [there] = await transaction.query<IndicatorRow>(
      `SELECT ${ROW} FROM indicator_rows WHERE key = $1 AND NOT withdrawn OR id = $2::uuid ORDER BY withdrawn LIMIT 1`,
      [keyOfRow(content), id],
    );
    if (there !== undefined && isSame(there.content, content)) counts.same += 1;
    else if (there === undefined) {
      await insert(transaction, { id, content, brought });
      counts.added += 1;
    } else {
      await write(transaction, { id: there.id, seen: there.revision, content, withdrawn: null });
      const { what, reason } = brought;
      const recorded = what === 'entered' ? 'corrected' : what;
      await record(transaction, {
        id: there.id,
        revision: there.revision + 1,
        what: recorded,
        reason,
        content,
        hand: brought,
      });
      counts.changed += 1;
    }
  }
  return counts;
}

/** Changes one row. */
export async function changeRow(transaction: Transaction, revision: RowRevision): Promise<RowOutcome> {
  const { id, seen, what, reason, content } = revision;
  await transaction.query(`SELECT pg_advisory_xact_lock(hashtext('indicator_rows'))`);
  const before = await readRow(transaction, id);
  if (before === null) return 'absent';
  if (before.revision !== seen) return 'outdated';
  const withdrawn = what === 'withdrawn' || (what === 'corrected' && before.withdrawn);
  const twins = await transaction.query(
    'SELECT 1 FROM indicator_rows WHERE key = $1 AND NOT withdrawn AND id <> $2::uuid',
    [keyOfRow(content), id],
  );
  if (!withdrawn && twins.length > 0) return 'twin';
  await write(transaction, { id, seen, content, withdrawn });
  await record(transaction, { id, revision: seen + 1, what, reason, content, hand: revision });
  return 'changed';
}

type Inserted = { readonly id: string; readonly content: IndicatorContent; readonly brought: RowsBrought };

async function insert(transaction: Transaction, { id, content, brought }: Inserted): Promise<void> {
  await transaction.query(
    'INSERT INTO indicator_rows (id, key, place, content, revision) VALUES ($1::uuid, $2, $3, $4::jsonb, 1)',
    [id, keyOfRow(content), content.place, toJson(content)],
  );
  const { what, reason } = brought;
  await record(transaction, { id, revision: 1, what, reason, content, hand: brought });
}

type Written = {
  readonly id: string;
  readonly seen: number;
  readonly content: IndicatorContent;
  /** `null`: as it was. */
  readonly withdrawn: boolean | null;
};

async function write(transaction: Transaction, { id, seen, content, withdrawn }: Written): Promise<void> {
  await transaction.query(
    `UPDATE indicator_rows SET key = $3, place = $4, content = $5::jsonb,
       withdrawn = coalesce($6::boolean, withdrawn), revision = revision + 1
     WHERE id = $1::uuid AND revision = $2::int`,
    [id, seen, keyOfRow(content), content.place, toJson(content), withdrawn],
  );
}

type Recorded = Pick<IndicatorRowChange, 'revision' | 'what' | 'reason' | 'content'> & {
  readonly id: string;
  readonly hand: RowHand;
};

async function record(transaction: Transaction, { id, hand, ...change }: Recorded): Promise<void> {
  const { revision, what, reason, content } = change;
  await transaction.query(
    `INSERT INTO indicator_row_changes (row_id, revision, what, by_id, by, at, reason, content)
     VALUES ($1::uuid, $2::int, $3, $4, $5, $6::timestamptz, $7, $8::jsonb)`,
    [id, revision, what, hand.byId, hand.by, hand.at.toISOString(), reason, toJson(content)],
  );
}

/** Compares as the database keeps them. */
function isSame(one: IndicatorContent, other: IndicatorContent): boolean {
  const kept = (content: IndicatorContent): string => canonicalFlowJson(JSON.parse(toJson(content)));
  return kept(one) === kept(other);
}
