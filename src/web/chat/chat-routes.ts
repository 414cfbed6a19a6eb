/** Everything below `/c/`: the page of a consultation, its messages, and the same without scripts. */

import { type Context, Hono } from 'hono';
import { readText } from '../../core/flow/text.ts';
import type { AppDependencies, FoundInvitation } from '../app-dependencies.ts';
import { choosePageLanguage } from '../page-language.ts';
import { showPage } from '../show-page.ts';
import { rememberVisitor } from '../visitor.ts';
import type { Reply } from './chat-message.ts';
import { ChatPage } from './chat-page.tsx';
import { closedDoorPage, unknownCodePage } from './closed-door.ts';
import { openCrowd } from './crowd.ts';
import { type ChatGround, callerOf, slowDownPage, waitAtDoor } from './door.ts';
import { messageRoute } from './message-route.ts';
import { pageConfig } from './page-config.ts';
import { replyToTurn, takeForm } from './plain-turn.ts';

/** Builds the routes. */
export function chatRoutes(given: AppDependencies): Hono {
  const deps: ChatGround = { ...given, crowd: openCrowd(() => Date.now()) };
  const routes = new Hono();
  routes.use(async (c, next) => {
    await next();
    c.res.headers.set('X-Robots-Tag', 'noindex');
  });
  routes.route('/', messageRoute(deps));
  routes.get('/:code', (c) => showChat(c, deps));
  routes.post('/:code', async (c) => (await takeForm(c, deps)) ?? showChat(c, deps));
  return routes;
}

async function showChat(c: Context, deps: ChatGround): Promise<Response> {
  const typed = c.req.param('code') ?? '';
  const invitation = await deps.describeInvitation(typed);
  const wait = waitAtDoor(c, deps, invitation);
  if (wait > 0) return slowDownPage(c, deps, wait);
  if (invitation.kind === 'unknown') return showPage(c, unknownCodePage(c, deps), 404);
  if (invitation.status !== 'open') return showPage(c, closedDoorPage(c, deps, invitation));
  const language = choosePageLanguage(c, invitation.languages);
  if (typed !== invitation.code) return c.redirect(`/c/${invitation.code}`);
  const visitor = rememberVisitor(c, deps);
  const turn = c.req.query('turn');
  const crowded = turn === undefined ? 0 : deps.crowd.writes(callerOf(c, deps, visitor));
  if (crowded > 0) return slowDownPage(c, deps, crowded);
  const reply =
    turn === undefined ? null : await replyToTurn(c, deps, { turn, code: invitation.code, visitor });
  return showPage(c, chatPage(deps, { invitation, language, reply }));
}

function chatPage(
  deps: AppDependencies,
  shown: {
    readonly invitation: FoundInvitation;
    readonly language: string;
    readonly reply: Reply | null;
  },
) {
  const { invitation, reply } = shown;
  const said = reply?.messages.at(-1)?.language;
  const language = invitation.languages.find((one) => one === said) ?? shown.language;
  return ChatPage({
    config: pageConfig(deps.say, invitation, language),
    title: readText(invitation.title, language, null),
    phrase: (name) => deps.say(language, `web.chat.${name}`),
    demo: invitation.demo,
    reply,
    nextId: crypto.randomUUID(),
  });
}
