/** Browsers in which an account's password was right before: a stranger's wrong guesses elsewhere do not shut them out. */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SignInParts } from './sign-in-parts.ts';

/** Its cookie; over https with the prefix `__Host-`, so that no neighbouring site can plant one. */
const COOKIE = 'em-noi-known';

/** How long a browser is known, in seconds: half a year. */
const KNOWN_SECONDS = 180 * 24 * 60 * 60;

/** Most accounts a browser is known for: an office computer has several. */
const MOST_ACCOUNTS = 4;

/** `id.mac`, several with `~`. */
const MARK = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

type Keyed = Pick<SignInParts, 'publicUrl'> & { readonly tables: { readonly secret: string } };

/** Tells by which id a browser is known for an account; `null` where it is not. */
export function knownBrowser(parts: Keyed, headers: Headers, email: string): string | null {
  for (const mark of marksIn(parts, headers)) {
    const [, id = '', mac = ''] = MARK.exec(mark) ?? [];
    const expected = Buffer.from(macOf(parts, id, email));
    if (mac.length === expected.length && timingSafeEqual(Buffer.from(mac), expected)) return id;
  }
  return null;
}

/** Gives the cookie by which this browser is known for an account from now on, besides others. */
export function rememberBrowser(parts: Keyed, headers: Headers, email: string): string {
  const others = marksIn(parts, headers).filter((mark) => {
    const [, id = '', mac = ''] = MARK.exec(mark) ?? [];
    return id !== '' && mac !== macOf(parts, id, email);
  });
  const id = knownBrowser(parts, headers, email) ?? randomBytes(16).toString('base64url');
  const value = [`${id}.${macOf(parts, id, email)}`, ...others].slice(0, MOST_ACCOUNTS).join('~');
  const secure = isSecure(parts) ? '; Secure' : '';
  return `${nameOf(parts)}=${value}; Max-Age=${KNOWN_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

function marksIn(parts: Keyed, headers: Headers): readonly string[] {
  const name = `${nameOf(parts)}=`;
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? '';
  return value.slice(0, 400).split('~').slice(0, MOST_ACCOUNTS);
}

function macOf({ tables }: Keyed, id: string, email: string): string {
  return createHmac('sha256', tables.secret).update(`known browser\n${id}\n${email}`).digest('base64url');
}

function nameOf(parts: Keyed): string {
  return isSecure(parts) ? `__Host-${COOKIE}` : COOKIE;
}

function isSecure({ publicUrl }: Keyed): boolean {
  return publicUrl.startsWith('https:');
}
