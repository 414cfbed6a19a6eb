/** The way to an identity provider and back. */

import { z } from 'zod';
import { dayOf } from '../core/day.ts';
import { type Cookies, readAnswer, withCookies } from './answer.ts';
import type { Auth } from './auth.ts';
import type { SignInParts } from './sign-in-parts.ts';
import { PROVIDER } from './single-sign-on.ts';
import { standingOf } from './standing.ts';

/** The way to the provider and back. */
export type SingleSignOn = {
  /** Address of the provider's page; `null` where the provider does not answer. */
  readonly begin: (headers: Headers) => Promise<{ readonly url: string; readonly cookies: Cookies } | null>;
  readonly finish: (
    headers: Headers,
    query: Readonly<Record<string, string>>,
  ) => Promise<SingleSignOnOutcome>;
};

/** What came of it. `not-invited`: nobody invited the address. `unverified`: the provider does not vouch for it. */
export type SingleSignOnOutcome =
  | { readonly kind: 'entered'; readonly cookies: Cookies }
  | {
      readonly kind: 'not-invited' | 'unverified' | 'suspended' | 'given-up' | 'failed';
      readonly cookies: Cookies;
    };

const FAILURES: Readonly<Record<string, 'not-invited' | 'unverified' | 'suspended' | 'given-up'>> = {
  NOT_INVITED: 'not-invited',
  EMAIL_NOT_VERIFIED: 'unverified',
  account_not_linked: 'unverified',
  SUSPENDED: 'suspended',
  access_denied: 'given-up',
};

/** A provider that does not answer must not keep the page waiting for longer. */
const PATIENCE_MS = 10_000;

const addressSchema = z.object({ url: z.url() });

/** Binds it. The provider's description is read at the first use: without it passwords work as ever. */
export function openSingleSignOn(parts: SignInParts, makeAuth: () => Auth): SingleSignOn {
  let auth: Auth | undefined;
  const done = `${parts.publicUrl}/console`;
  return {
    async begin(headers) {
      auth ??= makeAuth();
      const body = { provider: PROVIDER, callbackURL: done, disableRedirect: true };
      const call = auth.api.signInSocial({ body, headers, asResponse: true });
      const answer = await Promise.race([readAnswer(call).catch(() => null), patience()]);
      if (answer === null || answer.code !== null) return null;
      return { url: addressSchema.parse(answer.body).url, cookies: answer.cookies };
    },
    async finish(headers, query) {
      auth ??= makeAuth();
      const call = auth.api.callbackOAuth({
        ...{ params: { id: PROVIDER }, query, headers, asResponse: true },
        method: 'GET',
      });
      const { location, cookies } = await readAnswer(call);
      if (location === done) {
        await receive(auth, parts, withCookies(headers, cookies));
        return { kind: 'entered', cookies };
      }
      const code = new URL(location ?? '?', parts.publicUrl).searchParams.get('error') ?? '';
      return { kind: FAILURES[code] ?? 'failed', cookies };
    },
  };
}

/** The provider vouches for the address: what was offered to it is theirs. */
async function receive(auth: Auth, { staff, now }: SignInParts, headers: Headers): Promise<void> {
  const standing = await standingOf(auth, staff, headers);
  if (standing.kind === 'nobody') return;
  await staff.acceptByEmail(standing.account.id, now());
  await staff.noteSignIn(standing.account.id, dayOf(now()));
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS).unref?.());
}
