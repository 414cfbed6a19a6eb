/** The council's first page: what children were asked, and where there is something to read. */

import { type LocalityCode, NATION } from '../../core/locality.ts';
import { placesFor } from '../../core/staff/member.ts';
import type { ListedResult } from '../../usecases/list-results.ts';
import type { Visit } from '../console/console-route.ts';
import { showConsolePage } from '../console/frame.tsx';
import { type ResultDependencies, sayOf } from './dependencies.ts';
import { shownDay } from './result-body.tsx';

/** Answers `GET /council`: for the place that was asked for, else the first of one's own. */
export async function showList(visit: Visit, deps: ResultDependencies): Promise<Response> {
  const own = [...new Set(placesFor(visit.member, 'results.read'))];
  const asked = visit.c.req.query('place');
  const isOwn = asked !== undefined && isPlace(visit, asked) && visit.may('results.read', asked);
  const place = isOwn ? asked : (own[0] ?? NATION);
  const listed = await deps.list(place, visit.language);
  const say = sayOf(visit);
  return showConsolePage(visit, {
    area: 'council',
    title: say('title'),
    children: (
      <>
        <p>{say('hello', { place: placeName(visit, place) })}</p>
        {own.length > 1 && <Places {...{ visit, own, place }} />}
        {listed.length === 0 && <p class="empty">{say('list.empty')}</p>}
        <ul class="cards results">
          {listed.map((one) => (
            <li class="card">
              <Listed {...{ visit, one, place }} />
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

function Places(props: { readonly visit: Visit; readonly own: readonly string[]; readonly place: string }) {
  const { visit, own, place } = props;
  return (
    <nav class="more" aria-label={sayOf(visit)('list.places')}>
      {own.map((one) => (
        <a href={`/council?place=${one}`} {...(one === place ? { 'aria-current': 'true' } : {})}>
          {placeName(visit, one)}
        </a>
      ))}
    </nav>
  );
}

function Listed(props: { readonly visit: Visit; readonly one: ListedResult; readonly place: LocalityCode }) {
  const { visit, one, place } = props;
  const say = sayOf(visit);
  const address = `/council/${one.slug}/${place}`;
  return (
    <>
      <h2>
        <a href={address}>{one.title}</a>
      </h2>
      <p>
        <span class={one.status === 'closed' ? 'tag' : 'tag good'}>{say(`status.${one.status}`)}</span>{' '}
        {one.simulated && <span class="tag warning">{say('simulated.tag')}</span>}{' '}
        {one.isPublic && <span class="tag">{say('public.tag')}</span>}
      </p>
      <p class="hint">
        {say(`list.${one.state}`)}
        {one.responses !== null && one.day !== null && (
          <>
            {' '}
            {say(one.isRounded ? 'about-responses' : 'responses', {
              count: one.responses.toLocaleString(visit.language === 'vi' ? 'vi-VN' : 'en-GB'),
            })}{' '}
            · {shownDay(one.day)}
          </>
        )}
      </p>
    </>
  );
}

/** Name of a place as one says it. */
export function placeName({ ground, phrase }: Visit, place: LocalityCode): string {
  return place === NATION ? phrase('council.nation') : (ground.gazetteer.find(place)?.name ?? place);
}

/** Whether there is such a place. */
export function isPlace({ ground }: Visit, place: string): boolean {
  return place === NATION || ground.gazetteer.find(place) !== undefined;
}
