/** One child's chat with a bot as Telegram delivers it: updates in full, replies read from the answers. */

import { WEBHOOK_SECRET } from './em-noi.ts';

/** What a bot says, without method and chat. */
export type RecordedReply = {
  readonly text: string;
  readonly reply_markup?: {
    readonly inline_keyboard: readonly (readonly {
      readonly text: string;
      readonly callback_data: string;
    }[])[];
  };
};

/** Place-holders in updates: ten digits for the chat, nine for the update, six signs for the walk's mark in buttons. */
export const CHAT = '7000000000';
/** @see CHAT */
export const UPDATE = '100000000';
/** @see CHAT */
export const RUN = 'RUNRUN';

const BOT = { id: 123456, is_bot: true, first_name: 'Em Nói', username: 'em_noi_bot' };
const FROM = { id: Number(CHAT), is_bot: false, first_name: 'Em', language_code: 'vi' };
const PLACE = { id: FROM.id, first_name: 'Em', type: 'private' };
const SENT_AT = 1_790_000_000;
/** How Telegram marks `/start`. */
const COMMAND = [{ offset: 0, length: 6, type: 'bot_command' }];
/** Updates of single chats are counted from here, far from those of the load. */
const FIRST_UPDATE = 900_000_000;

const next = { update: FIRST_UPDATE };

/** Makes the update of a typed message, with place-holders. */
export function typing(text: string): string {
  return JSON.stringify({
    update_id: Number(UPDATE),
    message: {
      ...{ message_id: 4711, from: FROM, chat: PLACE, date: SENT_AT, text },
      ...(text.startsWith('/') ? { entities: COMMAND } : {}),
    },
  });
}

/** Makes the update of a tap, with place-holders. Telegram sends the whole message along, with all its buttons. */
export function tapping({ text, reply_markup }: RecordedReply, token: string): string {
  return JSON.stringify({
    update_id: Number(UPDATE),
    callback_query: {
      id: `4382${UPDATE}${UPDATE}`,
      from: FROM,
      message: { message_id: 4710, from: BOT, chat: PLACE, date: SENT_AT, text, reply_markup },
      chat_instance: '-3842610245820134567',
      data: token,
    },
  });
}

/** A chat. It gives replies with the place-holder where the walk's mark was. */
export type Chat = { readonly deliver: (update: string) => Promise<RecordedReply> };

/** Opens a chat of its own with the bot behind a port. */
export function openChat(port: number, chat: number): Chat {
  let run = RUN;
  return {
    async deliver(update) {
      const body = update
        .replaceAll(CHAT, String(chat))
        .replaceAll(UPDATE, String(next.update++))
        .replaceAll(RUN, run);
      const response = await fetch(`http://127.0.0.1:${port}/webhooks/telegram`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET },
        body,
      });
      const answer = await response.text();
      if (response.status !== 200 || answer === '')
        throw new Error(`HTTP ${response.status} ${answer} to ${body}`);
      run = /"b:([a-z0-9]{6}):/.exec(answer)?.[1] ?? run;
      const {
        method: _method,
        chat_id: _chat,
        ...reply
      } = JSON.parse(answer.replaceAll(`"b:${run}:`, `"b:${RUN}:`));
      return reply;
    },
  };
}
