/** That a figure fell since it was told, and why: nothing that was told falls in silence. */

import type { Correction } from '../../../core/indicators/figures.ts';
import type { IndicatorBoard } from '../../../usecases/watch-indicators.ts';
import type { Visit } from '../console-route.ts';
import { placeLabel } from '../progress/place-label.ts';
import { writeDay, writeNumber } from '../progress/told.tsx';

/** Beside a figure: what it was, and since when it is less. */
export function Fallen({ visit, fallen }: { readonly visit: Visit; readonly fallen: Correction | null }) {
  if (fallen === null) return null;
  return (
    <>
      {' '}
      <span class="tag warning">{visit.phrase('console.indicators.corrected')}</span>{' '}
      <small class="soft">
        {visit.phrase('console.indicators.corrected.from', {
          ...{ number: writeNumber(visit, fallen.from), day: writeDay(visit, fallen.day) },
        })}
      </small>
    </>
  );
}

/** Most deeds that are listed. */
const MOST = 10;

/** Below all figures: which tallies were changed. The reason is read by those who may change them. */
export function FallenReasons({ visit, board }: { readonly visit: Visit; readonly board: IndicatorBoard }) {
  const { phrase } = visit;
  const { corrections, standings, turns } = board;
  const isFallen =
    turns.corrected.chat !== null ||
    turns.corrected.offChat !== null ||
    standings.some(({ corrected }) => Object.keys(corrected).length > 0);
  if (!isFallen) return null;
  return (
    <section class="card" aria-labelledby="corrected">
      <h2 id="corrected">{phrase('console.indicators.corrected.title')}</h2>
      <p class="soft">{phrase('console.indicators.corrected.why')}</p>
      <ul>
        {corrections.slice(0, MOST).map(({ what, reason, at, place, heldOn }) => (
          <li>
            {phrase(`console.indicators.corrected.${what}`, {
              ...{ place: placeLabel(visit, place), held: writeDay(visit, heldOn) },
              day: writeDay(visit, at.toISOString().slice(0, 10)),
            })}
            {visit.may('tally.write', place) &&
              reason !== '' &&
              ` ${phrase('console.indicators.corrected.reason', { reason })}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
