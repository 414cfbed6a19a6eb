/** Single sign-on: whom an identity provider may lead in. */

import { APIError } from 'better-auth/api';
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import type { OidcSettings, SignInParts } from './sign-in-parts.ts';

/** Name of the provider in addresses and in the table of credentials. */
export const PROVIDER = 'oidc';

/** Describes the provider to better-auth: only a word it signed for us, for this one request, counts. */
export function oidcConfig({
  issuer,
  clientId,
  clientSecret,
}: OidcSettings): GenericOAuthConfig<typeof PROVIDER> {
  return {
    providerId: PROVIDER,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    requireIdTokenVerification: true,
    disableProviderLogout: true,
    mapProfileToUser: () => ({ image: undefined }),
  };
}

/**
 * Lets in only those who were invited, under an address the provider has verified.
 *
 * @throws {APIError} `NOT_INVITED`, `EMAIL_NOT_VERIFIED`
 */
export async function vetNewcomer(
  { staff, now }: SignInParts,
  user: { readonly email: string; readonly emailVerified: boolean; readonly name: string },
) {
  if (!user.emailVerified) throw new APIError('FORBIDDEN', { code: 'EMAIL_NOT_VERIFIED' });
  const [invitation] = await staff.openInvitationsFor(user.email, now());
  if (invitation === undefined) throw new APIError('FORBIDDEN', { code: 'NOT_INVITED' });
  const [local = ''] = user.email.split('@');
  return { data: { name: [user.name.trim(), invitation.name, local].find((name) => name !== '') ?? local } };
}

/**
 * An account made through a link was made by whoever had the link. When the provider vouches for the address, its owner
 * takes the account over: no password that somebody else may know leads in any more.
 */
export async function takeOver({ staff }: SignInParts, accountId: string): Promise<void> {
  await staff.clearCredentials(accountId);
}
