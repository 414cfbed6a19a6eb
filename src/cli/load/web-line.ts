/** The web: what the page of a consultation posts, with a cookie of its own for every child. */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Deed, Seen } from './child.ts';
import { type ChildLine, fault, type Heard, type Line, readJson } from './line.ts';
import type { Wire } from './post.ts';

const replySchema = z.object({
  messages: z.array(
    z.object({
      choices: z.array(z.object({ id: z.string(), role: z.string().optional() })).default([]),
      entry: z.string().optional(),
      done: z.boolean().default(false),
    }),
  ),
});

/** Opens the line. */
export function openWebLine(wire: Wire, code: string): Line {
  return { newChild: () => webChild(wire, `/c/${code}/messages`), close: async () => {} };
}

function webChild(wire: Wire, path: string): ChildLine {
  let cookie: string | null = null;
  return {
    async act(deed) {
      const answer = await wire.send({
        ...{ method: 'POST', path, body: JSON.stringify({ id: randomUUID(), ...contentOf(deed) }) },
        headers: {
          ...{ 'content-type': 'application/json', 'accept-language': 'vi' },
          ...(cookie === null ? {} : { cookie }),
        },
      });
      if (answer.kind === 'answered') cookie = answer.cookie ?? cookie;
      const read = readJson(answer);
      return read.kind === 'fault' ? read : seenIn(read.value);
    },
  };
}

function contentOf(deed: Deed): { readonly text?: string; readonly choice?: string } {
  if (deed.kind === 'open') return {};
  return deed.kind === 'tap' ? { choice: deed.id } : { text: deed.text };
}

function seenIn(value: unknown): Heard {
  const reply = replySchema.safeParse(value);
  if (!reply.success) return fault('a reply that is none');
  const { messages } = reply.data;
  const asking = messages.findLast(
    ({ choices, entry, done }) => done || choices.length > 0 || entry !== undefined,
  );
  if (asking === undefined) return fault('a reply without anything to do');
  const ids = (isControl: boolean) =>
    asking.choices.filter(({ role }) => (role === 'control') === isControl).map(({ id }) => id);
  const seen: Seen = {
    options: ids(false),
    controls: ids(true),
    number: asking.entry === 'number',
    done: asking.done,
  };
  return { kind: 'seen', seen };
}
