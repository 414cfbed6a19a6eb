/** A fake Zalo Official Account: open API, token endpoint with single-use refresh tokens, signed events. */

import { createHash } from 'node:crypto';
import { type Delivered, postUntilTaken, type WebhookTarget } from './deliver.ts';
import {
  field,
  startVendorServer,
  type VendorAnswer,
  type VendorCall,
  type VendorOptions,
  type VendorServer,
} from './vendor-server.ts';

/** A message as a follower sees it. */
export type SeenOaMessage = {
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly type: string; readonly payload: string }[];
};

/** A running fake account. */
export type FakeZaloOa = VendorServer & {
  readonly oaId: string;
  readonly appId: string;
  readonly secretKey: string;
  /** Works once, like every refresh token it leads to. */
  readonly firstRefreshToken: string;
  /** Makes every access token given so far answer -216. */
  expireAccessTokens(): void;
  /** How many refresh tokens were exchanged. */
  refreshes(): number;
  child(id: string): FakeOaChild;
  /** Signs and posts until 2xx, with `num_retry` from the second try on. `target.secret` is the secret key. */
  deliver(event: unknown, target: WebhookTarget): Promise<Delivered>;
};

/** A follower's phone. */
export type FakeOaChild = {
  readonly id: string;
  follows(): Readonly<Record<string, unknown>>;
  says(text: string): Readonly<Record<string, unknown>>;
  /** Taps a button of the newest message that has one whose title ends with this. */
  taps(title: string): Readonly<Record<string, unknown>>;
  seen(): readonly SeenOaMessage[];
};

/** How it is started. */
export type FakeZaloOaOptions = VendorOptions & { readonly keepMessages?: number };

type Account = {
  readonly secretKey: string;
  readonly keepMessages: number;
  readonly chats: Map<string, SeenOaMessage[]>;
  readonly accessTokens: Set<string>;
  readonly refreshTokens: Set<string>;
  tokens: number;
};

/** Signs a body as Zalo does. */
export function signOaBody(
  body: string,
  timestamp: string,
  keys: { appId: string; secretKey: string },
): string {
  return `mac=${createHash('sha256')
    .update(keys.appId + body + timestamp + keys.secretKey)
    .digest('hex')}`;
}

/** Starts a fake account on loopback; it serves the open API and the token endpoint. */
export async function startFakeZaloOa(options: FakeZaloOaOptions = {}): Promise<FakeZaloOa> {
  const keys = { oaId: 'oa1', appId: '1', secretKey: 'fake-oa-secret-key' };
  const account: Account = {
    secretKey: keys.secretKey,
    keepMessages: options.keepMessages ?? 1_000,
    chats: new Map(),
    accessTokens: new Set(),
    refreshTokens: new Set(['refresh-0']),
    tokens: 0,
  };
  const server = await startVendorServer(
    {
      route: (path) => ({ method: path.slice(1), token: '' }),
      chat: ({ body }) => readString(field(body, 'recipient'), 'user_id'),
      answer: (call) => answer(account, call),
    },
    options,
  );
  return {
    ...server,
    ...keys,
    firstRefreshToken: 'refresh-0',
    expireAccessTokens: () => account.accessTokens.clear(),
    refreshes: () => account.tokens,
    child: (id) => createChild(id, keys, () => account.chats.get(id) ?? []),
    deliver: (event, target) => {
      const body = JSON.stringify(event);
      const timestamp = readString(event, 'timestamp') ?? '';
      const signature = signOaBody(body, timestamp, { appId: keys.appId, secretKey: target.secret });
      return postUntilTaken(body, target, (attempt) => ({
        'x-zevent-signature': signature,
        ...(attempt > 1 ? { num_retry: String(attempt - 1) } : {}),
      }));
    },
  };
}

let messageNumber = 0;

function createChild(
  id: string,
  keys: { oaId: string; appId: string },
  seen: () => readonly SeenOaMessage[],
): FakeOaChild {
  const says = (text: string) => {
    messageNumber += 1;
    return {
      app_id: keys.appId,
      event_name: 'user_send_text',
      sender: { id },
      recipient: { id: keys.oaId },
      message: { msg_id: `m${messageNumber}`, text },
      timestamp: String(Date.now()),
      user_id_by_app: `x${id}`,
    };
  };
  return {
    id,
    seen,
    says,
    follows: () => ({
      app_id: keys.appId,
      oa_id: keys.oaId,
      follower: { id },
      event_name: 'follow',
      timestamp: String(Date.now()),
    }),
    taps: (title) => {
      const button = [...seen()]
        .reverse()
        .flatMap(({ buttons }) => buttons)
        .find((one) => one.title.endsWith(title));
      if (button === undefined) throw new Error(`no button "${title}" in this chat`);
      return says(button.payload);
    },
  };
}

function answer(account: Account, call: VendorCall): VendorAnswer {
  if (call.method === 'v4/oa/access_token') return refresh(account, call);
  if (call.method !== 'v3.0/oa/message/cs') return refused(-404, 'empty api');
  if (!account.accessTokens.has(String(field(call.headers, 'access_token') ?? '')))
    return refused(-216, 'Access token is invalid');
  const user = readString(field(call.body, 'recipient'), 'user_id');
  const text = readString(field(call.body, 'message'), 'text');
  if (user === null || text === null || text === '') return refused(-201, 'Params is invalid');
  if (text.length > 2000) return refused(-210, 'Params exceeds max length');
  const buttons = readButtons(field(call.body, 'message'));
  if (buttons === null) return refused(-201, 'Params is invalid');
  const seen = account.chats.get(user) ?? [];
  if (seen.length < account.keepMessages) account.chats.set(user, [...seen, { text, buttons }]);
  return {
    status: 200,
    body: { error: 0, message: 'Success', data: { message_id: `${user}-${seen.length}`, user_id: user } },
  };
}

function refresh(account: Account, call: VendorCall): VendorAnswer {
  const token = String(field(call.body, 'refresh_token') ?? '');
  const known =
    field(call.headers, 'secret_key') === account.secretKey &&
    field(call.body, 'grant_type') === 'refresh_token';
  if (!known || !account.refreshTokens.delete(token)) {
    const body = {
      error: -14014,
      error_name: 'Invalid refresh token',
      error_description: 'Refresh token was used',
    };
    return { status: 200, body };
  }
  account.tokens += 1;
  const pair = { access_token: `access-${account.tokens}`, refresh_token: `refresh-${account.tokens}` };
  account.accessTokens.add(pair.access_token);
  account.refreshTokens.add(pair.refresh_token);
  return { status: 200, body: { ...pair, expires_in: '90000' } };
}

function readButtons(message: unknown): SeenOaMessage['buttons'] | null {
  const value: unknown = JSON.parse(JSON.stringify(message ?? {}))?.attachment?.payload?.buttons ?? [];
  if (!Array.isArray(value) || value.length > 5) return null;
  const fits = value.every(
    ({ title, payload }) => typeof title === 'string' && title.length <= 100 && typeof payload === 'string',
  );
  return fits ? value : null;
}

function readString(value: unknown, name: string): string | null {
  const found = field(value, name);
  return typeof found === 'string' ? found : null;
}

function refused(error: number, message: string): VendorAnswer {
  return { status: 200, body: { error, message } };
}
