/** Signing in: who gets in, with what, and who does not. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, codeOf, openSignInWorld, PASSWORD, type SignInWorld } from './sign-in-world.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
}, 60_000);
afterAll(() => world.tried.close());

const enter = (browser: CookieJar, email: string, password: string) =>
  world.signIn.enterPassword({ ...browser.visit(), email, password });

async function standing(browser: CookieJar) {
  return (await world.signIn.standing(browser.headers)).kind;
}

/** Someone whose role demands a second factor, with the factor set up. */
async function hireWithFactor(email: string) {
  const { id, browser } = await world.hire(email, { role: 'moderator', place: '79' });
  const pending = await world.signIn.pendingKey(id);
  const key = pending?.key ?? '';
  const visit = { ...browser.visit(), accountId: id, code: codeOf(key, Date.now() - 30_000) };
  const done = await world.signIn.confirmSecondFactor(visit);
  if (done.kind !== 'set-up') throw new Error(`the second factor was not set up: ${done.kind}`);
  browser.keep(done.cookies);
  return { id, browser, key, codes: done.codes };
}

describe('with a password', () => {
  it('lets in whoever followed an invitation, and nobody with a wrong one', async () => {
    const { browser } = await world.hire('a@b.vn', { role: 'staff', place: '79' });
    expect(await standing(browser)).toBe('member');
    expect(await world.signIn.memberOf(browser.headers)).toMatchObject({
      email: 'a@b.vn',
      grants: [{ role: 'staff', place: '79' }],
    });
    const other = new CookieJar();
    expect(await enter(other, 'a@b.vn', 'another password')).toEqual({ kind: 'refused', cookies: [] });
    expect(await enter(other, 'nobody@b.vn', PASSWORD)).toEqual({ kind: 'refused', cookies: [] });
    const entry = await enter(other, ' A@B.VN ', PASSWORD);
    expect(entry.kind).toBe('entered');
    other.keep(entry.cookies);
    expect(await standing(other)).toBe('member');
  });

  it('sets a cookie that scripts cannot read, other sites do not send, and that ends within a day', async () => {
    await world.hire('cookie@b.vn', { role: 'staff', place: '79' });
    const { cookies } = await enter(new CookieJar(), 'cookie@b.vn', PASSWORD);
    const [session = ''] = cookies.filter((cookie) => /session_token=/.test(cookie));
    expect(session).toMatch(/^__Secure-em-noi\.session_token=/);
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/', 'Max-Age=43200'])
      expect(session).toContain(attribute);
  });

  it('gives each sign-in a token of its own, whatever the browser brought', async () => {
    await world.hire('fix@b.vn', { role: 'staff', place: '79' });
    const brought = new CookieJar();
    brought.cookies.set('__Secure-em-noi.session_token', 'planted.signature');
    const first = await enter(brought, 'fix@b.vn', PASSWORD);
    brought.keep(first.cookies);
    const token = brought.cookies.get('__Secure-em-noi.session_token');
    expect(token).not.toContain('planted');
    brought.keep((await enter(brought, 'fix@b.vn', PASSWORD)).cookies);
    expect(brought.cookies.get('__Secure-em-noi.session_token')).not.toBe(token);
  });

  it('refuses a session cookie whose signature was changed', async () => {
    const { browser } = await world.hire('sig@b.vn', { role: 'staff', place: '79' });
    const name = '__Secure-em-noi.session_token';
    const [token = ''] = decodeURIComponent(browser.cookies.get(name) ?? '').split('.');
    browser.cookies.set(name, encodeURIComponent(`${token}.${'A'.repeat(43)}=`));
    expect(await standing(browser)).toBe('nobody');
  });
});

describe('with a second factor', () => {
  it('does nothing else for an account that must have one before it is set up', async () => {
    const { id, browser } = await world.hire('mod@b.vn', { role: 'moderator', place: '79' });
    expect(await standing(browser)).toBe('second-factor-missing');
    expect(await world.signIn.memberOf(browser.headers)).toBeNull();
    const pending = await world.signIn.pendingKey(id);
    expect(pending?.uri).toMatch(/^otpauth:\/\/totp\/Em%20N%C3%B3i:mod%40b\.vn\?secret=[A-Z2-7]+&issuer=/);
    const wrong = { ...browser.visit(), accountId: id, code: '000000' };
    expect((await world.signIn.confirmSecondFactor(wrong)).kind).toBe('wrong');
    expect(await standing(browser)).toBe('second-factor-missing');
    // Neither of the ways in for those who have one is a way around.
    expect(
      (await world.signIn.enterCode({ ...browser.visit(), code: codeOf(pending?.key ?? '') })).kind,
    ).toBe('refused');
    expect((await world.signIn.enterRecoveryCode({ ...browser.visit(), code: 'aaaa-bbbb-cccc' })).kind).toBe(
      'refused',
    );
    expect(await standing(browser)).toBe('second-factor-missing');
  });

  it('asks for a code after the password, and gives no session before it', async () => {
    const { key } = await hireWithFactor('mod2@b.vn');
    const browser = new CookieJar();
    const entry = await enter(browser, 'mod2@b.vn', PASSWORD);
    expect(entry.kind).toBe('code-asked');
    expect(entry.cookies.some((cookie) => /session_token=[^;]/.test(cookie))).toBe(false);
    browser.keep(entry.cookies);
    expect(await standing(browser)).toBe('nobody');
    expect((await world.signIn.enterCode({ ...browser.visit(), code: '123 456' })).kind).toBe('refused');
    const shown = await world.signIn.enterCode({ ...browser.visit(), code: codeOf(key) });
    expect(shown.kind).toBe('entered');
    browser.keep(shown.cookies);
    expect(await standing(browser)).toBe('member');
  });

  it('takes a code once', async () => {
    const { key } = await hireWithFactor('once@b.vn');
    const code = codeOf(key);
    for (const expected of ['entered', 'used']) {
      const browser = new CookieJar();
      browser.keep((await enter(browser, 'once@b.vn', PASSWORD)).cookies);
      expect((await world.signIn.enterCode({ ...browser.visit(), code })).kind).toBe(expected);
    }
  });

  it('takes a recovery code once, however it is typed', async () => {
    const { codes } = await hireWithFactor('lost@b.vn');
    expect(codes).toHaveLength(10);
    const typed = ` ${codes[0]?.toUpperCase().replaceAll('-', ' ')} `;
    for (const expected of ['entered', 'refused']) {
      const browser = new CookieJar();
      browser.keep((await enter(browser, 'lost@b.vn', PASSWORD)).cookies);
      const entry = await world.signIn.enterRecoveryCode({ ...browser.visit(), code: typed });
      expect(entry.kind).toBe(expected);
      browser.keep(entry.cookies);
      expect(await standing(browser)).toBe(expected === 'entered' ? 'member' : 'nobody');
    }
  });

  it('ends the sessions that showed none when it is set up', async () => {
    const { id, browser } = await world.hire('opt@b.vn', { role: 'staff', place: '79' });
    const other = new CookieJar();
    other.keep((await enter(other, 'opt@b.vn', PASSWORD)).cookies);
    const account = await world.tried.store.staff.find(id);
    if (account === null) throw new Error('no account');
    const wrong = { ...browser.visit(), account, password: 'not this one at all' };
    expect((await world.signIn.beginSecondFactor(wrong)).kind).toBe('wrong-password');
    expect((await world.signIn.beginSecondFactor({ ...wrong, password: PASSWORD })).kind).toBe('begun');
    const key = (await world.signIn.pendingKey(id))?.key ?? '';
    const done = await world.signIn.confirmSecondFactor({
      ...browser.visit(),
      accountId: id,
      code: codeOf(key),
    });
    if (done.kind !== 'set-up') throw new Error(done.kind);
    browser.keep(done.cookies);
    expect(await standing(browser)).toBe('member');
    expect(await standing(other)).toBe('nobody');
    const removed = await world.signIn.removeSecondFactor({
      ...browser.visit(),
      account,
      password: PASSWORD,
    });
    if (removed.kind !== 'removed') throw new Error(removed.kind);
    browser.keep(removed.cookies);
    expect(await standing(browser)).toBe('member');
    expect((await enter(new CookieJar(), 'opt@b.vn', PASSWORD)).kind).toBe('entered');
  });
});

describe('a guesser', () => {
  it('is stopped after five wrong passwords, while a colleague behind the same address gets in', async () => {
    await world.hire('victim@b.vn', { role: 'staff', place: '79' });
    await world.hire('colleague@b.vn', { role: 'staff', place: '79' });
    const office = new CookieJar('198.51.100.1');
    for (let tries = 0; tries < 5; tries += 1)
      expect((await enter(office, 'victim@b.vn', `guess ${tries} guess`)).kind).toBe('refused');
    expect((await enter(office, 'victim@b.vn', PASSWORD)).kind).toBe('slow-down');
    expect((await enter(office, 'colleague@b.vn', PASSWORD)).kind).toBe('entered');
    // The person themself, from elsewhere.
    expect((await enter(new CookieJar('198.51.100.2'), 'victim@b.vn', PASSWORD)).kind).toBe('entered');
    world.clock.now = new Date(Date.now() + 16 * 60_000);
    expect((await enter(office, 'victim@b.vn', PASSWORD)).kind).toBe('entered');
    world.clock.now = new Date();
  });

  it('gets no more tries by sending them at once', async () => {
    await world.hire('race@b.vn', { role: 'staff', place: '79' });
    const browser = new CookieJar('198.51.100.3');
    const tries = Array.from({ length: 20 }, (_, at) => enter(browser, 'race@b.vn', `guess ${at} guess`));
    const kinds = (await Promise.all(tries)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'slow-down')).toHaveLength(15);
  });

  it('is stopped at an account whatever address is used, and at an address whatever account', async () => {
    await world.hire('many@b.vn', { role: 'staff', place: '79' });
    const kinds: string[] = [];
    for (let at = 0; at < 31; at += 1)
      kinds.push((await enter(new CookieJar(`198.51.101.${at}`), 'many@b.vn', 'guess guess')).kind);
    expect(kinds.lastIndexOf('refused')).toBe(29);
    expect(kinds[30]).toBe('slow-down');
    const sprayer = new CookieJar('198.51.102.1');
    const sprayed = await Promise.all(
      Array.from({ length: 110 }, (_, at) => enter(sprayer, `person${at}@b.vn`, 'Password2026')),
    );
    expect(sprayed.filter(({ kind }) => kind === 'slow-down').length).toBeGreaterThanOrEqual(10);
  }, 60_000);

  it('cannot hold an account shut for a browser that its owner was let in with before', async () => {
    await world.hire('owner@b.vn', { role: 'staff', place: '79' });
    const office = new CookieJar('198.51.104.200');
    office.keep((await enter(office, 'owner@b.vn', PASSWORD)).cookies);
    for (let at = 0; at < 30; at += 1)
      await enter(new CookieJar(`198.51.104.${at}`), 'owner@b.vn', 'guess guess');
    expect((await enter(new CookieJar('198.51.104.201'), 'owner@b.vn', PASSWORD)).kind).toBe('slow-down');
    office.address = '198.51.104.202';
    expect((await enter(office, 'owner@b.vn', PASSWORD)).kind).toBe('entered');
    // Whoever sits at that browser may guess no more than anybody.
    for (let tries = 0; tries < 5; tries += 1)
      expect((await enter(office, 'owner@b.vn', `guess ${tries} guess`)).kind).toBe('refused');
    expect((await enter(office, 'owner@b.vn', PASSWORD)).kind).toBe('slow-down');
  }, 60_000);

  it('gains nothing from a mark that another account was given, or that was made up', async () => {
    await world.hire('first@b.vn', { role: 'staff', place: '79' });
    await world.hire('second@b.vn', { role: 'staff', place: '79' });
    const own = new CookieJar('198.51.105.200');
    own.keep((await enter(own, 'first@b.vn', PASSWORD)).cookies);
    for (let at = 0; at < 30; at += 1)
      await enter(new CookieJar(`198.51.105.${at}`), 'second@b.vn', 'guess guess');
    own.address = '198.51.105.201';
    expect((await enter(own, 'second@b.vn', PASSWORD)).kind).toBe('slow-down');
    const forger = new CookieJar('198.51.105.202');
    forger.keep([`em-noi-known=${'A'.repeat(22)}.${'A'.repeat(43)}; Path=/`]);
    expect((await enter(forger, 'second@b.vn', PASSWORD)).kind).toBe('slow-down');
  }, 60_000);

  it('who knows the password is stopped after some wrong codes, for every address', async () => {
    const { key } = await hireWithFactor('coded@b.vn');
    const kinds: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const browser = new CookieJar(`198.51.103.${round}`);
      browser.keep((await enter(browser, 'coded@b.vn', PASSWORD)).cookies);
      for (let tries = 0; tries < 6; tries += 1) {
        const entry = await world.signIn.enterCode({ ...browser.visit(), code: '000000' });
        kinds.push(entry.kind);
        browser.keep(entry.cookies);
      }
    }
    expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(10);
    expect(kinds.at(-1)).toBe('locked');
    const browser = new CookieJar();
    browser.keep((await enter(browser, 'coded@b.vn', PASSWORD)).cookies);
    expect((await world.signIn.enterCode({ ...browser.visit(), code: codeOf(key) })).kind).toBe('locked');
  });
});

describe('what one is signed in with', () => {
  it('is listed, and can be ended one by one or all at once', async () => {
    const { browser } = await world.hire('dev@b.vn', { role: 'staff', place: '79' });
    const phone = new CookieJar();
    phone.keep((await enter(phone, 'dev@b.vn', PASSWORD)).cookies);
    const { browser: stranger } = await world.hire('stranger@b.vn', { role: 'staff', place: '79' });
    const rows = await world.signIn.listSessions(browser.headers);
    expect(rows.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(rows[0]?.userAgent).toContain('Firefox');
    const other = rows.find(({ current }) => !current)?.id ?? '';
    await world.signIn.endSession(stranger.headers, other);
    expect(await standing(phone)).toBe('member');
    await world.signIn.endSession(browser.headers, other);
    expect(await standing(phone)).toBe('nobody');
    phone.keep((await enter(phone, 'dev@b.vn', PASSWORD)).cookies);
    browser.keep(await world.signIn.endAllSessions(browser.headers));
    expect(await standing(phone)).toBe('nobody');
    expect(browser.cookies.has('__Secure-em-noi.session_token')).toBe(false);
    expect(await standing(stranger)).toBe('member');
  });

  it('is over elsewhere once the password is changed', async () => {
    const { browser } = await world.hire('pass@b.vn', { role: 'staff', place: '79' });
    const phone = new CookieJar();
    phone.keep((await enter(phone, 'pass@b.vn', PASSWORD)).cookies);
    const change = { ...browser.visit(), email: 'pass@b.vn', wanted: 'một mật khẩu mới hẳn' };
    expect((await world.signIn.changePassword({ ...change, current: 'wrong wrong' })).kind).toBe(
      'wrong-password',
    );
    expect((await world.signIn.changePassword({ ...change, current: PASSWORD })).kind).toBe('changed');
    expect(await standing(browser)).toBe('member');
    expect(await standing(phone)).toBe('nobody');
    expect((await enter(phone, 'pass@b.vn', PASSWORD)).kind).toBe('refused');
    expect((await enter(phone, 'pass@b.vn', change.wanted)).kind).toBe('entered');
  });

  it('is led into by no link that was open when the password was changed', async () => {
    const { staff } = world.tried.store;
    const { id: accountId, browser } = await world.hire('link@b.vn', { role: 'staff', place: '79' });
    const link = await staff.invite({
      ...{ id: randomUUID(), name: 'Lan', invitedBy: null, createdAt: new Date() },
      aim: { kind: 'renewal', accountId, email: 'link@b.vn' },
      expiresAt: new Date(Date.now() + 1e9),
    });
    const token = staff.tokenOf(link.id);
    const change = { ...browser.visit(), email: 'link@b.vn', wanted: 'một mật khẩu mới hẳn' };
    await world.signIn.changePassword({ ...change, current: 'wrong wrong' });
    expect((await world.signIn.findLink(token)).kind).toBe('open');
    expect((await world.signIn.changePassword({ ...change, current: PASSWORD })).kind).toBe('changed');
    expect(await world.signIn.findLink(token)).toEqual({ kind: 'closed', state: 'withdrawn' });
  });

  it('is over at once for an account that was barred, and nothing leads back in', async () => {
    const { id, browser } = await world.hire('bad@b.vn', { role: 'staff', place: '79' });
    expect(await world.tried.store.staff.suspend(id, new Date())).toBe('done');
    expect(await standing(browser)).toBe('nobody');
    expect((await enter(browser, 'bad@b.vn', PASSWORD)).kind).toBe('refused');
    await world.tried.store.staff.reinstate(id);
    const again = await enter(browser, 'bad@b.vn', PASSWORD);
    expect(again.kind).toBe('entered');
    browser.keep(again.cookies);
    // A session that was somehow left is worth nothing either.
    const bar = 'UPDATE staff_accounts SET suspended_at = now() WHERE id = $1::uuid';
    await world.tried.database.query(bar, [id]);
    expect(await standing(browser)).toBe('nobody');
  });

  it('ends with a sign-out, though somebody kept the cookie', async () => {
    const { browser } = await world.hire('out@b.vn', { role: 'staff', place: '79' });
    const thief = new CookieJar();
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    browser.keep(await world.signIn.signOut(browser.headers));
    expect(await standing(browser)).toBe('nobody');
    expect(await standing(thief)).toBe('nobody');
  });
});
