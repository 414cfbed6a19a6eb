/** The answers of the Zalo Bot API, read as loosely as its documents and its practice differ. */

import * as z from 'zod';

/** Reads a result or says that it cannot be read. */
export type Reader<Result> = {
  safeParse(value: unknown): { readonly success: true; readonly data: Result } | { readonly success: false };
};

const code = z.int().optional().catch(undefined);

/** Every answer; `testWebhook` writes its code in camel case, and successes may carry a code of 0. */
export const envelopeSchema = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: code,
  errorCode: code,
  description: z.string().optional().catch(undefined),
});

/** A bot, from `getMe`. */
export const botSchema = z.object({
  /** 19 digits: a string, as no number of JavaScript holds it. */
  id: z.string(),
  /** The tail of `https://zalo.me/<account_name>`. */
  account_name: z.string(),
  account_type: z.string().optional(),
  can_join_groups: z.boolean().optional(),
  display_name: z.string().optional(),
});

/** @see botSchema */
export type ZaloBot = z.infer<typeof botSchema>;

/** How Zalo's own try of a webhook went; `outcome` such as `webhook.ok` or `webhook.http.403`. */
export const webhookTestSchema = z.object({
  ok: z.boolean(),
  url: z.string().optional(),
  outcome: z.string().optional(),
  hint: z.string().optional(),
  status_code: z.number().optional(),
  latency_ms: z.number().optional(),
});

/** @see webhookTestSchema */
export type ZaloWebhookTest = z.infer<typeof webhookTestSchema>;

/** A webhook as it is set; `updated_at` in milliseconds. */
export const webhookSchema = z.object({
  url: z.string(),
  updated_at: z.number().optional(),
  verification: webhookTestSchema.optional().catch(undefined),
});

/** @see webhookSchema */
export type ZaloWebhook = z.infer<typeof webhookSchema>;

/** A message that was sent. Unreadable details must not make a sent message look unsent. */
export const sentSchema = z
  .object({
    message_id: z.string().optional().catch(undefined),
    date: z.number().optional().catch(undefined),
  })
  .catch({});

/** @see sentSchema */
export type ZaloSent = z.infer<typeof sentSchema>;
