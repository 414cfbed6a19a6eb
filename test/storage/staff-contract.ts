/** What those who look after accounts may rely on. */

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { StaffInvitationAim } from '../../src/core/staff/account.ts';
import type { Grant } from '../../src/core/staff/role.ts';
import type { NewInvitation } from '../../src/ports/staff-store.ts';
import { purgeStaff } from '../../src/storage/staff-store.ts';
import type { TriedStore } from './engines.ts';

const NOW = new Date('2026-12-01T03:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const anEmail = () => `${randomUUID().slice(0, 8)}@b.vn`;

export function staffContract(tried: () => TriedStore): void {
  const staff = () => tried().store.staff;
  const attempts = () => tried().store.attempts;

  function invitation(aim: StaffInvitationAim, more: Partial<NewInvitation> = {}): NewInvitation {
    return {
      ...{ id: randomUUID(), aim, name: 'Lan', invitedBy: null, createdAt: NOW, expiresAt: inDays(7) },
      ...more,
    };
  }
  const roleAim = (email: string, { role, place }: Grant): StaffInvitationAim => ({
    ...{ kind: 'invitation', email, role, place },
  });
  const acceptance = (more: { email?: string; now?: Date; passwordHash?: string } = {}) => ({
    ...{ newId: randomUUID(), name: 'Lan', email: '', passwordHash: 'salt:hash', now: NOW },
    ...more,
  });

  async function hire(grant: Grant, email = anEmail()): Promise<string> {
    const { id } = await staff().invite(invitation(roleAim(email, grant)));
    const outcome = await staff().accept(staff().tokenOf(id), acceptance());
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    return outcome.accountId;
  }

  const staffAt79: Grant = { role: 'staff', place: '79' };

  it('keeps an invitation once, and its token nowhere', async () => {
    const order = invitation(roleAim('Mixed@B.vn', staffAt79));
    const kept = await staff().invite(order);
    expect(kept).toMatchObject({ aim: { kind: 'invitation', email: 'mixed@b.vn' }, usedAt: null });
    expect(await staff().invite({ ...order, name: 'Another', expiresAt: inDays(90) })).toEqual(kept);
    const token = staff().tokenOf(order.id);
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row] = await tried().database.query<{ row: string }>(
      'SELECT i::text AS row FROM staff_invitations i WHERE id = $1::uuid',
      [order.id],
    );
    expect(row?.row).not.toContain(token);
    expect(await staff().findInvitationByToken(token)).toEqual(kept);
    expect(await staff().findInvitationByToken(`${token.slice(0, -1)}!`)).toBeNull();
    expect(await staff().findInvitation('no uuid')).toBeNull();
  });

  it('uses a link up once, however many follow it at once', async () => {
    const { id } = await staff().invite(invitation(roleAim(anEmail(), staffAt79)));
    const token = staff().tokenOf(id);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => staff().accept(token, acceptance())));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', ...Array(7).fill('not-open')]);
  });

  it('follows no link that is over, withdrawn or unknown, and then changes nothing', async () => {
    const email = anEmail();
    const [late, withdrawn] = [
      await staff().invite(invitation(roleAim(email, staffAt79))),
      await staff().invite(invitation(roleAim(email, staffAt79))),
    ];
    await staff().withdraw(withdrawn.id, NOW);
    const follow = (id: string, now: Date) => staff().accept(staff().tokenOf(id), acceptance({ now }));
    expect(await follow(late.id, inDays(7))).toEqual({ kind: 'not-open' });
    expect(await follow(withdrawn.id, NOW)).toEqual({ kind: 'not-open' });
    expect(await follow(randomUUID(), NOW)).toEqual({ kind: 'not-open' });
    expect(await staff().findByEmail(email)).toBeNull();
    expect((await follow(late.id, inDays(6))).kind).toBe('accepted');
    const again = await staff().invite(invitation(roleAim(email, staffAt79)));
    expect(await follow(again.id, NOW)).toEqual({ kind: 'taken' });
    expect((await staff().findInvitation(again.id))?.usedAt).toBeNull();
  });

  it('gives a new password through a link, which is void once the account may do more', async () => {
    const accountId = await hire(staffAt79);
    const renewal = (more = {}) =>
      staff().invite(invitation({ kind: 'renewal', accountId, email: '' }, more));
    const first = await renewal();
    expect(first.aim).toMatchObject({ kind: 'renewal', accountId });
    expect(await staff().give(accountId, { role: 'moderator', place: 'VN', by: 'Minh', at: NOW })).toBe(true);
    expect(await staff().give(accountId, { role: 'moderator', place: 'VN', by: 'Minh', at: NOW })).toBe(
      false,
    );
    expect(await staff().accept(staff().tokenOf(first.id), acceptance())).toEqual({ kind: 'not-open' });
    const second = await renewal();
    const used = await staff().accept(staff().tokenOf(second.id), acceptance({ passwordHash: 'salt:new' }));
    expect(used).toEqual({ kind: 'accepted', accountId });
    const [row] = await tried().database.query<{ password: string }>(
      'SELECT password FROM staff_credentials WHERE account_id = $1::uuid',
      [accountId],
    );
    expect(row?.password).toBe('salt:new');
  });

  describe('a link for a new password', () => {
    const renewal = (accountId: string, more: Partial<NewInvitation> = {}) =>
      staff().invite(invitation({ kind: 'renewal', accountId, email: '' }, more));
    const follow = async (id: string) => (await staff().accept(staff().tokenOf(id), acceptance())).kind;

    it('is void once a newer one was made, and the same order again makes none void', async () => {
      const [accountId, other] = [await hire(staffAt79), await hire(staffAt79)];
      const [first, others] = [await renewal(accountId), await renewal(other)];
      const second = await renewal(accountId);
      expect((await renewal(accountId, { id: first.id })).withdrawnAt).not.toBeNull();
      expect(await follow(first.id)).toBe('not-open');
      expect(await follow(second.id)).toBe('accepted');
      expect(await follow(others.id)).toBe('accepted');
    });

    it('is void once another was used, though both are followed at once', async () => {
      const accountId = await hire(staffAt79);
      const ids = [(await renewal(accountId)).id, (await renewal(accountId)).id];
      // As links were kept before only the newest stayed open.
      const reopened = 'UPDATE staff_invitations SET withdrawn_at = NULL WHERE account_id = $1::uuid';
      await tried().database.query(reopened, [accountId]);
      const outcomes = await Promise.all(ids.map(follow));
      expect(outcomes.toSorted()).toEqual(['accepted', 'not-open']);
      const used = await staff().findInvitation(ids[outcomes.indexOf('accepted')] ?? '');
      expect([used?.usedAt, used?.withdrawnAt]).toEqual([NOW, null]);
    });

    it('is void once an identity provider leads in', async () => {
      const accountId = await hire(staffAt79);
      const { id } = await renewal(accountId);
      await staff().clearCredentials(accountId);
      expect(await follow(id)).toBe('not-open');
    });
  });

  it('lists whom a place holds, and the roleless for the nation alone', async () => {
    const name = randomUUID().slice(0, 8);
    const [province, commune, other] = [
      await hire(staffAt79, `p-${name}@b.vn`),
      await hire({ role: 'staff', place: '26740' }, `c-${name}@b.vn`),
      await hire({ role: 'staff', place: '01' }, `o-${name}@b.vn`),
    ];
    const roleless = await hire(staffAt79, `r-${name}@b.vn`);
    await staff().take(roleless, staffAt79);
    const ids = async (...within: string[]) =>
      (await staff().list({ within, words: name.toUpperCase(), most: 10 })).map(({ id }) => id).sort();
    expect(await ids('VN')).toEqual([province, commune, other, roleless].sort());
    expect(await ids('79')).toEqual([province, commune].sort());
    expect(await ids('26740')).toEqual([commune]);
    expect(await ids('01', '26740')).toEqual([commune, other].sort());
    expect(await ids()).toEqual([]);
    expect(await staff().list({ within: ['VN'], words: '%', most: 10 })).toEqual([]);
    expect(await staff().namesOf([province, 'no uuid', randomUUID()])).toEqual(new Map([[province, 'Lan']]));
  });

  it('never lets the last administrator go, though two remove each other at once', async () => {
    const grant: Grant = { role: 'administrator', place: 'VN' };
    const [one, other] = [await hire(grant), await hire(grant)];
    const removed = await Promise.all([staff().take(one, grant), staff().suspend(other, NOW)]);
    expect([...removed].sort()).toEqual(['done', 'last-administrator']);
    const left = removed[0] === 'done' ? other : one;
    expect(await staff().take(left, grant)).toBe('last-administrator');
    expect(await staff().suspend(left, NOW)).toBe('last-administrator');
    const fresh = invitation({ kind: 'first' });
    expect(await staff().firstInvitation(fresh)).toBeNull();
    await tried().database.query('DELETE FROM staff_accounts WHERE id = $1::uuid', [left]);
    const link = await staff().firstInvitation(fresh);
    expect(link?.id).toBe(fresh.id);
    expect((await staff().firstInvitation(invitation({ kind: 'first' })))?.id).toBe(fresh.id);
    const later = invitation({ kind: 'first' }, { createdAt: inDays(8), expiresAt: inDays(15) });
    expect((await staff().firstInvitation(later))?.id).toBe(later.id);
    const followed = await staff().accept(
      staff().tokenOf(later.id),
      acceptance({ email: anEmail(), now: inDays(9) }),
    );
    expect(followed.kind).toBe('accepted');
    expect(await staff().firstInvitation(invitation({ kind: 'first' }))).toBeNull();
  });

  it('voids the open links of an administrator who may invite no more', async () => {
    const grant: Grant = { role: 'administrator', place: '79' };
    const accountId = await hire(grant);
    const invitedBy = { id: accountId, name: 'Lan' };
    const open = await staff().invite(invitation(roleAim(anEmail(), staffAt79), { invitedBy }));
    expect((await staff().openInvitations(['79'], NOW)).map(({ id }) => id)).toContain(open.id);
    expect(await staff().openInvitations(['01'], NOW)).toEqual([]);
    await staff().take(accountId, grant);
    expect((await staff().findInvitation(open.id))?.withdrawnAt).not.toBeNull();
  });

  it('counts each of many tries at once, forgets after the time, and takes one back', async () => {
    const limits = [{ key: randomUUID(), most: 3, windowSeconds: 60 }];
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
    const taken = await Promise.all(Array.from({ length: 9 }, () => attempts().take(limits, NOW)));
    expect(taken.filter(Boolean)).toHaveLength(3);
    expect(await attempts().take(limits, at(59))).toBe(false);
    expect(await attempts().take(limits, at(60))).toBe(true);
    const keys = limits.map(({ key }) => key);
    await attempts().giveBack(keys);
    for (const expected of [true, true, true, false])
      expect(await attempts().take(limits, at(61))).toBe(expected);
    await attempts().forget(keys);
    expect(await attempts().take(limits, at(62))).toBe(true);
    const rows = await tried().database.query<{ key: string }>('SELECT key FROM staff_attempts');
    expect(rows.some(({ key }) => key === keys[0])).toBe(false);
  });

  it('makes the sign-ins of a demo, mends them, touches no one else’s, and takes them away', async () => {
    const email = anEmail();
    const demo = (more = {}) => ({
      ...{ id: randomUUID(), name: 'Demo', email, grant: staffAt79, passwordHash: 'salt:demo' },
      ...{ secondFactor: { secret: 'hidden', backupCodes: 'hidden' }, ...more },
    });
    await staff().keepDemo([demo()], NOW);
    const made = await staff().findByEmail(email);
    expect(made).toMatchObject({ demo: true, secondFactor: true, grants: [staffAt79] });
    await staff().suspend(made?.id ?? '', NOW);
    await staff().keepDemo([demo({ secondFactor: null })], NOW);
    expect(await staff().findByEmail(email)).toEqual({ ...made, secondFactor: false });
    const own = anEmail();
    await hire(staffAt79, own);
    await staff().keepDemo([demo({ email: own })], NOW);
    expect(await staff().findByEmail(own)).toMatchObject({ demo: false, name: 'Lan' });
    expect(await staff().removeDemo()).toBe(1);
    expect(await staff().findByEmail(email)).toBeNull();
    expect(await staff().findByEmail(own)).not.toBeNull();
  });

  it('clears out what is past its time', async () => {
    const { id } = await staff().invite(invitation(roleAim(anEmail(), staffAt79)));
    await attempts().take([{ key: randomUUID(), most: 1, windowSeconds: 60 }], NOW);
    await purgeStaff(tried().database, inDays(30));
    expect(await staff().findInvitation(id)).not.toBeNull();
    expect(await tried().database.query('SELECT 1 FROM staff_attempts')).toEqual([]);
    await purgeStaff(tried().database, inDays(39));
    expect(await staff().findInvitation(id)).toBeNull();
  });
}
