/** The page on a place's indicators in a year. */

import { isProvinceCode, NATION } from '../../../core/locality.ts';
import { maySomewhere } from '../../../core/staff/member.ts';
import type { IndicatorBoard } from '../../../usecases/watch-indicators.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { writeDay } from '../progress/told.tsx';
import { Below } from './below-table.tsx';
import { FallenReasons } from './fallen.tsx';
import { boardPath, INDICATORS_PATH } from './indicator-words.ts';
import { StandingCard } from './standing-card.tsx';
import { Trend } from './trend.tsx';
import { TurnsCard } from './turns-card.tsx';

/** Shows it. @param years that there are figures of, newest first */
export function showBoard(
  visit: Visit,
  board: IndicatorBoard,
  years: readonly number[],
): Response | Promise<Response> {
  const { phrase } = visit;
  const { place, year } = board;
  return showConsolePage(visit, {
    ...{
      area: 'indicators',
      wide: true,
      trail: trailOf(visit, board),
      actions: <Actions {...{ visit, board }} />,
    },
    title: phrase('console.indicators.title', { place: placeLabel(visit, place, true), year }),
    children: [
      <Years {...{ visit, board, years }} />,
      <Status {...{ visit, board }} />,
      <p class="note">{phrase('console.indicators.floors', { number: board.minCell })}</p>,
      <div class="cards standings">
        {board.standings.map((standing) => (
          <StandingCard {...{ visit, board, standing }} />
        ))}
      </div>,
      <TurnsCard {...{ visit, board }} />,
      <FallenReasons {...{ visit, board }} />,
      <Trend {...{ visit, board }} />,
      <Below {...{ visit, board }} />,
      <p class="hint">{phrase('console.indicators.basis')}</p>,
    ],
  });
}

function trailOf(visit: Visit, { place, year }: IndicatorBoard) {
  const province = isProvinceCode(place) ? null : (visit.ground.gazetteer.find(place)?.parentCode ?? null);
  const above = [...(place === NATION ? [] : [NATION]), ...(province === null ? [] : [province])];
  return above
    .filter((one) => visit.may('indicators.read', one))
    .map((one) => ({ href: boardPath(one, year), text: placeLabel(visit, one) }));
}

type BoardProps = { readonly visit: Visit; readonly board: IndicatorBoard };

function Actions({ visit, board }: BoardProps) {
  const { phrase, member } = visit;
  const mayClose = visit.may('indicators.close', NATION) && board.place === NATION;
  return (
    <>
      <a class="button second" href={`${INDICATORS_PATH}/rows?place=${board.place}`}>
        {phrase('console.indicators.rows')}
      </a>
      {maySomewhere(member, 'indicators.manage') && (
        <a class="button second" href={`${INDICATORS_PATH}/import`}>
          {phrase('console.indicators.import')}
        </a>
      )}
      {mayClose && (
        <a class="button second" href={`${INDICATORS_PATH}/close`}>
          {phrase('console.indicators.close')}
        </a>
      )}
    </>
  );
}

function Years({ visit, board, years }: BoardProps & { readonly years: readonly number[] }) {
  return (
    <nav class="years" aria-label={visit.phrase('console.indicators.years')}>
      {years.map((year) => (
        <a href={boardPath(board.place, year)} {...(year === board.year ? { 'aria-current': 'page' } : {})}>
          {year}
        </a>
      ))}
    </nav>
  );
}

function Status({ visit, board }: BoardProps) {
  const { phrase } = visit;
  const { status, day, closed } = board;
  return (
    <p>
      <span class={status === 'closed' ? 'tag good' : 'tag'}>
        {phrase(`console.indicators.status.${status}`)}
      </span>{' '}
      <span class="soft">
        {closed !== null
          ? phrase('console.indicators.closed-on', {
              day: writeDay(visit, closed.at.toISOString().slice(0, 10)),
              name: closed.by,
              hash: closed.hash.slice(0, 12),
            })
          : day === null
            ? phrase('console.indicators.no-figures', { number: board.minCell })
            : phrase('console.indicators.as-of', { day: writeDay(visit, day) })}
      </span>
    </p>
  );
}
