/** Reads the events of a Zalo Official Account. */

import type { InboundContent, UnsupportedContent } from '../../core/message.ts';
import type { Decoded, RawDelivery } from '../../ports/channel.ts';
import { cleanText, cleanWord } from '../clean-text.ts';
import { parseBody } from '../parse-body.ts';
import { readInstant } from '../read-instant.ts';
import { eventSchema, type OaEvent } from './schema.ts';

/** What reading an event depends on. */
export type DecodeSettings = {
  /** Our account: one app may serve several, and only this one's children are ours. */
  readonly oaId: string;
  readonly now: () => Date;
};

/** How the tokens of our buttons begin; a click on one arrives as if the child had typed it. */
const TOKEN = /^b:\S+$/;

const UNSUPPORTED: Readonly<Record<string, UnsupportedContent>> = {
  user_send_image: 'image',
  user_send_gif: 'image',
  user_send_sticker: 'sticker',
  user_send_audio: 'voice',
  user_send_video: 'video',
  user_send_file: 'file',
  user_send_location: 'location',
  user_send_business_card: 'contact',
  user_send_link: 'other',
};

/** Makes the reader. It never throws: what is not for us gives no message and a reason. */
export function createDecode(settings: DecodeSettings): (delivery: RawDelivery) => Decoded {
  return (delivery) => {
    const parsed = eventSchema.safeParse(parseBody(delivery.body));
    if (!parsed.success) return ignored('not-an-event');
    const event = parsed.data;
    const name = event.event_name;
    if (name === 'follow' || name === 'unfollow') return decodeFollow(event, settings);
    if (name.startsWith('oa_send_')) return ignored('echo');
    if (name === 'user_received_message' || name === 'user_seen_message') return ignored('receipt');
    const content = readContent(event);
    return content === null ? ignored('unknown-event') : decodeMessage(event, content, settings);
  };
}

function decodeMessage(event: OaEvent, content: InboundContent, settings: DecodeSettings): Decoded {
  const { sender, recipient, message } = event;
  if (sender === undefined || message === undefined) return ignored('unreadable-message');
  if (recipient !== undefined && recipient.id !== settings.oaId) return ignored('another-account');
  return one({
    key: `${settings.oaId}:${message.msg_id}`,
    account: sender.id,
    sentAt: readInstant(event.timestamp, settings.now()),
    content,
  });
}

/** Following opens the chat, without a code; nothing but its time tells two follows apart. */
function decodeFollow(event: OaEvent, settings: DecodeSettings): Decoded {
  const { follower, event_name } = event;
  if (follower === undefined) return ignored('unreadable-message');
  if (event.oa_id !== undefined && event.oa_id !== settings.oaId) return ignored('another-account');
  return one({
    key: `${settings.oaId}:${event_name}:${follower.id}:${event.timestamp}`,
    account: follower.id,
    sentAt: readInstant(event.timestamp, settings.now()),
    content: { kind: event_name === 'follow' ? 'open' : 'blocked' },
  });
}

function readContent(event: OaEvent): InboundContent | null {
  if (event.event_name === 'user_send_text') {
    const text = cleanText(event.message?.text ?? '');
    if (TOKEN.test(text)) return { kind: 'tap', token: cleanWord(text) };
    return text === '' ? { kind: 'unsupported', what: 'other' } : { kind: 'text', text };
  }
  if (!Object.hasOwn(UNSUPPORTED, event.event_name)) return null;
  return { kind: 'unsupported', what: UNSUPPORTED[event.event_name] ?? 'other' };
}

function one(message: Omit<Decoded['messages'][number], 'channel'>): Decoded {
  return { messages: [{ channel: 'zalo-oa', ...message }] };
}

function ignored(reason: string): Decoded {
  return { messages: [], ignored: reason };
}
