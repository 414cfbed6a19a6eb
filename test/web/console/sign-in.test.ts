/** The door of the console, as a browser meets it: forms, cookies, where it leads, what it withstands. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../sign-in/sign-in-world.ts';
import { type Browser, type DoorWorld, ORIGIN, openDoorWorld, PASSWORD } from './door-world.ts';

let world: DoorWorld;
beforeAll(async () => {
  world = await openDoorWorld();
}, 60_000);
afterAll(() => world.close());

const signIn = (browser: Browser, email: string, fields: Record<string, string> = {}) =>
  browser.post('/console/sign-in', { email, password: PASSWORD, ...fields });

const where = (answer: Response) => answer.headers.get('location');

async function accountOf(email: string) {
  const account = (await world.app.console.signIn.operator.list()).find((one) => one.email === email);
  if (account === undefined) throw new Error(`no account ${email}`);
  return account;
}

describe('the first administrator', () => {
  it('is whoever opens the link first, and nobody after', async () => {
    const { operator } = world.app.console.signIn;
    const made = await operator.firstLink();
    expect((await operator.firstLink())?.link).toBe(made?.link);
    const path = new URL(made?.link ?? '').pathname;
    const browser = world.browser();
    const page = await browser.open(path);
    expect(page.text).toContain('Tạo quản trị viên đầu tiên');
    const fields = { email: 'First@B.vn', name: 'Nguyễn Lan', password: PASSWORD, again: PASSWORD };
    const weak = await browser.post(path, {
      ...fields,
      email: 'no address',
      password: '1234567890',
      again: '1234567890',
    });
    expect(weak.status).toBe(422);
    const sentBack = await weak.text();
    expect(sentBack).toContain('Mật khẩu này quá dễ đoán');
    expect(sentBack).toContain('value="no address"');
    expect(sentBack).not.toContain('1234567890');
    const followed = await browser.post(path, fields);
    expect(followed.status).toBe(303);
    expect((await browser.open(where(followed) ?? '')).text).toContain('href="/console/staff"');
    expect(await operator.firstLink()).toBeNull();
    const late = await world.browser().get(path);
    expect(late.status).toBe(410);
    expect((await world.browser().post(path, { ...fields, email: 'second@b.vn' })).status).toBe(410);
    expect(await accountOf('first@b.vn')).toMatchObject({ grants: [{ role: 'administrator', place: 'VN' }] });
  });
});

describe('an invitation', () => {
  const invite = async (email: string) => {
    const order = { email, role: 'staff', place: '79', name: 'Bình' } as const;
    const invited = await world.app.console.signIn.operator.invite(order);
    if (invited.kind !== 'invited') throw new Error(invited.kind);
    return `/console/invitation/${invited.token}`;
  };
  const fields = { name: 'Bình', password: PASSWORD, again: PASSWORD };

  it('says for what it is, and is used once', async () => {
    const path = await invite('binh@b.vn');
    const page = await world.browser().open(path);
    expect(page.text).toContain('Cán bộ phụ trách – thành phố Hồ Chí Minh');
    expect(page.text).toContain('binh@b.vn');
    const outcomes = await Promise.all([1, 2, 3].map(() => world.browser().post(path, fields)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
    expect((await world.browser().get(path)).status).toBe(410);
  });

  it('leads nowhere once it was tampered with', async () => {
    const path = await invite('tampered@b.vn');
    const changed = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
    expect((await world.browser().get(changed)).status).toBe(404);
    expect((await world.browser().post(changed, fields)).status).toBe(404);
    expect((await world.browser().get('/console/invitation/%00%F0')).status).toBe(404);
  });

  it('says what is wrong beside the field, keeps what was typed, and makes nothing', async () => {
    const path = await invite('careful@b.vn');
    const tries: readonly (readonly [Record<string, string>, string])[] = [
      [{ name: ' ' }, 'Anh chị hãy nhập họ và tên.'],
      [{ name: 'x'.repeat(101) }, 'Tên dài nhất 100 ký tự.'],
      [{ password: 'ngắn quá', again: 'ngắn quá' }, 'Mật khẩu cần ít nhất 10 ký tự'],
      [{ password: 'careful2026', again: 'careful2026' }, 'Mật khẩu gần giống tên'],
      [{ again: 'something else' }, 'Hai lần nhập chưa giống nhau.'],
    ];
    for (const [change, words] of tries) {
      const answer = await world.browser().post(path, { ...fields, ...change });
      expect(answer.status).toBe(422);
      const text = await answer.text();
      expect(text).toContain(words);
      expect(text).not.toContain(PASSWORD);
    }
    const hostile = '<script>alert(1)</script>"\u202e\u0000';
    const answer = await world.browser().post(path, { ...fields, name: hostile, again: 'x' });
    const text = await answer.text();
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;"');
    const done = await world.browser().post(path, { ...fields, name: hostile });
    expect(done.status).toBe(303);
    expect((await accountOf('careful@b.vn')).name).toBe('<script>alert(1)</script>"');
  });
});

describe('signing in', () => {
  it('leads where one wanted to go', async () => {
    await world.hire('from@b.vn', 'staff');
    const browser = world.browser();
    const asked = await browser.get('/console/account');
    expect(where(asked)).toBe('/console/sign-in?from=%2Fconsole%2Faccount');
    const page = await browser.open(where(asked) ?? '');
    expect(page.text).toContain('name="from" value="/console/account"');
    expect(where(await signIn(browser, 'from@b.vn', { from: '/console/account' }))).toBe('/console/account');
    expect((await browser.open('/console/sign-in?from=%2Fconsole%2Faccount')).path).toBe('/console/account');
  });

  it('leads nowhere else, whatever is asked', async () => {
    await world.hire('redirect@b.vn', 'staff');
    const elsewhere = [
      ...[
        'https://evil.example',
        '//evil.example',
        '/\\evil.example',
        '/console/../../evil',
        '/c/THU',
        '/consolex',
      ],
      ...[
        '/console//evil.example/..//',
        'javascript:alert(1)',
        '/console/sign-out',
        '/console/sign-in',
        '\t//evil.example',
      ],
      ...['/console/%2e%2e/c/THU', '/console/..;/x/../../c/THU', '/console\r\nset-cookie: a=b', ''],
    ];
    for (const from of elsewhere) {
      const to = new URL(where(await signIn(world.browser(), 'redirect@b.vn', { from })) ?? '', ORIGIN);
      expect(to.origin, from).toBe(ORIGIN);
      expect(to.pathname, from).toMatch(/^\/console(\/|$)/);
      expect(to.pathname, from).not.toMatch(/sign-/);
    }
  });

  it('says the same of a wrong password and of an address nobody has', async () => {
    await world.hire('same@b.vn', 'staff');
    const texts = await Promise.all(
      ['same@b.vn', 'nobody@b.vn'].map(async (email) => {
        const answer = await signIn(world.browser(), email, { password: 'wrong wrong wrong' });
        expect(answer.status).toBe(422);
        expect(answer.headers.getSetCookie()).toEqual([]);
        return (await answer.text()).replaceAll(email, '');
      }),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).toContain('Địa chỉ thư điện tử hoặc mật khẩu chưa đúng.');
  });

  it('is slowed down after five wrong passwords, by the line that our own proxy names', async () => {
    await world.hire('slow@b.vn', 'staff');
    const attempt = (peer: string, forwarded: string, password = 'wrong wrong wrong') =>
      world
        .browser(peer)
        .post('/console/sign-in', { email: 'slow@b.vn', password }, { 'x-forwarded-for': forwarded });
    const statuses: number[] = [];
    // What stands before the last address anybody may have written.
    for (let tries = 0; tries < 6; tries += 1)
      statuses.push((await attempt('127.0.0.1', `10.0.0.${tries}, 198.51.100.9`)).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await attempt('127.0.0.1', '198.51.100.9', PASSWORD)).status).toBe(429);
    expect((await attempt('127.0.0.1', '198.51.100.10', PASSWORD)).status).toBe(303);
    // Nobody's proxy: the header is not believed.
    for (let tries = 0; tries < 5; tries += 1) await attempt('198.51.100.77', `192.0.2.${tries}`);
    expect((await attempt('198.51.100.77', '192.0.2.99', PASSWORD)).status).toBe(429);
  });

  it('takes no form that is none, or too long', async () => {
    const browser = world.browser();
    const json = await browser.post('/console/sign-in', {}, { 'content-type': 'text/plain' });
    expect(json.status).toBe(400);
    const long = await browser.post('/console/sign-in', { email: 'x'.repeat(20_000) });
    expect(long.status).toBe(400);
  });

  it('in English speaks English', async () => {
    expect((await world.browser().open('/console/sign-in?lang=en')).text).toContain('<h1>Sign in</h1>');
  });
});

describe('a second factor', () => {
  it('must be set up before anything else where the role asks for it', async () => {
    const browser = await world.hire('officer@b.vn', 'protection-officer', '79');
    for (const path of ['/console', '/console/account', '/console/staff', '/console/flows']) {
      expect((await browser.open(path)).path).toMatch(/^\/console\/sign-in\/second-factor/);
    }
    const setup = await browser.open('/console');
    expect(setup.text).toContain('<svg class="factor-qr"');
    const key = /otpauth:[^"]*secret=([A-Z2-7]+)/.exec(setup.text)?.[1] ?? '';
    const wrong = await browser.post('/console/sign-in/second-factor', { code: '12 34' });
    expect(wrong.status).toBe(422);
    const before = browser.jar.headers;
    const done = await browser.post('/console/sign-in/second-factor', {
      code: codeOf(key, Date.now() - 30_000),
    });
    expect(done.status).toBe(200);
    const shown = await done.text();
    const codes = [...shown.matchAll(/<code>([a-z0-9-]{14})<\/code>/g)].map(([, code]) => code ?? '');
    expect(codes).toHaveLength(10);
    expect((await browser.open('/console')).path).toBe('/console');
    // The cookie from before the code is worth nothing now.
    expect(await world.app.console.signIn.memberOf(before)).toBeNull();
    expect((await browser.open('/console/sign-in/second-factor')).path).toBe('/console/account');

    const again = world.browser();
    const asked = await signIn(again, 'officer@b.vn', { from: '/console/account' });
    expect(where(asked)).toBe('/console/sign-in/code?from=%2Fconsole%2Faccount');
    expect((await again.open('/console/account')).path).toMatch(/^\/console\/sign-in/);
    expect((await again.post('/console/sign-in/code', { code: '000 000' })).status).toBe(422);
    const entered = await again.post('/console/sign-in/recovery', {
      code: codes[0] ?? '',
      from: '/console/account',
    });
    expect(where(entered)).toBe('/console/account');
    expect((await again.open('/console/account')).status).toBe(200);

    const third = world.browser();
    await signIn(third, 'officer@b.vn');
    expect((await third.post('/console/sign-in/recovery', { code: codes[0] ?? '' })).status).toBe(422);
    expect(where(await third.post('/console/sign-in/code', { code: codeOf(key) }))).toBe('/console');
    const removal = await third.post('/console/account/second-factor/remove', {
      'remove-password': PASSWORD,
    });
    expect(where(removal)).toBe('/console/account');
    expect((await accountOf('officer@b.vn')).secondFactor).toBe(true);
    const renewed = await third.post('/console/account/recovery-codes', { 'codes-password': PASSWORD });
    expect((await renewed.text()).match(/<code>/g)).toHaveLength(10);
  });

  it('asks for the code of nobody who has not shown a password', async () => {
    const browser = world.browser();
    const answer = await browser.post('/console/sign-in/code', { code: '123456', from: '/console/account' });
    expect(where(answer)).toBe('/console/sign-in?problem=too-late&from=%2Fconsole%2Faccount');
  });
});

describe('the library’s own addresses', () => {
  it('are not served, so nothing there leads past our limits', async () => {
    const browser = await world.hire('around@b.vn', 'moderator', '79');
    const paths = [
      'sign-in/email',
      'sign-up/email',
      'get-session',
      'two-factor/verify-totp',
      'update-session',
      'error',
      'ok',
    ];
    for (const path of paths.flatMap((one) => [`/console/sign-in/${one}`, `/api/auth/${one}`])) {
      for (const method of ['GET', 'POST']) {
        const body =
          method === 'POST' ? { body: JSON.stringify({ email: 'around@b.vn', password: PASSWORD }) } : {};
        const headers = { 'content-type': 'application/json', origin: ORIGIN };
        const answer = await browser.send(path, { method, ...body }, headers);
        expect(answer.status, `${method} ${path}`).toBe(404);
      }
    }
    expect((await browser.open('/console')).path).toMatch(/second-factor/);
  });
});

describe('a form from elsewhere', () => {
  const from: readonly (readonly [string, Record<string, string | undefined>])[] = [
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site, by an old browser', { origin: 'https://evil.example', 'sec-fetch-site': undefined }],
    ['nowhere', { origin: undefined, 'sec-fetch-site': undefined }],
    ['a page without origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { origin: 'http://localhost:9999', 'sec-fetch-site': 'same-site' }],
    [
      'nowhere, without a type',
      { origin: undefined, 'sec-fetch-site': undefined, 'content-type': undefined },
    ],
  ];

  it.each(from)('(%s) is refused, and changes nothing', async (_, headers) => {
    const email = `csrf-${from.findIndex(([name]) => name === _)}@b.vn`;
    const browser = await world.hire(email, 'administrator');
    const { id } = await accountOf(email);
    const forms: readonly (readonly [string, Record<string, string>])[] = [
      ['/console/sign-out', {}],
      ['/console/account/sessions/end-all', {}],
      ['/console/account/password', { current: PASSWORD, wanted: `${PASSWORD} x`, again: `${PASSWORD} x` }],
      ['/console/staff/invite', { email: 'evil@b.vn', role: 'administrator', place: 'VN' }],
      [`/console/staff/${id}/suspend`, {}],
      ['/console/sign-in', { email, password: PASSWORD }],
    ];
    for (const [path, fields] of forms) {
      const answer = await browser.post(path, fields, headers);
      expect(answer.status, path).toBe(403);
      expect(answer.headers.getSetCookie(), path).toEqual([]);
    }
    expect((await browser.open('/console/account')).status).toBe(200);
    expect((await world.app.console.signIn.operator.list()).some((one) => one.email === 'evil@b.vn')).toBe(
      false,
    );
    expect(where(await signIn(world.browser(), email))).toBe('/console');
  });
});

describe('every page of the door', () => {
  it('allows no script but ours, no frame, and is kept by no cache', async () => {
    for (const path of [
      '/console/sign-in',
      '/console/sign-in/code',
      '/console/invitation/x',
      '/console/nowhere',
    ]) {
      const { headers } = await world.browser().get(path);
      const policy = headers.get('content-security-policy') ?? '';
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ])
        expect(policy, path).toContain(rule);
      expect(policy).not.toMatch(/unsafe|\*|data:/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });

  it('has no style or script inside', async () => {
    const browser = await world.hire('inline@b.vn', 'moderator');
    for (const path of ['/console/sign-in', '/console/sign-in/second-factor']) {
      const { text } = await browser.open(path);
      expect(text).not.toMatch(/ style=|<style|<script(?![^>]*src=)| on\w+=/);
    }
  });
});

it('over https the session’s cookie travels over https alone', async () => {
  const secure = await openDoorWorld({ PUBLIC_URL: 'https://em-noi.example.vn' });
  try {
    const invited = await secure.app.console.signIn.operator.invite({
      email: 'a@b.vn',
      role: 'staff',
      place: 'VN',
      name: '',
    });
    if (invited.kind !== 'invited') throw new Error(invited.kind);
    const fields = { name: 'An', password: PASSWORD, again: PASSWORD };
    const answer = await secure
      .browser()
      .post(`/console/invitation/${invited.token}`, fields, { origin: 'https://em-noi.example.vn' });
    const [cookie = ''] = answer.headers.getSetCookie().filter((one) => one.includes('session_token'));
    expect(cookie).toMatch(/^__Secure-em-noi\.session_token=/);
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Max-Age=43200'])
      expect(cookie).toContain(attribute);
  } finally {
    await secure.close();
  }
}, 60_000);
