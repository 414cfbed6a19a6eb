/** The page of one tally: what was entered, who changed what, and withdrawing it. */

import { AGE_BANDS } from '../../../core/age-band.ts';
import { dayOf } from '../../../core/day.ts';
import { readText } from '../../../core/flow/text.ts';
import type { CountableQuestion } from '../../../core/tally/countable.ts';
import { SEXES, type Tally, type TallyChange, type TallyContent } from '../../../core/tally/tally.ts';
import type { TalliedConsultation } from '../../../usecases/keep-tallies.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { writeDay, writeNumber } from '../progress/told.tsx';
import { changedParts } from './changed-parts.ts';
import { cellLabel, questionText } from './tally-words.ts';

/** What the page shows. */
export type TallyPageProps = {
  readonly tally: Tally;
  readonly changes: readonly TallyChange[];
  readonly of: TalliedConsultation | null;
  readonly faults?: Faults;
};

const NEWS = ['entered', 'corrected', 'restored', 'withdrawn', 'outdated'] as const;

/** Shows it. */
export function showTally(visit: Visit, props: TallyPageProps): Response | Promise<Response> {
  const { phrase } = visit;
  const { tally, changes, of, faults = {} } = props;
  const done = NEWS.find((one) => one === visit.c.req.query('done'));
  const title = phrase('console.tallies.heading', {
    kind: phrase(`console.tallies.kind.${tally.kind}`),
    day: writeDay(visit, tally.heldOn),
  });
  return showConsolePage(
    visit,
    {
      ...{ area: 'tallies', title },
      trail: [{ href: '/console/tallies', text: phrase('console.tallies.title') }],
      news: done === undefined ? undefined : phrase(`console.tallies.done.${done}`),
      faults: <FormFaults title={phrase('console.tallies.faulty')} faults={faults} />,
      actions: !tally.withdrawn && (
        <a class="button second" href={`/console/tallies/${tally.id}/edit`}>
          {phrase('console.tallies.correct')}
        </a>
      ),
      children: [
        <p>
          <span class="tag">{phrase('console.tallies.mark')}</span>{' '}
          {tally.withdrawn && <span class="tag warning">{phrase('console.tallies.withdrawn')}</span>}
        </p>,
        <Facts visit={visit} tally={tally} of={of} />,
        <Groups visit={visit} tally={tally} />,
        <Circumstances visit={visit} tally={tally} />,
        <Questions visit={visit} tally={tally} questions={of?.questions ?? []} />,
        <History visit={visit} changes={changes} />,
        <Withdraw visit={visit} tally={tally} faults={faults} />,
      ],
    },
    Object.keys(faults).length > 0 ? 422 : 200,
  );
}

type Drawn = { readonly visit: Visit; readonly tally: Tally };

function Facts({ visit, tally, of }: Drawn & { readonly of: TalliedConsultation | null }) {
  const { phrase } = visit;
  return (
    <dl class="facts">
      <dt>{phrase('console.tallies.place')}</dt>
      <dd>{placeLabel(visit, tally.place, true)}</dd>
      <dt>{phrase('console.tallies.children')}</dt>
      <dd>{writeNumber(visit, tally.children)}</dd>
      <dt>{phrase('console.tallies.consultation')}</dt>
      <dd>
        {of === null
          ? phrase('console.tallies.consultation.none')
          : readText(of.consultation.title, visit.language, null)}
      </dd>
      <dt>{phrase('console.tallies.source')}</dt>
      <dd>{tally.source}</dd>
      <dt>{phrase('console.tallies.entered-by')}</dt>
      <dd>
        {tally.enteredBy}, {writeDay(visit, dayOf(tally.enteredAt))}
      </dd>
    </dl>
  );
}

function Groups({ visit, tally }: Drawn) {
  const { phrase } = visit;
  const bands = AGE_BANDS.filter((band) => tally.groups.some(({ ageBand }) => ageBand === band));
  const childrenIn = (band: string, sex: string): number =>
    tally.groups.find((group) => group.ageBand === band && group.sex === sex)?.children ?? 0;
  return (
    <section class="table fit" aria-label={phrase('console.tallies.groups')} tabindex={0}>
      <table class="counts">
        <caption>{phrase('console.tallies.groups')}</caption>
        <thead>
          <tr>
            <th scope="col">{phrase('console.progress.band')}</th>
            {SEXES.map((sex) => (
              <th scope="col" class="number">
                {phrase(`console.tallies.sex.${sex}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr>
              <th scope="row">{phrase('console.progress.years', { band: band.replace('-', '–') })}</th>
              {SEXES.map((sex) => (
                <td class="number">{writeNumber(visit, childrenIn(band, sex))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Circumstances({ visit, tally }: Drawn) {
  const named = Object.entries(tally.circumstances);
  if (named.length === 0) return null;
  return (
    <section>
      <h2>{visit.phrase('console.tallies.circumstances')}</h2>
      <dl class="facts">
        {named.map(([name, children]) => [
          <dt>{visit.phrase(`console.tallies.circumstance.${name}`)}</dt>,
          <dd>{writeNumber(visit, children)}</dd>,
        ])}
      </dl>
    </section>
  );
}

function Questions({
  visit,
  tally,
  questions,
}: Drawn & { readonly questions: readonly CountableQuestion[] }) {
  const counted = tally.questions.flatMap((one) => {
    const found = questions.find(({ question }) => question.id === one.question);
    return found === undefined ? [] : [{ one, found }];
  });
  if (counted.length === 0) return null;
  return (
    <section>
      <h2>{visit.phrase('console.tallies.questions')}</h2>
      {counted.map(({ one, found }) => (
        <div class="card">
          <h3>{questionText(visit, found)}</h3>
          <dl class="facts">
            {found.cells.map((cell) => [
              <dt>{cellLabel(visit, cell)}</dt>,
              <dd>{writeNumber(visit, one.counts[cell.id] ?? 0)}</dd>,
            ])}
            <dt>{visit.phrase('console.tallies.skipped')}</dt>
            <dd>{writeNumber(visit, one.skipped)}</dd>
          </dl>
        </div>
      ))}
    </section>
  );
}

function History({ visit, changes }: { readonly visit: Visit; readonly changes: readonly TallyChange[] }) {
  const { phrase } = visit;
  return (
    <section>
      <h2>{phrase('console.tallies.history')}</h2>
      <ol class="history">
        {changes.map((change, at) => (
          <li>
            <strong>{phrase(`console.tallies.history.${change.what}`)}</strong>{' '}
            {phrase('console.tallies.history.by', {
              name: change.by,
              day: writeDay(visit, dayOf(change.at)),
            })}
            {change.reason !== '' && (
              <p class="soft">{phrase('console.tallies.history.why', { reason: change.reason })}</p>
            )}
            <Differences visit={visit} before={changes[at - 1]?.content} after={change.content} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Differences(props: {
  readonly visit: Visit;
  readonly before: TallyContent | undefined;
  readonly after: TallyContent;
}) {
  const { visit, before, after } = props;
  const parts = before === undefined ? [] : changedParts(visit, before, after);
  if (parts.length === 0) return null;
  return (
    <ul>
      {parts.map(({ what, from, to }) => (
        <li>
          {what}: <del>{from}</del> {visit.phrase('console.tallies.history.to')} <ins>{to}</ins>
        </li>
      ))}
    </ul>
  );
}

function Withdraw({ visit, tally, faults }: Drawn & { readonly faults: Faults }) {
  const { phrase } = visit;
  const deed = tally.withdrawn ? 'restore' : 'withdraw';
  return (
    <details class="card" open={faults['reason'] !== undefined}>
      <summary>{phrase(`console.tallies.${deed}`)}</summary>
      <form method="post" action={`/console/tallies/${tally.id}/${deed}`}>
        <p>{phrase(`console.tallies.${deed}.explain`)}</p>
        <input type="hidden" name="revision" value={String(tally.revision)} />
        <TextField {...{ name: 'reason', faults, label: phrase('console.tallies.reason') }} maxlength={300} />
        <button class={tally.withdrawn ? 'second' : 'danger'} type="submit">
          {phrase(`console.tallies.${deed}`)}
        </button>
      </form>
    </details>
  );
}
