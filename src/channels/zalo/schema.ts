/** The shapes of the Zalo Bot Platform that we rely on: events as they arrive, `sendMessage` as it leaves. */

import * as z from 'zod';

/** Ids seen have some twenty signs. One that no row could hold would be brought again for ever. */
const id = z.string().min(1).max(200);

const message = z.object({
  message_id: id,
  date: z.unknown().optional(),
  chat: z.object({ id, chat_type: z.string().catch('') }),
  from: z.object({ id, is_bot: z.boolean().catch(false) }).optional(),
  text: z.string().optional().catch(undefined),
});

/**
 * One event. Real deliveries are flat; the documentation puts them into {@link envelopeSchema}.
 *
 * @see https://bot.zaloplatforms.com/docs/ (webhook, read 2026-11-23)
 */
export const eventSchema = z.object({ event_name: z.string(), message: z.unknown().optional() });

/** What an event is about; absent or unreadable means that there is nobody to answer. */
export const messageSchema = message;

/** @see messageSchema */
export type ZaloMessage = z.infer<typeof message>;

/** The documented envelope, also that of `getUpdates`; its result is one event or, in some accounts, a list. */
export const envelopeSchema = z.object({ ok: z.boolean(), result: z.unknown().optional() });

/** What `sendMessage` gets besides the chat. */
export const payloadSchema = z.object({ text: z.string() });

/** @see payloadSchema */
export type ZaloPayload = z.infer<typeof payloadSchema>;
