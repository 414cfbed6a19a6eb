/** Addresses that are told of releases, and the deliveries they are still to get. */

import { randomBytes } from 'node:crypto';
import type { HookDelivery, ReleaseHook } from '../core/program/release-hook.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type {
  DeliveryEnd,
  DueDelivery,
  NewReleaseHook,
  ReleaseHookStore,
  UntoldRelease,
} from '../ports/release-hook-store.ts';
import type { Database, Transaction } from './database.ts';
import { toJson } from './json.ts';
import { liesWithin } from './staff-accounts.ts';
import { isUuid } from './uuid.ts';

/** As long as a key for HMAC-SHA256 should be. */
const SECRET_BYTES = 32;

/** Releases looked at in one round. */
const UNTOLD_AT_ONCE = 500;

const ROW = `h.id::text AS id, h.name, h.url, h.place, h.made_by AS "madeBy", h.made_at AS "madeAt",
  h.withdrawn_at AS "withdrawnAt", h.withdrawn_by AS "withdrawnBy"`;

type Delivery = { readonly id: string; readonly body: string; readonly madeAt: Date };

/** Binds to a database. */
export function createReleaseHookStore(
  database: Database,
  addressBook: Pick<AddressBook, 'encrypt' | 'decrypt'>,
): ReleaseHookStore {
  return {
    async add(hook) {
      const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
      const sealed = addressBook.encrypt(secret);
      const added = await database.transaction((transaction) => add(transaction, hook, sealed));
      return added ? { kind: 'added', secret } : { kind: 'there-already' };
    },
    async find(id) {
      if (!isUuid(id)) return null;
      const [row] = await database.query<ReleaseHook>(
        `SELECT ${ROW} FROM release_hooks h WHERE h.id = $1::uuid`,
        [id],
      );
      return row ?? null;
    },
    list: (within) =>
      database.query(
        `SELECT ${ROW}, (SELECT count(*)::int FROM hook_deliveries d WHERE d.hook_id = h.id AND d.dead_at IS NOT NULL) AS dead
         FROM release_hooks h WHERE ${liesWithin('h.place', '$1')} ORDER BY h.made_at DESC, h.id`,
        [toJson(within)],
      ),
    withdraw: (id, by, at) => withdraw(database, { id, by, at }),
    untold: () => readUntold(database),
    tell: (release, delivery) => database.transaction((transaction) => tell(transaction, release, delivery)),
    test: async (hookId, delivery) => {
      await insertDelivery(database, { ...delivery, hookId, kind: 'test', about: null });
    },
    async claim({ now, until, most }) {
      const rows = await database.query<DueDelivery>(
        `UPDATE hook_deliveries d SET due_at = $2::timestamptz, attempts = attempts + 1
         FROM release_hooks h
         WHERE h.id = d.hook_id AND d.id = ANY (ARRAY (
           SELECT w.id FROM hook_deliveries w JOIN release_hooks o ON o.id = w.hook_id AND o.withdrawn_at IS NULL
           WHERE w.due_at <= $1::timestamptz ORDER BY w.due_at LIMIT $3::int FOR UPDATE OF w SKIP LOCKED))
         RETURNING d.id::text AS id, h.url, h.secret, d.body, d.made_at AS "madeAt", d.attempts`,
        [now.toISOString(), until.toISOString(), most],
      );
      return rows.map((row) => ({ ...row, secret: addressBook.decrypt(row.secret) }));
    },
    settle: (id, outcome, end, now) => settle(database, { id, outcome, end, now }),
    deliveries: async (hookId, most) => (isUuid(hookId) ? readDeliveries(database, hookId, most) : []),
    async revive(hookId, now) {
      if (!isUuid(hookId)) return 0;
      // From now on there is another day for it.
      const rows = await database.query(
        `UPDATE hook_deliveries SET dead_at = NULL, due_at = $2::timestamptz, made_at = $2::timestamptz, attempts = 0
         WHERE hook_id = $1::uuid AND dead_at IS NOT NULL RETURNING 1`,
        [hookId, now.toISOString()],
      );
      return rows.length;
    },
  };
}

/** What was released before is known already. */
async function add(
  transaction: Transaction,
  { id, name, url, place, madeBy, madeAt }: NewReleaseHook,
  secret: string,
): Promise<boolean> {
  const added = await transaction.query(
    `INSERT INTO release_hooks (id, name, url, place, secret, made_by, made_at)
     VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::timestamptz) ON CONFLICT (id) DO NOTHING RETURNING 1`,
    [id, name, url, place, secret, madeBy, madeAt.toISOString()],
  );
  if (added.length === 0) return false;
  await transaction.query(
    `INSERT INTO release_hook_marks (hook_id, consultation_id, release)
     SELECT $1::uuid, consultation_id, max(number) FROM releases GROUP BY consultation_id`,
    [id],
  );
  return true;
}

async function withdraw(
  database: Database,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await database.query(
    `UPDATE release_hooks SET withdrawn_at = $3::timestamptz, withdrawn_by = $2
     WHERE id = $1::uuid AND withdrawn_at IS NULL RETURNING 1`,
    [id, by, at.toISOString()],
  );
  return rows.length === 1;
}

function readUntold(database: Database): Promise<readonly UntoldRelease[]> {
  return database.query<UntoldRelease>(
    `SELECT h.id::text AS "hookId", h.place AS "hookPlace", c.id::text AS "consultationId", c.slug, c.places,
       r.number, r.day::text AS day
     FROM release_hooks h CROSS JOIN releases r JOIN consultations c ON c.id = r.consultation_id
     LEFT JOIN release_hook_marks m ON m.hook_id = h.id AND m.consultation_id = r.consultation_id
     WHERE h.withdrawn_at IS NULL AND r.number > coalesce(m.release, 0)
     ORDER BY r.consultation_id, r.number, h.id LIMIT ${UNTOLD_AT_ONCE}`,
  );
}

/** The mark is moved on and the delivery kept together, so that neither a kill nor a second process doubles or loses it. */
async function tell(
  transaction: Transaction,
  { hookId, consultationId, slug, number }: UntoldRelease,
  delivery: Delivery | null,
): Promise<void> {
  const moved = await transaction.query(
    `INSERT INTO release_hook_marks AS m (hook_id, consultation_id, release) VALUES ($1::uuid, $2::uuid, $3::int)
     ON CONFLICT (hook_id, consultation_id) DO UPDATE SET release = excluded.release WHERE m.release < excluded.release
     RETURNING 1`,
    [hookId, consultationId, number],
  );
  if (moved.length === 0 || delivery === null) return;
  await insertDelivery(transaction, { ...delivery, hookId, kind: 'release', about: `${slug} ${number}` });
}

async function insertDelivery(
  database: Pick<Transaction, 'query'>,
  delivery: Delivery & Pick<HookDelivery, 'kind' | 'about'> & { readonly hookId: string },
): Promise<void> {
  const { id, hookId, kind, about, body, madeAt } = delivery;
  await database.query(
    `INSERT INTO hook_deliveries (id, hook_id, kind, about, body, made_at, due_at)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6::timestamptz, $6::timestamptz) ON CONFLICT (id) DO NOTHING`,
    [id, hookId, kind, about, body, madeAt.toISOString()],
  );
}

async function settle(
  database: Database,
  { id, outcome, end, now }: { id: string; outcome: string; end: DeliveryEnd; now: Date },
): Promise<void> {
  await database.query(
    `UPDATE hook_deliveries SET last_outcome = $2, due_at = $3::timestamptz, delivered_at = $4::timestamptz,
       dead_at = $5::timestamptz WHERE id = $1::uuid AND delivered_at IS NULL`,
    [
      ...[id, outcome],
      end.kind === 'again' ? end.at.toISOString() : null,
      end.kind === 'delivered' ? now.toISOString() : null,
      end.kind === 'dead' ? now.toISOString() : null,
    ],
  );
}

function readDeliveries(database: Database, hookId: string, most: number): Promise<readonly HookDelivery[]> {
  return database.query<HookDelivery>(
    `SELECT id::text AS id, kind, about, made_at AS "madeAt", attempts, due_at AS "dueAt",
       delivered_at AS "deliveredAt", dead_at AS "deadAt", last_outcome AS "lastOutcome"
     FROM hook_deliveries WHERE hook_id = $1::uuid ORDER BY made_at DESC, id LIMIT $2::int`,
    [hookId, most],
  );
}

/** How long what arrived or was given up is kept, for those who ask what became of it. */
const KEPT_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Deletes deliveries that ended long ago. */
export async function purgeDeliveries(database: Database, now: Date): Promise<void> {
  await database.query('DELETE FROM hook_deliveries WHERE due_at IS NULL AND made_at < $1::timestamptz', [
    new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString(),
  ]);
}
