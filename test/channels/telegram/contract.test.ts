/** Telegram keeps the contract of a channel. */

import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts';
import { payloadSchema } from '../../../src/channels/telegram/schema.ts';
import { startFakeTelegram } from '../../fake-vendors/telegram.ts';
import { describeChannelContract, type Sample } from '../channel-contract.ts';

const SECRET = 'telegram-webhook-secret-0123456789';
const HEADER = 'X-Telegram-Bot-Api-Secret-Token';
const ACCOUNT = '4503599627370495';

const chat = { id: Number(ACCOUNT), type: 'private', first_name: 'A' };
const from = { id: Number(ACCOUNT), is_bot: false, first_name: 'A', language_code: 'vi' };

describeChannelContract('telegram', async () => {
  const vendor = await startFakeTelegram();
  const channel = createTelegramChannel({
    token: vendor.token,
    webhookSecret: SECRET,
    botUsername: 'em_noi_bot',
    apiRoot: vendor.url,
    timeoutMs: 300,
  });
  const update = (part: object, id = 1): Sample => ({
    body: { update_id: id, ...part },
    headers: { [HEADER]: SECRET },
  });
  const message = (part: object, id = 1) =>
    update({ message: { message_id: id, date: 1_700_000_000, chat, from, ...part } }, id);
  const answer = (status: number, description: string, more: object = {}) =>
    ({ kind: 'answer', status, body: { ok: false, error_code: status, description, ...more } }) as const;
  let seen = 0;
  return {
    channel,
    account: ACCOUNT,
    secrets: [vendor.token, 'fake-telegram-token', SECRET, '127.0.0.1'],
    text: (text, id) => message({ text }, id),
    others: [
      { name: 'start', sample: message({ text: '/start' }), content: { kind: 'open' } },
      {
        name: 'tap',
        sample: update({ callback_query: { id: '7', from, chat_instance: '9', data: 'b:ab12cd:mood:sad' } }),
        content: { kind: 'tap', token: 'b:ab12cd:mood:sad' },
      },
      {
        name: 'blocked',
        sample: update({
          my_chat_member: { chat, from, date: 1, new_chat_member: { status: 'kicked', user: from } },
        }),
        content: { kind: 'blocked' },
      },
      {
        name: 'unblocked',
        sample: update({
          my_chat_member: { chat, from, date: 1, new_chat_member: { status: 'member', user: from } },
        }),
        content: { kind: 'unblocked' },
      },
      ...(
        [
          ['sticker', 'sticker'],
          ['photo', 'image'],
          ['voice', 'voice'],
          ['video', 'video'],
          ['document', 'file'],
          ['location', 'location'],
          ['contact', 'contact'],
          ['dice', 'other'],
        ] as const
      ).map(([field, what]) => ({
        name: field,
        sample: message({ [field]: { file_id: 'x' } }),
        content: { kind: 'unsupported', what } as const,
      })),
    ],
    spoil: () => [
      {},
      { [HEADER]: 'wrong' },
      { [HEADER]: `${SECRET}x` },
      { [HEADER]: SECRET.slice(0, -1) },
      { [HEADER]: '' },
    ],
    read: (payload) => {
      const { text, reply_markup } = payloadSchema.parse(payload);
      const buttons = reply_markup?.inline_keyboard.flat() ?? [];
      return { text, buttons: buttons.map((one) => ({ label: one.text, token: one.callback_data })) };
    },
    sending: {
      faults: [
        {
          name: '429',
          fault: answer(429, 'Too Many Requests: retry after 3', { parameters: { retry_after: 3 } }),
          outcome: 'retry',
        },
        { name: 'blocked', fault: answer(403, 'Forbidden: bot was blocked by the user'), outcome: 'blocked' },
        { name: 'deactivated', fault: answer(403, 'Forbidden: user is deactivated'), outcome: 'blocked' },
        { name: 'chat not found', fault: answer(400, 'Bad Request: chat not found'), outcome: 'blocked' },
        { name: 'other 400', fault: answer(400, 'Bad Request: message text is empty'), outcome: 'refused' },
        { name: '401', fault: answer(401, 'Unauthorized'), outcome: 'parked' },
        { name: '404', fault: answer(404, 'Not Found'), outcome: 'parked' },
        { name: '500', fault: answer(500, 'Internal Server Error'), outcome: 'retry' },
        {
          name: 'refusal under 200',
          fault: { ...answer(403, 'Forbidden: user is deactivated'), status: 200 },
          outcome: 'blocked',
        },
        {
          name: 'refusal without code',
          fault: { kind: 'answer', status: 502, body: { ok: false } },
          outcome: 'retry',
        },
        { name: 'html', fault: { kind: 'html', status: 502 }, outcome: 'retry' },
        { name: 'malformed', fault: { kind: 'malformed' }, outcome: 'retry' },
        { name: 'slow', fault: { kind: 'slow', delayMs: 600 }, outcome: 'retry' },
        { name: 'dropped', fault: { kind: 'dropped', when: 'before' }, outcome: 'retry' },
      ],
      script: (fault) => vendor.faults.add({ fault }),
      arrived: () => {
        const all = vendor.child(Number(ACCOUNT)).seen();
        const texts = all.slice(seen).map(({ text }) => text);
        seen = all.length;
        return texts;
      },
    },
    close: () => vendor.close(),
  };
});
