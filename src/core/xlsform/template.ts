/** A workbook to begin a form with: a page of instructions, and the sheets to fill in. */

import type { Language } from '../language.ts';
import type { Say } from '../say.ts';
import { EXAMPLE_CHOICES, EXAMPLE_SETTINGS, EXAMPLE_SURVEY } from './template-example.ts';
import type { WrittenSheet } from './workbook.ts';

/** Columns of the sheets, with their widths. */
const SURVEY = {
  type: 26,
  name: 16,
  'label::Tiếng Việt (vi)': 48,
  'label::English (en)': 36,
  'hint::Tiếng Việt (vi)': 36,
  'hint::English (en)': 30,
  relevant: 32,
  constraint: 28,
  appearance: 14,
  'em_noi::label::vi::7-8': 40,
} as const;

const CHOICES = {
  list_name: 18,
  name: 16,
  'label::Tiếng Việt (vi)': 36,
  'label::English (en)': 30,
  'em_noi::face': 14,
} as const;

const SETTINGS = { form_title: 40, form_id: 24, 'em_noi::ages': 24, 'em_noi::channels': 32 } as const;

/** Types that the instructions explain, in the order of how often they are used. */
const TYPES = ['select_one', 'select_multiple', 'rank', 'integer', 'text', 'note', 'begin_group'] as const;

/** Columns that the instructions explain. */
const COLUMNS = [
  'type',
  'name',
  'label',
  'hint',
  'relevant',
  'constraint',
  'appearance',
  'em_noi::label',
  'em_noi::face',
  'em_noi::ages',
  'em_noi::channels',
] as const;

const STEPS = 5;

/**
 * Makes it.
 *
 * @param language of the instructions
 * @param filled with an example, or only with its headers
 */
export function formTemplate(say: Say, language: Language, filled: boolean): readonly WrittenSheet[] {
  return [
    guide((key) => say(language, `console.xlsforms.guide.${key}`)),
    sheetOf('survey', SURVEY, filled ? EXAMPLE_SURVEY : []),
    sheetOf('choices', CHOICES, filled ? EXAMPLE_CHOICES : []),
    sheetOf('settings', SETTINGS, filled ? EXAMPLE_SETTINGS : []),
  ];
}

/** Its name begins with ours, so that it is passed over when the workbook is imported. */
function guide(phrase: (key: string) => string): WrittenSheet {
  const steps = Array.from({ length: STEPS }, (_, at) => [`${at + 1}. ${phrase(`step-${at + 1}`)}`, null]);
  return {
    name: 'em_noi_huong_dan',
    headerRows: 1,
    widths: [34, 84],
    rows: [
      [phrase('title'), null],
      ...steps.map(([step]) => [null, step ?? null]),
      [null, null],
      [phrase('types'), null],
      ...TYPES.map((type) => [type, phrase(`type.${type}`)]),
      [null, null],
      [phrase('columns'), null],
      ...COLUMNS.map((column) => [
        column,
        phrase(`column.${column.replace('em_noi::', '')}${column.startsWith('em_noi') ? '-own' : ''}`),
      ]),
    ],
  };
}

function sheetOf(
  name: string,
  columns: Readonly<Record<string, number>>,
  rows: readonly Readonly<Record<string, string>>[],
): WrittenSheet {
  const headers = Object.keys(columns);
  return {
    name,
    widths: Object.values(columns),
    rows: [headers, ...rows.map((row) => headers.map((header) => row[header] ?? null))],
  };
}
