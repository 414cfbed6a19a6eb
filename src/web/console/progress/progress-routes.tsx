/** The pages that show how consultations are going. */

import type { LocalityCode } from '../../../core/locality.ts';
import { provincesAsked } from '../../../core/progress/coverage.ts';
import type { CoverageGoal } from '../../../core/progress/goal.ts';
import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import { readForm } from '../read-form.ts';
import type { AtAGlanceDependencies } from './at-a-glance.tsx';
import { showCommunes } from './communes-page.tsx';
import { readGoals, showGoals } from './goals-page.tsx';
import { showProgressList } from './progress-list.tsx';
import { type OffChatSum, showProgress } from './progress-page.tsx';

/** The use cases behind them. */
export type ProgressDependencies = AtAGlanceDependencies & {
  readonly watch: (id: string) => Promise<WatchedConsultation | null>;
  /** Whose a consultation is; `null` where there is none. */
  readonly ownerOf: (id: string) => Promise<LocalityCode | null>;
  readonly setGoals: (id: string, goals: readonly CoverageGoal[], by: string) => Promise<void>;
  /** What was held off the chat for a consultation. */
  readonly offChat: (id: string) => Promise<OffChatSum>;
};

/** Builds the routes. */
export function progressRoutes(deps: ProgressDependencies): readonly ConsoleRoute[] {
  const placesOf = async (visit: Visit): Promise<readonly LocalityCode[] | null> => {
    const owner = await deps.ownerOf(visit.param('id'));
    return owner === null ? null : [owner];
  };
  const watching =
    (show: (visit: Visit, watched: WatchedConsultation) => Response | Promise<Response>) =>
    async (visit: Visit): Promise<Response> => {
      const watched = await deps.watch(visit.param('id'));
      return watched === null ? notFound(visit) : show(visit, watched);
    };
  return [
    {
      ...{ method: 'get', path: '/progress', deed: 'progress.read' },
      handle: async (visit) =>
        showProgressList(visit, await deps.watchAll((owner) => visit.may('progress.read', owner))),
    },
    {
      ...{ method: 'get', path: '/progress/:id', deed: 'progress.read', placesOf },
      handle: watching(async (visit, watched) =>
        showProgress(visit, watched, await deps.offChat(watched.consultation.id)),
      ),
    },
    {
      ...{ method: 'get', path: '/progress/:id/places/:province', deed: 'progress.read', placesOf },
      handle: watching((visit, watched) => {
        const province = visit.param('province');
        const asked = provincesAsked(watched.consultation.places, visit.ground.gazetteer);
        return asked.includes(province) ? showCommunes(visit, watched, province) : notFound(visit);
      }),
    },
    {
      ...{ method: 'get', path: '/progress/:id/goals', deed: 'consultation.run', placesOf },
      handle: watching((visit, watched) => showGoals(visit, watched)),
    },
    {
      ...{ method: 'post', path: '/progress/:id/goals', deed: 'consultation.run', placesOf },
      handle: watching((visit, watched) => saveGoals(visit, watched, deps)),
    },
  ];
}

async function saveGoals(
  visit: Visit,
  watched: WatchedConsultation,
  deps: ProgressDependencies,
): Promise<Response> {
  const form = await readForm(visit);
  const { id } = watched.consultation;
  if (typeof form === 'string') return visit.c.redirect(`/console/progress/${id}/goals`, 303);
  const { goals, faults } = readGoals(visit, watched, form);
  if (Object.keys(faults).length > 0) return showGoals(visit, watched, { form, faults });
  await deps.setGoals(id, goals, visit.member.name);
  return visit.c.redirect(`/console/progress/${id}?done=goals`, 303);
}

function notFound(visit: Visit): Response | Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}
