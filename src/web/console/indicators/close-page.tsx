/** Closing a year: what is still open, what will be frozen, a second look, and words to be typed. */

import { closingWords } from '../../../core/indicators/closed-year.ts';
import { INDICATORS, LINES } from '../../../core/indicators/indicator.ts';
import { NATION } from '../../../core/locality.ts';
import type { ClosingPreview, YearClosing } from '../../../usecases/close-year.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { consoleNotice } from '../notice.tsx';
import { writeDay, writeNumber } from '../progress/told.tsx';
import { readForm } from '../read-form.ts';
import type { IndicatorDependencies } from './indicator-dependencies.ts';
import {
  boardPath,
  INDICATORS_PATH,
  measureWords,
  rowPlace,
  writeAges,
  writePercent,
} from './indicator-words.ts';

const CLOSE = `${INDICATORS_PATH}/close`;

/** `GET /indicators/close`: years that are over, and those that are closed. */
export function showYearsToClose(deps: IndicatorDependencies) {
  return async (visit: Visit): Promise<Response> => {
    if (!mayClose(visit)) return notFound(visit);
    const { phrase } = visit;
    const closed = await deps.closing.closedYears();
    const years = await deps.watch.years();
    const over = years.filter((year) => year < deps.watch.year() && !closed.some((one) => one.year === year));
    return showConsolePage(visit, {
      ...{ area: 'indicators', title: phrase('console.indicators.close') },
      trail: [{ href: INDICATORS_PATH, text: phrase('console.area.indicators') }],
      news: visit.c.req.query('done') === 'closed' ? phrase('console.indicators.done.closed') : undefined,
      children: [
        <p>{phrase('console.indicators.close.explain')}</p>,
        <h2>{phrase('console.indicators.close.over')}</h2>,
        over.length === 0 ? (
          <p class="empty">{phrase('console.indicators.close.none')}</p>
        ) : (
          <ul>
            {over.map((year) => (
              <li>
                <a href={`${CLOSE}/${year}`}>{phrase('console.indicators.close.year', { year })}</a>
              </li>
            ))}
          </ul>
        ),
        closed.length > 0 && <Closed {...{ visit, closed }} />,
      ],
    });
  };
}

function Closed(props: {
  readonly visit: Visit;
  readonly closed: Awaited<ReturnType<YearClosing['closedYears']>>;
}) {
  const { visit, closed } = props;
  const { phrase } = visit;
  return (
    <section>
      <h2>{phrase('console.indicators.close.closed')}</h2>
      <ul class="closed">
        {closed.map(({ year, at, by, hash }) => (
          <li>
            <a href={boardPath(NATION, year)}>{year}</a>:{' '}
            {phrase('console.indicators.close.closed-by', {
              name: by,
              day: writeDay(visit, at.toISOString().slice(0, 10)),
            })}{' '}
            <Checksum {...{ visit, hash }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `GET /indicators/close/:year`: the first look, and with `?look=2` the second. */
export function lookAtYear(deps: IndicatorDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const preview = await previewOf(visit, deps);
    if (preview === null) return notFound(visit);
    return visit.c.req.query('look') === '2' ? secondLook(visit, { preview }) : firstLook(visit, preview);
  };
}

/** `POST /indicators/close/:year`. */
export function closeIt(deps: IndicatorDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const year = yearIn(visit);
    if (year === null || !mayClose(visit)) return notFound(visit);
    const form = await readForm(visit);
    if (typeof form === 'string') return visit.c.redirect(`${CLOSE}/${year}`, 303);
    const words = form.text('words');
    const { id, name } = visit.member;
    const answer = await deps.closing.close({ year, hash: form.text('hash'), words }, { id, name });
    switch (answer.kind) {
      case 'closed':
        return visit.c.redirect(`${CLOSE}?done=closed`, 303);
      case 'closed-before':
        return visit.c.redirect(boardPath(NATION, year), 303);
      case 'not-over':
        return notFound(visit);
      case 'changed':
        return secondLook(visit, { preview: answer.preview, words, fault: 'changed' });
      case 'words': {
        const preview = await deps.closing.preview(year);
        return preview === null ? notFound(visit) : secondLook(visit, { preview, words, fault: 'words' });
      }
      default:
        return answer satisfies never;
    }
  };
}

function firstLook(visit: Visit, preview: ClosingPreview): Response | Promise<Response> {
  const { phrase } = visit;
  const { year, open } = preview;
  const { consultations, waiting, withoutDenominator } = open;
  return showConsolePage(visit, {
    ...{
      area: 'indicators',
      title: phrase('console.indicators.close.look-1', { year }),
      trail: trailOf(visit),
    },
    children: [
      <h2>{phrase('console.indicators.close.open')}</h2>,
      <ul>
        <li>{phrase('console.indicators.close.open.consultations', { number: consultations })}</li>
        <li>
          {phrase(
            waiting < 10 ? 'console.indicators.close.open.few' : 'console.indicators.close.open.waiting',
            {
              number: waiting,
            },
          )}
        </li>
        {INDICATORS.map((indicator) => (
          <li>
            {phrase('console.indicators.close.open.denominators', {
              name: measureWords(visit, indicator),
              number: withoutDenominator[indicator],
            })}
          </li>
        ))}
      </ul>,
      <p class="hint">{phrase('console.indicators.close.open.hint')}</p>,
      <Frozen {...{ visit, preview }} />,
      <p class="actions">
        <a class="button" href={`${CLOSE}/${year}?look=2`}>
          {phrase('console.indicators.close.go-on')}
        </a>
        <a class="button second" href={boardPath(NATION, year)}>
          {phrase('console.indicators.close.see')}
        </a>
      </p>,
    ],
  });
}

type SecondLook = {
  readonly preview: ClosingPreview;
  readonly words?: string;
  readonly fault?: 'words' | 'changed';
};

function secondLook(visit: Visit, { preview, words = '', fault }: SecondLook): Response | Promise<Response> {
  const { phrase } = visit;
  const { year, hash } = preview;
  const wanted = closingWords(year);
  const faults: Faults =
    fault === undefined
      ? {}
      : {
          [fault === 'words' ? 'words' : '']: phrase(`console.indicators.close.fault.${fault}`, {
            words: wanted,
          }),
        };
  return showConsolePage(
    visit,
    {
      ...{
        area: 'indicators',
        title: phrase('console.indicators.close.look-2', { year }),
        trail: trailOf(visit),
      },
      faults: <FormFaults title={phrase('console.faults')} faults={faults} />,
      children: [
        <p>
          <a href={`${CLOSE}/${year}`}>{phrase('console.indicators.close.back')}</a>
        </p>,
        <div class="hint hash">
          {phrase('console.indicators.close.hash')} <Checksum {...{ visit, hash }} />
        </div>,
        <p class="note warning">{phrase('console.indicators.close.consequences', { year })}</p>,
        <form method="post" action={`${CLOSE}/${year}`}>
          <input type="hidden" name="hash" value={hash} />
          <TextField
            {...{ name: 'words', faults, value: words, required: true, autocomplete: 'off' }}
            label={phrase('console.indicators.close.words', { words: wanted })}
          />
          <p class="actions">
            <button class="danger" type="submit">
              {phrase('console.indicators.close.do', { year })}
            </button>
            <a class="quiet" href={CLOSE}>
              {phrase('console.indicators.close.cancel')}
            </a>
          </p>
        </form>,
      ],
    },
    fault === undefined ? 200 : 422,
  );
}

/** The figures of the nation, and how many places there are figures of. */
function Frozen({ visit, preview }: { readonly visit: Visit; readonly preview: ClosingPreview }) {
  const { phrase } = visit;
  const { figures, rows, hash } = preview;
  return (
    <section>
      <h2 id="frozen">{phrase('console.indicators.close.frozen')}</h2>
      <section class="table" aria-labelledby="frozen" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{phrase('console.indicators.close.line')}</th>
              <th scope="col">{phrase('console.progress.nation')}</th>
              <th scope="col">{phrase('console.indicators.close.places')}</th>
            </tr>
          </thead>
          <tbody>
            {LINES.map((line) => {
              const told = figures.lines[line] ?? {};
              const nation = told[NATION] ?? null;
              return (
                <tr>
                  <th scope="row">{phrase(`console.indicators.line.${line}`)}</th>
                  <td>
                    {nation === null
                      ? phrase('console.progress.untold')
                      : phrase('console.progress.at-least', { number: writeNumber(visit, nation) })}
                  </td>
                  <td class="number">{Object.keys(told).filter((place) => place !== NATION).length}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <details>
        <summary>
          {phrase('console.indicators.close.rows', { number: rows.length, year: preview.year })}
        </summary>
        <ul>
          {rows.map((row) => (
            <li>{frozenRow(visit, row)}</li>
          ))}
        </ul>
      </details>
      <div class="hint hash">
        {phrase('console.indicators.close.hash')} <Checksum {...{ visit, hash }} />
      </div>
    </section>
  );
}

/** A row in one line: what it is, of where, how much, from where. */
function frozenRow(visit: Visit, row: ClosingPreview['rows'][number]): string {
  const place = rowPlace(visit, row);
  if (row.kind === 'denominator') {
    const facts = { place, number: writeNumber(visit, row.children), day: writeDay(visit, row.asOf) };
    return `${visit.phrase('console.indicators.source.denominator', { ...facts, source: row.source })} (${writeAges(visit, row.ages)})`;
  }
  const value = row.measure === 'turns' ? writeNumber(visit, row.value) : writePercent(visit, row.value);
  return `${measureWords(visit, row.measure)}, ${place}: ${visit.phrase('console.indicators.target', { value, year: row.until })}; ${row.source}`;
}

/** A checksum, short; all of it where somebody wants to compare. */
function Checksum({ visit, hash }: { readonly visit: Visit; readonly hash: string }) {
  return (
    <details class="checksum">
      <summary>
        <code>{hash.slice(0, 12)}…</code> {visit.phrase('console.indicators.close.hash.whole')}
      </summary>
      <code>{hash}</code>
    </details>
  );
}

async function previewOf(visit: Visit, deps: IndicatorDependencies): Promise<ClosingPreview | null> {
  const year = yearIn(visit);
  return year === null || !mayClose(visit) ? null : deps.closing.preview(year);
}

function yearIn(visit: Visit): number | null {
  const typed = visit.param('year');
  return /^\d{4}$/.test(typed) ? Number(typed) : null;
}

/** A year has one key for the whole country: nobody closes it for a part. */
function mayClose(visit: Visit): boolean {
  return visit.may('indicators.close', NATION);
}

function trailOf(visit: Visit) {
  return [
    { href: INDICATORS_PATH, text: visit.phrase('console.area.indicators') },
    { href: CLOSE, text: visit.phrase('console.indicators.close') },
  ];
}

function notFound(visit: Visit): Response | Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}
