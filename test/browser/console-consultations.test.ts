/** A consultation in a real browser: planned by one person, approved by another, answered by a child; readable by everyone. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKPOINTS } from '../../src/core/consultation-plan.ts';
import { handedIn, LAN, launched, MINH, publishShipped } from '../web/console/planned.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, LAPTOP, openConsoleWindows, SMALL } from './console-window.ts';

let windows: ConsoleWindows;
let hash: string;
const pages = new Map<string, string>();

beforeAll(async () => {
  windows = await openConsoleWindows(LAN, { DEMO: '0' }, [MINH]);
  const { world } = windows;
  hash = await publishShipped(world);
  const [waiting, running] = [await handedIn(world, hash), await launched(world, hash)];
  const sheet = crypto.randomUUID();
  const made = {
    act: crypto.randomUUID(),
    sheet,
    'sheet-label': 'Lớp 4A',
    'sheet-place': '',
    'sheet-size': '20',
  };
  await world.post(LAN, `/console/consultations/${running}/sheets`, made);
  pages.set('the list', '');
  pages.set('a new plan', '/new');
  pages.set('a plan that waits', `/${waiting}`);
  pages.set('a consultation that runs', `/${running}`);
  pages.set('its codes', `/${running}/codes?province=46`);
  pages.set('a sheet', `/${running}/sheets/${sheet}`);
}, 120_000);
afterAll(() => windows?.close());

/** A page as somebody sees it. */
async function open(path: string, options: Parameters<ConsoleWindows['open']>[0] = LAPTOP): Promise<Page> {
  const page = await windows.open(options);
  await page.goto(`/console/consultations${path}`);
  return page;
}

const asMinh = { ...LAPTOP, extraHTTPHeaders: { 'x-member': MINH.id } };

/** Fills in what a plan needs, as somebody who reads the labels. */
async function fillIn(page: Page): Promise<void> {
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await field('Bộ câu hỏi').selectOption(hash);
  await field('Ai hỏi').fill('Đoàn xã Ea Kao');
  await field('Hỏi để làm gì').fill('Em giúp trường làm sân chơi vui hơn.');
  await field('Câu trả lời dùng vào việc gì').fill('Cô hiệu trưởng chọn ba việc để làm.');
  for (const age of ['7–8', '9–10', '11–13', '14–15']) await page.getByLabel(`${age} tuổi`).check();
  await page.getByLabel('Trang web').check();
  await field('Đóng lúc').fill('2099-12-31T17:00');
  await field('Người phụ trách').fill('Trần Thị Lan');
  for (const point of CHECKPOINTS) await page.locator(`#field-check-${point}`).fill('Chúng tôi đã lo.');
}

it('is planned by one person, approved by another, given a code, and answered by a child', async () => {
  const lan = await open('');
  await lan.getByRole('link', { name: 'Lập kế hoạch mới' }).click();
  await lan.getByLabel('Tên đợt lấy ý kiến').fill('Sân chơi mơ ước');
  await lan.getByRole('button', { name: 'Bắt đầu lập kế hoạch' }).click();
  await lan.getByRole('button', { name: 'Lưu và trình duyệt' }).click();
  // Everything that is missing is named, and each name leads to its field.
  await lan.getByRole('alert').getByRole('link', { name: 'Chưa chọn bộ câu hỏi.' }).click();
  expect(await lan.evaluate(() => document.activeElement?.id)).toBe('field-flow');
  await fillIn(lan);
  await lan.getByRole('button', { name: 'Chọn nơi lấy ý kiến' }).click();
  await lan.getByLabel('Thành phố Huế').check();
  await lan.getByRole('button', { name: 'Lưu và về kế hoạch' }).first().click();
  expect(await lan.locator('blockquote').first().innerText()).toContain('Đoàn xã Ea Kao muốn nghe em nói.');
  await lan.getByRole('button', { name: 'Lưu và trình duyệt' }).click();
  await lan.getByText('Đã trình duyệt.').waitFor();
  expect(await lan.getByRole('button', { name: 'Duyệt và mở đợt lấy ý kiến' }).count()).toBe(0);

  const minh = await windows.open(asMinh);
  await minh.goto(lan.url().replace(/\?.*$/, ''));
  await minh.getByText('chờ anh chị đọc và quyết định').waitFor();
  await minh.getByRole('button', { name: 'Duyệt và mở đợt lấy ý kiến' }).click();
  await minh.getByRole('link', { name: 'Mã cho trẻ em' }).click();
  await minh.getByLabel('Mã mong muốn').fill('mơ ước');
  await minh.getByRole('button', { name: 'Tạo mã', exact: true }).click();
  await minh.getByRole('rowheader', { name: 'MOUOC' }).waitFor();

  const child = await windows.open(SMALL);
  await child.goto('/c/MOUOC');
  await child.getByText('Đoàn xã Ea Kao muốn nghe em nói.').waitFor();
  await child.getByText('Người lớn cố gắng trả lời các em trong 60 ngày').waitFor();
  await child.getByRole('button', { name: '9 tuổi' }).click();
  await child.getByText('Em có muốn tham gia không?').waitFor();
  expect(windows.complaints).toEqual([]);
}, 60_000);

describe.each([
  'the list',
  'a new plan',
  'a plan that waits',
  'a consultation that runs',
  'its codes',
  'a sheet',
])('%s', (name) => {
  it.each([
    ['a laptop by day', LAPTOP],
    ['a small phone at night', { ...SMALL, colorScheme: 'dark' as const }],
  ])('has nothing that axe finds on %s, and nothing that sticks out', async (_where, options) => {
    const page = await open(pages.get(name) ?? '', options);
    for (const details of await page.locator('details').all())
      await details.evaluate((one) => one.setAttribute('open', ''));
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  });
});

describe('a draft', () => {
  it.each([
    ['a laptop', LAPTOP],
    ['a small phone', { ...SMALL, colorScheme: 'dark' as const }],
  ])('with every fault shown is readable on %s', async (_where, options) => {
    const page = await open('/new', options);
    await page.getByLabel('Tên đợt lấy ý kiến').fill('Nháp');
    await page.getByRole('button', { name: 'Bắt đầu lập kế hoạch' }).click();
    await page.getByRole('button', { name: 'Lưu và trình duyệt' }).click();
    await page.getByRole('alert').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.getByRole('button', { name: 'Chọn nơi lấy ý kiến' }).click();
    await page.getByLabel('Tỉnh, thành phố').selectOption('46');
    await page.getByRole('button', { name: 'Hiện xã, phường' }).click();
    await page.getByLabel('phường Thuận Hoá').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  });

  it('is saved by the Enter key, and by nothing else', async () => {
    const page = await open('/new');
    await page.getByLabel('Tên đợt lấy ý kiến').fill('Phím Enter');
    await page.keyboard.press('Enter');
    await page.getByLabel('Người phụ trách').fill('Chị Lan');
    await page.getByLabel('Người phụ trách').press('Enter');
    await page.getByText('Đã lưu bản nháp.').waitFor();
    expect(await page.getByLabel('Người phụ trách').inputValue()).toBe('Chị Lan');
  });
});
