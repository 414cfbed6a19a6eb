/** Sends through an Official Account and reads what its answers mean. */

import type { Payload, SendOutcome } from '../../ports/channel.ts';
import type { Fetch } from '../../ports/fetch.ts';
import { type HttpEnding, postToVendor } from '../http-send.ts';
import { answerSchema, type OaPayload, payloadSchema } from './schema.ts';
import type { OaTokens } from './tokens.ts';

/** What sending needs. */
export type SendSettings = {
  /** Without a slash at its end. */
  readonly apiRoot: string;
  readonly tokens: OaTokens;
  readonly timeoutMs: number;
  readonly fetch?: Fetch;
};

/** A quota or a lapsed package does not come back by itself within minutes. */
const ACCOUNT_PAUSE_MS = 60 * 60_000;

/** How long to wait after "too many requests", which carries no time of its own. */
const FLOOD_PAUSE_MS = 60_000;

/** An answer nobody has described: a few slow tries, then staff should look. */
const UNKNOWN = { afterMs: 60_000, tries: 3 };

const TOKEN_REFUSED: ReadonlySet<number> = new Set([-216, -220]);

/** Codes after which nothing can be sent to anyone for now. */
const ACCOUNT_WIDE: Readonly<Record<string, string>> = {
  '-204': 'the Official Account is gone',
  '-205': 'the Official Account is unknown',
  '-209': 'this interface is not open to the account',
  '-211': 'the quota is used up',
  '-212': 'the app may not use this interface',
  '-219': 'the app is gone or switched off',
  '-221': 'the Official Account is not verified',
  '-224': "the account's package does not include this",
};

/** Codes after which this message cannot reach this person. */
const FOR_GOOD: Readonly<Record<string, string>> = {
  '-201': 'the message is refused',
  '-210': 'the text is too long',
  '-213': 'the person does not follow the account',
  '-218': "the person's quota is used up",
  '-227': 'the account of the person is closed or asleep',
  '-230': 'the person has not written for 7 days',
  '-232': 'the person has not written yet, or not recently',
  '-233': 'this kind of message is not allowed now',
};

/** Makes the sender: a refused token is renewed and the message sent once more. */
export function createSend(
  settings: SendSettings,
): (account: string, payload: Payload) => Promise<SendOutcome> {
  return async (account, payload) => {
    const message = payloadSchema.safeParse(payload);
    if (!message.success) return { kind: 'refused', reason: 'zalo-oa: unreadable payload' };
    const first = await settings.tokens.current();
    if (first.kind !== 'token') return withoutToken(first.kind);
    const outcome = readEnding(await post(settings, first.accessToken, { account, message: message.data }));
    if (outcome !== 'token-refused') return outcome;
    const second = await settings.tokens.after(first.accessToken);
    if (second.kind !== 'token') return withoutToken(second.kind);
    const again = readEnding(await post(settings, second.accessToken, { account, message: message.data }));
    // A fresh token refused: something is wrong that trying on would not mend.
    return again === 'token-refused' ? withoutToken('rejected') : again;
  };
}

function post(
  settings: SendSettings,
  accessToken: string,
  to: { readonly account: string; readonly message: OaPayload },
): Promise<HttpEnding> {
  return postToVendor({
    url: `${settings.apiRoot}/v3.0/oa/message/cs`,
    headers: { access_token: accessToken },
    body: { recipient: { user_id: to.account }, message: to.message },
    timeoutMs: settings.timeoutMs,
    ...(settings.fetch === undefined ? {} : { fetch: settings.fetch }),
  });
}

/** Codes are negative and come with HTTP 200. @see https://developers.zalo.me/docs/official-account/phu-luc/ma-loi */
function readEnding(ending: HttpEnding): SendOutcome | 'token-refused' {
  if (ending.kind === 'unanswered')
    return { kind: 'retry', reason: `zalo-oa: no answer (${ending.why})`, isUnsure: true };
  const answer = answerSchema.safeParse(ending.json);
  if (!answer.success)
    return { kind: 'retry', reason: `zalo-oa: no readable answer, HTTP ${ending.status}`, isUnsure: true };
  const code = answer.data.error;
  if (code === 0) return { kind: 'sent' };
  if (TOKEN_REFUSED.has(code)) return 'token-refused';
  const named = `zalo-oa ${code}`;
  if (code === -32) return { kind: 'retry', reason: `${named}: too many requests`, afterMs: FLOOD_PAUSE_MS };
  const accountWide = ACCOUNT_WIDE[code];
  if (accountWide !== undefined) {
    return { kind: 'parked', reason: `${named}: ${accountWide}`, afterMs: ACCOUNT_PAUSE_MS };
  }
  const forGood = FOR_GOOD[code];
  if (forGood !== undefined) return { kind: 'refused', reason: `${named}: ${forGood}` };
  return { kind: 'retry', reason: `${named}: unknown code`, ...UNKNOWN };
}

function withoutToken(why: 'unreachable' | 'rejected'): SendOutcome {
  if (why === 'unreachable')
    return { kind: 'retry', reason: 'zalo-oa: the access token cannot be renewed now' };
  return {
    kind: 'parked',
    reason: 'zalo-oa: no token is accepted; set a new ZALO_OA_REFRESH_TOKEN',
    afterMs: ACCOUNT_PAUSE_MS,
  };
}
