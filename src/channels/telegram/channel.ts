/** The Telegram channel: children answer a bot by tapping and typing. */

import { CHANNEL_LIMITS } from '../../core/channel.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Fetch } from '../../ports/fetch.ts';
import { createAnswerTap } from './answer-tap.ts';
import { createApi, type TelegramAccess } from './api.ts';
import { createDecode } from './decode.ts';
import { render } from './render.ts';
import { chatIdOf, createSend } from './send.ts';
import { createVerify } from './verify.ts';

/** What the channel needs to know. */
export type TelegramSettings = TelegramAccess & {
  /** Given to `setWebhook`; ≥ 32 of `[A-Za-z0-9_-]`. */
  readonly webhookSecret: string;
  /** Without `@`. */
  readonly botUsername: string;
  /** Replaces the default pace of the outbox. */
  readonly rate?: Channel['rate'];
  /** For the many small calls that answer taps. Default: the global `fetch`. */
  readonly fetch?: Fetch;
  readonly now?: () => Date;
};

/**
 * Thirty a second is Telegram's bound for bulk, which is what the outbox carries: reminders, feedback and the
 * rare turn too long for one message; answers in the webhook's response are replies and not held to it. To one chat about
 * one message a second is asked for but short bursts pass, so the parts of one turn follow closely, and a 429 is obeyed.
 *
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const RATE = { perSecond: 30 };

/** Builds the channel. */
export function createTelegramChannel(settings: TelegramSettings): Channel {
  return {
    name: 'telegram',
    limits: CHANNEL_LIMITS.telegram,
    repliesInResponse: 1,
    rate: settings.rate ?? RATE,
    verify: createVerify(settings.webhookSecret),
    decode: createDecode({
      botId: settings.token.split(':', 1)[0] ?? '',
      botUsername: settings.botUsername.replace(/^@/, ''),
      answerTap: createAnswerTap(settings),
      now: settings.now ?? (() => new Date()),
    }),
    render,
    replyBody: ([payload], account) => ({ method: 'sendMessage', chat_id: chatIdOf(account), ...payload }),
    send: createSend(createApi(settings)),
  };
}
