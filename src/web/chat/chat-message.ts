/** What the page and the server say to each other. */

import { z } from 'zod';

/** Longest text taken, in UTF-16 units. Far more than any question allows: a child is told so by the chat, not by an error. */
export const MAX_TEXT = 50_000;

/** Ids are made by clients, and only have to be visible characters; what is kept of one is its keyed hash. */
const messageId = z.string().regex(/^[\x21-\x7e]{1,128}$/);

/** One message of a child: words, a tapped choice, or the id alone, which opens or resumes. */
export const childMessageSchema = z
  .object({
    id: messageId,
    text: z.string().max(MAX_TEXT).optional(),
    choice: z.string().min(1).max(200).optional(),
  })
  .refine((message) => message.text === undefined || message.choice === undefined);

/** @see childMessageSchema */
export type ChildMessage = z.infer<typeof childMessageSchema>;

const choiceSchema = z.object({
  id: z.string(),
  label: z.string(),
  role: z.enum(['option', 'control']).default('option'),
  number: z.number().optional(),
  picked: z.boolean().optional(),
});

const replyMessageSchema = z.object({
  text: z.string(),
  choices: z.array(choiceSchema).optional(),
  numbered: z.literal(false).optional(),
  progress: z.object({ at: z.number(), of: z.number() }).optional(),
  done: z.boolean().optional(),
  entry: z.enum(['text', 'number', 'letters']).optional(),
  language: z.string().optional(),
});

/** What the web channel answers, as far as a page drawn on the server needs it. */
export const replySchema = z.object({ messages: z.array(replyMessageSchema) });

/** One message to a child. */
export type ReplyMessage = z.infer<typeof replyMessageSchema>;

/** @see replySchema */
export type Reply = z.infer<typeof replySchema>;
