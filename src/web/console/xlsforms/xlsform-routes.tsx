/** The pages that bring spreadsheets in and give them out. */

import type { ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type XlsFormDependencies = Readonly<Record<never, never>>;

/** Builds the routes. */
export function xlsFormRoutes(_deps: XlsFormDependencies): readonly ConsoleRoute[] {
  return [];
}
