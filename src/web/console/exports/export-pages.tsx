/** The list of what can be taken along with one's own files, and the page of a file. */

import { dayOf, localTimeOf } from '../../../core/day.ts';
import { readText } from '../../../core/flow/text.ts';
import { writtenDayOf, writtenNumber } from '../../../reports/results/report-words.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { consoleNotice } from '../notice.tsx';
import { type ExportDependencies, type Offer, type OrderedExport, scopesFor } from './dependencies.ts';
import { FileTable, scopeLabel, stateWords } from './file-table.tsx';

/** Answers with the list. */
export async function showExports(visit: Visit, deps: ExportDependencies): Promise<Response> {
  const { phrase } = visit;
  const offers = (await deps.offers()).filter((offer) => scopesFor(visit, offer).length > 0);
  const files = (await deps.orderedBy(visit.member.id)).filter(({ place }) =>
    visit.may('reports.export', place),
  );
  const titles = new Map(offers.map(({ consultation }) => [consultation.id, titleOf(consultation, visit)]));
  return showConsolePage(visit, {
    area: 'exports',
    title: phrase('console.area.exports'),
    children: [
      <p>{phrase('console.exports.lead')}</p>,
      offers.length === 0 ? (
        <p class="note">{phrase('console.exports.none')}</p>
      ) : (
        <OfferTable {...{ visit, offers }} />
      ),
      files.length > 0 && <FileTable {...{ visit, files, titles }} />,
    ],
  });
}

function titleOf(consultation: Offer['consultation'], { language }: Visit): string {
  return readText(consultation.title, language, null);
}

function OfferTable({ visit, offers }: { readonly visit: Visit; readonly offers: readonly Offer[] }) {
  const { phrase, language } = visit;
  return (
    <div class="table">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{phrase('console.exports.consultation')}</th>
            <th scope="col">{phrase('console.exports.published')}</th>
            <th scope="col">{phrase('console.exports.places')}</th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer) => (
            <tr>
              <th scope="row">
                <a href={`/console/exports/of/${offer.consultation.id}`}>
                  {titleOf(offer.consultation, visit)}
                </a>
                {offer.release.simulated > 0 && (
                  <>
                    {' '}
                    <span class="tag">{phrase('console.exports.simulated.tag')}</span>
                  </>
                )}
              </th>
              <td>
                {phrase('console.exports.release.short', {
                  number: offer.release.number,
                  day: writtenDayOf(offer.release.day, language),
                })}
              </td>
              <td>{scopesFor(visit, offer).length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Answers with the page of a file: how far it is, and where to fetch it. */
export async function showExport(visit: Visit, deps: ExportDependencies): Promise<Response> {
  const { phrase, language } = visit;
  const file = await deps.read(visit.param('export'));
  const offer = file === null ? null : await deps.offerOf(file.consultationId);
  if (file === null || offer === null) {
    return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
  }
  const title = titleOf(offer.consultation, visit);
  return showConsolePage(visit, {
    area: 'exports',
    title: phrase(`console.exports.form.${file.form}`),
    trail: [
      { href: '/console/exports', text: phrase('console.area.exports') },
      { href: `/console/exports/of/${file.consultationId}`, text: title },
    ],
    ...(isUnderWay(file) ? { script: 'console/exports/watch.js' } : {}),
    children: [
      <p>
        {phrase('console.exports.file.of', {
          ...{ title, scope: scopeLabel(file.scope, visit), number: file.release },
          language: phrase(`console.handouts.language.${file.language}`),
          day: writtenDayOf(dayOf(file.orderedAt), language),
        })}
      </p>,
      <FileState {...{ visit, file }} />,
    ],
  });
}

function isUnderWay({ state }: OrderedExport): boolean {
  return state.kind === 'queued' || state.kind === 'running';
}

/** The script replaces this part as long as it is under way. */
function FileState({ visit, file }: { readonly visit: Visit; readonly file: OrderedExport }) {
  const { phrase, language } = visit;
  const { state } = file;
  const again = `/console/exports/of/${file.consultationId}?scope=${file.scope}`;
  return (
    <div id="state" class="card" aria-live="polite" {...(isUnderWay(file) ? { 'data-watch': '' } : {})}>
      <p>
        <strong>{stateWords(file, visit)}</strong>
      </p>
      {isUnderWay(file) && (
        <>
          <progress
            max={100}
            value={state.kind === 'running' ? state.progress : 0}
            aria-label={phrase('console.exports.progress')}
          />
          <p class="hint">{phrase('console.exports.wait')}</p>
          <p>
            <a class="button second" href={`/console/exports/${file.id}`}>
              {phrase('console.exports.look-again')}
            </a>
          </p>
        </>
      )}
      {state.kind === 'done' && (
        <>
          <p>
            <a class="button" href={`/console/exports/${file.id}/file`} download>
              {phrase('console.exports.fetch', { size: sizeWords(state.bytes, language) })}
            </a>
          </p>
          <p class="hint">
            {phrase('console.exports.expires', { time: timeWords(state.expiresAt, language) })}
          </p>
        </>
      )}
      {state.kind === 'failed' && (
        <p>
          <a class="button" href={again}>
            {phrase('console.exports.again')}
          </a>
        </p>
      )}
    </div>
  );
}

function sizeWords(bytes: number, language: string): string {
  return bytes < 1_000_000
    ? `${writtenNumber(Math.max(1, Math.round(bytes / 1000)), language)} kB`
    : `${writtenNumber(bytes / 1_000_000, language)} MB`;
}

function timeWords(instant: Date, language: string): string {
  const [, time = ''] = localTimeOf(instant).split('T');
  return `${time} ${writtenDayOf(dayOf(instant), language)}`;
}
