/** Sends to Telegram and reads what its answers mean. */

import { type Api, GrammyError } from 'grammy';
import type { Payload, SendOutcome } from '../../ports/channel.ts';
import { payloadSchema } from './schema.ts';

/** How long a bot whose token is refused stays still before it is tried again. */
const BAD_TOKEN_PAUSE_MS = 10 * 60_000;

/** Makes the sender. Outcomes carry fixed words only: vendor texts, URLs and tokens stay out of them. */
export function createSend(api: Api): (account: string, payload: Payload) => Promise<SendOutcome> {
  return async (account, payload) => {
    const message = payloadSchema.safeParse(payload);
    if (!message.success) return { kind: 'refused', reason: 'telegram: unreadable payload' };
    const { text, link_preview_options, reply_markup } = message.data;
    try {
      await api.raw.sendMessage({
        chat_id: chatIdOf(account),
        text,
        link_preview_options,
        ...(reply_markup === undefined ? {} : { reply_markup }),
      });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

/** The chat id as Telegram writes it, a number; ids have up to 52 bits. */
export function chatIdOf(account: string): number | string {
  const id = Number(account);
  return Number.isSafeInteger(id) ? id : account;
}

/**
 * What a failed call means.
 *
 * @see https://core.telegram.org/bots/api#making-requests and tdlib/telegram-bot-api for the descriptions
 */
function outcomeOf(error: unknown): SendOutcome {
  // Everything but an answer of the API: no network, a timeout, an HTML page of a proxy.
  if (!(error instanceof GrammyError) || typeof error.error_code !== 'number') {
    return { kind: 'retry', reason: 'telegram: no readable answer', isUnsure: true };
  }
  const code = error.error_code;
  const description = String(error.description);
  if (code === 429) return flooded(error);
  if (code === 403) return { kind: 'blocked', reason: 'telegram 403: the person blocked the bot or is gone' };
  if (code === 400 && /chat not found|user is deactivated|PEER_ID_INVALID/i.test(description)) {
    return { kind: 'blocked', reason: 'telegram 400: chat not found' };
  }
  if (code === 401 || code === 404) {
    return {
      kind: 'parked',
      reason: `telegram ${code}: the bot token is refused`,
      afterMs: BAD_TOKEN_PAUSE_MS,
    };
  }
  if (code >= 500 || code === 408 || code === 409) return { kind: 'retry', reason: `telegram ${code}` };
  return { kind: 'refused', reason: `telegram ${code}: the message is refused` };
}

/** Obeying `retry_after` is fine, ignoring it gets a bot banned. */
function flooded(error: GrammyError): SendOutcome {
  const seconds = error.parameters.retry_after;
  const reason = 'telegram 429: too many requests';
  return typeof seconds === 'number' && seconds > 0
    ? { kind: 'retry', reason, afterMs: seconds * 1000 }
    : { kind: 'retry', reason };
}
