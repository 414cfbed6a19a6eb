/** Sends to Zalo and reads what its answers mean. */

import type { Payload, SendOutcome } from '../../ports/channel.ts';
import type { ZaloBotClient } from './client.ts';
import { ZaloApiError, ZaloHttpError } from './errors.ts';
import { payloadSchema } from './schema.ts';

/** A quota is counted by the month, a burst by less; Zalo tells neither apart, so one slow try an hour. */
const QUOTA_PAUSE_MS = 60 * 60_000;

/** How long a bot whose token is refused stays still before it is tried again. */
const BAD_TOKEN_PAUSE_MS = 10 * 60_000;

/** Zalo's 403 is documented as "Internal server error" and not known to mean "blocked": a few slow tries. */
const AMBIGUOUS = { afterMs: 30_000, tries: 3 };

/**
 * Makes the sender. `sendMessage` has no idempotency key: what is tried again after a timeout may reach the child twice,
 * which is why a repeated question must not count twice.
 */
export function createSend(
  client: Pick<ZaloBotClient, 'sendMessage'>,
): (account: string, payload: Payload) => Promise<SendOutcome> {
  return async (account, payload) => {
    const message = payloadSchema.safeParse(payload);
    if (!message.success) return { kind: 'refused', reason: 'zalo: unreadable payload' };
    try {
      await client.sendMessage({ chat_id: account, text: message.data.text });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof ZaloApiError) return outcomeOfCode(error.code);
  if (!(error instanceof ZaloHttpError)) return { kind: 'retry', reason: 'zalo: no answer', isUnsure: true };
  // No word of the API's: only what a status cannot mean otherwise is believed.
  if (error.status === 401 || error.status === 429) return outcomeOfCode(error.status);
  return { kind: 'retry', reason: `zalo: no readable answer, HTTP ${error.status}`, isUnsure: true };
}

/** @see https://bot.zaloplatforms.com/docs/ (error codes, read 2026-11-23) */
function outcomeOfCode(code: number): SendOutcome {
  const reason = `zalo ${code}`;
  if (code === 429) return { kind: 'parked', reason: `${reason}: quota exceeded`, afterMs: QUOTA_PAUSE_MS };
  if (code === 401) {
    return { kind: 'parked', reason: `${reason}: the bot token is refused`, afterMs: BAD_TOKEN_PAUSE_MS };
  }
  if (code === 403) return { kind: 'retry', reason, ...AMBIGUOUS };
  if (code === 408 || code >= 500) return { kind: 'retry', reason };
  if (code >= 400) return { kind: 'refused', reason: `${reason}: the message is refused` };
  return { kind: 'retry', reason: `${reason}: unknown code`, ...AMBIGUOUS };
}
