/** The page of a flow's map: drawn, and the same in words. */

import { raw } from 'hono/html';
import { AGE_BANDS, type AgeBand } from '../../../core/age-band.ts';
import type { Flow } from '../../../core/flow/flow.ts';
import { drawMap } from '../../../reports/flow-map/draw-map.ts';
import { type FlowMap, flowMap, type MapStop, type MapWay } from '../../../reports/flow-map/flow-map.ts';
import { layMap } from '../../../reports/flow-map/map-layout.ts';
import type { Visit } from '../console-route.ts';
import { SelectField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { FaultPanel } from './fault-panel.tsx';
import { type Subject, trailTo } from './subject.ts';
import { SubjectLinks } from './subject-links.tsx';

/**
 * Largest map that is drawn: laying out one of 40 questions takes some 100 ms of the processor that children are served by,
 * and grows faster than the map. What is larger would not be readable either; the list below says the same.
 */
const MAX_DRAWN = { stops: 80, ways: 240 };

/** Answers with the page. */
export function showMap(visit: Visit, subject: Subject): Response | Promise<Response> {
  const { phrase } = visit;
  const { flow } = subject.playable;
  return showConsolePage(visit, {
    area: 'flows',
    title: phrase('console.preview.map.title', { title: subject.title }),
    trail: trailTo(visit, subject),
    actions: <SubjectLinks {...{ visit, subject }} here="map" />,
    wide: true,
    children: [
      <FaultPanel {...{ visit, subject }} />,
      flow === null ? (
        <p class="empty">{phrase('console.preview.nothing')}</p>
      ) : (
        <MapOf {...{ visit, subject, flow }} />
      ),
    ],
  });
}

function MapOf({
  visit,
  subject,
  flow,
}: {
  readonly visit: Visit;
  readonly subject: Subject;
  readonly flow: Flow;
}) {
  const { phrase, language, ground, c } = visit;
  const age = AGE_BANDS.find((band) => band === c.req.query('age') && flow.ageBands.includes(band)) ?? null;
  const words = { phrase, language, gazetteer: ground.gazetteer };
  const map = flowMap({ flow, written: subject.playable.written }, words, age === null ? undefined : [age]);
  const unasked = map.stops.filter(({ isAsked }) => !isAsked).length;
  return (
    <>
      <AgeChoice {...{ visit, flow, age }} />
      {unasked > 0 && (
        <p class="note">
          {phrase(age === null ? 'console.preview.map.unasked' : 'console.preview.map.unasked-age', {
            count: unasked,
          })}
        </p>
      )}
      {map.isSimplified && <p class="note">{phrase('console.preview.map.simplified')}</p>}
      {isDrawable(map) ? (
        <section class="map" aria-label={phrase('console.preview.map.drawing')} tabindex={0}>
          {raw(sheetsOf(visit, subject, map).join(''))}
        </section>
      ) : (
        <p class="note">{phrase('console.preview.map.too-large')}</p>
      )}
      <h2>{phrase('console.preview.map.list')}</h2>
      <p>
        {phrase('console.preview.map.begins')} {waysWords(visit, map.ways)}
      </p>
      <ol class="map-list">
        {map.stops.map((stop) => (
          <StopItem {...{ visit, stop }} />
        ))}
      </ol>
    </>
  );
}

function isDrawable({ stops, ways }: FlowMap): boolean {
  const drawn = stops.reduce((sum, stop) => sum + stop.ways.length, ways.length);
  return stops.length <= MAX_DRAWN.stops && drawn <= MAX_DRAWN.ways;
}

function sheetsOf({ phrase }: Visit, subject: Subject, map: FlowMap): readonly string[] {
  const drawing = layMap(map, {
    start: phrase('console.preview.map.start'),
    end: phrase('console.preview.map.end'),
    declined: phrase('console.preview.map.declined'),
  });
  return drawMap(drawing, ({ at, of }) => ({
    title: phrase(of === 1 ? 'console.preview.map.title' : 'console.preview.map.sheet', {
      ...{ title: subject.title, at, of },
    }),
    description: phrase('console.preview.map.description', { count: map.stops.length }),
  }));
}

function AgeChoice({
  visit,
  flow,
  age,
}: {
  readonly visit: Visit;
  readonly flow: Flow;
  readonly age: AgeBand | null;
}) {
  const { phrase } = visit;
  if (flow.ageBands.length < 2) return null;
  const choices = [
    { value: '', label: phrase('console.preview.age.all') },
    ...AGE_BANDS.filter((band) => flow.ageBands.includes(band)).map((band) => ({
      value: band,
      label: phrase('console.preview.age.band', { band: band.replace('-', '–') }),
    })),
  ];
  return (
    <form method="get" class="card preview-choose">
      <SelectField name="age" label={phrase('console.preview.map.age')} choices={choices} value={age ?? ''} />
      <button type="submit" class="button">
        {phrase('console.preview.map.show')}
      </button>
    </form>
  );
}

function StopItem({ visit, stop }: { readonly visit: Visit; readonly stop: MapStop }) {
  const { phrase } = visit;
  return (
    <li>
      <strong>{stop.headline}</strong> <span class="tag">{stop.kind}</span>
      {stop.isAsked ? (
        <ul>
          {stop.ways.map((way) => (
            <li>{wayWords(visit, way)}</li>
          ))}
        </ul>
      ) : (
        <p class="soft">{phrase('console.preview.map.nobody')}</p>
      )}
    </li>
  );
}

function waysWords(visit: Visit, ways: readonly MapWay[]): string {
  return ways.map((way) => wayWords(visit, way)).join('; ');
}

function wayWords({ phrase }: Visit, { to, label }: MapWay): string {
  const target =
    typeof to === 'number'
      ? phrase('console.preview.map.to', { number: to })
      : phrase(`console.preview.map.to-${to}`);
  return label === null ? target : phrase('console.preview.map.way', { condition: label, target });
}
