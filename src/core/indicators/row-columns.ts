/** Columns of the sheets in which denominators and targets are brought, and the words their cells may hold. */

import type { RowKind } from './indicator-row.ts';

/** Columns by kind, in the order of the template: the name of each as its header is written. */
export const ROW_COLUMNS = {
  denominator: {
    code: 'Mã địa bàn',
    name: 'Tên địa bàn',
    ageFrom: 'Từ tuổi',
    ageTo: 'Đến tuổi',
    sex: 'Giới tính',
    children: 'Số trẻ em',
    day: 'Ngày số liệu',
    from: 'Áp dụng từ năm',
    until: 'Áp dụng đến năm',
    source: 'Văn bản nguồn',
    era: 'Địa giới',
  },
  target: {
    code: 'Mã địa bàn',
    name: 'Tên địa bàn',
    measure: 'Chỉ tiêu',
    from: 'Từ năm',
    until: 'Năm đích',
    value: 'Giá trị',
    day: 'Ngày văn bản',
    source: 'Văn bản nguồn',
    era: 'Địa giới',
  },
} as const satisfies Readonly<Record<RowKind, Readonly<Record<string, string>>>>;

/** Name of a column. */
export type RowColumn = keyof typeof ROW_COLUMNS.denominator | keyof typeof ROW_COLUMNS.target;

/** Columns that may be missing from a sheet, or empty in a row. */
export const OPTIONAL_COLUMNS: Readonly<Record<RowKind, readonly RowColumn[]>> = {
  denominator: ['name', 'sex', 'until', 'era'],
  target: ['name', 'from', 'era'],
};

/** Names of the sheets of the template; others are read by their headers all the same. */
export const ROW_SHEETS: Readonly<Record<RowKind, string>> = { denominator: 'Mẫu số', target: 'Chỉ tiêu' };

/** Sheets of the template that explain and hold nothing to be read. */
export const GUIDE_SHEETS = ['Hướng dẫn', 'Mã địa bàn'] as const;

/** The words of cells that hold one of few, each with what it means. The first of a meaning stands in the template. */
export const ROW_WORDS = {
  sex: { '': null, chung: null, 'tất cả': null, nữ: 'girl', gái: 'girl', nam: 'boy', trai: 'boy' },
  era: {
    '': null,
    'hiện nay': 'present',
    'từ 1/7/2025': 'present',
    'trước 1/7/2025': 'former',
    cũ: 'former',
  },
  measure: { '22': '22', '23': '23', '24': '24', lượt: 'turns', 'lượt trẻ em': 'turns' },
} as const;

/** Brings a word to the spelling in which it is compared. */
export function plainWord(word: string): string {
  return word.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
}
