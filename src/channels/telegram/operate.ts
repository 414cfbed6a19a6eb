/** What an operator does with the bot: set its webhook, name its commands, look at its queue. */

import { type Api, GrammyError } from 'grammy';
import { AppError } from '../../core/app-error.ts';
import { type Language, SOURCE_LANGUAGE } from '../../core/language.ts';
import { createApi, type TelegramAccess } from './api.ts';

/** The updates we read. Without the list Telegram keeps the previous setting, whatever it was. */
const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;

/** The commands children find in the menu, in its order. */
export const TELEGRAM_COMMANDS = ['start', 'help', 'skip', 'back', 'language', 'stop'] as const;

/** @see TELEGRAM_COMMANDS */
export type TelegramCommand = (typeof TELEGRAM_COMMANDS)[number];

/** Longest description of a command. @see https://core.telegram.org/bots/api#botcommand */
const MAX_DESCRIPTION = 256;

type TelegramLanguage = NonNullable<Parameters<Api['raw']['setMyCommands']>[0]['language_code']>;

/** How the webhook is doing, as far as an operator needs it. */
export type TelegramWebhookState = {
  readonly url: string;
  /** Updates that wait to be delivered; growing means that we are too slow or failing. */
  readonly pending: number;
  readonly lastErrorAt: Date | null;
  /** Telegram's words about our answer, e.g. `Wrong response from the webhook: 500`. */
  readonly lastError: string | null;
};

/**
 * Makes Telegram deliver to an address.
 *
 * @param webhook `url` is public https on port 443, 80, 88 or 8443; `secret` 1–256 of `[A-Za-z0-9_-]`
 * @throws AppError `vendor-refused`
 */
export async function setTelegramWebhook(
  access: TelegramAccess,
  webhook: { readonly url: string; readonly secret: string },
): Promise<void> {
  await call(access, (api) =>
    api.raw.setWebhook({
      url: webhook.url,
      secret_token: webhook.secret,
      allowed_updates: [...ALLOWED_UPDATES],
    }),
  );
}

/**
 * Names the commands in each language, and in Vietnamese for everyone else.
 *
 * @param describe gives a command's description, at most 256 characters
 * @throws AppError `vendor-refused`
 */
export async function registerTelegramCommands(
  access: TelegramAccess,
  languages: readonly Language[],
  describe: (language: Language, command: TelegramCommand) => string,
): Promise<void> {
  const commands = (language: Language) =>
    TELEGRAM_COMMANDS.map((command) => ({
      command,
      description: describe(language, command).slice(0, MAX_DESCRIPTION),
    }));
  await call(access, (api) => api.raw.setMyCommands({ commands: commands(SOURCE_LANGUAGE) }));
  for (const language_code of languages.filter(isTelegramLanguage)) {
    await call(access, (api) => api.raw.setMyCommands({ commands: commands(language_code), language_code }));
  }
}

/**
 * Tells how the webhook is doing.
 *
 * @throws AppError `vendor-refused`
 */
export async function telegramWebhookState(access: TelegramAccess): Promise<TelegramWebhookState> {
  const info = await call(access, (api) => api.raw.getWebhookInfo());
  return {
    url: info.url ?? '',
    pending: info.pending_update_count,
    lastErrorAt: info.last_error_date === undefined ? null : new Date(info.last_error_date * 1000),
    lastError: info.last_error_message ?? null,
  };
}

/** Calls, and turns a failure into a refusal without its cause: that holds the secret that was to be set. */
async function call<Result>(access: TelegramAccess, work: (api: Api) => Promise<Result>): Promise<Result> {
  try {
    return await work(createApi(access));
  } catch (error) {
    const answered = error instanceof GrammyError;
    throw new AppError('vendor-refused', {
      channel: 'telegram',
      status: answered ? error.error_code : 0,
      said: answered ? error.description : 'no readable answer',
    });
  }
}

/** Telegram takes two-letter codes only; a language without one gets the Vietnamese list. */
function isTelegramLanguage(language: Language): language is TelegramLanguage {
  return /^[a-z]{2}$/.test(language);
}
