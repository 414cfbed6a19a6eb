/** The list of denominators and targets, with their sources. */

import type { IndicatorRow, RowKind } from '../../../core/indicators/indicator-row.ts';
import { NATIONAL_TARGETS } from '../../../core/indicators/target.ts';
import { maySomewhere } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { writeDay, writeNumber } from '../progress/told.tsx';
import {
  INDICATORS_PATH,
  measureWords,
  rowPlace,
  valueWords,
  writeAges,
  yearsWords,
} from './indicator-words.ts';

/** What it shows. */
export type RowsPageProps = {
  /** Rows within reach. */
  readonly rows: readonly IndicatorRow[];
  readonly news?: string | undefined;
};

/** Shows it. */
export function showRows(visit: Visit, { rows, news }: RowsPageProps): Response | Promise<Response> {
  const { phrase } = visit;
  const mayManage = maySomewhere(visit.member, 'indicators.manage');
  return showConsolePage(visit, {
    ...{ area: 'indicators', wide: true, title: phrase('console.indicators.rows.title'), news },
    trail: [{ href: INDICATORS_PATH, text: phrase('console.area.indicators') }],
    actions: mayManage && (
      <>
        <a class="button" href={`${INDICATORS_PATH}/import`}>
          {phrase('console.indicators.import')}
        </a>
        <a class="button second" href={`${INDICATORS_PATH}/rows/new?kind=denominator`}>
          {phrase('console.indicators.new.denominator')}
        </a>
        <a class="button second" href={`${INDICATORS_PATH}/rows/new?kind=target`}>
          {phrase('console.indicators.new.target')}
        </a>
      </>
    ),
    children: [
      <p>{phrase('console.indicators.rows.explain')}</p>,
      <Kind visit={visit} kind="denominator" rows={rows} />,
      <Kind visit={visit} kind="target" rows={rows} />,
      <National visit={visit} />,
    ],
  });
}

type KindProps = { readonly visit: Visit; readonly kind: RowKind; readonly rows: readonly IndicatorRow[] };

function Kind({ visit, kind, rows }: KindProps) {
  const { phrase } = visit;
  const own = rows.filter(({ content }) => content.kind === kind);
  const columns =
    kind === 'denominator'
      ? ['place', 'whom', 'number', 'as-of', 'years']
      : ['place', 'measure', 'value', 'years'];
  return (
    <section>
      <h2 id={kind}>{phrase(`console.indicators.rows.${kind}`)}</h2>
      {own.length === 0 ? (
        <p class="empty">{phrase(`console.indicators.rows.${kind}.none`)}</p>
      ) : (
        <section class="table" aria-labelledby={kind} tabindex={0}>
          <table class="list">
            <thead>
              <tr>
                {[...columns, 'source'].map((column) => (
                  <th scope="col">{phrase(`console.indicators.column.${column}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {own.map((row) => (
                <Row {...{ visit, row }} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function Row({ visit, row }: { readonly visit: Visit; readonly row: IndicatorRow }) {
  const { content } = row;
  const { phrase } = visit;
  return (
    <tr>
      <th scope="row">
        <a href={`${INDICATORS_PATH}/rows/${row.id}`}>{rowPlace(visit, content)}</a>{' '}
        {row.withdrawn && <span class="tag warning">{phrase('console.indicators.withdrawn')}</span>}
      </th>
      {content.kind === 'denominator' ? (
        <>
          <td>
            {writeAges(visit, content.ages)}
            {content.sex !== null && `, ${phrase(`console.indicators.sex.${content.sex}`)}`}
          </td>
          <td class="number">{writeNumber(visit, content.children)}</td>
          <td>{writeDay(visit, content.asOf)}</td>
        </>
      ) : (
        <>
          <td>{measureWords(visit, content.measure)}</td>
          <td class="number">{valueWords(visit, content.measure, content.value)}</td>
        </>
      )}
      <td>{yearsWords(visit, content)}</td>
      <td>{content.source}</td>
    </tr>
  );
}

/** What everybody is held against who set nothing else. */
function National({ visit }: { readonly visit: Visit }) {
  const { phrase } = visit;
  return (
    <section>
      <h2>{phrase('console.indicators.national')}</h2>
      <p class="soft">{phrase('console.indicators.national.explain')}</p>
      <ul>
        {NATIONAL_TARGETS.map((target) => (
          <li>
            {phrase('console.indicators.national.one', {
              name: measureWords(visit, target.measure),
              value: valueWords(visit, target.measure, target.value),
              years: yearsWords(visit, target),
              source: target.source,
            })}
          </li>
        ))}
      </ul>
      <p class="hint">{phrase('console.indicators.national.one-source')}</p>
    </section>
  );
}
