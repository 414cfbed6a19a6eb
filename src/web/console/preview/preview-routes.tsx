/** The pages that show a flow as children will meet it, its map, and what changed between versions. */

import type { ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type PreviewDependencies = Readonly<Record<never, never>>;

/** Builds the routes. */
export function previewRoutes(_deps: PreviewDependencies): readonly ConsoleRoute[] {
  return [];
}
