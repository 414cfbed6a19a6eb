/** A fake Telegram: Bot API, chats as children see them, and updates delivered until they are taken. */

import { type Delivered, postUntilTaken, type WebhookTarget } from './deliver.ts';
import { type TelegramBot, telegramAnswer } from './telegram-bot.ts';
import {
  botRoute,
  field,
  startVendorServer,
  type VendorOptions,
  type VendorServer,
} from './vendor-server.ts';

/** An update: `update_id` and one field that says what happened. */
export type FakeUpdate = { readonly update_id: number; readonly [field: string]: unknown };

/** A message as a child sees it. */
export type SeenMessage = {
  readonly id: number;
  readonly text: string;
  /** Rows of buttons. */
  readonly keyboard: readonly (readonly { readonly text: string; readonly callback_data: string }[])[];
};

/** A child's phone: makes the updates that its taps and words cause. */
export type FakeChild = {
  readonly id: number;
  says(text: string): FakeUpdate;
  /** Taps a button of the newest message that has one with this label (or whose label ends with it). */
  taps(label: string): FakeUpdate;
  /** Everything this chat got, oldest first. */
  seen(): readonly SeenMessage[];
};

/** A running fake Telegram. */
export type FakeTelegram = VendorServer & {
  readonly token: string;
  child(id: number, languageCode?: string): FakeChild;
  /** From now on messages to this chat are refused with 403. */
  block(id: number): void;
  /**
   * Delivers as Telegram does: until 2xx, one at a time per chat, and then carries out the call that the response
   * holds, if any. A body that is a JSON string is no call.
   */
  deliver(update: FakeUpdate, target: WebhookTarget): Promise<Delivered>;
};

/** How it is started; `keepMessages` per chat, 0 for load tests, default 1,000. */
export type FakeTelegramOptions = VendorOptions & { readonly token?: string; readonly keepMessages?: number };

/** Starts a fake Telegram on loopback. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const token = options.token ?? '123456:fake-telegram-token';
  const bot: TelegramBot = {
    token,
    chats: new Map(),
    blocked: new Set(),
    taps: new Set(),
    webhook: null,
    commands: new Map(),
    keepMessages: options.keepMessages ?? 1_000,
    nextMessageId: 1,
    lastUpdateId: 1_000,
  };
  const server = await startVendorServer(
    {
      route: botRoute,
      chat: ({ body }) => (field(body, 'chat_id') === undefined ? null : String(field(body, 'chat_id'))),
      answer: (call) => telegramAnswer(bot, call),
    },
    options,
  );
  const queues = new Map<string, Promise<unknown>>();

  async function deliverNow(update: FakeUpdate, target: WebhookTarget): Promise<Delivered> {
    const delivered = await postUntilTaken(JSON.stringify(update), target, () => ({
      'x-telegram-bot-api-secret-token': target.secret,
    }));
    const reply = readCall(delivered.body);
    if (reply !== null) server.perform({ ...reply, token, headers: {}, via: 'webhook-reply' });
    return delivered;
  }

  return {
    ...server,
    token,
    block: (id) => void bot.blocked.add(String(id)),
    deliver: (update, target) => {
      const chat = chatOf(update);
      const turn = (queues.get(chat) ?? Promise.resolve()).then(() => deliverNow(update, target));
      queues.set(chat, turn);
      return turn.finally(() => {
        if (queues.get(chat) === turn) queues.delete(chat);
      });
    },
    child: (id, languageCode = 'vi') => createChild(bot, id, languageCode),
  };
}

function createChild(bot: TelegramBot, id: number, languageCode: string): FakeChild {
  const from = { id, is_bot: false, first_name: 'Em', language_code: languageCode };
  const chat = { id, type: 'private', first_name: 'Em' };
  const seen = () => bot.chats.get(String(id)) ?? [];
  const nextId = () => {
    bot.lastUpdateId += 1;
    return bot.lastUpdateId;
  };
  return {
    id,
    seen,
    says: (text) => {
      const updateId = nextId();
      const date = Math.floor(Date.now() / 1000);
      return { update_id: updateId, message: { message_id: updateId, date, chat, from, text } };
    },
    taps: (label) => {
      const { message, data } = findButton(seen(), label);
      const updateId = nextId();
      const queryId = String(updateId);
      bot.taps.add(queryId);
      return {
        update_id: updateId,
        callback_query: { id: queryId, from, chat_instance: '1', data, message: { ...message, chat } },
      };
    },
  };
}

function findButton(seen: readonly SeenMessage[], label: string) {
  for (const message of [...seen].reverse()) {
    const buttons = message.keyboard.flat();
    const found =
      buttons.find(({ text }) => text === label) ?? buttons.find(({ text }) => text.endsWith(label));
    if (found === undefined) continue;
    return { message: { message_id: message.id, date: 1, text: message.text }, data: found.callback_data };
  }
  throw new Error(`no button "${label}" in this chat`);
}

function readCall(body: string): { method: string; body: Record<string, unknown> } | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('method' in value)) return null;
    const { method, ...rest } = value;
    return typeof method === 'string' ? { method, body: rest } : null;
  } catch {
    return null;
  }
}

/** Updates of one chat wait for each other; those without a chat do not. */
function chatOf(update: FakeUpdate): string {
  const found =
    /"chat":\{"id":(-?\d+)/.exec(JSON.stringify(update)) ??
    /"from":\{"id":(\d+)/.exec(JSON.stringify(update));
  return found?.[1] ?? `update ${update.update_id}`;
}
