/** Telegram: updates delivered as Telegram delivers them; replies in the response, or through the stand-in. */

import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { type Deed, endOf, type Seen } from './child.ts';
import { type ChildLine, fault, type Heard, type Line, readJson } from './line.ts';
import type { Wire } from './post.ts';
import type { VendorStandIn } from './vendor-stand-in.ts';

const messageSchema = z.object({
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ callback_data: z.string() }))) })
    .optional(),
});

/** Buttons that answer nothing; Telegram shows them like options. */
const CONTROL = /^_(skip|back|stop|done|more|keep|other|another|resume)$|^_l-/;

/** Buttons that belong to no walk: at its end the child is asked whether to be invited again. */
const OFFER = 'b:_:';

/** Accounts of this run begin here: far beyond those given out so far, within the 52 bits that Telegram promises. */
const FIRST_ACCOUNT = 3_000_000_000_000_000;

/** Opens the line. @param secret the webhook secret of the settings */
export function openTelegramLine(
  wire: Wire,
  vendor: VendorStandIn,
  { code, secret }: { readonly code: string; readonly secret: string },
): Line {
  let account = FIRST_ACCOUNT + randomInt(1_000_000_000) * 1_000_000;
  let update = randomInt(1_000_000_000);

  async function deliver(chat: number, deed: Deed): Promise<Heard> {
    update += 1;
    const next = vendor.listenFor(String(chat));
    const answer = await wire.send({
      ...{ method: 'POST', path: '/webhooks/telegram' },
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify({ update_id: update, ...contentOf({ chat, update, code }, deed) }),
    });
    const read = readJson(answer);
    if (read.kind === 'fault' || read.value !== null) next.cancel();
    if (read.kind === 'fault') return read;
    const body = read.value ?? (await next.message);
    return body === null ? fault('no reply came through the outbox') : seenIn(body);
  }

  return {
    newChild(): ChildLine {
      account += 1;
      const chat = account;
      return { act: (deed) => deliver(chat, deed) };
    },
    close: () => vendor.close(),
  };
}

function contentOf(
  at: { readonly chat: number; readonly update: number; readonly code: string },
  deed: Deed,
) {
  const from = { id: at.chat, is_bot: false, first_name: 'Em', language_code: 'vi' };
  const message = {
    message_id: at.update,
    date: Math.floor(Date.now() / 1000),
    chat: { id: at.chat, type: 'private' },
  };
  if (deed.kind === 'tap') {
    return { callback_query: { id: String(at.update), from, chat_instance: '1', data: deed.id, message } };
  }
  return { message: { ...message, from, text: deed.kind === 'open' ? `/start ${at.code}` : deed.text } };
}

function seenIn(value: unknown): Heard {
  const message = messageSchema.safeParse(value);
  if (!message.success) return fault('a reply that is none');
  const buttons =
    message.data.reply_markup?.inline_keyboard.flat().map((button) => button.callback_data) ?? [];
  const ids = buttons.filter((id) => !id.startsWith(OFFER));
  const isControl = (id: string) => CONTROL.test(endOf(id));
  const seen: Seen = {
    options: ids.filter((id) => !isControl(id)),
    controls: ids.filter(isControl),
    number: false,
    // Whatever is asked comes with a button to stop.
    done: ids.length === 0,
  };
  return { kind: 'seen', seen };
}
