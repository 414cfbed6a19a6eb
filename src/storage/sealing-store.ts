/** Sealing: what was said crosses over, and what tells who said it is erased, in one transaction. */

import type { AddressBook } from '../ports/address-book.ts';
import type { SealableSession, SealingStore, UnpublishedCounts } from '../ports/sealing-store.ts';
import type { Database } from './database.ts';
import { seal } from './seal-batch.ts';
import { yearlyKey } from './yearly-key.ts';

/** Binds to a database; the address book wraps the yearly keys. */
export function createSealingStore(database: Database, addressBook: AddressBook): SealingStore {
  return {
    waiting: () =>
      database.query(
        `SELECT consultation_id AS "consultationId", count(*)::int AS count
         FROM sessions WHERE sealed_on IS NULL AND disposition IN ('complete', 'partial') GROUP BY consultation_id`,
      ),
    sealable: (consultationId, limit, unfinished) =>
      readSealable(database, { consultationId, limit, unfinished }),
    seal: (batch) => seal(database, batch),
    yearlyKey: (year) => yearlyKey(database, addressBook, year),
    unpublishedCounts: (consultationId) => countUnpublished(database, consultationId),
    simulated: (consultationId) => countSimulated(database, consultationId),
  };
}

/**
 * Refusals and break-offs leave no response, so before the end they are left alone: in a batch they would stand for
 * children among whom an answer could hide, and hide none.
 */
function readSealable(
  database: Database,
  wanted: { readonly consultationId: string; readonly limit: number; readonly unfinished: boolean },
): Promise<readonly SealableSession[]> {
  return database.query<SealableSession>(
    `SELECT s.id, s.version, c.hash AS "contactHash", c.id AS "contactId", s.respondent, c.channel,
       s.flow_hash AS "flowHash", s.disposition, s.state
     FROM sessions s JOIN contacts c ON c.id = s.contact_id
     WHERE s.consultation_id = $1::uuid AND s.sealed_on IS NULL AND ($3::boolean OR s.disposition IN ('complete', 'partial'))
     LIMIT $2::int`,
    [wanted.consultationId, wanted.limit, wanted.unfinished],
  );
}

async function countUnpublished(database: Database, consultationId: string): Promise<UnpublishedCounts> {
  const [row] = await database.query<UnpublishedCounts>(
    `SELECT
       (SELECT count(*)::int FROM responses WHERE consultation_id = $1::uuid AND NOT simulated) AS responses,
       (SELECT count(*)::int FROM sessions WHERE consultation_id = $1::uuid AND sealed_on IS NULL
         AND disposition IN ('complete', 'partial')) AS waiting,
       (SELECT count(*)::int FROM ledger) AS ledger`,
    [consultationId],
  );
  return row ?? { responses: 0, waiting: 0, ledger: 0 };
}

async function countSimulated(database: Database, consultationId: string): Promise<number> {
  const [row] = await database.query<{ readonly count: number }>(
    'SELECT count(*)::int AS count FROM responses WHERE consultation_id = $1::uuid AND simulated',
    [consultationId],
  );
  return row?.count ?? 0;
}
