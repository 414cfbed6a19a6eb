/** The web channel: children answer on a page opened from a link or a QR code. */

import { CHANNEL_LIMITS } from '../../core/channel.ts';
import type { Channel } from '../../ports/channel.ts';
import { createDecode } from './decode.ts';
import { render } from './render.ts';
import { send } from './send.ts';
import { verify } from './verify.ts';

/** What the channel needs to know. */
export type WebSettings = { readonly now?: () => Date };

/** Nothing leaves by the outbox, so there is no pace to keep. */
const RATE = { perSecond: Number.POSITIVE_INFINITY };

/** Builds the channel. All replies of a turn travel in the response. */
export function createWebChannel(settings: WebSettings = {}): Channel {
  return {
    name: 'web',
    limits: CHANNEL_LIMITS.web,
    repliesInResponse: Number.POSITIVE_INFINITY,
    rate: RATE,
    verify,
    decode: createDecode(settings.now ?? (() => new Date())),
    render,
    replyBody: (payloads) => ({ messages: payloads }),
    send,
  };
}
