/** A phone with a browser: it opens the page first, and sends each message again until it gets a 200. */

import { readText } from '../../src/core/flow/text.ts';
import { type Screen, webPhone } from '../e2e/phone.ts';
import type { HastyPhone } from './chat-phone.ts';
import type { Network } from './network.ts';
import { CODE, FLOW } from './walked-flow.ts';

/** Makes one. @param name names the phone in reports */
export function browserPhone(network: Network, name: string, language: 'vi' | 'en'): HastyPhone {
  let visitor: Promise<string> | null = null;

  /** A browser has its cookie from the page, before it sends anything. */
  async function openPage(): Promise<string> {
    const page = await network.deliverUntilTaken({ key: '', path: `/c/${CODE}`, init: { method: 'GET' } });
    return page.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    visitor ??= openPage();
    const headers = new Headers(init.headers);
    headers.set('cookie', await visitor);
    const key = `web ${name} ${/"id":"([^"]+)"/.exec(String(init.body))?.[1]}`;
    return network.deliverUntilTaken({ key, path, init: { ...init, headers } });
  }

  const phone = webPhone({ request }, language);
  return {
    ...phone,
    keepsOrder: false,
    async typeBoth(texts, swapped) {
      const order = swapped ? texts.toReversed() : texts;
      const screens = await Promise.all(order.map((text) => phone.type(text)));
      // Which of the two replies is the later one, only the server knows; at the end there is nothing to ask for.
      return screens.find(isEnd) ?? phone.open(CODE);
    },
  };
}

function isEnd({ text }: Screen): boolean {
  return Object.values(FLOW.languages).some((language) =>
    text.includes(readText(FLOW.closing, language, null)),
  );
}
