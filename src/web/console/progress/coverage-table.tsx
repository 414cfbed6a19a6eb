/** The table of places: at least how many answered, against what is hoped for. */

import type { Coverage } from '../../../core/progress/coverage.ts';
import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { Visit } from '../console-route.ts';
import { placeLabel } from './place-label.ts';
import { Reached, Told, writeNumber } from './told.tsx';

/** Draws it. Provinces lead to their communes. */
export function CoverageTable({
  visit,
  watched,
  rows,
  level,
  plain = false,
}: {
  readonly visit: Visit;
  readonly watched: WatchedConsultation;
  readonly rows: readonly Coverage[];
  readonly level: 'province' | 'commune';
  /** Leads nowhere: for those who may not see what lies behind. */
  readonly plain?: boolean;
}) {
  const { phrase } = visit;
  return (
    <section class="table" aria-label={phrase('console.progress.places')} tabindex={0}>
      <table class="coverage">
        <thead>
          <tr>
            <th scope="col">{phrase(`console.progress.${level}`)}</th>
            <th scope="col">{phrase('console.progress.answered')}</th>
            <th scope="col">{phrase('console.progress.goal')}</th>
            <th scope="col">{phrase('console.progress.reached')}</th>
            {level === 'province' && !plain && <th scope="col">{phrase('console.progress.communes')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PlaceRow {...{ visit, row, level, plain }} id={watched.consultation.id} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type PlaceRowProps = {
  readonly visit: Visit;
  readonly row: Coverage;
  readonly level: 'province' | 'commune';
  readonly plain: boolean;
  readonly id: string;
};

function PlaceRow({ visit, row, level, plain, id }: PlaceRowProps) {
  const { phrase } = visit;
  const name = placeLabel(visit, row.place);
  const { asked, heard } = row.communes;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Told visit={visit} children={row.told} />
      </td>
      <td>
        <GoalWords visit={visit} row={row} />
      </td>
      <td>
        <Reached
          visit={visit}
          percent={row.reached}
          label={phrase('console.progress.reached-of', { name })}
        />
      </td>
      {level === 'province' && !plain && (
        <td>
          {asked > 0 && (
            <a href={`/console/progress/${id}/places/${row.place}`}>
              {phrase('console.progress.communes-heard', {
                heard: writeNumber(visit, heard),
                asked: writeNumber(visit, asked),
              })}
            </a>
          )}
        </td>
      )}
    </tr>
  );
}

function GoalWords({ visit, row }: { readonly visit: Visit; readonly row: Coverage }) {
  const { goal } = row;
  if (goal === null) return <span class="soft">{visit.phrase('console.progress.no-goal')}</span>;
  const number = writeNumber(visit, goal.children);
  if (goal.share === null) return <>{visit.phrase('console.progress.goal-children', { number })}</>;
  const { percent, living, source } = goal.share;
  const values = { number, percent: writeNumber(visit, percent), living: writeNumber(visit, living), source };
  return <>{visit.phrase('console.progress.goal-share', values)}</>;
}
