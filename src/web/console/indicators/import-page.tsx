/** Bringing denominators and targets in from a file: all of it, or a list of what is wrong. */

import type { SheetFault } from '../../../core/indicators/read-sheets.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, Field, FormFaults, fieldTies } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm } from '../read-form.ts';
import type { IndicatorDependencies } from './indicator-dependencies.ts';
import { bringerOf, factsWords, INDICATORS_PATH } from './indicator-words.ts';

/** Address of the page. */
export const IMPORT_PATH = `${INDICATORS_PATH}/import`;

/** Bytes of a form besides its file. */
const FORM_BYTES = 16 * 1024;

/** Most faults shown at once; mending the first ones often mends the others. */
const MAX_SHOWN = 200;

/** `GET /indicators/import`. */
export function showImport(deps: IndicatorDependencies) {
  return (visit: Visit) => draw(visit, deps, { faults: {}, found: [] });
}

/** `POST /indicators/import`. */
export function bringFile(deps: IndicatorDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const form = await readForm(visit, deps.files.maxBytes + FORM_BYTES);
    const again = (code: string, facts = {}) =>
      draw(visit, deps, {
        faults: { file: visit.phrase(`console.indicators.file.${code}`, facts) },
        found: [],
      });
    if (form === 'unreadable') return again('unreadable');
    if (form === 'too-large') return again('too-large', { megabytes: megabytes(deps) });
    const file = form.file('file');
    if (file === null) return again('no-file');
    const reading = await deps.files.read(new Uint8Array(await file.arrayBuffer()), file.name);
    if (reading.kind === 'faulty') return again(reading.code, reading.facts);
    const by = bringerOf(visit);
    const read = await deps.rows.read(reading.sheets, by);
    if (read.kind === 'faulty') return draw(visit, deps, { faults: {}, found: read.faults });
    const { added, changed, same } = await deps.rows.take(read.rows, file.name, by);
    return visit.c.redirect(`${INDICATORS_PATH}/rows?done=imported&sums=${added}.${changed}.${same}`, 303);
  };
}

type Drawn = { readonly faults: Faults; readonly found: readonly SheetFault[] };

function draw(
  visit: Visit,
  deps: IndicatorDependencies,
  { faults, found }: Drawn,
): Response | Promise<Response> {
  const { phrase } = visit;
  const field = {
    ...{ name: 'file', faults, required: true, label: phrase('console.indicators.import.file') },
    hint: phrase('console.indicators.import.file-hint', { megabytes: megabytes(deps) }),
  };
  const isFaulty = found.length > 0 || Object.keys(faults).length > 0;
  return showConsolePage(
    visit,
    {
      ...{ area: 'indicators', title: phrase('console.indicators.import') },
      trail: [
        { href: INDICATORS_PATH, text: phrase('console.area.indicators') },
        { href: `${INDICATORS_PATH}/rows`, text: phrase('console.indicators.rows') },
      ],
      faults: <FormFaults title={phrase('console.faults')} faults={faults} />,
      children: [
        found.length > 0 &&
          (found.every(({ sheet }) => sheet === '') ? (
            <Whole {...{ visit, found }} />
          ) : (
            <Found {...{ visit, found }} />
          )),
        <p>{phrase('console.indicators.import.explain')}</p>,
        <form method="post" action={IMPORT_PATH} enctype="multipart/form-data">
          <Field {...field}>
            <input {...fieldTies(field)} type="file" accept=".xlsx,.csv" />
          </Field>
          <p class="actions">
            <button type="submit">{phrase('console.indicators.import.submit')}</button>
          </p>
        </form>,
        <Templates visit={visit} />,
      ],
    },
    isFaulty ? 422 : 200,
  );
}

function Templates({ visit }: { readonly visit: Visit }) {
  const { phrase } = visit;
  return (
    <section class="card">
      <h2>{phrase('console.indicators.templates')}</h2>
      <p>{phrase('console.indicators.templates.explain')}</p>
      <p class="actions">
        <a class="button second" href={`${INDICATORS_PATH}/template.xlsx`}>
          {phrase('console.indicators.templates.xlsx')}
        </a>
        <a class="button second" href={`${INDICATORS_PATH}/denominators.csv`}>
          {phrase('console.indicators.templates.denominator')}
        </a>
        <a class="button second" href={`${INDICATORS_PATH}/targets.csv`}>
          {phrase('console.indicators.templates.target')}
        </a>
      </p>
    </section>
  );
}

/** What is wrong with a file as a whole: there is no row to point at. */
function Whole({ visit, found }: { readonly visit: Visit; readonly found: readonly SheetFault[] }) {
  return (
    <section class="faults" role="alert" tabindex={-1}>
      {found.map(({ code, facts }) => (
        <p>
          <strong>{visit.phrase(`console.indicators.fault.${code}`, factsWords(visit, facts))}</strong>
        </p>
      ))}
    </section>
  );
}

function Found({ visit, found }: { readonly visit: Visit; readonly found: readonly SheetFault[] }) {
  const { phrase } = visit;
  return (
    <section class="faults" role="alert" tabindex={-1}>
      <p>
        <strong>{phrase('console.indicators.import.faulty', { number: found.length })}</strong>
      </p>
      <section class="table" aria-label={phrase('console.indicators.import.faults')} tabindex={0}>
        <table class="list found">
          <thead>
            <tr>
              {['sheet', 'row', 'column', 'fault'].map((column) => (
                <th scope="col">{phrase(`console.indicators.import.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.slice(0, MAX_SHOWN).map(({ sheet, row, column, code, facts }) => (
              <tr>
                <td data-label={phrase('console.indicators.import.sheet')}>{sheet}</td>
                <td data-label={phrase('console.indicators.import.row')}>{row === 0 ? '' : row}</td>
                <td data-label={phrase('console.indicators.import.column')}>{column}</td>
                <td>{phrase(`console.indicators.fault.${code}`, factsWords(visit, facts))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {found.length > MAX_SHOWN && (
        <p>{phrase('console.indicators.import.more', { number: found.length - MAX_SHOWN })}</p>
      )}
    </section>
  );
}

function megabytes({ files }: IndicatorDependencies): number {
  return Math.floor(files.maxBytes / 1024 / 1024);
}
