/** The pages that show how consultations are going. */

import type { ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type ProgressDependencies = Readonly<Record<never, never>>;

/** Builds the routes. */
export function progressRoutes(_deps: ProgressDependencies): readonly ConsoleRoute[] {
  return [];
}
