/** Reads Telegram's updates. */

import type { InboundContent, InboundMessage, UnsupportedContent } from '../../core/message.ts';
import type { Decoded, RawDelivery } from '../../ports/channel.ts';
import { cleanText, cleanWord } from '../clean-text.ts';
import { parseBody } from '../parse-body.ts';
import { readInstant } from '../read-instant.ts';
import { readLanguage } from '../read-language.ts';
import { type TelegramMessage, type TelegramUpdate, updateSchema } from './schema.ts';

/** What reading an update depends on. */
export type DecodeSettings = {
  /** The digits before the colon of the token: `update_id` counts per bot. */
  readonly botId: string;
  /** Without `@`; commands may carry it. */
  readonly botUsername: string;
  /** Tells Telegram that a tap was seen; must not reject. */
  readonly answerTap: (callbackQueryId: string) => Promise<void>;
  readonly now: () => Date;
};

/** Longest payload of `https://t.me/<bot>?start=…`, in characters. @see https://core.telegram.org/api/links#bot-links */
const MAX_START_PAYLOAD = 64;

/** What a child can send besides words, by the field that holds it. */
const UNSUPPORTED: readonly (readonly [field: string, what: UnsupportedContent])[] = [
  ['sticker', 'sticker'],
  ['photo', 'image'],
  ['animation', 'image'],
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['document', 'file'],
  ['venue', 'location'],
  ['location', 'location'],
  ['contact', 'contact'],
];

/** Fields of messages that nobody wrote: something happened to the chat. */
const SERVICE =
  /^(new_chat_|left_chat_|delete_chat_|group_chat_created|supergroup_chat_created|channel_chat_created|message_auto_delete|migrate_|pinned_message|successful_payment|refunded_payment|users_shared|chat_shared|connected_website|write_access_allowed|passport_data|proximity_alert|boost_added|chat_background_set|forum_topic|general_forum|giveaway|video_chat_|web_app_data)/;

/** Makes the reader. It never throws: what is not for us gives no message and a reason. */
export function createDecode(settings: DecodeSettings): (delivery: RawDelivery) => Decoded {
  return (delivery) => {
    const parsed = updateSchema.safeParse(parseBody(delivery.body));
    if (!parsed.success) return ignored('not-an-update');
    return decodeUpdate(parsed.data, settings);
  };
}

function decodeUpdate(update: TelegramUpdate, settings: DecodeSettings): Decoded {
  if (update.message !== undefined) return decodeMessage(update, update.message, settings);
  if (update.callback_query !== undefined) return decodeTap(update, update.callback_query, settings);
  if (update.my_chat_member !== undefined) return decodeMembership(update, update.my_chat_member, settings);
  if (update.edited_message !== undefined) return ignored('edited');
  if (update.channel_post !== undefined || update.edited_channel_post !== undefined)
    return ignored('channel-post');
  return ignored(update.poll_answer === undefined ? 'unknown-update' : 'poll-answer');
}

function decodeMessage(update: TelegramUpdate, message: TelegramMessage, settings: DecodeSettings): Decoded {
  if (message.chat.type !== 'private') return ignored('not-private');
  if (message.from?.is_bot === true) return ignored('from-a-bot');
  if ('forward_origin' in message || 'forward_date' in message) return ignored('forwarded');
  if (Object.keys(message).some((field) => SERVICE.test(field))) return ignored('service-message');
  return {
    messages: [
      {
        ...address(update, message.chat.id, settings),
        sentAt: readInstant(message.date, settings.now()),
        ...readContent(message, settings.botUsername),
        ...readLanguage(message.from?.language_code),
      },
    ],
  };
}

function readContent(
  message: TelegramMessage,
  botUsername: string,
): { readonly content: InboundContent; readonly code?: string } {
  if (message.text === undefined) {
    const what = UNSUPPORTED.find(([field]) => field in message)?.[1] ?? 'other';
    return { content: { kind: 'unsupported', what } };
  }
  const text = withoutBotName(cleanText(message.text), botUsername);
  const start = /^\/start(?:\s+(.*))?$/is.exec(text);
  if (start !== null) {
    const code = cleanWord(start[1] ?? '').slice(0, MAX_START_PAYLOAD);
    return code === '' ? { content: { kind: 'open' } } : { content: { kind: 'open' }, code };
  }
  // Nothing visible is left of it: answered as what cannot be read, not as words.
  if (text === '') return { content: { kind: 'unsupported', what: 'other' } };
  return { content: { kind: 'text', text } };
}

/** `/help@EmNoiBot` → `/help`; a command for another bot stays as it is. */
function withoutBotName(text: string, botUsername: string): string {
  const command = /^(\/[a-z0-9_]{1,32})@([a-z0-9_]+)/i.exec(text);
  if (command?.[2]?.toLowerCase() !== botUsername.toLowerCase()) return text;
  return `${command[1]}${text.slice(command[0].length)}`;
}

function decodeTap(
  update: TelegramUpdate,
  query: NonNullable<TelegramUpdate['callback_query']>,
  settings: DecodeSettings,
): Decoded {
  const acknowledge = () => settings.answerTap(query.id);
  const chat = query.message?.chat;
  if (chat !== undefined && chat.type !== 'private') return { ...ignored('not-private'), acknowledge };
  if (query.from.is_bot) return { ...ignored('from-a-bot'), acknowledge };
  const token = cleanWord(query.data ?? '');
  if (token === '') return { ...ignored('tap-without-data'), acknowledge };
  const message: InboundMessage = {
    ...address(update, chat?.id ?? query.from.id, settings),
    // A tap carries no time; its message's date is when the button was shown.
    sentAt: settings.now(),
    content: { kind: 'tap', token },
    ...readLanguage(query.from.language_code),
  };
  return { messages: [message], acknowledge };
}

function decodeMembership(
  update: TelegramUpdate,
  change: NonNullable<TelegramUpdate['my_chat_member']>,
  settings: DecodeSettings,
): Decoded {
  if (change.chat.type !== 'private') return ignored('not-private');
  const kind = { kicked: 'blocked', member: 'unblocked' } as const;
  const status = change.new_chat_member.status;
  if (status !== 'kicked' && status !== 'member') return ignored('membership');
  return {
    messages: [
      {
        ...address(update, change.chat.id, settings),
        sentAt: readInstant(change.date, settings.now()),
        content: { kind: kind[status] },
      },
    ],
  };
}

function address(update: TelegramUpdate, chatId: number, settings: DecodeSettings) {
  return {
    channel: 'telegram',
    key: `${settings.botId}:${update.update_id}`,
    account: String(chatId),
  } as const;
}

function ignored(reason: string): Decoded {
  return { messages: [], ignored: reason };
}
