/** The pages of flows: their list, and the editor of questions. */

import type { ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type FlowDependencies = Readonly<Record<never, never>>;

/** Builds the routes. */
export function flowRoutes(_deps: FlowDependencies): readonly ConsoleRoute[] {
  return [];
}
