/** Consultations of others that run in one's place: what they are, how they are going there, and what leads children to them. */

import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import { concerned } from './concerned.ts';
import { showNearby } from './nearby-page.tsx';

/** The use cases behind them. */
export type NearbyDependencies = {
  readonly watch: (id: string) => Promise<WatchedConsultation | null>;
};

/** Builds the routes. */
export function nearbyRoutes(deps: NearbyDependencies): readonly ConsoleRoute[] {
  return [
    {
      ...{ method: 'get', path: '/nearby/:id', deed: 'consultation.read' },
      async placesOf(visit) {
        const watched = await deps.watch(visit.param('id'));
        return watched === null ? null : concerned(visit, watched.consultation);
      },
      async handle(visit) {
        const watched = await deps.watch(visit.param('id'));
        if (watched !== null) return showNearby(visit, watched);
        return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
      },
    },
  ];
}
