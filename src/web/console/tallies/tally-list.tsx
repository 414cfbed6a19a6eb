/** The list of tallies within reach. */

import { readText } from '../../../core/flow/text.ts';
import type { ClassSitting } from '../../../core/tally/class-sitting.ts';
import type { Tally } from '../../../core/tally/tally.ts';
import type { TalliedConsultation } from '../../../usecases/keep-tallies.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { writeDay, writeNumber } from '../progress/told.tsx';

/** What is listed. */
export type TallyListProps = {
  readonly tallies: readonly Tally[];
  readonly sittings: readonly ClassSitting[];
  /** Only those of one consultation. */
  readonly of: TalliedConsultation | null;
};

const NEWS = ['withdrawn'] as const;

/** Shows it. */
export function showTallyList(visit: Visit, props: TallyListProps): Response | Promise<Response> {
  const { phrase } = visit;
  const { tallies, sittings, of } = props;
  const done = NEWS.find((one) => one === visit.c.req.query('done'));
  return showConsolePage(visit, {
    ...{ area: 'tallies', title: phrase('console.tallies.title'), wide: true },
    news: done === undefined ? undefined : phrase(`console.tallies.done.${done}`),
    actions: [
      <a class="button" href="/console/tallies/new">
        {phrase('console.tallies.enter')}
      </a>,
      <a class="button second" href="/console/tallies/class">
        {phrase('console.tallies.class')}
      </a>,
    ],
    children: [
      <p class="note off-chat">
        <span class="tag">{phrase('console.tallies.mark')}</span> {phrase('console.tallies.explain')}
      </p>,
      of !== null && (
        <p>
          {phrase('console.tallies.of', { title: readText(of.consultation.title, visit.language, null) })}{' '}
          <a href="/console/tallies">{phrase('console.tallies.all')}</a>
        </p>
      ),
      <OpenSittings visit={visit} sittings={sittings} />,
      tallies.length === 0 ? (
        <p class="empty">{phrase('console.tallies.none')}</p>
      ) : (
        <TallyTable visit={visit} tallies={tallies} />
      ),
    ],
  });
}

function OpenSittings({
  visit,
  sittings,
}: {
  readonly visit: Visit;
  readonly sittings: readonly ClassSitting[];
}) {
  const { phrase } = visit;
  if (sittings.length === 0) return null;
  return (
    <section class="card">
      <h2>{phrase('console.tallies.class.open')}</h2>
      <ul>
        {sittings.map(({ id, heldOn, place }) => (
          <li>
            <a href={`/console/tallies/class/${id}`}>
              {phrase('console.tallies.class.go-on', {
                day: writeDay(visit, heldOn),
                place: placeLabel(visit, place, true),
              })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TallyTable({ visit, tallies }: { readonly visit: Visit; readonly tallies: readonly Tally[] }) {
  const { phrase } = visit;
  return (
    <section class="table" aria-label={phrase('console.tallies.title')} tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{phrase('console.tallies.day')}</th>
            <th scope="col">{phrase('console.tallies.kind')}</th>
            <th scope="col">{phrase('console.tallies.place')}</th>
            <th scope="col" class="number">
              {phrase('console.tallies.children')}
            </th>
            <th scope="col">{phrase('console.tallies.entered-by')}</th>
          </tr>
        </thead>
        <tbody>
          {tallies.map((tally) => (
            <tr class={tally.withdrawn ? 'withdrawn' : undefined}>
              <th scope="row">
                <a href={`/console/tallies/${tally.id}`}>{writeDay(visit, tally.heldOn)}</a>
              </th>
              <td>
                {phrase(`console.tallies.kind.${tally.kind}`)}{' '}
                <span class="tag">{phrase('console.tallies.mark')}</span>{' '}
                {tally.withdrawn && <span class="tag warning">{phrase('console.tallies.withdrawn')}</span>}
              </td>
              <td>{placeLabel(visit, tally.place, true)}</td>
              <td class="number">{writeNumber(visit, tally.children)}</td>
              <td>{tally.enteredBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
