/** Accounts of the console, their roles, and the links that lead to them. */

import { dayOf } from '../core/day.ts';
import type { DemoAccount, StaffStore } from '../ports/staff-store.ts';
import type { Database, Transaction } from './database.ts';
import {
  endSessionsOf,
  findAccount,
  findAccountByEmail,
  giveGrant,
  isUuid,
  listAccounts,
  readNames,
  suspendAccount,
  takeGrant,
  voidRenewalsOf,
} from './staff-accounts.ts';
import {
  acceptByEmail,
  acceptInvitation,
  clearCredentials,
  findInvitation,
  findInvitationByToken,
  firstInvitation,
  invitationToken,
  keepInvitation,
  openInvitations,
  openInvitationsFor,
  setPassword,
} from './staff-invitations.ts';

/** How long an ended invitation is kept, for those who ask what became of it. */
const ENDED_INVITATION_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Binds to a database. */
export function createStaffStore(database: Database, secretKey: string): StaffStore {
  return {
    find: (id) => findAccount(database, id),
    findByEmail: (email) => findAccountByEmail(database, email),
    list: (search) => listAccounts(database, search),
    namesOf: (ids) => readNames(database, ids),
    tokenOf: (id) => invitationToken(secretKey, id),
    invite: (invitation) =>
      database.transaction((transaction) => keepInvitation(transaction, secretKey, invitation)),
    findInvitation: (id) => findInvitation(database, id),
    findInvitationByToken: (token) => findInvitationByToken(database, token),
    openInvitations: (within, now) => openInvitations(database, within, now),
    openInvitationsFor: (email, now) => openInvitationsFor(database, email, now),
    async withdraw(id, now) {
      if (!isUuid(id)) return;
      await database.query(
        `UPDATE staff_invitations SET withdrawn_at = $2::timestamptz
         WHERE id = $1::uuid AND used_at IS NULL AND withdrawn_at IS NULL`,
        [id, now.toISOString()],
      );
    },
    firstInvitation: (fresh) => firstInvitation(database, secretKey, fresh),
    accept: (token, acceptance) => acceptInvitation(database, token, acceptance),
    acceptByEmail: (accountId, now) => acceptByEmail(database, accountId, now),
    clearCredentials: (accountId) =>
      database.transaction(async (transaction) => {
        await voidRenewalsOf(transaction, accountId);
        await clearCredentials(transaction, accountId);
      }),
    voidRenewals: (accountId) =>
      database.transaction((transaction) => voidRenewalsOf(transaction, accountId)),
    give: (accountId, grant) =>
      database.transaction(async (transaction) => {
        await voidRenewalsOf(transaction, accountId);
        return giveGrant(transaction, accountId, grant);
      }),
    take: (accountId, grant) => takeGrant(database, accountId, grant),
    suspend: (accountId, at) => suspendAccount(database, accountId, at),
    async reinstate(accountId) {
      await database.query('UPDATE staff_accounts SET suspended_at = NULL WHERE id = $1::uuid', [accountId]);
    },
    endSessions: (accountId) => endSessionsOf(database, accountId),
    async noteSignIn(accountId, day) {
      await database.query(
        'UPDATE staff_accounts SET last_sign_in_on = $2::date WHERE id = $1::uuid AND last_sign_in_on IS DISTINCT FROM $2::date',
        [accountId, day],
      );
    },
    keepDemo: (accounts, now) =>
      database.transaction(async (transaction) => {
        for (const account of accounts) await keepDemoAccount(transaction, account, now);
      }),
    removeDemo: async () =>
      (await database.query('DELETE FROM staff_accounts WHERE demo RETURNING 1')).length,
  };
}

/** An account that people made under the same address is left alone. */
async function keepDemoAccount(transaction: Transaction, account: DemoAccount, now: Date): Promise<void> {
  const { grant, passwordHash, secondFactor } = account;
  const [row] = await transaction.query<{ id: string }>(
    `INSERT INTO staff_accounts AS a (id, name, email, email_verified, created_at, updated_at, two_factor_enabled, demo)
     VALUES ($1::uuid, $2, $3, false, $4::timestamptz, $4::timestamptz, $5, true)
     ON CONFLICT (email) DO UPDATE SET name = excluded.name, two_factor_enabled = excluded.two_factor_enabled,
       suspended_at = NULL WHERE a.demo RETURNING a.id::text AS id`,
    [account.id, account.name, account.email, now.toISOString(), secondFactor !== null],
  );
  if (row === undefined) return;
  await setPassword(transaction, row.id, { passwordHash, now });
  await transaction.query('DELETE FROM staff_two_factors WHERE account_id = $1::uuid', [row.id]);
  if (secondFactor !== null) {
    await transaction.query(
      `INSERT INTO staff_two_factors (id, account_id, secret, backup_codes, verified)
       VALUES (gen_random_uuid(), $1::uuid, $2, $3, true)`,
      [row.id, secondFactor.secret, secondFactor.backupCodes],
    );
  }
  await transaction.query('DELETE FROM staff_grants WHERE account_id = $1::uuid', [row.id]);
  await giveGrant(transaction, row.id, { ...grant, by: null, at: now });
}

/** Deletes what is past its time: sessions, sign-ins under way, counts, links that ended a month ago. */
export async function purgeStaff(database: Database, now: Date): Promise<void> {
  for (const table of ['staff_sessions', 'staff_verifications', 'staff_attempts']) {
    await database.query(`DELETE FROM ${table} WHERE expires_at < $1::timestamptz`, [now.toISOString()]);
  }
  const oldest = dayOf(new Date(now.getTime() - ENDED_INVITATION_DAYS * DAY_MS));
  await database.query(
    `DELETE FROM staff_invitations WHERE least(used_at, withdrawn_at, expires_at) < $1::date`,
    [oldest],
  );
}
