/** The places in a place: provinces of the nation, communes of a province. */

import { INDICATORS } from '../../../core/indicators/indicator.ts';
import type { Standing } from '../../../core/indicators/standing.ts';
import { NATION } from '../../../core/locality.ts';
import type { IndicatorBoard } from '../../../usecases/watch-indicators.ts';
import type { Visit } from '../console-route.ts';
import { placeLabel } from '../progress/place-label.ts';
import { boardPath, measureWords, tellChildren, writePercent } from './indicator-words.ts';

/** Draws the table; nothing where there are no places below. */
export function Below({ visit, board }: { readonly visit: Visit; readonly board: IndicatorBoard }) {
  const { phrase } = visit;
  if (board.below.length === 0) return null;
  const level = board.place === NATION ? 'provinces' : 'communes';
  const told = board.below.filter(({ standings }) => standings.some(isTold));
  const untold = board.below.length - told.length;
  return (
    <section>
      <h2 id="below">{phrase(`console.indicators.${level}`)}</h2>
      {told.length > 0 && (
        <section class="table" aria-labelledby="below" tabindex={0}>
          <table>
            <caption>{phrase('console.indicators.distinct')}</caption>
            <thead>
              <tr>
                <th scope="col">{phrase('console.progress.place')}</th>
                {INDICATORS.map((indicator) => (
                  <th scope="col">{measureWords(visit, indicator)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {told.map(({ place, standings }) => (
                <tr>
                  <th scope="row">
                    <a href={boardPath(place, board.year)}>{placeLabel(visit, place)}</a>
                  </th>
                  {standings.map((standing) => (
                    <td>
                      <Cell {...{ visit, standing }} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {untold > 0 && (
        <details>
          <summary>{phrase(`console.indicators.${level}.untold`, { number: untold })}</summary>
          <ul class="names">
            {board.below
              .filter(({ standings }) => !standings.some(isTold))
              .map(({ place }) => (
                <li>
                  <a href={boardPath(place, board.year)}>{placeLabel(visit, place)}</a>
                </li>
              ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function isTold({ counted }: Standing): boolean {
  return (counted.children ?? null) !== null;
}

function Cell({ visit, standing }: { readonly visit: Visit; readonly standing: Standing }) {
  const { phrase } = visit;
  const children = standing.counted.children ?? null;
  if (children === null) return <span class="soft">{phrase('console.progress.untold')}</span>;
  return (
    <>
      {tellChildren(visit, children)}
      <small class="under">
        {standing.share === null
          ? phrase('console.indicators.no-denominator')
          : phrase('console.indicators.at-least', { share: writePercent(visit, standing.share) })}
      </small>
    </>
  );
}
