/** The printed and written things that lead children to a consultation. */

import type { ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type HandoutDependencies = Readonly<Record<never, never>>;

/** Builds the routes. */
export function handoutRoutes(_deps: HandoutDependencies): readonly ConsoleRoute[] {
  return [];
}
