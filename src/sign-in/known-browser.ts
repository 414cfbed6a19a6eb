/** Browsers in which an account's password was right before: a stranger's wrong guesses elsewhere do not shut them out. */

import { constantTimeEqual, generateRandomString, makeSignature } from 'better-auth/crypto';
import type { SignInParts } from './sign-in-parts.ts';

/** Its cookie; over https with the prefix `__Host-`, so that no neighbouring site can plant one. */
const COOKIE = 'em-noi-known';

/** How long a browser is known, in seconds: half a year. */
const KNOWN_SECONDS = 180 * 24 * 60 * 60;

/** Most accounts a browser is known for: an office computer has several. */
const MOST_ACCOUNTS = 4;

/** `id.mac`, several with `~`. */
const MARK = /^([A-Za-z0-9]{22})\.([A-Za-z0-9+/]{43}=)$/;

type Keyed = Pick<SignInParts, 'publicUrl'> & { readonly tables: { readonly secret: string } };

/** Tells by which id a browser is known for an account; `null` where it is not. */
export async function knownBrowser(parts: Keyed, headers: Headers, email: string): Promise<string | null> {
  for (const mark of marksIn(parts, headers)) {
    const [, id, mac] = MARK.exec(mark) ?? [];
    if (id === undefined || mac === undefined) continue;
    if (constantTimeEqual(mac, await macOf(parts, id, email))) return id;
  }
  return null;
}

/** Gives the cookie by which this browser is known for an account from now on, besides others. */
export async function rememberBrowser(parts: Keyed, headers: Headers, email: string): Promise<string> {
  const id = (await knownBrowser(parts, headers, email)) ?? generateRandomString(22, 'a-z', 'A-Z', '0-9');
  const mark = `${id}.${await macOf(parts, id, email)}`;
  const others = marksIn(parts, headers).filter((other) => MARK.test(other) && other !== mark);
  const value = [mark, ...others].slice(0, MOST_ACCOUNTS).join('~');
  const secure = isSecure(parts) ? '; Secure' : '';
  return `${nameOf(parts)}=${value}; Max-Age=${KNOWN_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

function marksIn(parts: Keyed, headers: Headers): readonly string[] {
  const name = `${nameOf(parts)}=`;
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? '';
  return value.slice(0, 400).split('~').slice(0, MOST_ACCOUNTS);
}

function macOf({ tables }: Keyed, id: string, email: string): Promise<string> {
  return makeSignature(`known browser\n${id}\n${email}`, tables.secret);
}

function nameOf(parts: Keyed): string {
  return isSecure(parts) ? `__Host-${COOKIE}` : COOKIE;
}

function isSecure({ publicUrl }: Keyed): boolean {
  return publicUrl.startsWith('https:');
}
