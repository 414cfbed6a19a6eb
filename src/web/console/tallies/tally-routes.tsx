/** The pages for consultations held off the chat, and the screen for a class. */

import type { ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type TallyDependencies = Readonly<Record<never, never>>;

/** Builds the routes. */
export function tallyRoutes(_deps: TallyDependencies): readonly ConsoleRoute[] {
  return [];
}
