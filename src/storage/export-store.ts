/** Exports under way and their files. */

import { type ExportForm, readExportForm } from '../core/export-form.ts';
import type {
  ClaimedExport,
  ExportBounds,
  ExportOrder,
  ExportRow,
  ExportStore,
} from '../ports/export-store.ts';
import type { Database, Transaction } from './database.ts';
import { isUuid } from './uuid.ts';

const ROW = `id::text AS id, consultation_id::text AS "consultationId", scope, release, form, language, place,
  ordered_by AS "orderedBy", ordered_at AS "orderedAt", status, progress, size, expires_at AS "expiresAt", attempts`;

/** Most rows of a list. */
const LISTED = 30;

/** Binds to a database. */
export function createExportStore(database: Database): ExportStore {
  return {
    order: (order, bounds) => database.transaction((transaction) => keepOrder(transaction, order, bounds)),
    async claim(now, leaseUntil, bounds) {
      // Asked every few seconds, and nearly always in vain: no lock for that.
      const [open] = await database.query(
        `SELECT 1 FROM exports WHERE status IN ('queued', 'running') LIMIT 1`,
      );
      if (open === undefined) return null;
      return database.transaction((transaction) => takeOne(transaction, { now, leaseUntil, bounds }));
    },
    async advance(id, attempt, { progress, leaseUntil }) {
      const rows = await database.query(
        `UPDATE exports SET progress = greatest(progress, $3::int), lease_until = $4::timestamptz
         WHERE id = $1::uuid AND attempts = $2::int AND status = 'running' RETURNING 1`,
        [id, attempt, progress, leaseUntil.toISOString()],
      );
      return rows.length > 0;
    },
    async finish(id, attempt, { body, expiresAt }) {
      await database.query(
        `UPDATE exports SET status = 'done', progress = 100, lease_until = NULL, expires_at = $3::timestamptz,
           size = $4::int, body = decode($5::text, 'base64')
         WHERE id = $1::uuid AND attempts = $2::int AND status = 'running'`,
        [id, attempt, expiresAt.toISOString(), body.byteLength, Buffer.from(body).toString('base64')],
      );
    },
    async fail(id, attempt, expiresAt) {
      await database.query(
        `UPDATE exports SET status = 'failed', lease_until = NULL, expires_at = $3::timestamptz
         WHERE id = $1::uuid AND attempts = $2::int AND status = 'running'`,
        [id, attempt, expiresAt.toISOString()],
      );
    },
    async read(id, now) {
      if (!isUuid(id)) return null;
      const [row] = await database.query<Stored>(
        `SELECT ${ROW} FROM exports WHERE id = $1::uuid AND (expires_at IS NULL OR expires_at > $2::timestamptz)`,
        [id, now.toISOString()],
      );
      return row === undefined ? null : rowOf(row);
    },
    async file(id, now) {
      if (!isUuid(id)) return null;
      const [row] = await database.query<{ body: string }>(
        `SELECT encode(body, 'base64') AS body FROM exports
         WHERE id = $1::uuid AND status = 'done' AND expires_at > $2::timestamptz`,
        [id, now.toISOString()],
      );
      return row === undefined ? null : new Uint8Array(Buffer.from(row.body, 'base64'));
    },
    async orderedBy(staffId, now) {
      const rows = await database.query<Stored>(
        `SELECT ${ROW} FROM exports
         WHERE ordered_by = $1 AND (expires_at IS NULL OR expires_at > $2::timestamptz)
         ORDER BY ordered_at DESC, id LIMIT ${LISTED}`,
        [staffId, now.toISOString()],
      );
      return rows.map(rowOf);
    },
    async purge(now) {
      await database.query(`DELETE FROM exports WHERE expires_at <= $1::timestamptz`, [now.toISOString()]);
    },
  };
}

type Stored = Omit<ExportOrder, 'form'> & {
  readonly form: string;
  readonly status: string;
  readonly progress: number;
  readonly size: number | null;
  readonly expiresAt: Date | null;
  readonly attempts: number;
};

/** One at a time: what is counted stays true until it is written. */
const ALONE = 'LOCK TABLE exports IN SHARE ROW EXCLUSIVE MODE';

async function keepOrder(transaction: Transaction, order: ExportOrder, bounds: ExportBounds) {
  await transaction.query(ALONE);
  const { id, consultationId, scope, release, form, language, place, orderedBy, orderedAt } = order;
  const now = orderedAt.toISOString();
  const [same] = await transaction.query<{ id: string }>(
    `SELECT id::text AS id FROM exports WHERE id = $1::uuid
       OR (consultation_id = $2::uuid AND scope = $3 AND release = $4::int AND form = $5 AND language = $6
         AND place = $7 AND status <> 'failed' AND (expires_at IS NULL OR expires_at > $8::timestamptz))
     ORDER BY (id = $1::uuid) DESC LIMIT 1`,
    [id, consultationId, scope, release, form, language, place, now],
  );
  if (same !== undefined) return { kind: 'same', id: same.id } as const;
  const [waiting] = await transaction.query<{ all: number; own: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE ordered_by = $1)::int AS own
     FROM exports WHERE status IN ('queued', 'running')`,
    [orderedBy],
  );
  const { all = 0, own = 0 } = waiting ?? {};
  if (all >= bounds.mostWaiting || own >= bounds.mostWaitingOfOne) return { kind: 'too-many' } as const;
  await transaction.query(
    `INSERT INTO exports (id, consultation_id, scope, release, form, language, place, ordered_by, ordered_at)
     VALUES ($1::uuid, $2::uuid, $3, $4::int, $5, $6, $7, $8, $9::timestamptz)`,
    [id, consultationId, scope, release, form, language, place, orderedBy, now],
  );
  return { kind: 'ordered', id } as const;
}

async function takeOne(
  transaction: Transaction,
  {
    now,
    leaseUntil,
    bounds,
  }: { readonly now: Date; readonly leaseUntil: Date; readonly bounds: ExportBounds },
): Promise<ClaimedExport | null> {
  await transaction.query(ALONE);
  const at = now.toISOString();
  // Whoever was at it is gone, and so was everyone before: it is not tried for ever. The page tells for a day.
  await transaction.query(
    `UPDATE exports SET status = 'failed', lease_until = NULL, expires_at = $1::timestamptz + interval '1 day'
     WHERE status = 'running' AND lease_until <= $1::timestamptz AND attempts >= $2::int`,
    [at, bounds.mostAttempts],
  );
  const [running] = await transaction.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM exports WHERE status = 'running' AND lease_until > $1::timestamptz`,
    [at],
  );
  if ((running?.count ?? 0) >= bounds.mostRunning) return null;
  const [row] = await transaction.query<Stored>(
    `UPDATE exports SET status = 'running', progress = 0, attempts = attempts + 1, lease_until = $2::timestamptz
     WHERE id = (SELECT id FROM exports
       WHERE status = 'queued' OR (status = 'running' AND lease_until <= $1::timestamptz)
       ORDER BY ordered_at, id LIMIT 1)
     RETURNING ${ROW}`,
    [at, leaseUntil.toISOString()],
  );
  return row === undefined ? null : { ...orderOf(row), attempt: row.attempts };
}

function orderOf(row: Stored): ExportOrder {
  const { id, consultationId, scope, release, language, place, orderedBy } = row;
  const form: ExportForm = readExportForm(row.form) ?? 'csv';
  const orderedAt = new Date(row.orderedAt);
  return { id, consultationId, scope, release, form, language, place, orderedBy, orderedAt };
}

function rowOf(row: Stored): ExportRow {
  const order = orderOf(row);
  switch (row.status) {
    case 'queued':
      return { ...order, state: { kind: 'queued' } };
    case 'running':
      return { ...order, state: { kind: 'running', progress: row.progress } };
    case 'done':
      return {
        ...order,
        state: { kind: 'done', bytes: row.size ?? 0, expiresAt: new Date(row.expiresAt ?? row.orderedAt) },
      };
    default:
      return { ...order, state: { kind: 'failed' } };
  }
}
