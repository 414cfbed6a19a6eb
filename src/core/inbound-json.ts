/** Inbound messages as JSON, for keeping them a while outside the database. */

import { z } from 'zod';
import { CHANNEL_NAMES } from './channel.ts';
import { type InboundMessage, UNSUPPORTED_CONTENTS } from './message.ts';

const inboundSchema = z.object({
  channel: z.enum(CHANNEL_NAMES),
  key: z.string(),
  account: z.string(),
  sentAt: z.iso.datetime().transform((text) => new Date(text)),
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('open') }),
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('tap'), token: z.string() }),
    z.object({ kind: z.literal('unsupported'), what: z.enum(UNSUPPORTED_CONTENTS) }),
    z.object({ kind: z.literal('blocked') }),
    z.object({ kind: z.literal('unblocked') }),
  ]),
  code: z.string().exactOptional(),
  language: z.string().exactOptional(),
});

/** Writes a message as JSON. It holds the account in clear: encrypt it before it leaves the process. */
export function writeInbound(message: InboundMessage): string {
  return JSON.stringify(message);
}

/** Reads what `writeInbound` wrote. @throws when it is anything else */
export function readInbound(json: string): InboundMessage {
  return inboundSchema.parse(JSON.parse(json));
}
