/** The shapes of Zalo Official Accounts that we rely on: events as they arrive, messages as they leave. */

import * as z from 'zod';

/** Ids seen have some twenty signs. One that no row could hold would be brought again for ever. */
const id = z.string().min(1).max(200);

/**
 * An event. `app_id`, `timestamp` and the raw body are what the signature is made over.
 *
 * @see https://developers.zalo.me/docs/official-account/webhook (as read in third-party code, 2026-11-23)
 */
export const eventSchema = z.object({
  event_name: z.string(),
  timestamp: z.union([z.string(), z.number()]).transform(String),
  /** The account spoken to, in `follow` and `unfollow`. */
  oa_id: z.string().optional().catch(undefined),
  sender: z.object({ id }).optional().catch(undefined),
  recipient: z.object({ id }).optional().catch(undefined),
  follower: z.object({ id }).optional().catch(undefined),
  message: z
    .object({ msg_id: id, text: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** @see eventSchema */
export type OaEvent = z.infer<typeof eventSchema>;

/** A click comes back as a text that is the payload; `hide` keeps the token out of the child's chat. */
const button = z.object({ title: z.string(), type: z.literal('oa.query.hide'), payload: z.string() });

/** One consultation message ("tin tư vấn") without its recipient. */
export const payloadSchema = z.object({
  text: z.string(),
  attachment: z
    .object({ type: z.literal('template'), payload: z.object({ buttons: z.array(button) }) })
    .optional(),
});

/** @see payloadSchema */
export type OaPayload = z.infer<typeof payloadSchema>;

/** The answer to every call of the open API: 0 is success, everything else a negative code. */
export const answerSchema = z.object({ error: z.int() });

/** The answer of the token endpoint; on failure it has an `error` instead. */
export const tokenAnswerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
});
