// A child's phone on each channel: what is said, tapped and seen, the same for all.
import type { World } from './world.ts';

/** What stands on the screen now. */
export type Screen = {
  readonly text: string;
  /** Options in order, from 1; `id` is the token behind a button, where there are buttons. */
  readonly options: readonly { readonly label: string; readonly id: string | null }[];
  readonly done: boolean;
};

/** A phone. Each action gives the screen after it. */
export type Phone = {
  readonly taps: boolean;
  open(code: string): Promise<Screen>;
  type(text: string): Promise<Screen>;
  /** Taps the option with this id, the last part of a button's token. */
  tap(option: string): Promise<Screen>;
};

/** Reads the option out of a button's token. */
export function optionOf(token: string): string {
  return token.split(':').at(-1) ?? '';
}

/** A browser without a window: the JSON route and its cookie. */
export function webPhone(world: Pick<World, 'request'>, language = 'vi'): Phone {
  let cookie = '';
  let address = '';
  let screen: Screen = { text: '', options: [], done: false };

  async function post(content: Record<string, string>): Promise<Screen> {
    const response = await world.request(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        ...(cookie === '' ? {} : { cookie }),
      },
      body: JSON.stringify({ id: crypto.randomUUID(), ...content }),
    });
    if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    const { messages } = (await response.json()) as {
      messages: { text: string; choices?: { id: string; label: string; role: string }[]; done?: boolean }[];
    };
    if (messages.length === 0) return screen;
    screen = {
      text: messages.map((message) => message.text).join('\n\n'),
      options: (messages.at(-1)?.choices ?? []).map(({ label, id }) => ({ label, id })),
      done: messages.at(-1)?.done === true,
    };
    return screen;
  }

  return {
    taps: true,
    open(code) {
      address = `/c/${code}/messages`;
      return post({});
    },
    type: (text) => post({ text }),
    tap(option) {
      const found = screen.options.find(({ id }) => id !== null && optionOf(id) === option);
      if (found?.id === undefined || found.id === null)
        throw new Error(`no "${option}" under: ${screen.text}`);
      return post({ choice: found.id });
    },
  };
}

/** Brings earlier deliveries again, as vendors do; they must change nothing. */
function echo<Delivery>(every: number, deliver: (delivery: Delivery) => Promise<number>) {
  const earlier: Delivery[] = [];
  return async (delivery: Delivery): Promise<void> => {
    earlier.push(delivery);
    if (earlier.length % every !== 0) return;
    for (const one of [earlier[0] ?? delivery, earlier[Math.floor(earlier.length / 2)] ?? delivery]) {
      const status = await deliver(one);
      if (status !== 200) throw new Error(`a repeated delivery got ${status}`);
    }
  };
}

/** A phone with Telegram. */
export function telegramPhone(world: Pick<World, 'telegram' | 'target'>, id: number, language = 'vi'): Phone {
  const child = world.telegram.child(id, language);
  const target = world.target('telegram');
  const again = echo(4, async (update: ReturnType<typeof child.says>) => {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': target.secret };
    const init = { method: 'POST', headers, body: JSON.stringify(update) };
    return (await (target.fetch ?? fetch)(target.url, init)).status;
  });

  async function send(update: ReturnType<typeof child.says>): Promise<Screen> {
    const before = child.seen().length;
    await world.telegram.deliver(update, target);
    await until(() => child.seen().length > before);
    await again(update);
    return screen();
  }

  function screen(): Screen {
    const last = child.seen().at(-1);
    const buttons = last?.keyboard.flat() ?? [];
    return {
      text: last?.text ?? '',
      options: buttons.map((one) => ({ label: one.text, id: one.callback_data })),
      done: false,
    };
  }

  return {
    taps: true,
    open: (code) => send(child.says(`/start ${code}`)),
    type: (text) => send(child.says(text)),
    tap(option) {
      const found = screen().options.find(({ id }) => id !== null && optionOf(id) === option);
      if (found === undefined) throw new Error(`no "${option}" under: ${screen().text}`);
      return send(child.taps(found.label));
    },
  };
}

/** Options of a text that numbers them. */
function numbered(text: string): Screen['options'] {
  return [...text.matchAll(/^(\d+)[.)] (.+)$/gm)].map(([, , label = '']) => ({ label, id: null }));
}

/** A phone with Zalo: everything is typed. */
export function zaloPhone(world: Pick<World, 'zalo' | 'target'>, id: string): Phone {
  const child = world.zalo.child(id);
  const again = echo(4, async (event: ReturnType<typeof child.says>) => {
    return (await world.zalo.deliver(event, world.target('zalo'))).status;
  });
  async function send(text: string): Promise<Screen> {
    const before = child.seen().length;
    const event = child.says(text);
    await world.zalo.deliver(event, world.target('zalo'));
    await until(() => child.seen().length > before);
    await again(event);
    const seen = child.seen().slice(before).join('\n\n');
    return { text: seen, options: numbered(seen), done: false };
  }
  return {
    taps: false,
    open: (code) => send(code),
    type: send,
    tap: () => Promise.reject(new Error('Zalo has no buttons')),
  };
}

/** A phone that follows the Official Account, whose child types. */
export function zaloOaPhone(world: Pick<World, 'zaloOa' | 'target'>, id: string): Phone {
  const child = world.zaloOa.child(id);
  async function send(text: string): Promise<Screen> {
    const before = child.seen().length;
    await world.zaloOa.deliver(child.says(text), world.target('zalo-oa'));
    await until(() => child.seen().length > before);
    const seen = child.seen().slice(before);
    const text_ = seen.map((message) => message.text).join('\n\n');
    const buttons = seen.at(-1)?.buttons ?? [];
    const options =
      buttons.length > 0 ? buttons.map((one) => ({ label: one.title, id: null })) : numbered(text_);
    return { text: text_, options, done: false };
  }
  return {
    taps: false,
    open: (code) => send(code),
    type: send,
    tap: () => Promise.reject(new Error('this child types')),
  };
}

/** Waits for the sender to bring what this child waits for. */
async function until(came: () => boolean): Promise<void> {
  for (let tries = 0; !came() && tries < 2_500; tries += 1) await new Promise((done) => setTimeout(done, 4));
}
