/** What a fake Telegram answers to the calls of one bot. */

import type { SeenMessage } from './telegram.ts';
import { field, type VendorAnswer, type VendorCall } from './vendor-server.ts';

/** A bot's account as Telegram keeps it. */
export type TelegramBot = {
  readonly token: string;
  readonly chats: Map<string, SeenMessage[]>;
  readonly blocked: Set<string>;
  /** Callback queries that wait to be answered. */
  readonly taps: Set<string>;
  webhook: { url: string; secret: string; allowed: readonly string[] } | null;
  /** Commands by language; `''` for the default. */
  readonly commands: Map<string, unknown>;
  readonly keepMessages: number;
  nextMessageId: number;
  lastUpdateId: number;
};

type Method = (bot: TelegramBot, body: Readonly<Record<string, unknown>>) => VendorAnswer;

const METHODS: Readonly<Record<string, Method>> = {
  getMe: () => ok({ id: 123456, is_bot: true, first_name: 'Em Nói', username: 'em_noi_bot' }),
  sendMessage,
  answerCallbackQuery: (bot, body) =>
    bot.taps.delete(String(field(body, 'callback_query_id')))
      ? ok(true)
      : refused(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
  setWebhook: (bot, body) => {
    const { url, secret_token: secret = '', allowed_updates: allowed } = body;
    if (typeof url !== 'string' || !/^https?:/.test(url))
      return refused(400, 'Bad Request: bad webhook: invalid URL');
    if (!/^[A-Za-z0-9_-]{0,256}$/.test(String(secret))) {
      return refused(400, 'Bad Request: secret token contains unallowed characters');
    }
    bot.webhook = {
      url,
      secret: String(secret),
      allowed: Array.isArray(allowed) ? allowed.map(String) : (bot.webhook?.allowed ?? []),
    };
    return ok(true);
  },
  getWebhookInfo: (bot) =>
    ok({
      url: bot.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: 0,
      allowed_updates: bot.webhook?.allowed ?? [],
    }),
  setMyCommands: (bot, body) => {
    bot.commands.set(String(field(body, 'language_code') ?? ''), field(body, 'commands'));
    return ok(true);
  },
  getMyCommands: (bot, body) => ok(bot.commands.get(String(field(body, 'language_code') ?? '')) ?? []),
};

/** Answers a call. */
export function telegramAnswer(bot: TelegramBot, call: VendorCall): VendorAnswer {
  if (call.token !== bot.token) return refused(401, 'Unauthorized');
  const method = Object.hasOwn(METHODS, call.method) ? METHODS[call.method] : undefined;
  return method === undefined ? refused(404, 'Not Found') : method(bot, call.body);
}

function sendMessage(bot: TelegramBot, body: Readonly<Record<string, unknown>>): VendorAnswer {
  const { chat_id: chatId, text } = body;
  if ((typeof chatId !== 'number' && typeof chatId !== 'string') || chatId === '') {
    return refused(400, 'Bad Request: chat_id is empty');
  }
  const chat = String(chatId);
  if (bot.blocked.has(chat)) return refused(403, 'Forbidden: bot was blocked by the user');
  if (typeof text !== 'string' || text.trim() === '')
    return refused(400, 'Bad Request: message text is empty');
  if (text.length > 4096) return refused(400, 'Bad Request: message is too long');
  const keyboard = readKeyboard(field(body, 'reply_markup'));
  if (typeof keyboard === 'string') return refused(400, `Bad Request: ${keyboard}`);
  const message: SeenMessage = { id: bot.nextMessageId, text, keyboard };
  bot.nextMessageId += 1;
  const seen = bot.chats.get(chat) ?? [];
  if (seen.length < bot.keepMessages) bot.chats.set(chat, [...seen, message]);
  return ok({
    message_id: message.id,
    date: Math.floor(Date.now() / 1000),
    chat: { id: chatId, type: 'private' },
    text,
  });
}

/** The rows of an inline keyboard, or what Telegram says against it. */
function readKeyboard(markup: unknown): SeenMessage['keyboard'] | string {
  if (markup === undefined) return [];
  if (typeof markup !== 'object' || markup === null || !('inline_keyboard' in markup)) return [];
  const rows = markup.inline_keyboard;
  if (!Array.isArray(rows) || !rows.every(Array.isArray))
    return "can't parse reply keyboard markup JSON object";
  const keyboard: { text: string; callback_data: string }[][] = [];
  for (const row of rows) {
    const buttons: { text: string; callback_data: string }[] = [];
    for (const { text, callback_data: data } of row) {
      if (typeof text !== 'string' || text === '')
        return 'can\'t parse inline keyboard button: Field "text" must not be empty';
      const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
      if (bytes < 1 || bytes > 64) return 'BUTTON_DATA_INVALID';
      buttons.push({ text, callback_data: data });
    }
    if (buttons.length > 8) return 'inline keyboard row is too wide';
    keyboard.push(buttons);
  }
  return keyboard.flat().length > 100 ? 'reply markup is too long' : keyboard;
}

function ok(result: unknown): VendorAnswer {
  return { status: 200, body: { ok: true, result } };
}

function refused(code: number, description: string): VendorAnswer {
  return { status: code, body: { ok: false, error_code: code, description } };
}
