/** The chat without scripts: a form is posted, and the page that follows shows the reply to it. */

import type { Context } from 'hono';
import type { AppDependencies } from '../app-dependencies.ts';
import { readBody } from '../read-body.ts';
import { showPage } from '../show-page.ts';
import { rememberVisitor } from '../visitor.ts';
import { type ChildMessage, childMessageSchema, type Reply, replySchema } from './chat-message.ts';
import { busyPage } from './closed-door.ts';
import { deliverMessage } from './deliver-message.ts';
import { type ChatGround, callerOf, slowDownPage, waitAtDoor } from './door.ts';

/**
 * Takes a posted form and leads to the page with the reply, so that loading that page again posts nothing twice.
 *
 * @returns `null` where the form cannot be read or the code leads nowhere: the page itself then says what to do
 */
export async function takeForm(c: Context, deps: ChatGround): Promise<Response | null> {
  const message = await readForm(c);
  const invitation = await deps.describeInvitation(c.req.param('code') ?? '');
  if (message === null || invitation.kind === 'unknown') return null;
  const wait = waitAtDoor(c, deps, invitation);
  if (wait > 0) return slowDownPage(c, deps, wait);
  const visitor = rememberVisitor(c, deps);
  const crowded = deps.crowd.writes(callerOf(c, deps, visitor));
  if (crowded > 0) return slowDownPage(c, deps, crowded);
  const outcome = await deliverMessage(deps, {
    message,
    code: invitation.code,
    visitor,
    languages: c.req.header('accept-language'),
  });
  // Loading that page again posts the same id once more.
  if (outcome.kind === 'unavailable') return showPage(c, busyPage(c, deps), 503);
  return c.redirect(`/c/${invitation.code}?turn=${message.id}`, 303);
}

async function readForm(c: Context): Promise<ChildMessage | null> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return null;
  const fields = new URLSearchParams((await readBody(c.req.raw)) ?? '');
  const [text, choice] = [fields.get('text'), fields.get('choice')];
  const message = childMessageSchema.safeParse({
    id: fields.get('id'),
    ...(text === null ? {} : { text }),
    ...(choice === null ? {} : { choice }),
  });
  return message.success ? message.data : null;
}

/**
 * The reply to a turn, given again: the same id is never taken twice. A turn that nobody remembers any more opens
 * the conversation where it stands.
 *
 * @returns `null` where there is none
 */
export async function replyToTurn(
  c: Context,
  deps: AppDependencies,
  asked: { readonly turn: string; readonly code: string; readonly visitor: string },
): Promise<Reply | null> {
  for (const id of [asked.turn, crypto.randomUUID()]) {
    const message = childMessageSchema.safeParse({ id });
    if (!message.success) continue;
    const outcome = await deliverMessage(deps, {
      message: message.data,
      code: asked.code,
      visitor: asked.visitor,
      languages: c.req.header('accept-language'),
    });
    const reply = replySchema.safeParse(outcome.kind === 'accepted' ? outcome.body : null);
    if (reply.success && reply.data.messages.length > 0) return reply.data;
  }
  return null;
}
