/** The page of a consultation that others run in one's place. */

import { type FlowText, readText } from '../../../core/flow/text.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import { isProvinceCode, NATION } from '../../../core/locality.ts';
import { type Coverage, coverCommunes, coverProvinces } from '../../../core/progress/coverage.ts';
import { openingOf } from '../../../usecases/consultation-words.ts';
import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { Visit } from '../console-route.ts';
import { shownAges, shownDay, shownPlace } from '../consultations/shown.ts';
import { showConsolePage } from '../frame.tsx';
import { StatusTag } from '../progress/at-a-glance.tsx';
import { CoverageTable } from '../progress/coverage-table.tsx';
import { concerned } from './concerned.ts';

/** Shows it. */
export function showNearby(visit: Visit, watched: WatchedConsultation): Response | Promise<Response> {
  const { phrase, language } = visit;
  const { consultation, owner } = watched;
  const own = concerned(visit, consultation) ?? [];
  return showConsolePage(visit, {
    ...{ area: 'consultations', title: readText(consultation.title, language, null), wide: true },
    trail: [{ href: '/console/consultations', text: phrase('console.area.consultations') }],
    actions: (
      <a class="button" href={`/console/nearby/${consultation.id}/handouts`}>
        {phrase('console.handouts.title')}
      </a>
    ),
    children: [
      <p class="note">{phrase('console.nearby.lead', { owner: shownPlace(visit, owner) })}</p>,
      <Facts {...{ visit, watched }} />,
      <h2>{phrase('console.nearby.progress')}</h2>,
      <p class="hint">{phrase('console.progress.floors')}</p>,
      ...own.map((place) => <Reach {...{ visit, watched, place }} />),
    ],
  });
}

type PartProps = { readonly visit: Visit; readonly watched: WatchedConsultation };

function Facts({ visit, watched }: PartProps) {
  const { phrase, ground, language } = visit;
  const { consultation, status } = watched;
  const { terms, opensAt, closesAt, closedAt } = consultation;
  const closes = closedAt ?? closesAt;
  const [opening] = openingOf(ground.say, consultation, language);
  const read = (text: FlowText) => readText(text, language, null);
  return (
    <section class="card">
      <dl class="facts">
        <dt>{phrase('console.nearby.stage')}</dt>
        <dd>
          <StatusTag visit={visit} status={status} />
        </dd>
        <dt>{phrase('console.nearby.dates')}</dt>
        <dd>
          {phrase('console.consultations.from-to', {
            from: shownDay(visit, opensAt),
            to: closes === null ? phrase('console.consultations.until-closed') : shownDay(visit, closes),
          })}
        </dd>
        {terms !== null && [
          <dt>{phrase('console.nearby.asker')}</dt>,
          <dd>{read(terms.asker)}</dd>,
          <dt>{phrase('console.nearby.ages')}</dt>,
          <dd>{shownAges(terms.ageBands)}</dd>,
          <dt>{phrase('console.nearby.channels')}</dt>,
          <dd>{terms.channels.map((channel) => phrase(`channel.${channel}`)).join(', ')}</dd>,
        ]}
      </dl>
      {opening !== undefined && (
        <>
          <h3>{phrase('console.nearby.told')}</h3>
          <p class="said">{opening.text}</p>
        </>
      )}
    </section>
  );
}

/** How it is going in one's place: of the nation its provinces, of a province its communes, of a commune itself. */
function Reach({ visit, watched, place }: PartProps & { readonly place: LocalityCode }) {
  const rows = rowsOf(visit, watched, place);
  const level = place === NATION ? 'province' : 'commune';
  const whole = isProvinceCode(place) ? rows.whole : [];
  return (
    <section>
      <h3>{shownPlace(visit, place)}</h3>
      {whole.length > 0 && (
        <CoverageTable visit={visit} watched={watched} rows={whole} level="province" plain />
      )}
      {rows.told.length === 0 ? (
        <p class="soft">{visit.phrase('console.nearby.untold')}</p>
      ) : (
        <CoverageTable visit={visit} watched={watched} rows={rows.told} level={level} plain />
      )}
    </section>
  );
}

function rowsOf(
  visit: Visit,
  { consultation, cut, goals }: WatchedConsultation,
  place: LocalityCode,
): { readonly whole: readonly Coverage[]; readonly told: readonly Coverage[] } {
  const { gazetteer } = visit.ground;
  const ground = { places: consultation.places, cut, goals, gazetteer };
  const isWorth = ({ told, goal }: Coverage) => told > 0 || goal !== null;
  const provinces = coverProvinces(ground);
  if (place === NATION) return { whole: [], told: provinces.filter(isWorth) };
  const province = isProvinceCode(place) ? place : (gazetteer.find(place)?.parentCode ?? place);
  const communes = coverCommunes(ground, province);
  return {
    whole: provinces.filter((one) => one.place === province),
    told: communes.filter((one) => (isProvinceCode(place) ? isWorth(one) : one.place === place)),
  };
}
