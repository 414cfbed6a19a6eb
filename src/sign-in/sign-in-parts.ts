/** What signing in is bound to. */

import type { AttemptStore } from '../ports/attempt-store.ts';
import type { StaffStore } from '../ports/staff-store.ts';

/** An identity provider that speaks OpenID Connect. */
export type OidcSettings = {
  /** Address of the provider; its description lies below it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** The parts. */
export type SignInParts = {
  readonly staff: StaffStore;
  readonly attempts: AttemptStore;
  /** What storage hands on unopened. */
  readonly tables: { readonly client: object; readonly secret: string };
  /** Address of this server as people reach it, without a slash at the end. */
  readonly publicUrl: string;
  /** How an authenticator app names us. */
  readonly appName: string;
  /** `null`: no single sign-on. */
  readonly oidc: OidcSettings | null;
  /** Told of each wrong password, or wrong second factor, of an account that exists. */
  readonly noteRefusal: (accountId: string) => Promise<void>;
  readonly now: () => Date;
  readonly newId: () => string;
};
