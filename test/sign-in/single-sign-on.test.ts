/** Single sign-on with an identity provider over real HTTP: whom it leads in, and whom not. */

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/core/staff/role.ts';
import { type OidcProvider, startOidcProvider } from '../fake-vendors/oidc-provider.ts';
import {
  CookieJar,
  codeOf,
  openSignInWorld,
  PASSWORD,
  PUBLIC_URL,
  type SignInWorld,
} from './sign-in-world.ts';

let provider: OidcProvider;
let world: SignInWorld;

beforeAll(async () => {
  provider = await startOidcProvider();
  const { issuer, clientId, clientSecret } = provider;
  world = await openSignInWorld({ oidc: { issuer, clientId, clientSecret } });
}, 60_000);
afterEach(() => {
  provider.forge = (claims) => claims;
  provider.foreignKey = false;
});
afterAll(async () => {
  await world.tried.close();
  await provider.close();
});

const singleSignOn = () => {
  const { singleSignOn } = world.signIn;
  if (singleSignOn === null) throw new Error('single sign-on is off');
  return singleSignOn;
};

/** Goes to the provider and comes back. @param change of the query one comes back with */
async function visit(browser: CookieJar, change: (query: Record<string, string>) => void = () => {}) {
  const way = await singleSignOn().begin(browser.headers);
  if (way === null) throw new Error('the provider does not answer');
  browser.keep(way.cookies);
  const answer = await fetch(way.url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(`${PUBLIC_URL}/console/sign-in/callback/oidc`);
  const query = Object.fromEntries(back.searchParams);
  change(query);
  const outcome = await singleSignOn().finish(browser.headers, query);
  browser.keep(outcome.cookies);
  return outcome.kind;
}

async function invite(email: string, role: Role = 'staff', place = '79') {
  await world.tried.store.staff.invite({
    ...{ id: randomUUID(), name: 'Bình', invitedBy: null, createdAt: new Date() },
    aim: { kind: 'invitation', email, role, place },
    expiresAt: new Date(Date.now() + 1e9),
  });
}

const standing = (browser: CookieJar) => world.signIn.standing(browser.headers);
const person = (local: string, verified = true) => ({
  ...{ sub: `sub-${local}`, email: `${local}@ministry.example`, email_verified: verified, name: local },
});

describe('an identity provider', () => {
  it('leads in whom an administrator invited under the address it has verified, with the role offered', async () => {
    provider.person = person('an');
    await invite('an@ministry.example');
    const browser = new CookieJar();
    expect(await visit(browser)).toBe('entered');
    expect(await standing(browser)).toMatchObject({
      kind: 'member',
      member: { email: 'an@ministry.example', name: 'an', grants: [{ role: 'staff', place: '79' }] },
    });
    expect(await world.tried.store.staff.openInvitationsFor('an@ministry.example', new Date())).toEqual([]);
    const again = new CookieJar();
    expect(await visit(again)).toBe('entered');
    expect((await standing(again)).kind).toBe('member');
  });

  it('keeps none of its tokens with us', async () => {
    const rows = await world.tried.database.query<Record<string, unknown>>(
      `SELECT access_token, refresh_token, id_token, scope, password FROM staff_credentials WHERE provider_id = 'oidc'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(Object.values(row).every((value) => value === null)).toBe(true);
  });

  it('leads in nobody who was not invited', async () => {
    provider.person = person('stranger');
    const browser = new CookieJar();
    expect(await visit(browser)).toBe('not-invited');
    expect((await standing(browser)).kind).toBe('nobody');
    expect(await world.tried.store.staff.findByEmail('stranger@ministry.example')).toBeNull();
  });

  it('leads in nobody whose address it has not verified, invited or not', async () => {
    provider.person = person('unsure', false);
    await invite('unsure@ministry.example');
    expect(await visit(new CookieJar())).toBe('unverified');
    await world.hire('known@ministry.example', { role: 'staff', place: '79' });
    provider.person = person('known', false);
    expect(await visit(new CookieJar())).toBe('unverified');
  });

  it('gives an account to the owner of its address, and takes it from whoever knew its password', async () => {
    const { browser: first } = await world.hire('owner@ministry.example', { role: 'staff', place: '79' });
    expect((await standing(first)).kind).toBe('member');
    await invite('owner@ministry.example', 'auditor', 'VN');
    provider.person = person('owner');
    const browser = new CookieJar();
    expect(await visit(browser)).toBe('entered');
    expect(await world.signIn.memberOf(browser.headers)).toMatchObject({
      grants: expect.arrayContaining([
        { role: 'staff', place: '79' },
        { role: 'auditor', place: 'VN' },
      ]),
    });
    expect((await standing(first)).kind).toBe('nobody');
    const entry = { ...new CookieJar().visit(), email: 'owner@ministry.example', password: PASSWORD };
    expect((await world.signIn.enterPassword(entry)).kind).toBe('refused');
  });

  it('is no way around the second factor', async () => {
    provider.person = person('mod');
    await invite('mod@ministry.example', 'moderator');
    const browser = new CookieJar();
    expect(await visit(browser)).toBe('entered');
    const half = await standing(browser);
    if (half.kind !== 'second-factor-missing') throw new Error(half.kind);
    const { account } = half;
    expect((await world.signIn.beginSecondFactor({ ...browser.visit(), account, password: '' })).kind).toBe(
      'begun',
    );
    const key = (await world.signIn.pendingKey(account.id))?.key ?? '';
    const code = codeOf(key, Date.now() - 30_000);
    const done = await world.signIn.confirmSecondFactor({ ...browser.visit(), accountId: account.id, code });
    if (done.kind !== 'set-up') throw new Error(done.kind);
    browser.keep(done.cookies);
    expect((await standing(browser)).kind).toBe('member');

    const again = new CookieJar();
    expect(await visit(again)).toBe('entered');
    expect((await standing(again)).kind).toBe('code-asked');
    expect(await world.signIn.memberOf(again.headers)).toBeNull();
    expect((await world.signIn.enterCode({ ...again.visit(), code: '000000' })).kind).toBe('refused');
    const old = new CookieJar();
    for (const [name, value] of again.cookies) old.cookies.set(name, value);
    const shown = await world.signIn.enterCode({ ...again.visit(), code: codeOf(key) });
    expect(shown.kind).toBe('entered');
    again.keep(shown.cookies);
    expect((await standing(again)).kind).toBe('member');
    // The session is another one now: who had seen the cookie before has nothing.
    expect((await standing(old)).kind).toBe('nobody');
    const third = new CookieJar();
    await visit(third);
    expect((await world.signIn.enterCode({ ...third.visit(), code: codeOf(key) })).kind).toBe('used');
    const recovery = await world.signIn.enterRecoveryCode({ ...third.visit(), code: done.codes[0] ?? '' });
    expect(recovery.kind).toBe('entered');
  });

  it('leads nobody into an account that was barred', async () => {
    provider.person = person('barred');
    await invite('barred@ministry.example');
    await visit(new CookieJar());
    const account = await world.tried.store.staff.findByEmail('barred@ministry.example');
    await world.tried.store.staff.suspend(account?.id ?? '', new Date());
    const browser = new CookieJar();
    expect(await visit(browser)).toBe('suspended');
    expect((await standing(browser)).kind).toBe('nobody');
  });

  it('is believed only where its word is signed by it, for us, for this request', async () => {
    provider.person = person('forged');
    await invite('forged@ministry.example');
    const forgeries: readonly (() => void)[] = [
      () => {
        provider.foreignKey = true;
      },
      () => {
        provider.forge = (claims) => ({ ...claims, aud: 'another' });
      },
      () => {
        provider.forge = (claims) => ({ ...claims, iss: 'https://another.example' });
      },
      () => {
        provider.forge = (claims) => ({ ...claims, nonce: 'another' });
      },
      () => {
        provider.forge = (claims) => ({ ...claims, exp: 1_000 });
      },
    ];
    for (const forge of forgeries) {
      provider.forge = (claims) => claims;
      provider.foreignKey = false;
      forge();
      const browser = new CookieJar();
      expect(await visit(browser)).toBe('failed');
      expect((await standing(browser)).kind).toBe('nobody');
    }
    provider.forge = (claims) => claims;
    provider.foreignKey = false;
    expect(await visit(new CookieJar())).toBe('entered');
  });

  it('leads back only the browser that set out', async () => {
    provider.person = person('an');
    const [mine, theirs] = [new CookieJar(), new CookieJar()];
    const way = await singleSignOn().begin(mine.headers);
    const back = new URL((await fetch(way?.url ?? '', { redirect: 'manual' })).headers.get('location') ?? '');
    const outcome = await singleSignOn().finish(theirs.headers, Object.fromEntries(back.searchParams));
    expect(outcome.kind).toBe('failed');
    expect(outcome.cookies.some((cookie) => /session_token=[^;]/.test(cookie))).toBe(false);
    expect(await visit(new CookieJar(), (query) => Object.assign(query, { state: 'another' }))).toBe(
      'failed',
    );
    expect(await visit(new CookieJar(), (query) => Object.assign(query, { code: 'another' }))).toBe('failed');
  });

  it('may be declined', async () => {
    provider.person = null;
    expect(await visit(new CookieJar())).toBe('given-up');
  });
});

it('a provider that is away leaves passwords alone; a database that is away is told as such', async () => {
  const away = await openSignInWorld({
    oidc: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' },
  });
  expect(await away.signIn.singleSignOn?.begin(new Headers())).toBeNull();
  const { browser } = await away.hire('a@b.vn', { role: 'staff', place: '79' });
  expect((await away.signIn.standing(browser.headers)).kind).toBe('member');
  await away.tried.close();
  // The library hides the reason in an error of its own.
  await expect(away.signIn.standing(browser.headers)).rejects.toMatchObject({ code: 'storage-unavailable' });
}, 30_000);
