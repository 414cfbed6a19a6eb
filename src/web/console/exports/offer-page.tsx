/** The page of one consultation: which figures, in which form, in which language. */

import { EXPORT_FORMS, readExportForm } from '../../../core/export-form.ts';
import { readText } from '../../../core/flow/text.ts';
import { type LocalityCode, NATION } from '../../../core/locality.ts';
import { writtenDayOf } from '../../../reports/results/report-words.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, SelectField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { consoleNotice } from '../notice.tsx';
import { readForm } from '../read-form.ts';
import {
  type ExportDependencies,
  type Offer,
  type OrderedExport,
  placeOfScope,
  scopesFor,
} from './dependencies.ts';
import { FileTable, scopeLabel } from './file-table.tsx';

/** What was chosen so far. */
type Chosen = { readonly scope: string; readonly language: string };

/** Answers with it. */
export async function showOffer(visit: Visit, deps: ExportDependencies): Promise<Response> {
  const offer = await deps.offerOf(visit.param('consultation'));
  const scopes = offer === null ? [] : scopesFor(visit, offer);
  if (offer === null || scopes.length === 0) return notFound(visit);
  const asked = visit.c.req.query('scope') ?? '';
  const scope = scopes.find((one) => one === asked) ?? scopes[0] ?? NATION;
  const wished = visit.c.req.query('language') ?? visit.language;
  const language = offer.languages.find((one) => one === wished) ?? 'vi';
  const ordered = visit.c.req.query('file') ?? '';
  const file = ordered === '' ? null : await deps.read(ordered);
  const seen = file !== null && visit.may('reports.export', file.place) ? file : null;
  const files = (await deps.orderedBy(visit.member.id)).filter(
    (one) => one.consultationId === offer.consultation.id && visit.may('reports.export', one.place),
  );
  return offerPage(visit, { offer, scopes, chosen: { scope, language }, ordered: seen, files });
}

/** Takes an order and leads to its page. */
export async function takeOrder(visit: Visit, deps: ExportDependencies): Promise<Response> {
  const offer = await deps.offerOf(visit.param('consultation'));
  const scopes = offer === null ? [] : scopesFor(visit, offer);
  if (offer === null || scopes.length === 0) return notFound(visit);
  const fields = await readForm(visit, MAX_BYTES);
  if (fields === 'too-large' || fields === 'unreadable') return faulty(visit, offer, scopes);
  const chosen = { scope: fields.text('scope'), language: fields.text('language') };
  const form = readExportForm(fields.text('form'));
  const scope = scopes.find((one) => one === chosen.scope);
  const language = offer.languages.find((one) => one === chosen.language);
  if (form === null || scope === undefined || language === undefined) return faulty(visit, offer, scopes);
  const outcome = await deps.order({
    ...{ id: visit.ground.newId(), consultationId: offer.consultation.id, scope, form, language },
    ...{ place: placeOfScope(scope, offer), orderedBy: visit.member.id },
  });
  switch (outcome.kind) {
    case 'ordered':
    case 'same':
      return visit.c.redirect(offerPath(offer, { ...chosen, file: outcome.id }), 303);
    case 'too-many':
      return offerPage(
        visit,
        { offer, scopes, chosen, faults: { '': visit.phrase('console.exports.fault.too-many') } },
        503,
      );
    case 'no-release':
      return notFound(visit);
  }
}

/** The page again, with the same choice: one may go on ordering. */
function offerPath(
  { consultation }: Offer,
  { scope, language, file }: Chosen & { readonly file: string },
): string {
  const query = new URLSearchParams({ scope, language, file });
  return `/console/exports/of/${consultation.id}?${query.toString()}`;
}

/** A form as ours has a few dozen bytes. */
const MAX_BYTES = 4096;

function faulty(visit: Visit, offer: Offer, scopes: readonly LocalityCode[]): Promise<Response> {
  const faults = { '': visit.phrase('console.exports.fault.choice') };
  const chosen = { scope: scopes[0] ?? NATION, language: visit.language };
  return offerPage(visit, { offer, scopes, chosen, faults }, 422);
}

async function notFound(visit: Visit): Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}

async function offerPage(
  visit: Visit,
  page: {
    readonly offer: Offer;
    readonly scopes: readonly LocalityCode[];
    readonly chosen: Chosen;
    readonly faults?: Faults;
    /** What was ordered just now. */
    readonly ordered?: OrderedExport | null;
    /** One's own of this consultation. */
    readonly files?: readonly OrderedExport[];
  },
  status: 200 | 422 | 503 = 200,
): Promise<Response> {
  const { phrase, language } = visit;
  const { offer, faults, ordered = null, files = [] } = page;
  const { consultation, release } = offer;
  return showConsolePage(
    visit,
    {
      area: 'exports',
      title: phrase('console.exports.of', { title: readText(consultation.title, language, null) }),
      trail: [{ href: '/console/exports', text: phrase('console.area.exports') }],
      news: ordered === null ? undefined : phrase('console.exports.done.ordered'),
      faults: faults && <FormFaults title={phrase('console.exports.faults')} faults={faults} />,
      children: [
        release.simulated > 0 && (
          <p class="note warning">{phrase('console.exports.simulated', { count: release.simulated })}</p>
        ),
        <p>
          {phrase('console.exports.release', {
            number: release.number,
            day: writtenDayOf(release.day, language),
            min: consultation.minCell,
          })}
        </p>,
        ordered !== null && (
          <p>
            <a class="button" href={`/console/exports/${ordered.id}`}>
              {phrase('console.exports.see', { form: phrase(`console.exports.form.${ordered.form}`) })}
            </a>
          </p>
        ),
        <p class="hint">{phrase('console.exports.stay')}</p>,
        <OrderForm {...{ visit, ...page }} />,
        files.length > 0 && (
          <FileTable
            {...{ visit, files }}
            titles={new Map([[consultation.id, readText(consultation.title, language, null)]])}
          />
        ),
      ],
    },
    status,
  );
}

/** One button a form: one click each. */
function OrderForm({
  visit,
  offer,
  scopes,
  chosen,
}: {
  readonly visit: Visit;
  readonly offer: Offer;
  readonly scopes: readonly LocalityCode[];
  readonly chosen: Chosen;
}) {
  const { phrase } = visit;
  return (
    <form method="post" action={`/console/exports/of/${offer.consultation.id}`} class="exports">
      <div class="card choose">
        <SelectField
          name="scope"
          label={phrase('console.exports.scope')}
          hint={phrase('console.exports.scope.hint')}
          value={chosen.scope}
          choices={scopes.map((value) => ({ value, label: scopeLabel(value, visit) }))}
        />
        <SelectField
          name="language"
          label={phrase('console.exports.language')}
          value={chosen.language}
          choices={offer.languages.map((value) => ({
            value,
            label: phrase(`console.handouts.language.${value}`),
          }))}
        />
      </div>
      <ul class="forms">
        {EXPORT_FORMS.map((form) => (
          <li class="card">
            <h2 id={`form-${form}`}>{phrase(`console.exports.form.${form}`)}</h2>
            <p id={`about-${form}`}>{phrase(`console.exports.form.${form}.about`)}</p>
            <button
              class="button"
              type="submit"
              name="form"
              value={form}
              aria-describedby={`about-${form}`}
              aria-label={phrase('console.exports.make-of', { form: phrase(`console.exports.form.${form}`) })}
            >
              {phrase('console.exports.make')}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
