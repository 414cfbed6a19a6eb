/** The page that lists how all consultations within reach are going. */

import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { Needs, needsIn, StatusTag, titleOf } from './at-a-glance.tsx';
import { shareReached } from './needs.ts';
import { placeLabel } from './place-label.ts';
import { Reached, Told } from './told.tsx';

/** Shows it. */
export function showProgressList(
  visit: Visit,
  watched: readonly WatchedConsultation[],
): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(visit, {
    area: 'progress',
    title: phrase('console.progress.title'),
    wide: true,
    children: [
      <p class="note">{phrase('console.progress.floors')}</p>,
      watched.length === 0 ? (
        <p class="empty">{phrase('console.progress.none')}</p>
      ) : (
        <section class="table" aria-label={phrase('console.progress.title')} tabindex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{phrase('console.progress.consultation')}</th>
                <th scope="col">{phrase('console.progress.started')}</th>
                <th scope="col">{phrase('console.progress.answered')}</th>
                <th scope="col">{phrase('console.progress.goal')}</th>
                <th scope="col">{phrase('console.progress.needs')}</th>
              </tr>
            </thead>
            <tbody>
              {watched.map((one) => (
                <ConsultationRow visit={visit} one={one} />
              ))}
            </tbody>
          </table>
        </section>
      ),
    ],
  });
}

function ConsultationRow({ visit, one }: { readonly visit: Visit; readonly one: WatchedConsultation }) {
  const { phrase } = visit;
  const needs = needsIn(visit, one);
  return (
    <tr>
      <th scope="row">
        <a href={`/console/progress/${one.consultation.id}`}>{titleOf(visit, one)}</a>
        <span class="under">
          <StatusTag visit={visit} status={one.status} />{' '}
          {one.consultation.demo && <span class="tag">{phrase('console.progress.demo')}</span>}{' '}
          <small>{placeLabel(visit, one.owner, true)}</small>
        </span>
      </th>
      <td>
        <Told visit={visit} children={one.cut?.started ?? 0} />
      </td>
      <td>
        <Told visit={visit} children={one.cut?.answered ?? 0} />
      </td>
      <td>
        <Reached
          visit={visit}
          percent={shareReached(one, visit.ground.gazetteer)}
          label={phrase('console.progress.reached-of', { name: titleOf(visit, one) })}
        />
      </td>
      <td>
        {needs.length === 0 ? (
          <span class="soft">{phrase('console.progress.need.nothing')}</span>
        ) : (
          <Needs visit={visit} needs={needs} />
        )}
      </td>
    </tr>
  );
}
