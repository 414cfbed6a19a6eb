/** Accounts of the console: reading them, their roles, barring them. */

import type { LocalityCode } from '../core/locality.ts';
import type { StaffAccount } from '../core/staff/account.ts';
import type { Grant } from '../core/staff/role.ts';
import type { GuardedOutcome, StaffSearch } from '../ports/staff-store.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { toJson } from './json.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Tells whether a text can be the id of a row. */
export function isUuid(id: string): boolean {
  return UUID.test(id);
}

/** Held while somebody's being the last administrator is looked at: two who remove each other wait for one another. */
const ADMINISTRATORS_LOCK = 72_707_370;

const ACCOUNT = `SELECT a.id::text AS id, a.name, a.email, a.suspended_at IS NOT NULL AS suspended, a.demo,
  a.two_factor_enabled AS "secondFactor", to_char(a.last_sign_in_on, 'YYYY-MM-DD') AS "lastSignInOn",
  coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'place', g.place) ORDER BY g.given_at, g.role, g.place)
    FROM staff_grants g WHERE g.account_id = a.id), '[]'::jsonb) AS grants FROM staff_accounts a`;

/** Tells in SQL whether a place lies in one of those of a JSON parameter. */
export function liesWithin(place: string, parameter: string): string {
  const places = `ARRAY (SELECT jsonb_array_elements_text(${parameter}::jsonb))`;
  return `('VN' = ANY (${places}) OR ${place} = ANY (${places}) OR EXISTS (
    SELECT 1 FROM localities l WHERE l.code = ${place} AND l.parent_code = ANY (${places})))`;
}

/** Reads one. */
export async function findAccount(queryable: Queryable, id: string): Promise<StaffAccount | null> {
  if (!isUuid(id)) return null;
  const [row] = await queryable.query<StaffAccount>(`${ACCOUNT} WHERE a.id = $1::uuid`, [id]);
  return row ?? null;
}

/** Reads the one of an address. */
export async function findAccountByEmail(queryable: Queryable, email: string): Promise<StaffAccount | null> {
  const [row] = await queryable.query<StaffAccount>(`${ACCOUNT} WHERE a.email = lower($1)`, [email]);
  return row ?? null;
}

/** Reads those in reach. @see StaffStore.list */
export function listAccounts(
  queryable: Queryable,
  { within, words, most }: StaffSearch,
): Promise<readonly StaffAccount[]> {
  const pattern = `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return queryable.query<StaffAccount>(
    `${ACCOUNT} WHERE (lower(a.name) LIKE $2 OR a.email LIKE $2)
       AND (EXISTS (SELECT 1 FROM staff_grants g WHERE g.account_id = a.id AND ${liesWithin('g.place', '$1')})
         OR ($1::jsonb ? 'VN' AND NOT EXISTS (SELECT 1 FROM staff_grants g WHERE g.account_id = a.id)))
     ORDER BY lower(a.name), a.id LIMIT $3`,
    [toJson(within), pattern, most],
  );
}

/** Names by id; those who are gone are not in it. */
export async function readNames(
  queryable: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await queryable.query<{ id: string; name: string }>(
    `SELECT id::text AS id, name FROM staff_accounts
     WHERE id = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::uuid))`,
    [toJson(ids.filter(isUuid))],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Gives a role. @returns whether it was new */
export async function giveGrant(
  queryable: Queryable,
  accountId: string,
  { role, place, by, at }: Grant & { readonly by: string | null; readonly at: Date },
): Promise<boolean> {
  const rows = await queryable.query(
    `INSERT INTO staff_grants (account_id, role, place, given_by, given_at)
     SELECT id, $2, $3, $4, $5::timestamptz FROM staff_accounts WHERE id = $1::uuid
     ON CONFLICT DO NOTHING RETURNING 1`,
    [accountId, role, place, by, at.toISOString()],
  );
  return rows.length > 0;
}

/** Takes a role, unless nobody would administer the installation any more. */
export function takeGrant(
  database: Database,
  accountId: string,
  { role, place }: Grant,
): Promise<GuardedOutcome> {
  return database.transaction(async (transaction): Promise<GuardedOutcome> => {
    const administers = role === 'administrator' && place === 'VN';
    if (administers && (await isLastAdministrator(transaction, accountId))) return 'last-administrator';
    const rows = await transaction.query(
      'DELETE FROM staff_grants WHERE account_id = $1::uuid AND role = $2 AND place = $3 RETURNING 1',
      [accountId, role, place],
    );
    if (role === 'administrator') await voidInvitationsBy(transaction, accountId);
    return rows.length > 0 ? 'done' : 'absent';
  });
}

/** Bars an account and ends its sessions, unless nobody would administer the installation any more. */
export function suspendAccount(database: Database, accountId: string, at: Date): Promise<GuardedOutcome> {
  return database.transaction(async (transaction): Promise<GuardedOutcome> => {
    if (await isLastAdministrator(transaction, accountId)) return 'last-administrator';
    const rows = await transaction.query(
      `UPDATE staff_accounts SET suspended_at = coalesce(suspended_at, $2::timestamptz) WHERE id = $1::uuid RETURNING 1`,
      [accountId, at.toISOString()],
    );
    await endSessionsOf(transaction, accountId);
    await voidInvitationsBy(transaction, accountId);
    return rows.length > 0 ? 'done' : 'absent';
  });
}

/** Links made by somebody who may not invite any more would be a way back in. */
async function voidInvitationsBy(transaction: Queryable, inviterId: string): Promise<void> {
  await transaction.query(
    `UPDATE staff_invitations SET withdrawn_at = now()
     WHERE inviter_id = $1::uuid AND used_at IS NULL AND withdrawn_at IS NULL`,
    [inviterId],
  );
}

/** Lets those wait for one another who make, use or void links for an account's new password, until each is done. */
export async function holdAccount(transaction: Transaction, accountId: string): Promise<void> {
  await transaction.query('SELECT 1 FROM staff_accounts WHERE id = $1::uuid FOR NO KEY UPDATE', [accountId]);
}

/**
 * Makes the open links for an account's new password void. Each was made for what the account could do and was asked
 * for then; and whoever follows one is asked for no second factor.
 */
export async function voidRenewalsOf(transaction: Transaction, accountId: string): Promise<void> {
  await holdAccount(transaction, accountId);
  await transaction.query(
    `UPDATE staff_invitations SET withdrawn_at = now()
     WHERE account_id = $1::uuid AND used_at IS NULL AND withdrawn_at IS NULL`,
    [accountId],
  );
}

/** Deletes all sessions of an account. */
export async function endSessionsOf(queryable: Queryable, accountId: string): Promise<void> {
  await queryable.query('DELETE FROM staff_sessions WHERE account_id = $1::uuid', [accountId]);
}

/** Whether anybody who is not barred administers the whole installation. Keeps others from changing that meanwhile. */
export async function isAdministered(transaction: Queryable, butFor: string | null = null): Promise<boolean> {
  await transaction.query(`SELECT pg_advisory_xact_lock(${ADMINISTRATORS_LOCK})`);
  const rows = await transaction.query(
    `SELECT 1 FROM staff_grants g JOIN staff_accounts a ON a.id = g.account_id
     WHERE g.role = 'administrator' AND g.place = 'VN' AND a.suspended_at IS NULL
       AND a.id IS DISTINCT FROM $1::uuid LIMIT 1`,
    [butFor],
  );
  return rows.length > 0;
}

async function isLastAdministrator(transaction: Queryable, accountId: string): Promise<boolean> {
  if (await isAdministered(transaction, accountId)) return false;
  const account = await findAccount(transaction, accountId);
  const place: LocalityCode = 'VN';
  const isOne = account?.grants.some((one) => one.role === 'administrator' && one.place === place) ?? false;
  return isOne && account?.suspended === false;
}
