/** The Zalo Bot channel keeps the contract of a channel. */

import { createZaloChannel } from '../../../src/channels/zalo/channel.ts';
import { payloadSchema } from '../../../src/channels/zalo/schema.ts';
import { startFakeZalo } from '../../fake-vendors/zalo.ts';
import { describeChannelContract, type Sample } from '../channel-contract.ts';

const SECRET = 'zalo-webhook-secret-0123456789';
const HEADER = 'X-Bot-Api-Secret-Token';
const ACCOUNT = 'a1b2c3d4e5f60718293a';

describeChannelContract('zalo', async () => {
  const vendor = await startFakeZalo();
  const channel = createZaloChannel({
    token: vendor.token,
    webhookSecret: SECRET,
    apiRoot: vendor.url,
    timeoutMs: 300,
  });
  const event = (name: string, part: object, id = 1): Sample => ({
    body: {
      event_name: `message.${name}.received`,
      message: {
        date: 1_789_033_572_455,
        chat: { chat_type: 'PRIVATE', id: ACCOUNT },
        message_id: `2d758cb5e222177a4e3${id}`,
        from: { id: ACCOUNT, is_bot: false, display_name: 'Ted' },
        ...part,
      },
    },
    headers: { [HEADER]: SECRET },
  });
  const answer = (status: number, code: number) =>
    ({
      kind: 'answer',
      status,
      body: { ok: false, error_code: code, description: 'words of Zalo' },
    }) as const;
  let seen = 0;
  return {
    channel,
    account: ACCOUNT,
    secrets: [vendor.token, 'fake-zalo-token', SECRET, '127.0.0.1', 'words of Zalo'],
    text: (text, id) => event('text', { text }, id),
    others: [
      {
        name: 'image',
        sample: event('image', { photo_url: 'https://p.example/x.jpg' }),
        content: { kind: 'unsupported', what: 'image' },
      },
      { name: 'voice', sample: event('voice', {}), content: { kind: 'unsupported', what: 'voice' } },
      {
        name: 'sticker',
        sample: event('sticker', { sticker: 'x' }),
        content: { kind: 'unsupported', what: 'sticker' },
      },
      { name: 'hidden', sample: event('unsupported', {}), content: { kind: 'unsupported', what: 'hidden' } },
    ],
    spoil: () => [
      {},
      { [HEADER]: 'wrong' },
      { [HEADER]: `${SECRET}x` },
      { [HEADER]: SECRET.slice(0, -1) },
      { [HEADER]: '' },
    ],
    read: (payload) => ({ text: payloadSchema.parse(payload).text, buttons: [] }),
    sending: {
      faults: [
        { name: '429', fault: answer(429, 429), outcome: 'parked' },
        { name: '429 under 200', fault: answer(200, 429), outcome: 'parked' },
        { name: '401', fault: answer(401, 401), outcome: 'parked' },
        { name: '400', fault: answer(200, 400), outcome: 'refused' },
        { name: '404', fault: answer(404, 404), outcome: 'refused' },
        { name: '403', fault: answer(200, 403), outcome: 'retry' },
        { name: '408', fault: answer(408, 408), outcome: 'retry' },
        { name: '500', fault: answer(500, 500), outcome: 'retry' },
        {
          name: 'camel case',
          fault: { kind: 'answer', status: 200, body: { ok: false, errorCode: 429 } },
          outcome: 'parked',
        },
        { name: 'no code', fault: { kind: 'answer', status: 400, body: { ok: false } }, outcome: 'refused' },
        { name: 'html', fault: { kind: 'html', status: 502 }, outcome: 'retry' },
        { name: 'html 403', fault: { kind: 'html', status: 403 }, outcome: 'retry' },
        { name: 'malformed', fault: { kind: 'malformed' }, outcome: 'retry' },
        { name: 'no envelope', fault: { kind: 'answer', status: 200, body: [] }, outcome: 'retry' },
        { name: 'slow', fault: { kind: 'slow', delayMs: 600 }, outcome: 'retry' },
        { name: 'dropped', fault: { kind: 'dropped', when: 'before' }, outcome: 'retry' },
      ],
      script: (fault) => vendor.faults.add({ fault }),
      arrived: () => {
        const all = vendor.child(ACCOUNT).seen();
        const texts = all.slice(seen);
        seen = all.length;
        return texts;
      },
    },
    close: () => vendor.close(),
  };
});
