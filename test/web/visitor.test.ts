/** The visitor's cookie. */

import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { fakeDependencies } from './fake-dependencies.ts';

async function cookieOf(sent: string | undefined, secureCookies = false): Promise<string> {
  const app = createApp(fakeDependencies({ secureCookies }));
  const response = await app.request('/c/THU', sent === undefined ? {} : { headers: { Cookie: sent } });
  return response.headers.get('set-cookie') ?? '';
}

describe('the cookie', () => {
  it('is for the server only, for this site only, and lasts 180 days', async () => {
    const parts = (await cookieOf(undefined)).split('; ');
    expect(parts[0]).toMatch(/^em-noi=visitor-1-x+$/);
    expect(parts.slice(1).sort()).toEqual(['HttpOnly', 'Max-Age=15552000', 'Path=/', 'SameSite=Lax']);
  });

  it('never travels in clear where people reach us over https, and no neighbouring site can plant it', async () => {
    const cookie = await cookieOf(undefined, true);
    expect(cookie).toMatch(/^__Host-em-noi=visitor-1-x+;/);
    expect(cookie).toContain('; Secure');
    expect(cookie).not.toContain('Domain');
    expect(await cookieOf(`em-noi=${'p'.repeat(32)}`, true)).toMatch(/^__Host-em-noi=visitor-1-/);
    expect(await cookieOf(`__Host-em-noi=${'p'.repeat(32)}`, true)).toMatch(/^__Host-em-noi=pppp/);
  });

  it('is kept and renewed on a return', async () => {
    const visitor = `${'aZ09_-'.repeat(4)}`;
    expect(await cookieOf(`other=1; em-noi=${visitor}`)).toMatch(`em-noi=${visitor}; Max-Age=15552000`);
  });

  it.each(['', 'short', 'x'.repeat(129), `${'x'.repeat(30)}<b>`, `${'x'.repeat(30)}%0a`, 'é'.repeat(30)])(
    'is replaced where it reads "%s"',
    async (value) => {
      expect(await cookieOf(`em-noi=${value}`)).toMatch(/^em-noi=visitor-1-x+;/);
    },
  );

  it('is set by a first message too, so that a page that was never loaded can still be answered', async () => {
    const response = await createApp(fakeDependencies()).request('/c/THU/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"id":"a"}',
    });
    expect(response.headers.get('set-cookie')).toMatch(/^em-noi=visitor-1-/);
  });

  it('is not set on pages where nobody answers', async () => {
    const app = createApp(fakeDependencies());
    for (const path of ['/', '/c/NOPE', '/nowhere']) {
      expect((await app.request(path)).headers.get('set-cookie')).toBeNull();
    }
  });
});
