/** Sheets to fill in: denominators, targets, the codes of places, and how to write them. */

import type { Gazetteer } from '../locality.ts';
import type { WrittenSheet } from '../xlsform/workbook.ts';
import { ROW_KINDS, type RowKind } from './indicator-row.ts';
import { GUIDE_SHEETS, ROW_COLUMNS, ROW_SHEETS } from './row-columns.ts';

/** Headers of a kind, in order. */
export function headersOf(kind: RowKind): readonly string[] {
  return Object.values(ROW_COLUMNS[kind]);
}

/** Lines of the instructions. */
const LINES = 9;

/**
 * Makes them, without a number in them: whoever fills them in has a source.
 *
 * @param phrase gives `console.indicators.guide.<n>`
 */
export function rowTemplate(phrase: (key: string) => string, gazetteer: Gazetteer): readonly WrittenSheet[] {
  const [guide, codes] = GUIDE_SHEETS;
  return [
    ...ROW_KINDS.map((kind) => ({
      name: ROW_SHEETS[kind],
      rows: [headersOf(kind)],
      widths: headersOf(kind).map((header) => (header === 'Văn bản nguồn' ? 48 : 16)),
    })),
    {
      name: guide,
      rows: Array.from({ length: LINES }, (_, at) => [phrase(`console.indicators.guide.${at + 1}`)]),
      widths: [100],
      headerRows: 0,
    },
    {
      name: codes,
      rows: [
        [ROW_COLUMNS.denominator.code, ROW_COLUMNS.denominator.name, 'Thuộc'],
        ['VN', 'Cả nước', ''],
        ...gazetteer
          .provinces()
          .flatMap(({ code, name }) => [
            [code, name, ''],
            ...gazetteer.communesOf(code).map((commune) => [commune.code, commune.name, name]),
          ]),
      ],
      widths: [14, 32, 24],
    },
  ];
}
