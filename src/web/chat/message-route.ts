/** `POST /c/:code/messages`: the JSON route of the chat. */

import { type Context, Hono } from 'hono';
import type { DeliveryAnswer } from '../../usecases/receive-delivery.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { type ProblemKind, problem } from '../problem.ts';
import { readBody } from '../read-body.ts';
import { rememberVisitor } from '../visitor.ts';
import { type ChildMessage, childMessageSchema } from './chat-message.ts';
import { deliverMessage } from './deliver-message.ts';
import { type ChatGround, callerOf, slowDown, waitAtDoor } from './door.ts';

/** Builds the route. */
export function messageRoute(deps: ChatGround): Hono {
  const routes = new Hono();
  routes.post('/:code/messages', async (c) => {
    const message = await readMessage(c);
    if (typeof message === 'string') return problem(c, deps, message);
    const invitation = await deps.describeInvitation(c.req.param('code'));
    const wait = waitAtDoor(c, deps, invitation);
    if (wait > 0) return slowDown(c, deps, wait);
    if (invitation.kind === 'unknown') return problem(c, deps, 'unknown-code');
    const visitor = rememberVisitor(c, deps);
    const crowded = deps.crowd.writes(callerOf(c, deps, visitor));
    if (crowded > 0) return slowDown(c, deps, crowded);
    const outcome = await deliverMessage(deps, {
      message,
      code: invitation.code,
      visitor,
      languages: c.req.header('accept-language'),
    });
    return answer(c, deps, outcome);
  });
  return routes;
}

/** @returns the message, or what is wrong with the request */
async function readMessage(c: Context): Promise<ChildMessage | ProblemKind> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return 'wrong-type';
  const body = await readBody(c.req.raw);
  if (body === null) return 'too-large';
  const json = parseJson(body);
  if (json === undefined) return 'bad-json';
  const message = childMessageSchema.safeParse(json.value);
  return message.success ? message.data : 'bad-message';
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function answer(c: Context, deps: AppDependencies, outcome: DeliveryAnswer): Response {
  switch (outcome.kind) {
    case 'accepted':
      return c.json(outcome.body ?? { messages: [] });
    case 'unauthorized':
      return problem(c, deps, 'bad-message');
    case 'off':
      return problem(c, deps, 'unknown-code');
    case 'unavailable':
      return problem(c, deps, 'unavailable');
  }
}
