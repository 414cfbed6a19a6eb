/** The web channel keeps the contract of a channel. */

import * as z from 'zod';
import { createWebChannel } from '../../../src/channels/web/channel.ts';
import { describeChannelContract, type Sample } from '../channel-contract.ts';

const VISITOR = '0b1c2d3e-4f50-4a61-8b72-9c83ad94be05';

const payloadSchema = z.object({
  text: z.string(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
});

describeChannelContract('web', async () => {
  const post = (part: object, id = 1): Sample => ({
    body: { id: `message-${id}`, ...part },
    headers: { 'x-em-noi-visitor': VISITOR, 'x-em-noi-code': 'THU' },
  });
  return {
    channel: createWebChannel(),
    account: VISITOR,
    secrets: [],
    text: (text, id) => post({ text }, id),
    others: [
      { name: 'id alone', sample: post({}), content: { kind: 'open' } },
      {
        name: 'choice',
        sample: post({ choice: 'b:ab12cd:mood:sad' }),
        content: { kind: 'tap', token: 'b:ab12cd:mood:sad' },
      },
      { name: 'choice by number', sample: post({ choice: '2' }), content: { kind: 'text', text: '2' } },
    ],
    spoil: () => [
      {},
      { 'x-em-noi-visitor': '' },
      { 'x-em-noi-visitor': 'short' },
      { 'x-em-noi-visitor': `${VISITOR} ` },
      { 'x-em-noi-visitor': 'x'.repeat(129) },
      { 'x-em-noi-visitor': `${VISITOR}\n` },
    ],
    read: (payload) => {
      const { text, choices } = payloadSchema.parse(payload);
      return { text, buttons: choices.map(({ id, label }) => ({ label, token: id })) };
    },
    close: async () => undefined,
  };
});
