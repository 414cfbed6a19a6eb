/** The pages for signing in, and for those who look after who may. */

import { Hono } from 'hono';
import type { StaffMember } from '../../../core/staff/member.ts';
import type { ConsoleGround, ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type SignInDependencies = {
  /** Who sent a request; `null` where nobody is signed in, or not with all that their roles ask for. */
  readonly memberOf: (headers: Headers) => Promise<StaffMember | null>;
};

/** Builds the pages that need no sign-in. */
export function signInPages(_deps: SignInDependencies, _ground: ConsoleGround): Hono {
  return new Hono();
}

/** Builds the routes for whoever is signed in. */
export function staffRoutes(_deps: SignInDependencies): readonly ConsoleRoute[] {
  return [];
}
