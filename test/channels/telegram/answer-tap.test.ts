/** Answering taps: never in the way of anything, whatever Telegram does. */

import { expect, test } from 'vitest';
import { createAnswerTap } from '../../../src/channels/telegram/answer-tap.ts';
import type { Fetch } from '../../../src/ports/fetch.ts';

function slowTelegram() {
  const open: (() => void)[] = [];
  const called: string[] = [];
  const fetch: Fetch = (url, { body }) => {
    called.push(`${url} ${body}`);
    return new Promise((done, fail) => {
      open.push(() =>
        called.length % 2 === 0 ? done({ status: 200, text: async () => '{}' }) : fail(new Error('reset')),
      );
    });
  };
  return { open, called, answerTap: createAnswerTap({ token: '1:s', apiRoot: 'http://telegram/', fetch }) };
}

test('a tap is answered by its id', async () => {
  const { open, called, answerTap } = slowTelegram();
  const answered = answerTap('77');
  open[0]?.();
  await expect(answered).resolves.toBeUndefined();
  expect(called).toEqual(['http://telegram/bot1:s/answerCallbackQuery {"callback_query_id":"77"}']);
});

test('while too many wait for Telegram, further taps are left alone; later ones are answered again', async () => {
  const { open, called, answerTap } = slowTelegram();
  const waiting = Array.from({ length: 256 }, (_, id) => answerTap(String(id)));
  await answerTap('too many');
  expect(called).toHaveLength(256);
  for (const go of open) go();
  await Promise.all(waiting);
  void answerTap('later');
  expect(called).toHaveLength(257);
});
