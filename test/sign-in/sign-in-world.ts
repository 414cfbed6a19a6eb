/** Signing in over a real database in memory, and a browser that keeps cookies. */

import { createHmac, randomUUID } from 'node:crypto';
import type { Grant } from '../../src/core/staff/role.ts';
import { openSignIn, type SignIn } from '../../src/sign-in/sign-in.ts';
import type { OidcSettings } from '../../src/sign-in/sign-in-parts.ts';
import { pglite, type TriedStore } from '../storage/engines.ts';

/** Address of the server of these tests. */
export const PUBLIC_URL = 'https://em-noi.example.vn';

/** A password that will do. */
export const PASSWORD = 'mưa rơi trên mái ngói';

/** The room, its store, and a clock that can be set. */
export type SignInWorld = {
  readonly signIn: SignIn;
  readonly tried: TriedStore;
  readonly clock: { now: Date };
  /** Accounts that were tried with something wrong, in order. */
  readonly refusals: string[];
  /** Makes an account with a password by following an invitation. @returns its id and the browser it was done in */
  readonly hire: (
    email: string,
    grant: Grant,
    password?: string,
  ) => Promise<{ id: string; browser: CookieJar }>;
};

/** Opens it. */
export async function openSignInWorld(
  options: { readonly oidc?: OidcSettings; readonly publicUrl?: string } = {},
): Promise<SignInWorld> {
  const tried = await pglite.open();
  const { staff, attempts, signIn: tables } = tried.store;
  const clock = { now: new Date() };
  const refusals: string[] = [];
  const signIn = openSignIn({
    ...{ staff, attempts, tables, demo: tables, appName: 'Em Nói' },
    publicUrl: options.publicUrl ?? PUBLIC_URL,
    oidc: options.oidc ?? null,
    noteRefusal: async (accountId) => void refusals.push(accountId),
    now: () => clock.now,
    newId: () => randomUUID(),
  });
  return {
    ...{ signIn, tried, clock, refusals },
    async hire(email, { role, place }, password = PASSWORD) {
      const id = randomUUID();
      await staff.invite({
        ...{ id, name: 'Lan', invitedBy: null, createdAt: new Date() },
        aim: { kind: 'invitation', email, role, place },
        expiresAt: new Date(Date.now() + 1e9),
      });
      const browser = new CookieJar();
      const form = { token: staff.tokenOf(id), name: 'Lan', email: '', password };
      const outcome = await signIn.followLink({ ...form, ...browser.visit() });
      if (outcome.kind !== 'accepted') throw new Error(`the invitation was not accepted: ${outcome.kind}`);
      browser.keep(outcome.cookies);
      const account = await staff.findByEmail(email);
      return { id: account?.id ?? '', browser };
    },
  };
}

/** Keeps cookies as a browser does. */
export class CookieJar {
  readonly cookies = new Map<string, string>();
  address: string;

  constructor(address = '203.0.113.7') {
    this.address = address;
  }

  /** Takes in what an answer sets; a lifetime of zero takes out. */
  keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = '', ...attributes] = cookie.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      if (attributes.some((one) => /^\s*max-age=0$/i.test(one))) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(at + 1));
    }
  }

  get headers(): Headers {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', cookie });
  }

  visit(): { headers: Headers; address: string } {
    return { headers: this.headers, address: this.address };
  }
}

/** The code an authenticator app shows for a key. @see RFC 6238 */
export function codeOf(key: string, at: number = Date.now()): string {
  const bits = [...key].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  );
  const bytes =
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
