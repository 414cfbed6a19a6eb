/** One indicator: how many children, of how many, against which target. */

import { AGES_OF } from '../../../core/indicators/indicator.ts';
import type { Denominator } from '../../../core/indicators/indicator-row.ts';
import type { Standing } from '../../../core/indicators/standing.ts';
import type { IndicatorBoard } from '../../../usecases/watch-indicators.ts';
import type { Visit } from '../console-route.ts';
import { writeDay, writeNumber } from '../progress/told.tsx';
import { Fallen } from './fallen.tsx';
import { INDICATORS_PATH, rowPlace, tellChildren, writeAges, writePercent } from './indicator-words.ts';

/** What it shows. */
export type StandingCardProps = {
  readonly visit: Visit;
  readonly board: IndicatorBoard;
  readonly standing: Standing;
};

/** Draws the card. */
export function StandingCard({ visit, board, standing }: StandingCardProps) {
  const { phrase } = visit;
  const { indicator, counted } = standing;
  const children = counted.children ?? null;
  return (
    <section class="card standing" aria-labelledby={`indicator-${indicator}`}>
      <h2 id={`indicator-${indicator}`}>
        {phrase(`console.indicators.measure.${indicator}`)}
        <small>{phrase(`console.indicators.short.${indicator}`)}</small>
      </h2>
      <p class="sum">
        {children === null ? phrase('console.indicators.untold') : tellChildren(visit, children)}
        <Fallen visit={visit} fallen={standing.corrected.children ?? null} />
      </p>
      <p class="soft">{phrase('console.indicators.way.children')}</p>
      <Share {...{ visit, board, standing }} />
      <Goal {...{ visit, standing }} />
      <Apart {...{ visit, standing }} />
      <details>
        <summary>{phrase('console.indicators.details')}</summary>
        <blockquote>{phrase(`console.indicators.text.${indicator}`)}</blockquote>
        <p class="soft">{phrase(`console.indicators.rule.${indicator}`)}</p>
        <Sources {...{ visit, standing }} />
      </details>
    </section>
  );
}

function Share({ visit, board, standing }: StandingCardProps) {
  const { phrase } = visit;
  const { denominator, share, indicator, isOverfull } = standing;
  const ages = writeAges(visit, AGES_OF[indicator]);
  if (denominator.kind !== 'found') {
    const missing =
      denominator.kind === 'partly' ? denominator.missing.map(({ name }) => name).join(', ') : '';
    return (
      <div class="missing">
        <p>
          <span class="tag warning">{phrase('console.indicators.no-denominator')}</span>
        </p>
        <p class="soft">
          {denominator.kind === 'partly'
            ? phrase('console.indicators.no-denominator.partly', { ages, missing })
            : phrase('console.indicators.no-denominator.why', { ages })}{' '}
          {board.status !== 'closed' && visit.may('indicators.manage', board.place) && (
            <a
              href={`${INDICATORS_PATH}/rows/new?kind=denominator&place=${board.place}&indicator=${indicator}`}
            >
              {phrase('console.indicators.no-denominator.add')}
            </a>
          )}
        </p>
      </div>
    );
  }
  const of = phrase('console.indicators.of', { number: writeNumber(visit, denominator.children), ages });
  return (
    <div>
      {share !== null && (
        <meter
          min={0}
          max={100}
          value={Math.min(100, share)}
          aria-label={phrase('console.indicators.share')}
        />
      )}
      <p>
        {share === null ? (
          of
        ) : (
          <>
            <strong>{phrase('console.indicators.at-least', { share: writePercent(visit, share) })}</strong>{' '}
            {of}
          </>
        )}
      </p>
      {isOverfull && <p class="fault">{phrase('console.indicators.overfull')}</p>}
    </div>
  );
}

function Goal({ visit, standing }: Pick<StandingCardProps, 'visit' | 'standing'>) {
  const { phrase } = visit;
  const { target, distance } = standing;
  if (target === null) return <p class="soft">{phrase('console.indicators.no-target')}</p>;
  const { until, value } = target.target;
  return (
    <>
      <p>
        {phrase('console.indicators.target', { value: writePercent(visit, value), year: until })}{' '}
        {target.isNational && <span class="tag">{phrase('console.indicators.target.national')}</span>}
      </p>
      {distance !== null && (
        <p>
          {distance.children === 0
            ? phrase('console.indicators.reached')
            : phrase('console.indicators.distance', {
                points: writeNumber(visit, distance.points),
                children: writeNumber(visit, distance.children),
              })}
        </p>
      )}
    </>
  );
}

/** What is counted in other ways stands by itself and is added to nothing. */
function Apart({ visit, standing }: Pick<StandingCardProps, 'visit' | 'standing'>) {
  const { phrase } = visit;
  const { counted, corrected } = standing;
  const told = (children: number | null) =>
    children === null ? phrase('console.progress.untold') : tellChildren(visit, children);
  return (
    <div class="apart">
      <h3>{phrase('console.indicators.apart')}</h3>
      <dl class="facts">
        <dt>{phrase('console.indicators.way.browser')}</dt>
        <dd>
          {told(counted.browser ?? null)}
          <Fallen visit={visit} fallen={corrected.browser ?? null} />
        </dd>
        <dt>{phrase('console.indicators.way.off-chat')}</dt>
        <dd>
          {counted['off-chat'] === undefined
            ? phrase('console.indicators.way.none')
            : told(counted['off-chat'])}
          <Fallen visit={visit} fallen={corrected['off-chat'] ?? null} />
        </dd>
      </dl>
    </div>
  );
}

function Sources({ visit, standing }: Pick<StandingCardProps, 'visit' | 'standing'>) {
  const { phrase } = visit;
  const { denominator, target, formerTargets } = standing;
  const lineOf = (row: Denominator): string =>
    phrase('console.indicators.source.denominator', {
      place: rowPlace(visit, row),
      number: writeNumber(visit, row.children),
      day: writeDay(visit, row.asOf),
      source: row.source,
    });
  return (
    <ul>
      {denominator.kind === 'found' && denominator.rows.map((row) => <li>{lineOf(row)}</li>)}
      {target !== null && (
        <li>{phrase('console.indicators.source.target', { source: target.target.source })}</li>
      )}
      {formerTargets.map((row) => (
        <li>
          {phrase('console.indicators.source.former', {
            place: rowPlace(visit, row),
            value: writePercent(visit, row.value),
            year: row.until,
            source: row.source,
          })}
        </li>
      ))}
    </ul>
  );
}
