/** Stands before every route of the chat: tells who is there, and has them wait where too much comes at once. */

import type { Context } from 'hono';
import type { InvitationDescription } from '../../usecases/describe-invitation.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { clientLine } from '../console/sign-in/client-line.ts';
import { problem } from '../problem.ts';
import { showPage } from '../show-page.ts';
import { knownVisitor, rememberVisitor } from '../visitor.ts';
import { busyPage } from './closed-door.ts';
import type { Caller, Crowd } from './crowd.ts';

/** What the chat is built from. */
export type ChatGround = AppDependencies & { readonly crowd: Crowd };

/** This machine itself: load tests and a proxy that tells no address. */
const HERE = /^(|::1|127\..*|0:0:0:0::\/64)$/;

/** Who is there. @param visitor id of the browser; empty where it has none yet */
export function callerOf(c: Context, deps: Pick<AppDependencies, 'peer'>, visitor: string): Caller {
  const line = clientLine(deps.peer?.(c));
  return { visitor, line: HERE.test(line) ? null : line };
}

/**
 * How long somebody waits who shows a code, in seconds; 0: not at all. Where they wait, they have a cookie to come back with,
 * whether the code leads anywhere or not.
 */
export function waitAtDoor(c: Context, deps: ChatGround, invitation: InvitationDescription): number {
  if (invitation.kind === 'found' && !invitation.oneTime) return 0;
  const code = invitation.kind === 'found' ? invitation.code : null;
  const wait = deps.crowd.shows(callerOf(c, deps, knownVisitor(c, deps) ?? ''), code);
  if (wait > 0) rememberVisitor(c, deps);
  return wait;
}

/** Asks a program to come back later. @param seconds ≥ 1 */
export function slowDown(c: Context, deps: Pick<AppDependencies, 'say'>, seconds: number): Response {
  c.header('Retry-After', String(seconds));
  return problem(c, deps, 'too-many');
}

/** The same for somebody who looks at a page. */
export function slowDownPage(c: Context, deps: Pick<AppDependencies, 'say'>, seconds: number) {
  c.header('Retry-After', String(seconds));
  return showPage(c, busyPage(c, deps), 429);
}
