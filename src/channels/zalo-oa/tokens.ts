/** The access token of an Official Account, renewed with a refresh token that works only once. */

import type { Fetch } from '../../ports/fetch.ts';
import type { TokenStore, VendorTokens } from '../../ports/token-store.ts';
import { type HttpEnding, postToVendor } from '../http-send.ts';
import { tokenAnswerSchema } from './schema.ts';

/** How tokens are had. */
export type TokenSettings = {
  readonly appId: string;
  /** The app's secret key, sent as a header. */
  readonly appSecretKey: string;
  /** Without a slash at its end. */
  readonly oauthRoot: string;
  readonly tokens: TokenStore;
  /** From the settings: used before any pair is stored, and after the stored one died. */
  readonly firstRefreshToken: string;
  readonly timeoutMs: number;
  readonly fetch?: Fetch;
};

/**
 * A token to send with, or why there is none.
 *
 * - `unreachable`: the token endpoint gave no readable answer; later may succeed
 * - `rejected`: no refresh token works any more; an operator has to grant access anew
 */
export type TokenAnswer =
  | { readonly kind: 'token'; readonly accessToken: string }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'rejected' };

/** Holds the current token. */
export interface OaTokens {
  /** The token to use; renewed first where none is known. */
  current(): Promise<TokenAnswer>;
  /** A token other than the one Zalo just refused. Calls at the same time share one renewal. */
  after(refused: string): Promise<TokenAnswer>;
}

/**
 * How long an answer of the token endpoint is waited for, at least. One that comes too late is lost together with its refresh
 * token, which works only once, and an operator has to grant access anew. With a message before and after it, it still ends
 * while the outbox leases the message.
 */
const TOKEN_PATIENCE_MS = 20_000;

/** Another process may be between renewing and storing: how often and how long we look for its result. */
const LOOK_AGAIN = { times: 4, everyMs: 250 };

/** Builds the holder. */
export function createOaTokens(settings: TokenSettings): OaTokens {
  let current: VendorTokens | null = null;
  /** Renewed but not yet stored: its refresh token exists nowhere else, so it is stored before anything is done with it. */
  let unsaved: VendorTokens | null = null;
  let renewal: Promise<TokenAnswer> | null = null;

  async function keep(tokens: VendorTokens): Promise<TokenAnswer> {
    unsaved = tokens;
    await settings.tokens.save(tokens);
    unsaved = null;
    current = tokens;
    return { kind: 'token', accessToken: tokens.accessToken };
  }

  async function renew(refused: string | null): Promise<TokenAnswer> {
    if (unsaved !== null) return keep(unsaved);
    const stored = await settings.tokens.load();
    if (stored !== null && stored.accessToken !== refused) return use(stored);
    const candidates = new Set(
      [stored?.refreshToken ?? '', settings.firstRefreshToken].filter((t) => t !== ''),
    );
    for (const refreshToken of candidates) {
      const answer = readTokens(await requestTokens(settings, refreshToken));
      if (answer === 'unreachable') return { kind: 'unreachable' };
      if (answer !== 'rejected') return keep(answer);
    }
    const others = await renewedElsewhere(settings.tokens, refused);
    return others === null ? { kind: 'rejected' } : use(others);
  }

  function use(tokens: VendorTokens): TokenAnswer {
    current = tokens;
    return { kind: 'token', accessToken: tokens.accessToken };
  }

  function renewOnce(refused: string | null): Promise<TokenAnswer> {
    renewal ??= renew(refused)
      // Storage that fails now may work later; what was renewed is kept in `unsaved` until then.
      .catch((): TokenAnswer => ({ kind: 'unreachable' }))
      .finally(() => {
        renewal = null;
      });
    return renewal;
  }

  return {
    current: async () => (current === null ? renewOnce(null) : use(current)),
    after: async (refused) =>
      current !== null && current.accessToken !== refused ? use(current) : renewOnce(refused),
  };
}

async function renewedElsewhere(tokens: TokenStore, refused: string | null): Promise<VendorTokens | null> {
  for (let look = 0; look < LOOK_AGAIN.times; look += 1) {
    const stored = await tokens.load();
    if (stored !== null && stored.accessToken !== refused) return stored;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN.everyMs));
  }
  return null;
}

/** @see https://developers.zalo.me/docs/official-account (OAuth v4, as read in third-party code, 2026-11-23) */
function requestTokens(settings: TokenSettings, refreshToken: string): Promise<HttpEnding> {
  return postToVendor({
    url: `${settings.oauthRoot}/v4/oa/access_token`,
    headers: { secret_key: settings.appSecretKey },
    body: new URLSearchParams({
      refresh_token: refreshToken,
      app_id: settings.appId,
      grant_type: 'refresh_token',
    }),
    timeoutMs: Math.max(settings.timeoutMs, TOKEN_PATIENCE_MS),
    ...(settings.fetch === undefined ? {} : { fetch: settings.fetch }),
  });
}

function readTokens(ending: HttpEnding): VendorTokens | 'unreachable' | 'rejected' {
  if (ending.kind === 'unanswered' || ending.json === undefined) return 'unreachable';
  const answer = tokenAnswerSchema.safeParse(ending.json);
  if (!answer.success) return ending.status >= 500 ? 'unreachable' : 'rejected';
  return { accessToken: answer.data.access_token, refreshToken: answer.data.refresh_token };
}
