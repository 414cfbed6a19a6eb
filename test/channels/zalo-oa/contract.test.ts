/** The Zalo Official Account channel keeps the contract of a channel. */

import { createZaloOaChannel } from '../../../src/channels/zalo-oa/channel.ts';
import { payloadSchema } from '../../../src/channels/zalo-oa/schema.ts';
import type { VendorTokens } from '../../../src/ports/token-store.ts';
import { signOaBody, startFakeZaloOa } from '../../fake-vendors/zalo-oa.ts';
import { describeChannelContract, type Sample } from '../channel-contract.ts';

const HEADER = 'X-ZEvent-Signature';
const ACCOUNT = 'user-8154238746';

describeChannelContract('zalo-oa', async () => {
  const vendor = await startFakeZaloOa();
  const { oaId, appId, secretKey } = vendor;
  let stored: VendorTokens | null = null;
  const channel = createZaloOaChannel({
    oaId,
    appId,
    secretKey,
    apiRoot: vendor.url,
    refreshToken: vendor.firstRefreshToken,
    tokens: {
      load: async () => stored,
      save: async (tokens) => {
        stored = tokens;
      },
    },
    timeoutMs: 300,
  });
  const signed = (body: object): Sample => ({
    body,
    headers: { [HEADER]: signOaBody(JSON.stringify(body), '1699003881354', { appId, secretKey }) },
  });
  const event = (name: string, message: object, id = 1) =>
    signed({
      app_id: appId,
      event_name: `user_send_${name}`,
      sender: { id: ACCOUNT },
      recipient: { id: oaId },
      message: { msg_id: `m${id}`, ...message },
      timestamp: '1699003881354',
    });
  const follow = (name: string) =>
    signed({
      app_id: appId,
      oa_id: oaId,
      follower: { id: ACCOUNT },
      event_name: name,
      timestamp: '1699003881354',
    });
  const answer = (error: number) =>
    ({ kind: 'answer', status: 200, body: { error, message: 'words of Zalo' } }) as const;
  let seen = 0;
  return {
    channel,
    account: ACCOUNT,
    secrets: [secretKey, vendor.firstRefreshToken, 'access-1', '127.0.0.1', 'words of Zalo'],
    text: (text, id) => event('text', { text }, id),
    others: [
      { name: 'follow', sample: follow('follow'), content: { kind: 'open' } },
      { name: 'unfollow', sample: follow('unfollow'), content: { kind: 'blocked' } },
      {
        name: 'click',
        sample: event('text', { text: 'b:ab12cd:mood:sad' }),
        content: { kind: 'tap', token: 'b:ab12cd:mood:sad' },
      },
      ...(
        [
          ['image', 'image'],
          ['gif', 'image'],
          ['sticker', 'sticker'],
          ['audio', 'voice'],
          ['video', 'video'],
          ['file', 'file'],
          ['location', 'location'],
          ['business_card', 'contact'],
          ['link', 'other'],
        ] as const
      ).map(([name, what]) => ({
        name,
        sample: event(name, { attachments: [] }),
        content: { kind: 'unsupported', what } as const,
      })),
    ],
    spoil: (headers) => {
      const good = headers[HEADER] ?? '';
      const other = signOaBody('{}', '1', { appId, secretKey });
      return [
        {},
        { [HEADER]: other },
        { [HEADER]: `${good}0` },
        { [HEADER]: good.slice(0, -1) },
        { [HEADER]: good.slice(4) },
        { [HEADER]: '' },
      ];
    },
    read: (payload) => {
      const { text, attachment } = payloadSchema.parse(payload);
      const buttons = attachment?.payload.buttons ?? [];
      return { text, buttons: buttons.map((one) => ({ label: one.title, token: one.payload })) };
    },
    sending: {
      faults: [
        { name: 'refused token, renewed', fault: answer(-216), outcome: 'sent' },
        { name: 'too long', fault: answer(-210), outcome: 'refused' },
        { name: 'outside the window', fault: answer(-230), outcome: 'refused' },
        { name: 'quota', fault: answer(-211), outcome: 'parked' },
        { name: 'flood', fault: answer(-32), outcome: 'retry' },
        { name: 'unknown code', fault: answer(-999), outcome: 'retry' },
        { name: 'html', fault: { kind: 'html', status: 502 }, outcome: 'retry' },
        { name: 'malformed', fault: { kind: 'malformed' }, outcome: 'retry' },
        { name: 'slow', fault: { kind: 'slow', delayMs: 600 }, outcome: 'retry' },
        { name: 'dropped', fault: { kind: 'dropped', when: 'before' }, outcome: 'retry' },
      ],
      script: (fault) => vendor.faults.add({ fault, method: 'v3.0/oa/message/cs' }),
      arrived: () => {
        const all = vendor.child(ACCOUNT).seen();
        const texts = all.slice(seen).map(({ text }) => text);
        seen = all.length;
        return texts;
      },
    },
    close: () => vendor.close(),
  };
});
