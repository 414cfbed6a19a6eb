/** Keys of other systems; of each only its hash. */

import { createHash, randomBytes } from 'node:crypto';
import type { ApiKey } from '../core/program/api-key.ts';
import type { ApiKeyStore } from '../ports/api-key-store.ts';
import type { Database } from './database.ts';
import { toJson } from './json.ts';
import { liesWithin } from './staff-accounts.ts';
import { isUuid } from './uuid.ts';

/** 256 bits: nobody guesses one, so a plain hash of it is enough. */
const KEY_BYTES = 32;

const ROW = `id::text AS id, name, place, made_by AS "madeBy", made_at AS "madeAt", expires_at AS "expiresAt",
  withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy", last_used_on::text AS "lastUsedOn"`;

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');

/** Binds to a database. */
export function createApiKeyStore(database: Database): ApiKeyStore {
  return {
    async make({ id, name, place, madeBy, madeAt, expiresAt }) {
      const key = `emn_${randomBytes(KEY_BYTES).toString('base64url')}`;
      const made = await database.query(
        `INSERT INTO api_keys (id, key_hash, name, place, made_by, made_at, expires_at)
         VALUES ($1::uuid, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz) ON CONFLICT (id) DO NOTHING RETURNING 1`,
        [id, hashOf(key), name, place, madeBy, madeAt.toISOString(), expiresAt.toISOString()],
      );
      return made.length === 1 ? { kind: 'made', key } : { kind: 'there-already' };
    },
    async open(key) {
      const [row] = await database.query<ApiKey>(`SELECT ${ROW} FROM api_keys WHERE key_hash = $1`, [
        hashOf(key),
      ]);
      return row ?? null;
    },
    async find(id) {
      if (!isUuid(id)) return null;
      const [row] = await database.query<ApiKey>(`SELECT ${ROW} FROM api_keys WHERE id = $1::uuid`, [id]);
      return row ?? null;
    },
    list: (within) =>
      database.query<ApiKey>(
        `SELECT ${ROW} FROM api_keys WHERE ${liesWithin('place', '$1')} ORDER BY made_at DESC, id`,
        [toJson(within)],
      ),
    async withdraw(id, by, at) {
      if (!isUuid(id)) return false;
      const rows = await database.query(
        `UPDATE api_keys SET withdrawn_at = $3::timestamptz, withdrawn_by = $2
         WHERE id = $1::uuid AND withdrawn_at IS NULL RETURNING 1`,
        [id, by, at.toISOString()],
      );
      return rows.length === 1;
    },
    async noteUse(id, day) {
      await database.query(
        `UPDATE api_keys SET last_used_on = $2::date
         WHERE id = $1::uuid AND (last_used_on IS NULL OR last_used_on < $2::date)`,
        [id, day],
      );
    },
  };
}
