/** A typed client of the Zalo Bot API, complete as of November 2026; knows nothing of consultations. */

import type { Fetch } from '../../ports/fetch.ts';
import { postToVendor } from '../http-send.ts';
import * as answers from './answers.ts';
import { ZaloApiError, ZaloHttpError, ZaloNetworkError } from './errors.ts';

/** How a bot is reached. */
export type ZaloBotOptions = {
  /** `<digits>:<secret>`, as Zalo Bot Creator sent it. It becomes part of every URL: errors here never hold one. */
  readonly token: string;
  /** Default: https://bot-api.zaloplatforms.com */
  readonly apiRoot?: string;
  /** For one call, the answer's body included. Default 20,000. */
  readonly timeoutMs?: number;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
};

/** Emphasis on a stretch of text; `start` and `len` in UTF-16 units. */
export type ZaloTextStyle = { readonly start: number; readonly len: number; readonly st: readonly string[] };

/** Parameters of `sendMessage`; text 1–2000. `parse_mode` beats `text_styles`. */
export type SendMessageParams = {
  readonly chat_id: string;
  readonly text: string;
  readonly parse_mode?: 'markdown' | 'html';
  readonly text_styles?: readonly ZaloTextStyle[];
};

/** Parameters of `sendPhoto`: an http(s) address, never bytes; caption 1–2000. */
export type SendPhotoParams = { readonly chat_id: string; readonly photo: string; readonly caption?: string };

/** Parameters of `sendSticker`: an id from stickers.zaloapp.com. */
export type SendStickerParams = { readonly chat_id: string; readonly sticker: string };

/** Parameters of `sendVoice`: an address that ends in `.aac`. Groups report success and get nothing. */
export type SendVoiceParams = { readonly chat_id: string; readonly voice_url: string };

/** Parameters of `sendChatAction`. */
export type SendChatActionParams = { readonly chat_id: string; readonly action: 'typing' };

/**
 * Every method of the API. Each rejects with `ZaloApiError` (Zalo said no), `ZaloHttpError` (something answered that is not the API) or
 * `ZaloNetworkError` (no answer).
 *
 * @see https://bot.zaloplatforms.com/docs/ (read 2026-11-23)
 */
export interface ZaloBotClient {
  getMe(): Promise<answers.ZaloBot>;
  /**
   * Waits for the next update and consumes it: a crash afterwards loses it. Never with the token of a bot that has a webhook.
   *
   * @param timeoutS how long Zalo holds the call; nothing new gives an empty list
   */
  getUpdates(timeoutS?: number): Promise<readonly unknown[]>;
  /** @param secretToken 8–256 characters. The URL is saved even where the answer's verification failed. */
  setWebhook(url: string, secretToken: string): Promise<answers.ZaloWebhook>;
  testWebhook(): Promise<answers.ZaloWebhookTest>;
  deleteWebhook(): Promise<void>;
  /** @returns `null` where none is set */
  getWebhookInfo(): Promise<answers.ZaloWebhook | null>;
  sendMessage(params: SendMessageParams): Promise<answers.ZaloSent>;
  /** Zalo fetches the picture while the call waits: up to 150 s. */
  sendPhoto(params: SendPhotoParams): Promise<answers.ZaloSent>;
  sendSticker(params: SendStickerParams): Promise<answers.ZaloSent>;
  sendVoice(params: SendVoiceParams): Promise<answers.ZaloSent>;
  sendChatAction(params: SendChatActionParams): Promise<void>;
}

const DEFAULT_API_ROOT = 'https://bot-api.zaloplatforms.com';
const DEFAULT_TIMEOUT_MS = 20_000;
const PHOTO_TIMEOUT_MS = 150_000;
const POLL_SECONDS = 30;
/** A poll must outlast Zalo's own holding time. */
const POLL_MARGIN_MS = 10_000;

/** Builds a client. No call is made before a method is used. */
export function createZaloBotClient(options: ZaloBotOptions): ZaloBotClient {
  const call = createCall(options);
  const send = async (method: string, params: unknown, timeoutMs?: number) =>
    answers.sentSchema.parse(await call(method, params, timeoutMs));
  return {
    getMe: async () => read('getMe', answers.botSchema, await call('getMe')),
    getUpdates: async (timeoutS = POLL_SECONDS) => {
      const waitMs = timeoutS * 1000 + POLL_MARGIN_MS;
      const result = await unless(408, call('getUpdates', { timeout: timeoutS }, waitMs));
      if (result === null || result === undefined) return [];
      return Array.isArray(result) ? result : [result];
    },
    setWebhook: async (url, secretToken) =>
      read('setWebhook', answers.webhookSchema, await call('setWebhook', { url, secret_token: secretToken })),
    testWebhook: async () => read('testWebhook', answers.webhookTestSchema, await call('testWebhook')),
    deleteWebhook: async () => {
      await call('deleteWebhook');
    },
    getWebhookInfo: async () => {
      const result = await unless(404, call('getWebhookInfo'));
      return result === null ? null : read('getWebhookInfo', answers.webhookSchema, result);
    },
    sendMessage: (params) => send('sendMessage', params),
    sendPhoto: (params) => send('sendPhoto', params, PHOTO_TIMEOUT_MS),
    sendSticker: (params) => send('sendSticker', params),
    sendVoice: (params) => send('sendVoice', params),
    sendChatAction: async (params) => {
      await call('sendChatAction', params);
    },
  };
}

type Call = (method: string, params?: unknown, timeoutMs?: number) => Promise<unknown>;

function createCall(options: ZaloBotOptions): Call {
  const root = `${(options.apiRoot ?? DEFAULT_API_ROOT).replace(/\/+$/, '')}/bot${options.token}`;
  return async (method, params = {}, timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS) => {
    const ending = await postToVendor({
      url: `${root}/${method}`,
      body: params,
      timeoutMs,
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    });
    if (ending.kind === 'unanswered') throw new ZaloNetworkError(method, ending.why);
    // The body tells success or failure; the HTTP status misleads in both directions.
    const envelope = answers.envelopeSchema.safeParse(ending.json);
    if (!envelope.success) throw new ZaloHttpError(method, ending.status);
    const { ok, result, error_code, errorCode, description } = envelope.data;
    if (!ok) throw new ZaloApiError(method, error_code ?? errorCode ?? ending.status, description ?? '');
    return result;
  };
}

/** Gives `null` where the API refuses with a code that only means "there is none". */
async function unless(code: number, result: Promise<unknown>): Promise<unknown> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof ZaloApiError && error.code === code) return null;
    throw error;
  }
}

function read<Result>(method: string, schema: answers.Reader<Result>, result: unknown): Result {
  const parsed = schema.safeParse(result);
  if (!parsed.success) throw new ZaloHttpError(method, 200);
  return parsed.data;
}
