/** Bringing a spreadsheet in: a file, whose questions they are, and what was wrong with the file. */

import type { LocalityCode } from '../../../core/locality.ts';
import type { Note } from '../../../core/xlsform/note.ts';
import { sayFormFault } from '../../../core/xlsform/say-note.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, Field, FormFaults, fieldTies, SelectField } from '../fields.tsx';
import { FLOWS, placesToWriteFor } from '../flows/draft-access.ts';
import { placeWords, timeWords } from '../flows/flow-words.ts';
import { formId, isPlace } from '../flows/new-flow-page.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm, type SentForm } from '../read-form.ts';
import { NoteTable } from './note-table.tsx';
import type { FormFaultWords, ImportedRow, XlsFormDependencies } from './xlsform-dependencies.ts';

/** Address of the page. */
export const IMPORT = '/console/xlsforms/import';

/** Bytes of a form besides its file: the names of fields and what stands between them. */
const FORM_BYTES = 16 * 1024;

/** `GET /xlsforms/import`. */
export function showImport(deps: XlsFormDependencies) {
  return (visit: Visit) => draw(visit, deps, { id: visit.ground.newId(), place: '', faults: {}, notes: [] });
}

/** `POST /xlsforms/import`. */
export function bringIn(deps: XlsFormDependencies) {
  return async (visit: Visit): Promise<Response> => {
    const form = await readForm(visit, deps.limits.bytes + FORM_BYTES);
    const again = (fault: FormFaultWords, status: 400 | 413) =>
      draw(visit, deps, {
        ...{ id: visit.ground.newId(), place: '', notes: [], status },
        faults: { file: sayFormFault(visit.ground.say, visit.language, fault) },
      });
    if (form === 'unreadable') return again({ code: 'unreadable', facts: {} }, 400);
    if (form === 'too-large') {
      return again({ code: 'too-large', facts: { megabytes: megabytes(deps) } }, 413);
    }
    return takeIn(visit, deps, form);
  };
}

async function takeIn(visit: Visit, deps: XlsFormDependencies, form: SentForm): Promise<Response> {
  const typed = { id: formId(visit, form.text('id')), place: form.text('place') };
  const word = (code: string) => visit.phrase(`console.xlsforms.fault.${code}`);
  const isAllowed = isPlace(visit, typed.place) && visit.may('flow.write', typed.place);
  const place: Faults = isAllowed ? {} : { place: word('no-place') };
  const file = form.file('file');
  if (file === null) {
    return draw(visit, deps, { ...typed, notes: [], faults: { file: word('no-file'), ...place } });
  }
  const fileName = file.name === '' ? 'bang-tinh.xlsx' : file.name;
  const reading = await deps.readFile(new Uint8Array(await file.arrayBuffer()), fileName);
  if (reading.kind === 'faulty') {
    const fault = sayFormFault(visit.ground.say, visit.language, reading.fault);
    return draw(visit, deps, { ...typed, notes: reading.notes, faults: { file: fault, ...place } });
  }
  if (!isAllowed) return draw(visit, deps, { ...typed, notes: [], faults: place });
  const draft = await deps.importForm({
    ...{ id: typed.id, by: visit.member.name, place: typed.place, fileName },
    ...{ source: reading.source, notes: reading.notes },
    mayWrite: (other) => visit.may('flow.write', other),
  });
  return visit.c.redirect(`/console/xlsforms/drafts/${draft.id}?done=imported`, 303);
}

type Drawn = {
  readonly id: string;
  readonly place: LocalityCode;
  readonly faults: Faults;
  /** Why nothing of the file could be used. */
  readonly notes: readonly Note[];
  readonly status?: 400 | 413;
};

async function draw(visit: Visit, deps: XlsFormDependencies, drawn: Drawn): Promise<Response> {
  const { phrase } = visit;
  const { faults, notes, status } = drawn;
  const rows = await deps.listImports();
  const isFaulty = Object.keys(faults).length > 0;
  return showConsolePage(
    visit,
    {
      area: 'flows',
      title: phrase('console.xlsforms.title'),
      trail: [{ href: FLOWS, text: phrase('console.area.flows') }],
      faults: <FormFaults title={phrase('console.faults')} faults={faults} />,
      children: (
        <>
          <p>{phrase('console.xlsforms.intro')}</p>
          <ImportForm {...{ visit, deps, drawn }} />
          {notes.length > 0 && <NoteTable visit={visit} notes={notes} />}
          <section class="card">
            <h2>{phrase('console.xlsforms.templates')}</h2>
            <p>{phrase('console.xlsforms.templates-text')}</p>
            <p class="actions">
              <a class="button second" href="/console/xlsforms/template.xlsx">
                {phrase('console.xlsforms.template')}
              </a>
              <a class="button second" href="/console/xlsforms/example.xlsx">
                {phrase('console.xlsforms.example')}
              </a>
            </p>
          </section>
          <Recent visit={visit} rows={rows.filter(({ place }) => visit.may('flow.read', place))} />
        </>
      ),
    },
    isFaulty ? (status ?? 422) : 200,
  );
}

function ImportForm(props: {
  readonly visit: Visit;
  readonly deps: XlsFormDependencies;
  readonly drawn: Drawn;
}) {
  const { visit, deps, drawn } = props;
  const { phrase } = visit;
  const { faults } = drawn;
  const field = {
    ...{ name: 'file', faults, required: true, label: phrase('console.xlsforms.file') },
    hint: phrase('console.xlsforms.file-hint', { megabytes: megabytes(deps), rows: deps.limits.rows }),
  };
  return (
    <form method="post" action={IMPORT} enctype="multipart/form-data">
      <input type="hidden" name="id" value={drawn.id} />
      <Field {...field}>
        <input
          {...fieldTies(field)}
          type="file"
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        />
      </Field>
      <PlaceField {...{ visit, drawn }} />
      <p class="actions">
        <button type="submit">{phrase('console.xlsforms.submit')}</button>
      </p>
    </form>
  );
}

function PlaceField({ visit, drawn }: { readonly visit: Visit; readonly drawn: Drawn }) {
  const places = placesToWriteFor(visit);
  const [only] = places;
  if (places.length === 1 && drawn.faults['place'] === undefined) {
    return <input type="hidden" name="place" value={only} />;
  }
  return (
    <SelectField
      name="place"
      label={visit.phrase('console.xlsforms.place')}
      hint={visit.phrase('console.xlsforms.place-hint')}
      choices={places.map((place) => ({ value: place, label: placeWords(visit, place) }))}
      value={drawn.place}
      faults={drawn.faults}
    />
  );
}

function Recent({ visit, rows }: { readonly visit: Visit; readonly rows: readonly ImportedRow[] }) {
  const { phrase } = visit;
  if (rows.length === 0) return null;
  return (
    <section>
      <h2 id="recent">{phrase('console.xlsforms.recent')}</h2>
      <section class="table" aria-labelledby="recent" tabindex={0}>
        <table class="list">
          <thead>
            <tr>
              {['file', 'place', 'by', 'at'].map((name) => (
                <th scope="col">{phrase(`console.xlsforms.recent-${name}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ draft, fileName, place, by, at }) => (
              <tr>
                <td>
                  <a href={`/console/xlsforms/drafts/${draft}`}>{fileName}</a>
                </td>
                <td>{placeWords(visit, place)}</td>
                <td>{by}</td>
                <td>{timeWords(at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function megabytes({ limits }: XlsFormDependencies): number {
  return Math.floor(limits.bytes / 1024 / 1024);
}
