/** An operator can set the bot up and look at it. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  registerTelegramCommands,
  setTelegramWebhook,
  TELEGRAM_COMMANDS,
  telegramWebhookState,
} from '../../../src/channels/telegram/operate.ts';
import { AppError } from '../../../src/core/app-error.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fake-vendors/telegram.ts';

let vendor: FakeTelegram;
beforeAll(async () => {
  vendor = await startFakeTelegram();
});
afterAll(() => vendor.close());
const access = () => ({ token: vendor.token, apiRoot: vendor.url, timeoutMs: 300 });

it('sets a webhook with its secret and exactly the updates that are read', async () => {
  await setTelegramWebhook(access(), { url: 'https://em.example/webhooks/telegram', secret: 's'.repeat(32) });
  expect(vendor.calls.at(-1)).toMatchObject({
    method: 'setWebhook',
    body: {
      url: 'https://em.example/webhooks/telegram',
      secret_token: 's'.repeat(32),
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    },
  });
  expect(await telegramWebhookState(access())).toEqual({
    url: 'https://em.example/webhooks/telegram',
    pending: 0,
    lastErrorAt: null,
    lastError: null,
  });
});

it('names the commands per language, in Vietnamese for everyone else', async () => {
  const before = vendor.callCount();
  await registerTelegramCommands(
    access(),
    ['vi', 'en', 'ede'],
    (language, command) => `${language} ${command}`,
  );
  const calls = vendor.calls.slice(before).map(({ body }) => body);
  const commands = (language: string) =>
    TELEGRAM_COMMANDS.map((command) => ({ command, description: `${language} ${command}` }));
  expect(calls).toEqual([
    { commands: commands('vi') },
    { commands: commands('vi'), language_code: 'vi' },
    { commands: commands('en'), language_code: 'en' },
  ]);
});

it('refuses in words that hold no secret', async () => {
  const wrong = { ...access(), token: '1:wrong-token' };
  const refused = await setTelegramWebhook(wrong, { url: 'https://x.example', secret: 'the-secret' }).catch(
    (e) => e,
  );
  expect(refused).toBeInstanceOf(AppError);
  expect(refused.code).toBe('vendor-refused');
  expect(refused.facts).toEqual({ channel: 'telegram', status: 401, said: 'Unauthorized' });
  expect(refused.cause).toBeUndefined();
  vendor.faults.add({ fault: { kind: 'html', status: 502 } });
  await expect(telegramWebhookState(access())).rejects.toMatchObject({
    facts: { channel: 'telegram', status: 0, said: 'no readable answer' },
  });
});
