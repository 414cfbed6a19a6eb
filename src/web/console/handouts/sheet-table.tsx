/** The sheets of one-time codes, for those who may print them. */

import { dayOf } from '../../../core/day.ts';
import { placeName } from '../../../reports/handouts/consultation-handout.ts';
import { writtenDay } from '../../../reports/handouts/handout-words.ts';
import { pdfAddress } from './pdf-address.ts';
import type { HandoutSheet, Wanted } from './wanted.ts';

/** Draws them. */
export function Sheets(wanted: Wanted) {
  const { visit, matter } = wanted;
  const { phrase } = visit;
  const mayPrint = visit.may('consultation.run', matter.place);
  return (
    <section aria-labelledby="sheets">
      <h2 id="sheets">{phrase('console.handouts.sheets')}</h2>
      <p class="hint">
        {phrase(mayPrint ? 'console.handouts.sheets.hint' : 'console.handouts.sheets.closed')}
      </p>
      {mayPrint && matter.sheets.length === 0 && <p>{phrase('console.handouts.sheets.none')}</p>}
      {mayPrint && matter.sheets.length > 0 && (
        <div class="table">
          <table>
            <thead>
              <tr>
                {(['label', 'place', 'size', 'made'] as const).map((column) => (
                  <th scope="col">{phrase(`console.handouts.sheet.${column}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matter.sheets.map((sheet) => (
                <SheetRow {...{ wanted, sheet }} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function SheetRow({ wanted, sheet }: { readonly wanted: Wanted; readonly sheet: HandoutSheet }) {
  const { phrase, language, ground } = wanted.visit;
  const { place } = sheet;
  const label = sheet.label === '' ? phrase('console.handouts.sheet.unnamed') : sheet.label;
  return (
    <tr>
      <th scope="row">
        {label}
        {/* In the first column: a phone does not show the others. */}
        <br />
        <a
          href={pdfAddress(wanted, 'strips', { sheet: sheet.id })}
          aria-label={phrase('console.handouts.sheet.print-of', { label })}
          download
        >
          {phrase('console.handouts.sheet.print')} (PDF)
        </a>
      </th>
      <td>{place === null ? phrase('console.handouts.everywhere') : placeName(place, language, ground)}</td>
      <td>{sheet.size}</td>
      <td>
        <time datetime={dayOf(sheet.madeAt)}>{writtenDay(sheet.madeAt, language)}</time>
      </td>
    </tr>
  );
}
