/** A fake Zalo Bot Platform: its methods, its misleading HTTP statuses, and events delivered to a webhook. */

import { type Delivered, postUntilTaken, type WebhookTarget } from './deliver.ts';
import {
  botRoute,
  field,
  startVendorServer,
  type VendorAnswer,
  type VendorCall,
  type VendorOptions,
  type VendorServer,
} from './vendor-server.ts';

/** A child's phone: makes the events that its words cause. */
export type FakeZaloChild = {
  readonly id: string;
  says(text: string): Readonly<Record<string, unknown>>;
  /** What Zalo passes on instead of the words of a protected user. */
  saysHidden(): Readonly<Record<string, unknown>>;
  /** Texts this chat got, oldest first. */
  seen(): readonly string[];
};

/** A running fake Zalo. */
export type FakeZalo = VendorServer & {
  readonly token: string;
  child(id: string): FakeZaloChild;
  /** Posts until the answer is 2xx. */
  deliver(event: unknown, target: WebhookTarget): Promise<Delivered>;
};

/** How it is started; beyond `quota` messages it answers 429. */
export type FakeZaloOptions = VendorOptions & {
  readonly token?: string;
  readonly quota?: number;
  readonly keepMessages?: number;
};

type Bot = {
  readonly token: string;
  readonly quota: number;
  readonly keepMessages: number;
  readonly chats: Map<string, string[]>;
  webhook: { url: string; updated_at: number } | null;
  sent: number;
};

type Method = (bot: Bot, body: Readonly<Record<string, unknown>>) => VendorAnswer;

const METHODS: Readonly<Record<string, Method>> = {
  getMe: () =>
    ok({
      id: '1234567890123456789',
      account_name: 'bot.EmNoi',
      account_type: 'BASIC',
      can_join_groups: false,
    }),
  getUpdates: () => refused(408, 408, 'Request timeout'),
  setWebhook: (bot, body) => {
    const { url, secret_token: secret } = body;
    if (typeof url !== 'string' || typeof secret !== 'string' || secret.length < 8 || secret.length > 256) {
      return refused(200, 400, 'Bad Request');
    }
    bot.webhook = { url, updated_at: Date.now() };
    return ok({
      ...bot.webhook,
      verification: { ok: true, url, outcome: 'webhook.ok', hint: '', status_code: 200 },
    });
  },
  testWebhook: (bot) =>
    ok({ ok: bot.webhook !== null, url: bot.webhook?.url ?? '', outcome: 'webhook.ok', hint: '' }),
  deleteWebhook: (bot) => {
    bot.webhook = null;
    return ok({ url: '', updated_at: Date.now() });
  },
  getWebhookInfo: (bot) => (bot.webhook === null ? refused(404, 404, 'Not Found') : ok(bot.webhook)),
  sendMessage: (bot, body) => {
    const { text } = body;
    if (typeof text !== 'string' || text.length < 1 || text.length > 2000)
      return refused(200, 400, 'Bad Request');
    return deliverToChat(bot, body, text);
  },
  sendPhoto: (bot, body) =>
    /^https?:\/\//.test(String(field(body, 'photo') ?? ''))
      ? deliverToChat(bot, body, `[photo] ${field(body, 'caption') ?? ''}`)
      : refused(200, 400, 'The photo must start with http:// or https://'),
  sendSticker: (bot, body) => deliverToChat(bot, body, '[sticker]'),
  sendVoice: (bot, body) =>
    String(field(body, 'voice_url') ?? '').endsWith('.aac')
      ? deliverToChat(bot, body, '[voice]')
      : refused(200, 400, 'Bad Request'),
  sendChatAction: () => ({ status: 200, body: { ok: true } }),
};

/** Starts a fake Zalo on loopback. */
export async function startFakeZalo(options: FakeZaloOptions = {}): Promise<FakeZalo> {
  const bot: Bot = {
    token: options.token ?? '987654:fake-zalo-token',
    quota: options.quota ?? Number.POSITIVE_INFINITY,
    keepMessages: options.keepMessages ?? 1_000,
    chats: new Map(),
    webhook: null,
    sent: 0,
  };
  const server = await startVendorServer(
    {
      route: botRoute,
      chat: ({ body }) => {
        const chat = field(body, 'chat_id');
        return typeof chat === 'string' ? chat : null;
      },
      answer: (call) => answer(bot, call),
    },
    options,
  );
  let message = 0;
  return {
    ...server,
    token: bot.token,
    deliver: (event, target) =>
      postUntilTaken(JSON.stringify(event), target, () => ({ 'x-bot-api-secret-token': target.secret })),
    child: (id) => {
      const event = (name: string, content: Readonly<Record<string, unknown>>) => {
        message += 1;
        return {
          event_name: name,
          message: {
            date: Date.now(),
            chat: { chat_type: 'PRIVATE', id },
            message_id: message.toString(16).padStart(20, '0'),
            from: { id, is_bot: false, display_name: 'Em' },
            ...content,
          },
        };
      };
      return {
        id,
        says: (text) => event('message.text.received', { text }),
        saysHidden: () => event('message.unsupported.received', {}),
        seen: () => bot.chats.get(id) ?? [],
      };
    },
  };
}

function answer(bot: Bot, call: VendorCall): VendorAnswer {
  if (call.token !== bot.token) return refused(401, 401, 'Unauthorized');
  const method = Object.hasOwn(METHODS, call.method) ? METHODS[call.method] : undefined;
  // Names are case-sensitive, and an unknown one is refused under HTTP 200.
  return method === undefined ? refused(200, 404, 'Not Found') : method(bot, call.body);
}

function deliverToChat(bot: Bot, body: Readonly<Record<string, unknown>>, text: string): VendorAnswer {
  const chat = field(body, 'chat_id');
  if (typeof chat !== 'string' || chat === '') return refused(200, 400, 'Bad Request');
  if (bot.sent >= bot.quota) return refused(429, 429, 'Quota exceeded');
  bot.sent += 1;
  const seen = bot.chats.get(chat) ?? [];
  if (seen.length < bot.keepMessages) bot.chats.set(chat, [...seen, text]);
  return ok({ message_id: bot.sent.toString(16).padStart(20, '0'), date: Date.now() });
}

function ok(result: unknown): VendorAnswer {
  return { status: 200, body: { ok: true, result } };
}

function refused(status: number, code: number, description: string): VendorAnswer {
  return { status, body: { ok: false, error_code: code, description } };
}
