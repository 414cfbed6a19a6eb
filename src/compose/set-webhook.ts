/** Tells a vendor where to deliver, and what came of it in lines for the operator. */

import {
  registerTelegramCommands,
  setTelegramWebhook,
  telegramWebhookState,
} from '../channels/telegram/operate.ts';
import { setZaloWebhook, testZaloWebhook } from '../channels/zalo/operate.ts';
import type { Config } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { createSay } from '../i18n/say.ts';

/** What came of it. */
export type WebhookOutcome = { readonly ok: boolean; readonly lines: readonly string[] };

/**
 * Sets the webhook of a channel to `PUBLIC_URL/webhooks/<channel>`.
 *
 * @throws AppError `channel-off`, `vendor-refused`
 */
export function setWebhook(
  config: Config,
  channel: 'telegram' | 'zalo',
  publicUrl: string,
): Promise<WebhookOutcome> {
  const url = `${publicUrl}/webhooks/${channel}`;
  return channel === 'telegram' ? setTelegram(config, url) : setZalo(config, url);
}

async function setTelegram(config: Config, url: string): Promise<WebhookOutcome> {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: secret } = config;
  if (token === undefined || secret === undefined) throw new AppError('channel-off', { channel: 'telegram' });
  const access = { token, apiRoot: config.TELEGRAM_API_ROOT };
  await setTelegramWebhook(access, { url, secret });
  const say = createSay();
  await registerTelegramCommands(access, ['vi', 'en'], (language, command) =>
    say(language, `telegram.command.${command}`),
  );
  const state = await telegramWebhookState(access);
  const trouble = state.lastError === null ? [] : [`Telegram's last trouble with us: ${state.lastError}`];
  return {
    ok: true,
    lines: [`Telegram delivers to ${state.url}; ${state.pending} updates wait.`, ...trouble],
  };
}

async function setZalo(config: Config, url: string): Promise<WebhookOutcome> {
  const { ZALO_BOT_TOKEN: token, ZALO_WEBHOOK_SECRET: secret } = config;
  if (token === undefined || secret === undefined) throw new AppError('channel-off', { channel: 'zalo' });
  const access = { token, apiRoot: config.ZALO_API_ROOT };
  await setZaloWebhook(access, { url, secret });
  const test = await testZaloWebhook(access);
  const verdict = test.ok ? 'and reaches it' : `but does not reach it (${test.outcome}): ${test.hint}`;
  return { ok: test.ok, lines: [`Zalo delivers to ${url} ${verdict}.`] };
}
