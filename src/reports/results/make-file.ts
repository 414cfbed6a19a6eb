/** Makes a report or data file of published figures: one function for every form. */

import type { ExportForm } from '../../core/export-form.ts';
import type { ReportMatter } from '../../core/report-matter.ts';
import type { Advance, Brush } from './brush.ts';
import { openDataBundle } from './bundle.ts';
import { resultsCsv, resultsJson } from './data-files.ts';
import { drawCards } from './draw-cards.ts';
import { drawReport } from './draw-report.ts';
import { packPictures } from './pictures.ts';
import { resultsSav } from './sav-results.ts';
import { resultsWorkbook } from './workbook.ts';

/** With what a file is made. */
export type Making = Brush & { readonly advance: Advance };

/** Makes it. @param advance told now and then how much is done, 0 to 1 */
export async function makeFile(
  form: ExportForm,
  matter: ReportMatter,
  { say, advance, outlines }: Making,
): Promise<Uint8Array> {
  switch (form) {
    case 'pdf':
      return drawReport(matter, { say, outlines }, advance);
    case 'cards':
      return drawCards(matter, say);
    case 'pictures':
      return packPictures(matter, { say, outlines }, advance);
    case 'xlsx':
      return resultsWorkbook(matter, say);
    case 'csv':
      return new TextEncoder().encode(resultsCsv(matter, { mark: true }));
    case 'json':
      return new TextEncoder().encode(resultsJson(matter, say));
    case 'sav':
      return resultsSav(matter, say);
    case 'bundle':
      return openDataBundle(matter, say);
  }
}
