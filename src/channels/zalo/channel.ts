/** The Zalo Bot channel: children answer a bot by typing numbers and words. */

import { CHANNEL_LIMITS } from '../../core/channel.ts';
import type { Channel } from '../../ports/channel.ts';
import { createZaloBotClient, type ZaloBotOptions } from './client.ts';
import { createDecode } from './decode.ts';
import { render } from './render.ts';
import { createSend } from './send.ts';
import { createVerify } from './verify.ts';

/** What the channel needs to know. */
export type ZaloSettings = ZaloBotOptions & {
  /** Given to `setWebhook`; 8–256 characters. */
  readonly webhookSecret: string;
  /** Replaces the default pace of the outbox. */
  readonly rate?: Channel['rate'];
  readonly now?: () => Date;
};

/**
 * Zalo publishes no figure. Ten messages within 416 ms to one chat were seen to pass; five a second over the bot is a
 * cautious start, and the outbox sends one at a time to a chat.
 */
const RATE = { perSecond: 5 };

/** Builds the channel. Zalo executes nothing from a webhook's response, so every reply goes through the outbox. */
export function createZaloChannel(settings: ZaloSettings): Channel {
  return {
    name: 'zalo',
    limits: CHANNEL_LIMITS.zalo,
    repliesInResponse: 0,
    rate: settings.rate ?? RATE,
    verify: createVerify(settings.webhookSecret),
    decode: createDecode({
      botId: settings.token.split(':', 1)[0] ?? '',
      now: settings.now ?? (() => new Date()),
    }),
    render,
    send: createSend(createZaloBotClient(settings)),
  };
}
