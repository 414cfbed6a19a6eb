/** What is left of a walk once it was taken back, or when its child is not among those who are asked. */

import { z } from 'zod';

const Leaving = z.object({
  walk: z.string(),
  /** Whose texts wait. */
  contact: z.string(),
  consultation: z.string(),
  /** Texts that wait for a moderator. */
  texts: z.array(z.object({ question: z.string(), text: z.string() })),
  /** The walk itself must not stay: its child is not of those who are asked. */
  gone: z.boolean(),
});

/** What is left of a walk beyond its own state, and has to be looked for. It is kept encrypted until that is done. */
export type Leaving = Readonly<z.infer<typeof Leaving>>;

/** Reads it back. @throws for text that is none */
export function readLeaving(text: string): Leaving {
  return Leaving.parse(JSON.parse(text));
}
