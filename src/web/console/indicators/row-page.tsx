/** One denominator or target: entered, corrected, withdrawn, with everything that was done to it. */

import { AGES_OF, INDICATORS } from '../../../core/indicators/indicator.ts';
import { type IndicatorRow, ROW_KINDS, type RowKind } from '../../../core/indicators/indicator-row.ts';
import type { RowWithHistory } from '../../../usecases/keep-indicator-rows.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { consoleNotice } from '../notice.tsx';
import { writeDay, writeNumber } from '../progress/told.tsx';
import { readForm, revisionIn } from '../read-form.ts';
import type { IndicatorDependencies } from './indicator-dependencies.ts';
import { bringerOf, firstPlace, INDICATORS_PATH, rowPlace, valueWords } from './indicator-words.ts';
import { faultsOf, RowFields, type RowText, textOfContent } from './row-form.tsx';

const ROWS = `${INDICATORS_PATH}/rows`;
const MAX_REASON = 300;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `GET /indicators/rows/new`. */
export function askRow(visit: Visit): Response | Promise<Response> {
  const query = (name: string): string => visit.c.req.query(name) ?? '';
  const kind = ROW_KINDS.find((one) => one === query('kind')) ?? 'denominator';
  const indicator = INDICATORS.find((one) => one === query('indicator')) ?? '22';
  const { from, to } = AGES_OF[indicator];
  const begun: Readonly<Record<string, string>> = {
    code: query('place') || firstPlace(visit),
    ...(kind === 'denominator'
      ? { ageFrom: `${from}`, ageTo: `${to}` }
      : { measure: indicator, until: '2030' }),
  };
  return drawNew(visit, {
    id: visit.ground.newId(),
    kind,
    text: (column) => begun[column] ?? '',
    faults: {},
  });
}

/** `POST /indicators/rows`. */
export function enterRow(deps: IndicatorDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const form = await readForm(visit);
    if (typeof form === 'string') return visit.c.redirect(`${ROWS}/new`, 303);
    const kind = ROW_KINDS.find((one) => one === form.text('kind')) ?? 'denominator';
    const id = UUID.test(form.text('id')) ? form.text('id') : visit.ground.newId();
    // The form names present places only.
    const text: RowText = (column) =>
      column === 'era' ? 'hiện nay' : column === 'name' ? '' : form.text(column);
    const read = await deps.rows.readOne(kind, text, bringerOf(visit));
    if (read.kind === 'faulty') {
      return drawNew(visit, { id, kind, text: form.text, faults: faultsOf(visit, read.faults) });
    }
    const counts = await deps.rows.enter(id, read.content, bringerOf(visit));
    const done = counts.added > 0 ? 'added' : counts.changed > 0 ? 'replaced' : 'same';
    return visit.c.redirect(`${ROWS}?done=${done}`, 303);
  };
}

type NewRow = {
  readonly id: string;
  readonly kind: RowKind;
  readonly text: RowText;
  readonly faults: Faults;
};

function drawNew(visit: Visit, { id, kind, text, faults }: NewRow): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(
    visit,
    {
      ...{ area: 'indicators', title: phrase(`console.indicators.new.${kind}`), trail: trailOf(visit) },
      faults: <FormFaults title={phrase('console.faults')} faults={faults} />,
      children: (
        <form method="post" action={ROWS}>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="kind" value={kind} />
          <p>{phrase(`console.indicators.new.${kind}.explain`)}</p>
          <RowFields {...{ visit, kind, text, faults }} isPlaceFixed={false} />
          <p class="actions">
            <button type="submit">{phrase('console.indicators.save')}</button>
          </p>
        </form>
      ),
    },
    Object.keys(faults).length > 0 ? 422 : 200,
  );
}

/** `GET /indicators/rows/:row`. */
export function showRow(deps: IndicatorDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const found = await deps.rows.find(visit.param('row'));
    return found === null
      ? notFound(visit)
      : drawRow(visit, { found, text: textOfContent(found.row.content), faults: {} });
  };
}

/** `POST /indicators/rows/:row`. */
export function correctRow(deps: IndicatorDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const found = await deps.rows.find(visit.param('row'));
    const form = await readForm(visit);
    if (found === null) return notFound(visit);
    if (typeof form === 'string') return visit.c.redirect(`${ROWS}/${found.row.id}`, 303);
    const kept = textOfContent(found.row.content);
    const text: RowText = (column) =>
      ['code', 'name', 'era'].includes(column) ? kept(column) : form.text(column);
    const read = await deps.rows.readOne(found.row.content.kind, text, bringerOf(visit));
    const reason = form.text('reason').slice(0, MAX_REASON);
    const faults = {
      ...(read.kind === 'faulty' ? faultsOf(visit, read.faults) : {}),
      ...reasonFault(visit, reason),
    };
    if (read.kind === 'faulty' || reason === '') return drawRow(visit, { found, text, faults, reason });
    const { id } = found.row;
    const seen = revisionIn(form, 'revision');
    const outcome = await deps.rows.change(
      { id, seen, what: 'corrected', reason, content: read.content },
      bringerOf(visit),
    );
    return visit.c.redirect(`${ROWS}/${id}?done=${outcome === 'changed' ? 'corrected' : outcome}`, 303);
  };
}

/** `POST /indicators/rows/:row/withdraw` and `/restore`. */
export function moveRow(deps: IndicatorDependencies, what: 'withdrawn' | 'restored') {
  return async (visit: Visit): Promise<Response> => {
    const found = await deps.rows.find(visit.param('row'));
    const form = await readForm(visit);
    if (found === null) return notFound(visit);
    const { id, content, withdrawn } = found.row;
    if (typeof form === 'string') return visit.c.redirect(`${ROWS}/${id}`, 303);
    if (withdrawn === (what === 'withdrawn')) return visit.c.redirect(`${ROWS}/${id}?done=${what}`, 303);
    const reason = form.text('reason').slice(0, MAX_REASON);
    if (reason === '') {
      return drawRow(visit, { found, text: textOfContent(content), faults: reasonFault(visit, reason) });
    }
    const seen = revisionIn(form, 'revision');
    const outcome = await deps.rows.change({ id, seen, what, reason, content }, bringerOf(visit));
    return visit.c.redirect(`${ROWS}/${id}?done=${outcome === 'changed' ? what : outcome}`, 303);
  };
}

type DrawnRow = {
  readonly found: RowWithHistory;
  readonly text: RowText;
  readonly faults: Faults;
  readonly reason?: string;
};

const NEWS = ['corrected', 'withdrawn', 'restored', 'outdated', 'twin'];

function drawRow(visit: Visit, drawn: DrawnRow): Response | Promise<Response> {
  const { phrase } = visit;
  const { found, text, faults, reason = '' } = drawn;
  const { row } = found;
  const { kind } = row.content;
  const done = visit.c.req.query('done') ?? '';
  const mayChange = visit.may('indicators.manage', row.content.place);
  return showConsolePage(
    visit,
    {
      ...{ area: 'indicators', trail: trailOf(visit) },
      title: phrase(`console.indicators.row.${kind}`, { place: rowPlace(visit, row.content) }),
      ...(NEWS.includes(done) ? { news: phrase(`console.indicators.done.${done}`) } : {}),
      faults: <FormFaults title={phrase('console.faults')} faults={faults} />,
      children: [
        row.withdrawn && <p class="note warning">{phrase('console.indicators.withdrawn.explain')}</p>,
        <p>{row.content.source}</p>,
        mayChange && !row.withdrawn && (
          <form method="post" action={`${ROWS}/${row.id}`}>
            <h2>{phrase('console.indicators.correct')}</h2>
            <input type="hidden" name="revision" value={`${row.revision}`} />
            <RowFields {...{ visit, kind, text, faults }} isPlaceFixed />
            <Reason {...{ visit, faults, reason }} />
            <p class="actions">
              <button type="submit">{phrase('console.indicators.save')}</button>
            </p>
          </form>
        ),
        mayChange && <Move {...{ visit, row }} />,
        <History {...{ visit, found }} />,
      ],
    },
    Object.keys(faults).length > 0 ? 422 : 200,
  );
}

function Reason(props: { readonly visit: Visit; readonly faults: Faults; readonly reason: string }) {
  const { visit, faults, reason } = props;
  return (
    <TextField
      {...{ name: 'reason', faults, value: reason, maxlength: MAX_REASON }}
      label={visit.phrase('console.indicators.reason')}
    />
  );
}

function Move({ visit, row }: { readonly visit: Visit; readonly row: IndicatorRow }) {
  const { phrase } = visit;
  const move = row.withdrawn ? 'restore' : 'withdraw';
  return (
    <details class="card">
      <summary>{phrase(`console.indicators.${move}`)}</summary>
      <form method="post" action={`${ROWS}/${row.id}/${move}`}>
        <p>{phrase(`console.indicators.${move}.explain`)}</p>
        <input type="hidden" name="revision" value={`${row.revision}`} />
        <div class="field">
          <label for="move-reason">{phrase('console.indicators.reason')}</label>
          <input id="move-reason" name="reason" maxlength={MAX_REASON} required />
        </div>
        <p class="actions">
          <button class="second" type="submit">
            {phrase(`console.indicators.${move}`)}
          </button>
        </p>
      </form>
    </details>
  );
}

function History({ visit, found }: { readonly visit: Visit; readonly found: RowWithHistory }) {
  const { phrase } = visit;
  return (
    <section>
      <h2 id="history">{phrase('console.indicators.history')}</h2>
      <section class="table" aria-labelledby="history" tabindex={0}>
        <table class="list">
          <thead>
            <tr>
              {['at', 'by', 'what', 'number', 'reason'].map((column) => (
                <th scope="col">{phrase(`console.indicators.history.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...found.changes].reverse().map(({ at, by, what, content, reason }) => (
              <tr>
                <td>{writeDay(visit, at.toISOString().slice(0, 10))}</td>
                <td>{by}</td>
                <td>{phrase(`console.indicators.history.${what}`)}</td>
                <td class="number">
                  {content.kind === 'denominator'
                    ? writeNumber(visit, content.children)
                    : valueWords(visit, content.measure, content.value)}
                </td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function reasonFault(visit: Visit, reason: string): Faults {
  return reason === '' ? { reason: visit.phrase('console.indicators.fault.reason') } : {};
}

function trailOf(visit: Visit) {
  return [
    { href: INDICATORS_PATH, text: visit.phrase('console.area.indicators') },
    { href: ROWS, text: visit.phrase('console.indicators.rows') },
  ];
}

function notFound(visit: Visit): Response | Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}
