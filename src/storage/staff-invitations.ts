/** Links that lead to an account: made, shown again, used once. */

import { createHash } from 'node:crypto';
import type { LocalityCode } from '../core/locality.ts';
import { invitationState, type StaffInvitation, type StaffInvitationAim } from '../core/staff/account.ts';
import { type Grant, ROLES } from '../core/staff/role.ts';
import type { Acceptance, AcceptanceOutcome, NewInvitation } from '../ports/staff-store.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { deriveKey } from './derive-key.ts';
import { toJson } from './json.ts';
import {
  endSessionsOf,
  findAccountByEmail,
  giveGrant,
  holdAccount,
  isAdministered,
  isUuid,
  liesWithin,
  voidRenewalsOf,
} from './staff-accounts.ts';

/** The token of a link: a key of its own under the secret key, 43 characters of base64url. */
export function invitationToken(secretKey: string, invitationId: string): string {
  return deriveKey(secretKey, `staff-invitation/${invitationId.toLowerCase()}`)
    .export()
    .toString('base64url');
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

const INVITATION = `SELECT i.id::text AS id, i.kind, coalesce(i.email, a.email) AS email, i.name, i.role, i.place,
  i.account_id::text AS "accountId",
  CASE WHEN i.inviter_id IS NOT NULL THEN jsonb_build_object('id', i.inviter_id, 'name', i.invited_by) END AS "invitedBy", i.created_at AS "createdAt",
  i.expires_at AS "expiresAt", i.used_at AS "usedAt", i.withdrawn_at AS "withdrawnAt"
  FROM staff_invitations i LEFT JOIN staff_accounts a ON a.id = i.account_id`;

const OPEN = 'i.used_at IS NULL AND i.withdrawn_at IS NULL';

type Row = Omit<StaffInvitation, 'aim'> & {
  readonly kind: StaffInvitationAim['kind'];
  readonly email: string | null;
  readonly role: string | null;
  readonly place: LocalityCode | null;
  readonly accountId: string | null;
};

function fromRow({ kind, email, role, place, accountId, ...rest }: Row): StaffInvitation {
  return { ...rest, aim: aimOf({ kind, email: email ?? '', role, place: place ?? '', accountId }) };
}

function aimOf({
  kind,
  email,
  role,
  place,
  accountId,
}: Pick<Row, 'kind' | 'role' | 'accountId'> & { email: string; place: LocalityCode }): StaffInvitationAim {
  if (kind === 'first') return { kind };
  if (kind === 'renewal') return { kind, accountId: accountId ?? '', email };
  const known = ROLES.find((one) => one === role);
  if (known === undefined) throw new Error('an invitation has a role that this version does not know');
  return { kind, email, role: known, place };
}

/** Keeps an invitation, once; of links for a new password only the newest stays open. */
export async function keepInvitation(
  transaction: Transaction,
  secretKey: string,
  invitation: NewInvitation,
): Promise<StaffInvitation> {
  const { id, aim, name, invitedBy, createdAt, expiresAt } = invitation;
  const role = aim.kind === 'invitation' ? aim.role : aim.kind === 'first' ? 'administrator' : null;
  const place = aim.kind === 'invitation' ? aim.place : aim.kind === 'first' ? 'VN' : null;
  // The same order again must not close what was made since.
  if (aim.kind === 'renewal' && (await findInvitation(transaction, id)) === null)
    await voidRenewalsOf(transaction, aim.accountId);
  await transaction.query(
    `INSERT INTO staff_invitations (id, token_hash, kind, email, name, role, place, account_id,
       invited_by, inviter_id, created_at, expires_at)
     VALUES ($1::uuid, $2, $3, lower($4), $5, $6, $7, $8::uuid, $9, $10::uuid, $11::timestamptz, $12::timestamptz)
     ON CONFLICT (id) DO NOTHING`,
    [
      ...[id, hashOf(invitationToken(secretKey, id)), aim.kind, aim.kind === 'invitation' ? aim.email : null],
      ...[name, role, place, aim.kind === 'renewal' ? aim.accountId : null],
      ...[invitedBy?.name ?? null, invitedBy?.id ?? null, createdAt.toISOString(), expiresAt.toISOString()],
    ],
  );
  const kept = await findInvitation(transaction, id);
  if (kept === null) throw new Error('an invitation was deleted while it was made');
  return kept;
}

/** Reads one. */
export async function findInvitation(queryable: Queryable, id: string): Promise<StaffInvitation | null> {
  if (!isUuid(id)) return null;
  const [row] = await queryable.query<Row>(`${INVITATION} WHERE i.id = $1::uuid`, [id]);
  return row === undefined ? null : fromRow(row);
}

/** Reads the one a link belongs to. */
export async function findInvitationByToken(
  queryable: Queryable,
  token: string,
  lock: '' | 'FOR UPDATE OF i' = '',
): Promise<StaffInvitation | null> {
  const [row] = await queryable.query<Row>(`${INVITATION} WHERE i.token_hash = $1 ${lock}`, [hashOf(token)]);
  return row === undefined ? null : fromRow(row);
}

/** Reads the open ones to roles within places. */
export async function openInvitations(
  queryable: Queryable,
  within: readonly LocalityCode[],
  now: Date,
): Promise<readonly StaffInvitation[]> {
  const rows = await queryable.query<Row>(
    `${INVITATION} WHERE i.kind = 'invitation' AND ${OPEN} AND i.expires_at > $2::timestamptz
       AND ${liesWithin('i.place', '$1')} ORDER BY i.created_at DESC, i.id LIMIT 500`,
    [toJson(within), now.toISOString()],
  );
  return rows.map(fromRow);
}

/** Reads the open ones to roles for an address. */
export async function openInvitationsFor(
  queryable: Queryable,
  email: string,
  now: Date,
): Promise<readonly StaffInvitation[]> {
  const rows = await queryable.query<Row>(
    `${INVITATION} WHERE i.kind = 'invitation' AND ${OPEN} AND i.expires_at > $2::timestamptz AND i.email = lower($1)
     ORDER BY i.created_at, i.id`,
    [email, now.toISOString()],
  );
  return rows.map(fromRow);
}

/** The open link of the first administrator, or a new one. @see StaffStore.firstInvitation */
export function firstInvitation(
  database: Database,
  secretKey: string,
  fresh: NewInvitation,
): Promise<StaffInvitation | null> {
  return database.transaction(async (transaction) => {
    if (await isAdministered(transaction)) return null;
    const [row] = await transaction.query<Row>(
      `${INVITATION} WHERE i.kind = 'first' AND ${OPEN} AND i.expires_at > $1::timestamptz ORDER BY i.created_at LIMIT 1`,
      [fresh.createdAt.toISOString()],
    );
    return row === undefined ? keepInvitation(transaction, secretKey, fresh) : fromRow(row);
  });
}

/** Uses a link up. @see StaffStore.accept */
export function acceptInvitation(
  database: Database,
  token: string,
  acceptance: Acceptance,
): Promise<AcceptanceOutcome> {
  return database.transaction(async (transaction): Promise<AcceptanceOutcome> => {
    // The account before its links, as everybody does who touches both.
    const found = await findInvitationByToken(transaction, token);
    if (found?.aim.kind === 'renewal') await holdAccount(transaction, found.aim.accountId);
    const invitation = await findInvitationByToken(transaction, token, 'FOR UPDATE OF i');
    if (invitation === null || invitationState(invitation, acceptance.now) !== 'open')
      return { kind: 'not-open' };
    const { aim } = invitation;
    if (aim.kind === 'first' && (await isAdministered(transaction))) return { kind: 'not-open' };
    const outcome =
      aim.kind === 'renewal'
        ? await renew(transaction, aim.accountId, acceptance)
        : await makeAccount(transaction, invitation, acceptance);
    if (outcome.kind === 'accepted') await useUp(transaction, invitation.id, acceptance.now);
    if (aim.kind === 'renewal') await voidRenewalsOf(transaction, aim.accountId);
    return outcome;
  });
}

async function makeAccount(
  transaction: Transaction,
  { aim, invitedBy }: StaffInvitation,
  { newId, name, passwordHash, now, ...typed }: Acceptance,
): Promise<AcceptanceOutcome> {
  const email = aim.kind === 'invitation' ? aim.email : typed.email;
  if ((await findAccountByEmail(transaction, email)) !== null) return { kind: 'taken' };
  const made = await transaction.query(
    `INSERT INTO staff_accounts (id, name, email, email_verified, created_at, updated_at)
     VALUES ($1::uuid, $2, lower($3), false, $4::timestamptz, $4::timestamptz) ON CONFLICT (email) DO NOTHING RETURNING 1`,
    [newId, name, email, now.toISOString()],
  );
  if (made.length === 0) return { kind: 'taken' };
  await setPassword(transaction, newId, { passwordHash, now });
  const grant: Grant = aim.kind === 'invitation' ? aim : { role: 'administrator', place: 'VN' };
  await giveGrant(transaction, newId, { ...grant, by: invitedBy?.name ?? null, at: now });
  return { kind: 'accepted', accountId: newId };
}

/** A new password is for somebody who lost what they had: the second factor is set up anew as well. */
async function renew(
  transaction: Transaction,
  accountId: string,
  { passwordHash, now }: Acceptance,
): Promise<AcceptanceOutcome> {
  await clearCredentials(transaction, accountId);
  await setPassword(transaction, accountId, { passwordHash, now });
  return { kind: 'accepted', accountId };
}

/** Takes an account's password and second factor, and ends its sessions. */
export async function clearCredentials(queryable: Queryable, accountId: string): Promise<void> {
  const statements = [
    `DELETE FROM staff_credentials WHERE account_id = $1::uuid AND provider_id = 'credential'`,
    'DELETE FROM staff_two_factors WHERE account_id = $1::uuid',
    'UPDATE staff_accounts SET two_factor_enabled = false WHERE id = $1::uuid',
  ];
  for (const statement of statements) await queryable.query(statement, [accountId]);
  await endSessionsOf(queryable, accountId);
}

/** Sets the password of an account. */
export async function setPassword(
  queryable: Queryable,
  accountId: string,
  { passwordHash, now }: { readonly passwordHash: string; readonly now: Date },
): Promise<void> {
  await queryable.query(
    `INSERT INTO staff_credentials (id, account_id, provider_id, subject, password, created_at, updated_at)
     VALUES (gen_random_uuid(), $1::uuid, 'credential', $1::uuid::text, $2, $3::timestamptz, $3::timestamptz)
     ON CONFLICT (provider_id, subject) DO UPDATE SET password = excluded.password, updated_at = excluded.updated_at`,
    [accountId, passwordHash, now.toISOString()],
  );
}

/** Uses up all open invitations for the address of an account. @see StaffStore.acceptByEmail */
export function acceptByEmail(database: Database, accountId: string, now: Date): Promise<void> {
  return database.transaction(async (transaction) => {
    const rows = await transaction.query<{ id: string; role: string; place: string; by: string | null }>(
      `UPDATE staff_invitations i SET used_at = $2::timestamptz FROM staff_accounts a
       WHERE a.id = $1::uuid AND a.email_verified AND i.email = a.email AND i.kind = 'invitation' AND ${OPEN} AND i.expires_at > $2::timestamptz
       RETURNING i.id::text AS id, i.role, i.place, i.invited_by AS by`,
      [accountId, now.toISOString()],
    );
    for (const { role, place, by } of rows) {
      const known = ROLES.find((one) => one === role);
      if (known !== undefined) await giveGrant(transaction, accountId, { role: known, place, by, at: now });
    }
  });
}

async function useUp(transaction: Transaction, id: string, now: Date): Promise<void> {
  await transaction.query('UPDATE staff_invitations SET used_at = $2::timestamptz WHERE id = $1::uuid', [
    id,
    now.toISOString(),
  ]);
}

/** Gives every invitation the hash of its link under another secret key; links that were handed out no longer work. */
export async function rekeyInvitations(transaction: Transaction, newKey: string): Promise<void> {
  const rows = await transaction.query<{ id: string }>('SELECT id::text AS id FROM staff_invitations');
  for (const { id } of rows) {
    await transaction.query('UPDATE staff_invitations SET token_hash = $2 WHERE id = $1::uuid', [
      id,
      hashOf(invitationToken(newKey, id)),
    ]);
  }
}
