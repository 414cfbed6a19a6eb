/** The forms that published results are taken along in. */

/** In the order they are offered. */
export const EXPORT_FORMS = ['pdf', 'cards', 'pictures', 'xlsx', 'csv', 'json', 'sav', 'bundle'] as const;

/** @see EXPORT_FORMS */
export type ExportForm = (typeof EXPORT_FORMS)[number];

/** What a file of each form is. @see https://www.iana.org/assignments/media-types */
export const EXPORT_FILES: Readonly<Record<ExportForm, { readonly ending: string; readonly media: string }>> =
  {
    pdf: { ending: 'pdf', media: 'application/pdf' },
    cards: { ending: 'cards.pdf', media: 'application/pdf' },
    pictures: { ending: 'pictures.zip', media: 'application/zip' },
    xlsx: { ending: 'xlsx', media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    csv: { ending: 'csv', media: 'text/csv; charset=utf-8' },
    json: { ending: 'json', media: 'application/json' },
    sav: { ending: 'sav', media: 'application/x-spss-sav' },
    bundle: { ending: 'zip', media: 'application/zip' },
  };

/** Reads the name of a form; `null` where there is none of that name. */
export function readExportForm(name: string): ExportForm | null {
  return EXPORT_FORMS.find((form) => form === name) ?? null;
}
