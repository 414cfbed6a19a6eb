/** A phone in a vendor's chat, whose child waits for what it is due and takes a repeated message for what it is. */

import type { Phone, Screen } from '../e2e/phone.ts';
import { optionOf } from '../e2e/phone.ts';
import type { FakeTelegram } from '../fake-vendors/telegram.ts';
import type { FakeZalo } from '../fake-vendors/zalo.ts';
import type { FakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { GivenUp, type Network, pause } from './network.ts';
import type { Sending, VendorName, VendorTrouble } from './vendor-trouble.ts';
import { CARD_END } from './walked-flow.ts';

/** A phone that can also send two messages without waiting in between. */
export type HastyPhone = Phone & {
  /** Whether the vendor delivers in the order in which the child sent. */
  readonly keepsOrder: boolean;
  /** @param swapped the second leaves first */
  typeBoth(texts: readonly [string, string], swapped: boolean): Promise<Screen>;
};

/** What a chat showed and was told, for the verdict on replies. */
export type ChatRecord = {
  readonly vendor: VendorName;
  readonly chat: string;
  /** Messages of the child that were taken. */
  readonly sent: () => number;
  /** Everything seen, oldest first. */
  readonly seen: () => readonly Shown[];
  /** What of it came through the vendor's interface, and not with the response to a delivery. */
  readonly arrivals: () => readonly Sending[];
};

/** One message as the child sees it. */
export type Shown = { readonly text: string; readonly options: Screen['options'] };

/** One vendor's side of a phone. */
export type Chat = {
  readonly vendor: VendorName;
  readonly id: string;
  readonly taps: boolean;
  readonly keepsOrder: boolean;
  seen(): readonly Shown[];
  /** Sends and resolves once it was taken. */
  say(text: string): Promise<unknown>;
  tap(label: string): Promise<unknown>;
  /** What is typed to begin. */
  opening(code: string): string;
};

/** The vendors of a run, and how one reaches the product. */
export type VendorWorld = {
  readonly telegram: FakeTelegram;
  readonly zalo: FakeZalo;
  readonly zaloOa: FakeZaloOa;
  readonly network: Network;
  readonly trouble: VendorTrouble;
  readonly secret: string;
};

const LOOK_EVERY_MS = 20;

/** Makes a phone, and the record of its chat. */
export function chatPhone(
  chat: Chat,
  { network, trouble }: VendorWorld,
): { phone: HastyPhone; record: ChatRecord } {
  let sent = 0;
  const record: ChatRecord = {
    vendor: chat.vendor,
    chat: chat.id,
    sent: () => sent,
    seen: () => chat.seen(),
    arrivals: () => trouble.arrivals(chat.vendor, chat.id),
  };

  async function untilAnswered(): Promise<Screen> {
    for (let looked = -1; ; ) {
      const seen = chat.seen();
      if (seen.length !== looked) {
        looked = seen.length;
        const ends = withoutRepeats(record).filter(endsTurn);
        const last = ends.at(-1);
        if (ends.length >= sent && last !== undefined) return screenOf(last);
      }
      if (network.isGivenUp()) throw new GivenUp('a reply did not come');
      await pause(LOOK_EVERY_MS);
    }
  }

  async function type(text: string): Promise<Screen> {
    sent += 1;
    await chat.say(text);
    return untilAnswered();
  }

  const phone: HastyPhone = {
    taps: chat.taps,
    keepsOrder: chat.keepsOrder,
    open: (code) => type(chat.opening(code)),
    type,
    async tap(option) {
      const screen = withoutRepeats(record).at(-1);
      const found = screen?.options.find(({ id }) => id !== null && optionOf(id) === option);
      if (found === undefined) throw new Error(`no "${option}" under: ${screen?.text}`);
      sent += 1;
      await chat.tap(found.label);
      return untilAnswered();
    },
    async typeBoth([first, second], swapped) {
      sent += 2;
      const order = swapped ? [second, first] : [first, second];
      await Promise.all(order.map((text) => chat.say(text)));
      return untilAnswered();
    },
  };
  return { phone, record };
}

/**
 * What a chat showed, without what came again. The product sends one message after another, so what it sent through the
 * vendor's interface twice in a row is one message; on Telegram a reply to a delivery may stand between the two.
 */
export function withoutRepeats({ seen, arrivals }: Pick<ChatRecord, 'seen' | 'arrivals'>): readonly Shown[] {
  const all = seen();
  const again = new Set<number>();
  let place = -1;
  let before = '';
  for (const { said, text } of arrivals()) {
    // Both are in the order of arrival.
    place = all.findIndex((shown, at) => at > place && shown.text === text);
    if (said === before) again.add(place);
    before = said;
  }
  return all.filter((_shown, at) => !again.has(at));
}

/** Every turn ends with the question that is pending then; only long cards leave before it. */
export function endsTurn(shown: Shown): boolean {
  return !shown.text.trimEnd().endsWith(CARD_END);
}

function screenOf({ text, options }: Shown): Screen {
  return { text, options, done: false };
}

/** A chat on Telegram. */
export function telegramChat(world: VendorWorld, id: number, language: string): Chat {
  const child = world.telegram.child(id, language);
  const deliver = (update: ReturnType<typeof child.says>) =>
    world.telegram.deliver(update, targetOf(world, 'telegram', world.secret, `telegram ${update.update_id}`));
  return {
    vendor: 'telegram',
    id: String(id),
    taps: true,
    keepsOrder: true,
    seen: translated(child.seen, ({ text, keyboard }) => ({
      text,
      options: keyboard.flat().map((one) => ({ label: one.text, id: one.callback_data })),
    })),
    say: (text) => deliver(child.says(text)),
    tap: (label) => deliver(child.taps(label)),
    opening: (code) => `/start ${code}`,
  };
}

/** A chat on Zalo: everything is typed. */
export function zaloChat(world: VendorWorld, id: string): Chat {
  const child = world.zalo.child(id);
  let messages = 0;
  return {
    vendor: 'zalo',
    id,
    taps: false,
    keepsOrder: false,
    seen: translated(child.seen, (text) => ({ text, options: numbered(text) })),
    say(text) {
      messages += 1;
      return world.zalo.deliver(
        child.says(text),
        targetOf(world, 'zalo', world.secret, `zalo ${id} ${messages}`),
      );
    },
    tap: () => Promise.reject(new Error('Zalo has no buttons')),
    opening: (code) => code,
  };
}

/** A chat with the Official Account, whose child types. */
export function zaloOaChat(world: VendorWorld, id: string): Chat {
  const child = world.zaloOa.child(id);
  let messages = 0;
  return {
    vendor: 'zalo-oa',
    id,
    taps: false,
    keepsOrder: false,
    seen: translated(child.seen, ({ text, buttons }) => ({
      text,
      options: buttons.length > 0 ? buttons.map(({ title }) => ({ label: title, id: null })) : numbered(text),
    })),
    say(text) {
      messages += 1;
      const key = `zalo-oa ${id} ${messages}`;
      return world.zaloOa.deliver(child.says(text), targetOf(world, 'zalo-oa', world.zaloOa.secretKey, key));
    },
    tap: () => Promise.reject(new Error('this child types')),
    opening: (code) => code,
  };
}

function targetOf({ network }: VendorWorld, channel: VendorName, secret: string, key: string) {
  return {
    url: `/webhooks/${channel}`,
    secret,
    maxTries: Number.POSITIVE_INFINITY,
    backoffMs: 20,
    fetch: (path: string, init: RequestInit) =>
      network.isGivenUp() ? new Response('') : network.deliver({ key, path, init }),
  };
}

/** Translates only what came anew: hundreds of phones look many times a second. */
function translated<Message>(
  source: () => readonly Message[],
  translate: (message: Message) => Shown,
): () => readonly Shown[] {
  const shown: Shown[] = [];
  return () => {
    const messages = source();
    for (const message of messages.slice(shown.length)) shown.push(translate(message));
    return shown;
  };
}

/** Options of a text that numbers them. */
function numbered(text: string): Screen['options'] {
  return [...text.matchAll(/^(\d+)[.)] (.+)$/gm)].map(([, , label = '']) => ({ label, id: null }));
}
