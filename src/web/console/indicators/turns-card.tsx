/** Turns (“lượt”): how often children were asked, which says nothing about how many they are. */

import type { IndicatorBoard } from '../../../usecases/watch-indicators.ts';
import type { Visit } from '../console-route.ts';
import { writeNumber } from '../progress/told.tsx';
import { Fallen } from './fallen.tsx';

/** Draws the card. */
export function TurnsCard({ visit, board }: { readonly visit: Visit; readonly board: IndicatorBoard }) {
  const { phrase } = visit;
  const { chat, offChat, goal, soFar, corrected } = board.turns;
  const told = (turns: number | null): string =>
    turns === null
      ? phrase('console.progress.untold')
      : phrase('console.indicators.turns.at-least', { number: writeNumber(visit, turns) });
  return (
    <section class="card turns" aria-labelledby="turns">
      <h2 id="turns">{phrase('console.indicators.turns')}</h2>
      <p class="soft">{phrase('console.indicators.turns.what')}</p>
      <dl class="facts">
        <dt>{phrase('console.indicators.turns.chat')}</dt>
        <dd>
          {told(chat)}
          <Fallen visit={visit} fallen={corrected.chat} />
        </dd>
        <dt>{phrase('console.indicators.turns.off-chat')}</dt>
        <dd>
          {told(offChat)}
          <Fallen visit={visit} fallen={corrected.offChat} />
        </dd>
      </dl>
      {goal !== null && soFar !== null && (
        <>
          <p>
            {phrase('console.indicators.turns.goal', {
              ...{ from: goal.target.from, until: goal.target.until, year: board.year },
              goal: writeNumber(visit, goal.target.value),
              sofar: writeNumber(visit, soFar),
            })}
          </p>
          <meter
            min={0}
            max={goal.target.value}
            value={Math.min(soFar, goal.target.value)}
            aria-label={phrase('console.indicators.turns.goal-label')}
          />
          <p class="hint">{phrase('console.indicators.turns.source', { source: goal.target.source })}</p>
        </>
      )}
    </section>
  );
}
