/** How indicators went over the years, and where a straight line through the closed ones leads. */

import { FEWEST_YEARS } from '../../../core/indicators/forecast.ts';
import { INDICATORS, type Indicator } from '../../../core/indicators/indicator.ts';
import { type IndicatorBoard, LAST_YEAR, type TrendPoint } from '../../../usecases/watch-indicators.ts';
import type { Visit } from '../console-route.ts';
import { writeNumber } from '../progress/told.tsx';
import { boardPath, measureWords, tellChildren, writePercent } from './indicator-words.ts';

/** What it shows. */
export type TrendProps = { readonly visit: Visit; readonly board: IndicatorBoard };

/** Draws table and sentences. */
export function Trend({ visit, board }: TrendProps) {
  const { phrase } = visit;
  const years = board.trends['22'].map(({ year, isClosed }) => ({ year, isClosed }));
  return (
    <section>
      <h2 id="trend">{phrase('console.indicators.trend')}</h2>
      {years.length === 0 ? (
        <p class="empty">{phrase('console.indicators.trend.none')}</p>
      ) : (
        <section class="table" aria-labelledby="trend" tabindex={0}>
          <table>
            <caption>{phrase('console.indicators.distinct')}</caption>
            <thead>
              <tr>
                <th scope="col">{phrase('console.indicators.year')}</th>
                {INDICATORS.map((indicator) => (
                  <th scope="col">{measureWords(visit, indicator)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {years.map(({ year, isClosed }) => (
                <tr>
                  <th scope="row">
                    <a href={boardPath(board.place, year)}>{year}</a>{' '}
                    {isClosed && <span class="tag good">{phrase('console.indicators.status.closed')}</span>}
                  </th>
                  {INDICATORS.map((indicator) => (
                    <td>
                      <Point
                        {...{ visit, indicator }}
                        point={board.trends[indicator].find((one) => one.year === year)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <h3>{phrase('console.indicators.forecast', { year: LAST_YEAR })}</h3>
      <ul>
        {INDICATORS.map((indicator) => (
          <li>{forecastWords({ visit, board }, indicator)}</li>
        ))}
      </ul>
      <p class="hint">{phrase('console.indicators.forecast.assumption')}</p>
    </section>
  );
}

function Point({
  visit,
  point,
  indicator,
}: {
  readonly visit: Visit;
  readonly point: TrendPoint | undefined;
  readonly indicator: Indicator;
}) {
  const { phrase } = visit;
  if (point === undefined || point.children === null)
    return <span class="soft">{phrase('console.progress.untold')}</span>;
  if (point.share === null) return <>{tellChildren(visit, point.children)}</>;
  const label = `${measureWords(visit, indicator)}, ${point.year}`;
  return (
    <span class="reached">
      <meter min={0} max={100} value={Math.min(100, point.share)} aria-label={label} />
      <span>{phrase('console.indicators.at-least', { share: writePercent(visit, point.share) })}</span>
    </span>
  );
}

function forecastWords({ visit, board }: TrendProps, indicator: Indicator): string {
  const { phrase } = visit;
  const forecast = board.forecasts[indicator];
  const name = measureWords(visit, indicator);
  if (forecast.kind === 'too-few') {
    return phrase('console.indicators.forecast.too-few', { name, years: forecast.years, need: FEWEST_YEARS });
  }
  const { share, slope, first, last, until } = forecast;
  const way = slope < 0 ? 'falling' : slope > 0 ? 'rising' : 'level';
  return phrase(`console.indicators.forecast.${way}`, {
    ...{ name, first, last, until, share: writePercent(visit, share) },
    slope: writeNumber(visit, Math.abs(slope)),
  });
}
