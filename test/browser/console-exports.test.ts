/** The pages of reports and data in a real browser: readable by everyone, one click a file, progress that ends by itself. */

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../reports/results/read-csv.ts';
import { memberWith } from '../web/console/console-world.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, LAPTOP, openConsoleWindows, SMALL } from './console-window.ts';

let windows: ConsoleWindows;
let offer = '';
/** A page of each kind: the list, an offer, a file that waits, one that is done. */
const pages = new Map<string, string>();
const staff = memberWith('staff');

beforeAll(async () => {
  windows = await openConsoleWindows(staff, { DEMO: '1', DEMO_RESPONSES: '240' });
  const { world } = windows;
  const [first] = await world.app.console.exports.offers();
  offer = `/console/exports/of/${first?.consultation.id}`;
  const order = async (form: string) =>
    (await world.post(staff, offer, { form, scope: 'VN', language: 'vi' })).headers.get('location') ?? '';
  pages.set('the list', '/console/exports').set('an offer', offer);
  pages.set('a file that is done', await order('json'));
  await world.app.console.exports.makeOne();
  pages.set('a file that waits', await order('csv'));
}, 120_000);
afterAll(() => windows?.close());

describe.each([
  ['a small phone', SMALL],
  ['a laptop', LAPTOP],
] as const)('on %s', (_, size) => {
  it.each([
    ['by day', 'light', 'vi'],
    ['by night', 'dark', 'vi'],
    ['in English', 'light', 'en'],
  ] as const)('no page has an accessibility fault or sticks out %s', async (__, colorScheme, language) => {
    for (const [name, path] of pages) {
      const page = await windows.open({ ...size, colorScheme });
      await page.goto(`${path}?lang=${language}`);
      expect(await accessibilityFaults(page), name).toEqual([]);
      expect(await isTooWide(page), name).toBe(false);
      await page.context().close();
    }
  });
});

describe('somebody with a mouse', () => {
  it('clicks once, sees it being made, and fetches the file without loading the page again', async () => {
    const page = await windows.open(LAPTOP);
    await page.goto(offer);
    await page.getByLabel('Thứ tiếng của tệp').selectOption('en');
    await page.getByRole('button', { name: 'Lập tệp: Dữ liệu CSV' }).click();
    await page.getByRole('link', { name: 'Xem tệp vừa đặt: Dữ liệu CSV' }).click();
    await page.getByText('Đang chờ đến lượt').waitFor();
    while (await windows.world.app.console.exports.makeOne());
    const link = page.getByRole('link', { name: 'Tải về' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('truong-hoc-hanh-phuc-1.en.csv');
    const rows = readCsv((await readFile(await download.path(), 'utf8')).replace('\ufeff', ''));
    expect(rows.length).toBeGreaterThan(100);
    expect(windows.complaints).toEqual([]);
    await page.context().close();
  });

  it('finds the file again in the list', async () => {
    const page = await windows.open(LAPTOP);
    await page.goto('/console/exports');
    await page
      .getByRole('link', { name: /Dữ liệu JSON/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Tải về' }).waitFor();
    await page.context().close();
  });

  it('gets there without script too', async () => {
    const page = await windows.open({ ...LAPTOP, javaScriptEnabled: false });
    await page.goto(offer);
    await page.getByRole('button', { name: 'Lập tệp: Dữ liệu SPSS (SAV)' }).click();
    await page.getByRole('link', { name: 'Xem tệp vừa đặt: Dữ liệu SPSS (SAV)' }).click();
    while (await windows.world.app.console.exports.makeOne());
    await page.getByRole('link', { name: 'Xem lại' }).click();
    expect(await page.getByRole('link', { name: 'Tải về' }).count()).toBe(1);
    await page.context().close();
  });
});
