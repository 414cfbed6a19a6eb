/** The pages of consultations: planning, approving, launching, running. */

import type { ConsoleRoute } from '../console-route.ts';

/** The use cases behind them. */
export type ConsultationDependencies = Readonly<Record<never, never>>;

/** Builds the routes. */
export function consultationRoutes(_deps: ConsultationDependencies): readonly ConsoleRoute[] {
  return [];
}
