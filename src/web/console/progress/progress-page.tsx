/** The page on how one consultation is going. */

import { AGE_BANDS } from '../../../core/age-band.ts';
import { coverProvinces, totalGoal } from '../../../core/progress/coverage.ts';
import { reachedOf } from '../../../core/progress/goal.ts';
import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { Needs, needsIn, StatusTag, titleOf } from './at-a-glance.tsx';
import { CoverageTable } from './coverage-table.tsx';
import type { Need } from './needs.ts';
import { Stretches } from './stretches.tsx';
import { Reached, Told, writeDay, writeMinutes, writeNumber } from './told.tsx';

/** Consultations off the chat that belong to one. */
export type OffChatSum = { readonly tallies: number; readonly children: number };

/** Shows it. */
export function showProgress(
  visit: Visit,
  watched: WatchedConsultation,
  offChat: OffChatSum,
): Response | Promise<Response> {
  const { phrase } = visit;
  const { consultation, cut, owner } = watched;
  const { id, demo } = consultation;
  const maySetGoals = visit.may('consultation.run', owner);
  const news = visit.c.req.query('done') === 'goals' ? phrase('console.progress.done.goals') : undefined;
  return showConsolePage(visit, {
    ...{ area: 'progress', title: titleOf(visit, watched), wide: true, news },
    trail: [{ href: '/console/progress', text: phrase('console.progress.title') }],
    actions: maySetGoals && (
      <a class="button second" href={`/console/progress/${id}/goals`}>
        {phrase('console.progress.goals.set')}
      </a>
    ),
    children: [
      <p>
        <StatusTag visit={visit} status={watched.status} />{' '}
        {demo && <span class="tag">{phrase('console.progress.demo')}</span>}{' '}
        <span class="soft">
          {cut === null
            ? phrase('console.progress.no-cut', { number: consultation.minCell })
            : phrase('console.progress.cut-on', { day: writeDay(visit, cut.day) })}
        </span>
      </p>,
      <Needs visit={visit} needs={needsIn(visit, watched).filter((need) => !isSaid(need, watched))} />,
      <p class="note">{phrase('console.progress.floors')}</p>,
      <Sums visit={visit} watched={watched} />,
      <OffChat visit={visit} sum={offChat} consultation={id} />,
      <h2 id="places">{phrase('console.progress.places')}</h2>,
      <CoverageTable visit={visit} watched={watched} rows={coverageOf(visit, watched)} level="province" />,
      <Bands visit={visit} watched={watched} />,
      <Stretches visit={visit} watched={watched} />,
    ],
  });
}

/** Without figures the line above already says that too few have answered. */
function isSaid({ kind }: Need, { cut }: WatchedConsultation): boolean {
  return kind === 'quiet' && cut === null;
}

function coverageOf(visit: Visit, { consultation, cut, goals }: WatchedConsultation) {
  const { gazetteer } = visit.ground;
  return coverProvinces({ places: consultation.places, cut, goals, gazetteer });
}

function Sums({ visit, watched }: { readonly visit: Visit; readonly watched: WatchedConsultation }) {
  const { phrase } = visit;
  const { cut, goals } = watched;
  const goal = totalGoal(goals, visit.ground.gazetteer);
  const simulated = cut?.simulated ?? 0;
  return (
    <ul class="cards sums">
      <li class="card">
        <p class="sum">
          <Told visit={visit} children={cut?.started ?? 0} />
        </p>
        <p>{phrase('console.progress.started')}</p>
      </li>
      <li class="card">
        <p class="sum">
          <Told visit={visit} children={cut?.answered ?? 0} />
        </p>
        <p>{phrase('console.progress.answered')}</p>
        {simulated > 0 && (
          <p class="soft">
            {phrase('console.progress.simulated', { number: writeNumber(visit, simulated) })}
          </p>
        )}
        {goal !== null && (
          <div>
            <p class="soft">{phrase('console.progress.goal-of', { number: writeNumber(visit, goal) })}</p>
            <Reached
              visit={visit}
              percent={reachedOf(cut?.answered ?? 0, goal)}
              label={phrase('console.progress.goal')}
            />
          </div>
        )}
      </li>
      <li class="card">
        <p class="sum">
          <Told visit={visit} children={cut?.stopped ?? 0} />
        </p>
        <p>{phrase('console.progress.stopped')}</p>
      </li>
      <li class="card">
        <p class="sum">
          {cut === null || cut.minutes === null ? (
            <span class="soft">{phrase('console.progress.untold')}</span>
          ) : (
            writeMinutes(visit, cut.minutes)
          )}
        </p>
        <p>{phrase('console.progress.minutes')}</p>
      </li>
    </ul>
  );
}

function OffChat(props: { readonly visit: Visit; readonly sum: OffChatSum; readonly consultation: string }) {
  const { visit, sum, consultation } = props;
  const { phrase } = visit;
  const values = { tallies: writeNumber(visit, sum.tallies), children: writeNumber(visit, sum.children) };
  return (
    <p class="note off-chat">
      <span class="tag">{phrase('console.tallies.mark')}</span>{' '}
      {sum.tallies === 0
        ? phrase('console.progress.off-chat.none')
        : phrase('console.progress.off-chat', values)}{' '}
      <a href={`/console/tallies?consultation=${consultation}`}>{phrase('console.progress.off-chat.see')}</a>
    </p>
  );
}

function Bands({ visit, watched }: { readonly visit: Visit; readonly watched: WatchedConsultation }) {
  const { phrase } = visit;
  const bands = AGE_BANDS.filter((band) => watched.flow.ageBands.includes(band));
  return (
    <section>
      <h2>{phrase('console.progress.bands')}</h2>
      <div class="table fit">
        <table>
          <thead>
            <tr>
              <th scope="col">{phrase('console.progress.band')}</th>
              <th scope="col">{phrase('console.progress.answered')}</th>
            </tr>
          </thead>
          <tbody>
            {bands.map((band) => (
              <tr>
                <th scope="row">{phrase('console.progress.years', { band: band.replace('-', '–') })}</th>
                <td>
                  <Told visit={visit} children={watched.cut?.bands[band] ?? 0} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
