/** The pages on indicators in a real browser: readable on a phone and a laptop, and a year closed step by step. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { yearOf } from '../../src/core/day.ts';
import { memberWith } from '../web/console/console-world.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, LAPTOP, openConsoleWindows, SMALL } from './console-window.ts';

const LAST = yearOf(new Date()) - 1;
const lan = memberWith('administrator', 'VN', 'Nguyễn Thị Lan');
let windows: ConsoleWindows;
let row: string;

beforeAll(async () => {
  windows = await openConsoleWindows(lan, { DEMO: '0' });
  const { tallies, indicators } = windows.world.dependencies;
  const groups = [{ ageBand: '11-13', sex: 'girl', children: 400 }] as const;
  for (const place of ['00004', '00008', '26740']) {
    await tallies.enter(
      crypto.randomUUID(),
      {
        ...{ kind: 'forum', heldOn: `${LAST}-05-01`, place, consultationId: null, children: 400 },
        ...{ circumstances: {}, questions: [], source: 'Biên bản', groups },
      },
      lan,
    );
  }
  row = crypto.randomUUID();
  const by = { id: lan.id, name: lan.name, mayBring: () => true };
  await indicators.rows.enter(
    row,
    {
      ...{
        kind: 'denominator',
        place: '01',
        former: null,
        ages: { from: 7, to: 15 },
        sex: null,
        children: 900_000,
      },
      ...{
        asOf: '2024-12-31',
        from: LAST,
        until: null,
        source: 'Niên giám thống kê 2024, Cục Thống kê, 30/6/2025',
      },
    },
    by,
  );
}, 120_000);
afterAll(() => windows?.close());

const AREA = '/console/indicators';
const PAGES: readonly (readonly [string, () => string])[] = [
  ['the year of the nation', () => `${AREA}/places/VN/${LAST}`],
  ['the year of a province', () => `${AREA}/places/01/${LAST}`],
  ['the year of a commune', () => `${AREA}/places/00004/${LAST}`],
  ['denominators and targets', () => `${AREA}/rows`],
  ['the form for a denominator', () => `${AREA}/rows/new?kind=denominator`],
  ['the form for a target', () => `${AREA}/rows/new?kind=target`],
  ['a denominator with its history', () => `${AREA}/rows/${row}`],
  ['bringing a file', () => `${AREA}/import`],
  ['years to close', () => `${AREA}/close`],
  ['the first look at a year', () => `${AREA}/close/${LAST}`],
  ['the second look', () => `${AREA}/close/${LAST}?look=2`],
];

describe.each(PAGES)('%s', (_name, path) => {
  test.each([
    ['a phone by day, in Vietnamese', { ...SMALL, colorScheme: 'light' }, 'vi'],
    ['a laptop by night, in English', { ...LAPTOP, colorScheme: 'dark' }, 'en'],
  ] as const)('has no fault of access on %s and fits the screen', async (_screen, options, language) => {
    const page = await windows.open(options);
    await page.goto(path().includes('?') ? `${path()}&lang=${language}` : `${path()}?lang=${language}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.context().close();
  });
});

test('a file with faults comes back with a list that can be read', async () => {
  const page = await windows.open(SMALL);
  await page.goto(`${AREA}/import`);
  const header = 'Mã địa bàn,Từ tuổi,Đến tuổi,Số trẻ em,Ngày số liệu,Áp dụng từ năm,Văn bản nguồn\n';
  const buffer = Buffer.from(`${header}44,7,15,nhiều,31/12/2024,2026,\n`);
  await page
    .getByLabel('Tệp Excel (.xlsx) hoặc CSV')
    .setInputFiles({ name: 'so.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Nhập', exact: true }).click();
  await page.getByText('Có 3 lỗi; chưa dòng nào được lưu.').waitFor();
  // The head of the table is not shown on a phone: a row a fault.
  expect(await page.getByRole('row').allInnerTexts()).toHaveLength(3);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
  await page.context().close();
});

test('a year is closed in two looks and with typed words', async () => {
  const page = await windows.open(LAPTOP);
  await page.goto(`${AREA}/close`);
  await page.getByRole('link', { name: `Xem trước và chốt năm ${LAST}` }).click();
  await page.getByRole('link', { name: 'Tiếp tục' }).click();
  const button = page.getByRole('button', { name: `Chốt năm ${LAST}` });
  await page.getByLabel('Để xác nhận').fill('chốt');
  await button.click();
  await page.getByRole('link', { name: 'Chữ xác nhận chưa đúng' }).click();
  expect(page.url()).toContain('#field-words');
  await page.getByLabel('Để xác nhận').fill(`Chốt ${LAST}`);
  await button.click();
  await page.getByText('Đã chốt năm. Số liệu được giữ nguyên').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.context().close();
});

test('nothing complained', () => {
  expect(windows.complaints).toEqual([]);
});
