/** The shapes of Telegram that we rely on: updates as they arrive, `sendMessage` as it leaves. */

import * as z from 'zod';

/** Ids have up to 52 bits, so a JSON number holds them exactly. */
const id = z.int();

const sender = z.object({
  id,
  is_bot: z.boolean().catch(false),
  language_code: z.string().optional().catch(undefined),
});

const chat = z.object({ id, type: z.string() });

/** A message; loose, because the kinds of content are told apart by which field is there. */
const message = z.looseObject({
  date: z.unknown().optional(),
  chat,
  from: sender.optional(),
  text: z.string().optional(),
});

const callbackQuery = z.object({
  id: z.string(),
  from: sender,
  data: z.string().optional(),
  /** Absent when too old; then the tap comes from the private chat of its sender. */
  message: z.object({ chat }).optional(),
});

const chatMemberUpdated = z.object({
  chat,
  date: z.unknown().optional(),
  new_chat_member: z.object({ status: z.string() }),
});

/**
 * An update, as far as it is used; fields of other kinds only say that it is to be ignored.
 *
 * @see https://core.telegram.org/bots/api#update (Bot API 10.3)
 */
export const updateSchema = z.object({
  update_id: id,
  message: message.optional(),
  callback_query: callbackQuery.optional(),
  my_chat_member: chatMemberUpdated.optional(),
  edited_message: z.unknown().optional(),
  channel_post: z.unknown().optional(),
  edited_channel_post: z.unknown().optional(),
  poll_answer: z.unknown().optional(),
});

/** @see updateSchema */
export type TelegramUpdate = z.infer<typeof updateSchema>;

/** @see updateSchema */
export type TelegramMessage = z.infer<typeof message>;

const inlineKeyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
});

/** What `sendMessage` gets besides the chat: plain text without `parse_mode`, so that no sign in it can break it. */
export const payloadSchema = z.object({
  text: z.string(),
  link_preview_options: z.object({ is_disabled: z.literal(true) }),
  reply_markup: inlineKeyboard.optional(),
});

/** @see payloadSchema */
export type TelegramPayload = z.infer<typeof payloadSchema>;
