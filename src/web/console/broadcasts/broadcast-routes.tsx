/** The pages of reminders and invitations. */

import type { ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type BroadcastDependencies = Readonly<Record<never, never>>;

/** Builds the routes. */
export function broadcastRoutes(_deps: BroadcastDependencies): readonly ConsoleRoute[] {
  return [];
}
