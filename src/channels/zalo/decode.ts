/** Reads the events of the Zalo Bot Platform, in every envelope they have been seen in. */

import type { InboundContent, InboundMessage } from '../../core/message.ts';
import type { Decoded, RawDelivery } from '../../ports/channel.ts';
import { cleanText } from '../clean-text.ts';
import { parseBody } from '../parse-body.ts';
import { readInstant } from '../read-instant.ts';
import { envelopeSchema, eventSchema, messageSchema, type ZaloMessage } from './schema.ts';

/** What reading an event depends on. */
export type DecodeSettings = {
  /** The digits before the colon of the token: message ids are only unique per bot, chat and sender. */
  readonly botId: string;
  readonly now: () => Date;
};

/** One event per delivery is documented; more than this in one is not Zalo. */
const MAX_EVENTS = 100;

type Reading =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  | { readonly kind: 'ignored'; readonly reason: string };

/** Makes the reader. It never throws: what is not for us gives no message and a reason. */
export function createDecode(settings: DecodeSettings): (delivery: RawDelivery) => Decoded {
  return (delivery) => {
    const events = openEnvelope(parseBody(delivery.body));
    const readings = events.slice(0, MAX_EVENTS).map((event) => readEvent(event, settings));
    const messages = readings.flatMap((reading) => (reading.kind === 'message' ? [reading.message] : []));
    if (messages.length > 0) return { messages };
    const first = readings[0];
    return { messages, ignored: first?.kind === 'ignored' ? first.reason : 'not-an-event' };
  };
}

function openEnvelope(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return [];
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) return [body];
  if (!envelope.data.ok) return [];
  return Array.isArray(envelope.data.result) ? envelope.data.result : [envelope.data.result];
}

function readEvent(event: unknown, settings: DecodeSettings): Reading {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return ignored('not-an-event');
  if (parsed.data.message === undefined) return ignored('nobody-to-answer');
  const parsedMessage = messageSchema.safeParse(parsed.data.message);
  if (!parsedMessage.success) return ignored('unreadable-message');
  const message = parsedMessage.data;
  if (!isPrivate(message)) return ignored('not-private');
  if (message.from?.is_bot === true) return ignored('from-a-bot');
  const content = readContent(parsed.data.event_name, message);
  if (content === null) return ignored('unknown-event');
  return {
    kind: 'message',
    message: {
      channel: 'zalo',
      key: [settings.botId, message.chat.id, message.from?.id ?? '', message.message_id].join(':'),
      account: message.chat.id,
      sentAt: readInstant(message.date, settings.now()),
      content,
    },
  };
}

function ignored(reason: string): Reading {
  return { kind: 'ignored', reason };
}

/** In a private chat the chat's id is the sender's; that is the rule where a type is missing. */
function isPrivate(message: ZaloMessage): boolean {
  const type = message.chat.chat_type.toUpperCase();
  return type === 'PRIVATE' || (type === '' && message.chat.id === message.from?.id);
}

/** Sticker, picture and voice come in several shapes, so the event's name alone tells them. */
function readContent(eventName: string, message: ZaloMessage): InboundContent | null {
  switch (eventName) {
    case 'message.text.received': {
      const text = cleanText(message.text ?? '');
      return text === '' ? { kind: 'unsupported', what: 'other' } : { kind: 'text', text };
    }
    case 'message.image.received':
      return { kind: 'unsupported', what: 'image' };
    case 'message.sticker.received':
      return { kind: 'unsupported', what: 'sticker' };
    case 'message.voice.received':
      return { kind: 'unsupported', what: 'voice' };
    // Zalo withholds whatever a protected user writes, children among them; and files, contacts, some links.
    case 'message.unsupported.received':
      return { kind: 'unsupported', what: 'hidden' };
    default:
      return null;
  }
}
