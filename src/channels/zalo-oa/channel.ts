/** The Zalo Official Account channel: children answer by buttons, where there are few, or by typing. */

import { CHANNEL_LIMITS } from '../../core/channel.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { TokenStore } from '../../ports/token-store.ts';
import { createDecode } from './decode.ts';
import { render } from './render.ts';
import { createSend } from './send.ts';
import { createOaTokens } from './tokens.ts';
import { createVerify } from './verify.ts';

/** What the channel needs to know. */
export type ZaloOaSettings = {
  readonly oaId: string;
  readonly appId: string;
  /** The account's secret key, which signs its events. */
  readonly secretKey: string;
  /** The app's secret key, which renews tokens. Default: `secretKey`. */
  readonly appSecretKey?: string;
  /** Default: https://openapi.zalo.me */
  readonly apiRoot?: string;
  /** Default: https://oauth.zaloapp.com; the given `apiRoot` where there is one, so that a stand-in serves both. */
  readonly oauthRoot?: string;
  /** Where the pair of tokens is kept. */
  readonly tokens: TokenStore;
  /** The refresh token an operator was granted; works once. */
  readonly refreshToken?: string;
  /** For one message. Default 10,000: two, and a renewal between them, are tried while the outbox leases one. */
  readonly timeoutMs?: number;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
  /** Replaces the default pace of the outbox. */
  readonly rate?: Channel['rate'];
  readonly now?: () => Date;
};

const DEFAULT_API_ROOT = 'https://openapi.zalo.me';
const DEFAULT_OAUTH_ROOT = 'https://oauth.zaloapp.com';
const DEFAULT_TIMEOUT_MS = 10_000;

/** Twenty or fifty a second are told of; the lower figure, until a real account has been seen. */
const RATE = { perSecond: 20 };

/** Builds the channel. Zalo executes nothing from a webhook's response, so every reply goes through the outbox. */
export function createZaloOaChannel(settings: ZaloOaSettings): Channel {
  const apiRoot = withoutSlash(settings.apiRoot ?? DEFAULT_API_ROOT);
  const calls = {
    timeoutMs: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    ...(settings.fetch === undefined ? {} : { fetch: settings.fetch }),
  };
  const tokens = createOaTokens({
    ...calls,
    appId: settings.appId,
    appSecretKey: settings.appSecretKey ?? settings.secretKey,
    oauthRoot: withoutSlash(
      settings.oauthRoot ?? (apiRoot === DEFAULT_API_ROOT ? DEFAULT_OAUTH_ROOT : apiRoot),
    ),
    tokens: settings.tokens,
    firstRefreshToken: settings.refreshToken ?? '',
  });
  return {
    name: 'zalo-oa',
    limits: CHANNEL_LIMITS['zalo-oa'],
    repliesInResponse: 0,
    rate: settings.rate ?? RATE,
    verify: createVerify(settings),
    decode: createDecode({ oaId: settings.oaId, now: settings.now ?? (() => new Date()) }),
    render,
    send: createSend({ ...calls, apiRoot, tokens }),
  };
}

function withoutSlash(root: string): string {
  return root.replace(/\/+$/, '');
}
