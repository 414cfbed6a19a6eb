/** Opens results to everybody, after a page that says what will be seen, and closes them again. */

import { type LocalityCode, NATION } from '../../core/locality.ts';
import type { ConsoleRoute, Visit } from '../console/console-route.ts';
import { showConsolePage } from '../console/frame.tsx';
import { consoleNotice } from '../console/notice.tsx';
import { type ResultDependencies, sayOf, shownCount } from './dependencies.ts';
import { shownDay } from './result-body.tsx';

/** Builds them: one address for each decision, so that the audit log tells them apart. */
export function publishRoutes(deps: ResultDependencies): readonly ConsoleRoute[] {
  const about = {
    deed: 'results.publish',
    placesOf: async (visit: Visit): Promise<readonly LocalityCode[] | null> =>
      deps.placesOf(visit.param('id')),
  } as const;
  const path = '/consultations/:id/public-results';
  return [
    { ...about, method: 'get', path, handle: (visit) => showConfirmation(visit, deps) },
    { ...about, method: 'post', path: `${path}/open`, handle: (visit) => decide(visit, deps, true) },
    { ...about, method: 'post', path: `${path}/withdraw`, handle: (visit) => decide(visit, deps, false) },
  ];
}

async function showConfirmation(visit: Visit, deps: ResultDependencies): Promise<Response> {
  const id = visit.param('id');
  const { language } = visit;
  const slug = await deps.slugOf(id);
  const page = slug === null ? null : await deps.page({ consultation: slug, place: NATION, language });
  if (page === null) return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
  const say = sayOf(visit);
  const { release } = page;
  return showConsolePage(visit, {
    area: 'consultations',
    title: say('publish.title'),
    trail: [
      { href: '/console/consultations', text: visit.phrase('console.area.consultations') },
      { href: `/console/consultations/${id}`, text: page.consultation.title },
    ],
    children: (
      <>
        {release !== null && release.simulated > 0 && <p class="note warning">{say('publish.simulated')}</p>}
        <p>{say('publish.what', { title: page.consultation.title })}</p>
        <ul>
          <li>
            {release === null
              ? say('publish.none-yet')
              : say('publish.figures', {
                  questions: page.questions.length,
                  responses: shownCount(visit, release.responses),
                  day: shownDay(release.day),
                })}
          </li>
          <li>{say('publish.later')}</li>
          <li>{say('publish.comments')}</li>
          <li>{say('publish.back')}</li>
        </ul>
        <form method="post" action={`/console/consultations/${id}/public-results/open`} class="buttons">
          <button type="submit">{say('switch.publish')}</button>
          <a class="quiet" href={`/console/consultations/${id}`}>
            {say('publish.leave')}
          </a>
        </form>
      </>
    ),
  });
}

async function decide(visit: Visit, deps: ResultDependencies, isPublic: boolean): Promise<Response> {
  const id = visit.param('id');
  await deps.publish({ consultationId: id, isPublic, by: visit.member });
  const done = isPublic ? 'results-opened' : 'results-withdrawn';
  return visit.c.redirect(`/console/consultations/${id}?done=${done}`, 303);
}
