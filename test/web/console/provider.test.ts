/** Single sign-on at the door: a button only where there is a provider, the way there and back, and what is said when it fails. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OidcProvider, startOidcProvider } from '../../fake-vendors/oidc-provider.ts';
import { type Browser, type DoorWorld, ORIGIN, openDoorWorld } from './door-world.ts';

let provider: OidcProvider;
let world: DoorWorld;
beforeAll(async () => {
  provider = await startOidcProvider();
  world = await openDoorWorld({
    ...{
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    },
    OIDC_NAME: 'tài khoản <Bộ>',
  });
}, 60_000);
afterAll(async () => {
  await world.close();
  await provider.close();
});

const where = (answer: Response) => answer.headers.get('location') ?? '';

/** Goes to the provider and comes back. @returns where one is led then */
async function visit(browser: Browser, from = ''): Promise<string> {
  const way = await browser.get(`/console/sign-in/provider${from}`);
  expect(way.status).toBe(303);
  expect(where(way)).toMatch(new RegExp(`^${provider.issuer}/authorize\\?`));
  const back = new URL((await fetch(where(way), { redirect: 'manual' })).headers.get('location') ?? '');
  expect(back.origin).toBe(ORIGIN);
  return where(await browser.get(`${back.pathname}${back.search}`));
}

const invite = (email: string) =>
  world.app.console.signIn.operator.invite({ email, role: 'staff', place: '79', name: '' });

describe('single sign-on', () => {
  it('has a button that says where it leads', async () => {
    const page = await world.browser().open('/console/sign-in?from=%2Fconsole%2Faccount');
    expect(page.text).toContain('href="/console/sign-in/provider?from=%2Fconsole%2Faccount"');
    expect(page.text).toContain('Đăng nhập bằng tài khoản &lt;Bộ&gt;');
  });

  it('leads in whom an administrator invited, to where they wanted to go', async () => {
    await invite('an@ministry.example');
    provider.person = { sub: 'an', email: 'an@ministry.example', email_verified: true, name: 'An' };
    const browser = world.browser();
    expect(await visit(browser, '?from=%2Fconsole%2Faccount')).toBe('/console/account');
    const page = await browser.open('/console/account');
    expect(page.text).toContain('an@ministry.example');
    expect(page.text).toContain('nên không có mật khẩu riêng ở đây');
    expect([...browser.jar.cookies.keys()]).toEqual(['em-noi.session_token']);
    expect(await visit(world.browser(), '?from=https%3A%2F%2Fevil.example')).toBe('/console');
  });

  it('asks an account that must have a second factor to set it up, without a password', async () => {
    await world.app.console.signIn.operator.invite({
      email: 'mod@ministry.example',
      role: 'moderator',
      place: '79',
      name: '',
    });
    provider.person = { sub: 'mod', email: 'mod@ministry.example', email_verified: true, name: 'Mod' };
    const browser = world.browser();
    await visit(browser);
    const page = await browser.open('/console');
    expect(page.path).toMatch(/^\/console\/sign-in\/second-factor/);
    expect(page.text).not.toContain('type="password"');
    expect(where(await browser.post('/console/sign-in/second-factor/begin'))).toBe(
      '/console/sign-in/second-factor',
    );
    expect((await browser.open('/console/sign-in/second-factor')).text).toContain('<svg class="factor-qr"');
  });

  it('says why it led nobody in', async () => {
    provider.person = { sub: 'x', email: 'x@ministry.example', email_verified: true, name: 'X' };
    const browser = world.browser();
    const led = await visit(browser);
    expect(led).toBe('/console/sign-in?problem=not-invited');
    expect((await browser.open(led)).text).toContain('chưa được mời');
    expect((await browser.get('/console/sign-in/callback/oidc')).status).toBe(303);
    expect(where(await browser.get('/console/sign-in/callback/oidc?state=x&code=y'))).toBe(
      '/console/sign-in?problem=failed',
    );
    const made = await browser.open(`/console/sign-in?problem=${encodeURIComponent('<script>')}`);
    expect(made.text).not.toContain('role="alert"');
  });
});

it('without a provider there is no button, and its addresses lead to the door', async () => {
  const plain = await openDoorWorld();
  try {
    const browser = plain.browser();
    expect((await browser.open('/console/sign-in')).text).not.toContain('/sign-in/provider');
    expect(where(await browser.get('/console/sign-in/provider'))).toBe('/console/sign-in');
    expect(where(await browser.get('/console/sign-in/callback/oidc?code=x&state=y'))).toBe(
      '/console/sign-in',
    );
  } finally {
    await plain.close();
  }
}, 60_000);
