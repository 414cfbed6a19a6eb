/** The page on the communes of a province: of which enough was heard, and which staff should look after. */

import type { LocalityCode } from '../../../core/locality.ts';
import { type Coverage, coverCommunes } from '../../../core/progress/coverage.ts';
import { stepOf } from '../../../core/progress/floor.ts';
import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { titleOf } from './at-a-glance.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { placeLabel } from './place-label.ts';

/** Shows it. */
export function showCommunes(
  visit: Visit,
  watched: WatchedConsultation,
  province: LocalityCode,
): Response | Promise<Response> {
  const { phrase } = visit;
  const { consultation, cut, goals } = watched;
  const ground = { places: consultation.places, cut, goals, gazetteer: visit.ground.gazetteer };
  const rows = coverCommunes(ground, province);
  const heard = rows.filter(({ told, goal }) => told > 0 || goal !== null);
  const unheard = rows.filter(({ told }) => told === 0);
  const step = stepOf(consultation.minCell, 'commune');
  return showConsolePage(visit, {
    ...{ area: 'progress', title: placeLabel(visit, province), wide: true },
    trail: [
      { href: '/console/progress', text: phrase('console.progress.title') },
      { href: `/console/progress/${consultation.id}`, text: titleOf(visit, watched) },
    ],
    children: [
      <p class="note">{phrase('console.progress.floors')}</p>,
      <h2>{phrase('console.progress.communes.heard')}</h2>,
      heard.length === 0 ? (
        <p class="soft">{phrase('console.progress.communes.none-heard', { number: step })}</p>
      ) : (
        <CoverageTable visit={visit} watched={watched} rows={heard} level="commune" />
      ),
      <Unheard visit={visit} rows={unheard} step={step} />,
    ],
  });
}

function Unheard(props: {
  readonly visit: Visit;
  readonly rows: readonly Coverage[];
  readonly step: number;
}) {
  const { visit, rows, step } = props;
  const { phrase } = visit;
  return (
    <section>
      <h2>{phrase('console.progress.communes.unheard', { number: step })}</h2>
      <p class="hint">{phrase('console.progress.communes.unheard-hint', { number: step })}</p>
      <ul class="names">
        {rows.map(({ place }) => (
          <li>{placeLabel(visit, place)}</li>
        ))}
      </ul>
    </section>
  );
}
