/** The screen at the front of a class, in a real browser: with and without a script, by keyboard, killed and reloaded. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memberWith } from '../web/console/console-world.ts';
import { accessibilityFaults } from './chat-browser.ts';
import {
  type ConsoleWindows,
  isTooWide,
  LAPTOP,
  openConsoleWindows,
  PROJECTOR,
  SMALL,
} from './console-window.ts';

let windows: ConsoleWindows;
let consultation: string;

beforeAll(async () => {
  const lan = memberWith('staff', '01', 'Nguyễn Thị Lan');
  windows = await openConsoleWindows(lan, { DEMO: '1', DEMO_RESPONSES: '0' });
  consultation = (await windows.world.dependencies.tallies.consultationsAt(['VN']))[0]?.id ?? '';
}, 120_000);
afterAll(() => windows?.close());

/** Begins a class through the pages, and gives its address. */
async function begin(page: Page): Promise<string> {
  await page.goto('/console/tallies/class');
  await page.getByLabel('Thuộc đợt lấy ý kiến').selectOption(consultation);
  await page.getByLabel('Lứa tuổi').selectOption('11-13');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Nơi tổ chức').selectOption({ label: 'phường Ba Đình' });
  await page.getByLabel('Số em có mặt').fill('30');
  await page.getByLabel('em thấy thế nào khi đến trường?').check();
  await page.getByLabel('em mong người lớn làm gì?').check();
  await page.getByRole('button', { name: 'Bắt đầu hỏi' }).click();
  await page.getByText('Chỉ đếm số tay, không ghi tên em nào.').waitFor();
  return new URL(page.url()).pathname;
}

const numberOf = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true }).inputValue();

describe.each([
  ['with a script', true],
  ['without a script', false],
])('%s', (_name, javaScriptEnabled) => {
  test('a class is asked, counted and saved', async () => {
    const page = await windows.open({ ...PROJECTOR, javaScriptEnabled });
    const path = await begin(page);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    const more = page.getByRole('button', { name: 'Thêm một: 🤩 Rất vui' });
    for (let press = 0; press < 3; press += 1) await more.click();
    await page.getByRole('button', { name: 'Bớt một: 🤩 Rất vui' }).click();
    await page.getByRole('textbox', { name: 'Không giơ tay' }).fill('28');
    await page.getByRole('button', { name: 'Câu tiếp theo' }).click();
    await page.getByRole('textbox', { name: '🔧 Sửa nơi cũ, nơi tối' }).fill('30');
    await page.getByRole('textbox', { name: '💬 Mở phòng tâm sự riêng' }).fill('21');
    await page.getByRole('button', { name: 'Kết thúc' }).click();
    await page.getByText('🤩 Rất vui: 2').waitFor();
    await page.getByRole('textbox', { name: '11–13, Nữ' }).fill('16');
    await page.getByRole('textbox', { name: '11–13, Nam' }).fill('14');
    await page.getByLabel('Nguồn số liệu').fill('Đếm tay tại lớp');
    await page.getByRole('button', { name: 'Lưu kết quả của lớp' }).click();
    await page.getByText('Đã lưu buổi này.').waitFor();
    const tally = await windows.world.dependencies.tallies.tally(path.split('/').at(-1) ?? '');
    expect(tally).toMatchObject({
      ...{ kind: 'class-vote', children: 30, place: '00004' },
      questions: [
        { question: 'mood', skipped: 28, counts: { very: 2 } },
        { question: 'safer', skipped: 0, counts: { repair: 30, talk: 21 } },
      ],
    });
    await page.context().close();
  });
});

test('what was counted is there after the browser was killed', async () => {
  const page = await windows.open(SMALL);
  const path = await begin(page);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  for (let press = 0; press < 4; press += 1) {
    await page.getByRole('button', { name: 'Thêm một: 😄 Vui' }).click();
  }
  await page.getByText('Đã lưu.').waitFor();
  const kept = async () =>
    (await windows.world.dependencies.tallies.sitting(path.split('/').at(-1) ?? ''))?.hands;
  await expect.poll(async () => (await kept())?.['mood']?.counts['happy']).toBe(4);
  await page.context().close();
  const again = await windows.open(SMALL);
  await again.goto('/console/tallies');
  await again
    .getByRole('link', { name: /Tiếp tục lớp ngày/ })
    .first()
    .click();
  await again.goto(`${path}?step=1`);
  expect(await numberOf(again, '😄 Vui')).toBe('4');
  await again.context().close();
});

test('the keyboard alone is enough: a number, Enter, the next number, and on', async () => {
  const page = await windows.open(LAPTOP);
  const path = await begin(page);
  await page.goto(`${path}?step=1`);
  await page.getByRole('textbox', { name: '😐 Chưa vui' }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await page.keyboard.type('7');
  expect(await numberOf(page, '🙂 Bình thường')).toBe('7');
  for (let field = 0; field < 5; field += 1) await page.keyboard.press('Enter');
  await page.getByText('Câu 2 trong 2').waitFor();
  const sitting = await windows.world.dependencies.tallies.sitting(path.split('/').at(-1) ?? '');
  expect(sitting?.hands['mood']?.counts).toMatchObject({ 'not-yet': 5, 'so-so': 7 });
  await page.context().close();
});

test('without a script Enter goes on as well, and adds nothing', async () => {
  const page = await windows.open({ ...LAPTOP, javaScriptEnabled: false });
  const path = await begin(page);
  await page.goto(`${path}?step=1`);
  await page.getByRole('textbox', { name: '😐 Chưa vui' }).fill('5');
  await page.keyboard.press('Enter');
  await page.getByText('Câu 2 trong 2').waitFor();
  const sitting = await windows.world.dependencies.tallies.sitting(path.split('/').at(-1) ?? '');
  expect(sitting?.hands['mood']?.counts['not-yet']).toBe(5);
  await page.context().close();
});

describe.each([
  ['a phone', SMALL],
  ['a laptop', LAPTOP],
  ['a projector', PROJECTOR],
] as const)('on %s', (_name, options) => {
  test.each(['light', 'dark'] as const)(
    'every screen is readable by all (%s) and fits',
    async (colorScheme) => {
      const page = await windows.open({ ...options, colorScheme });
      const path = await begin(page);
      const screens = ['?step=0', '?step=1', '?step=2', '?step=3'].map((step) => path + step);
      const start = `/console/tallies/class?consultation=${consultation}&band=7-8`;
      for (const screen of [...screens, start, `/console/tallies/class/phones/${consultation}`]) {
        await page.goto(screen);
        expect(await accessibilityFaults(page), screen).toEqual([]);
        expect(await isTooWide(page), screen).toBe(false);
      }
      await page.context().close();
    },
  );
});

test('nothing complained', () => {
  expect(windows.complaints).toEqual([]);
});
