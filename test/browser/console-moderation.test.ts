/** Moderation and comments in a real browser: by keyboard, on a phone and a laptop, without a fault of access. */

import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { TEST_SECRET_KEY } from '../storage/engines.ts';
import { freshDatabase } from '../support/postgres.ts';
import { memberWith } from '../web/console/console-world.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, LAPTOP, openConsoleWindows, SMALL } from './console-window.ts';
import { putTexts } from './waiting-texts.ts';

let windows: ConsoleWindows;
let dropped: (() => Promise<void>) | undefined;
let question: { readonly consultation: string; readonly question: string };

const SECOND = memberWith('moderator', 'VN', 'Lê Thị Hoa');

/** How many are decided on by keyboard to see how long one takes. */
const MANY = 30;

beforeAll(async () => {
  const mai = memberWith('moderator', 'VN', 'Trần Thị Mai');
  const { url, drop } = await freshDatabase(inject('postgresUrl'));
  dropped = drop;
  const settings = { DATABASE_URL: url, SECRET_KEY: TEST_SECRET_KEY, DEMO: '1', DEMO_RESPONSES: '0' };
  windows = await openConsoleWindows(mai, settings, [SECOND]);
  question = await putTexts({ url, secretKey: TEST_SECRET_KEY }, { texts: MANY + 12, comments: 60 });
}, 180_000);
afterAll(async () => {
  await windows?.close();
  await dropped?.();
});

const PAGES: readonly (readonly [string, () => string])[] = [
  ['the queue', () => '/console/moderation'],
  ['a text', () => '/console/moderation/next'],
  ['questions with comments', () => '/console/comments'],
  ['comments of a question', () => `/console/comments/${question.consultation}/${question.question}`],
];

describe.each(PAGES)('%s', (name, path) => {
  test.each([
    ['a phone by day, in Vietnamese', { ...SMALL, colorScheme: 'light' }, 'vi'],
    ['a laptop by night, in English', { ...LAPTOP, colorScheme: 'dark' }, 'en'],
  ] as const)('has no fault of access on %s and fits the screen', async (_screen, options, language) => {
    const page = await windows.open(options);
    await page.goto(`${path()}?lang=${language}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    if (process.env.SHOTS !== undefined) {
      await page.screenshot({
        path: `${process.env.SHOTS}/${name.replaceAll(' ', '-')}-${language}.png`,
        fullPage: true,
      });
    }
    await page.context().close();
  });
});

const textOn = (page: Page) => page.locator('.words p').innerText();

test('words are ticked, covered and shown, and it is taken back, all by keyboard', async () => {
  const page = await windows.open();
  await page.goto('/console/moderation/next');
  const before = await textOn(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await Promise.all([page.waitForURL(/done=show/), page.keyboard.press('1')]);
  expect(await page.getByRole('status').innerText()).toBe('Đã duyệt đăng.');
  await Promise.all([page.waitForURL(/done=taken-back/), page.keyboard.press('0')]);
  expect(await textOn(page)).toBe(before);
  await page.context().close();
});

test('sending on to protection is asked for twice, and going back leaves the text on the screen', async () => {
  const page = await windows.open();
  await page.goto('/console/moderation/next');
  const before = await textOn(page);
  await Promise.all([page.waitForLoadState(), page.keyboard.press('3')]);
  await page.getByRole('heading', { name: 'Chuyển cho cán bộ bảo vệ trẻ em?' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Quay lại' }).click();
  expect(await textOn(page)).toBe(before);
  await page.context().close();
});

test('the pages leave time for 300 texts an hour', async () => {
  const page = await windows.open();
  await page.goto('/console/moderation/next');
  const began = performance.now();
  for (let at = 0; at < MANY; at += 1) {
    const id = await page.locator('.moderating input[name=id]').inputValue();
    await page.keyboard.press(at % 5 === 0 ? '2' : '1');
    await page.waitForFunction((last) => {
      const field = document.querySelector<HTMLInputElement>('.moderating input[name=id]');
      return document.readyState === 'complete' && field?.value !== last;
    }, id);
  }
  const each = (performance.now() - began) / MANY;
  process.stdout.write(`a decision takes the pages ${each.toFixed(0)} ms\n`);
  // Of twelve seconds for a text at least nine are left for reading it.
  expect(each).toBeLessThan(3_000);
  await page.context().close();
});

test('without script a text is decided on too', async () => {
  const page = await windows.open({ ...SMALL, javaScriptEnabled: false });
  await page.goto('/console/moderation/next');
  await page.getByRole('button', { name: 'Không đăng' }).click();
  expect(await page.getByRole('status').innerText()).toContain('Không đăng. Lời này được xóa hẳn');
  await page.context().close();
});

test('a comment is given a theme, and is quoted in public on two words only', async () => {
  const path = `/console/comments/${question.consultation}/${question.question}`;
  const page = await windows.open();
  await page.goto(path);
  await page.getByLabel('Tên chủ đề mới').fill('Sân chơi');
  await page.getByRole('button', { name: 'Thêm chủ đề' }).click();
  const first = page.locator('.comment-list > li').first();
  await first.getByLabel('Sân chơi').check();
  await first.getByRole('button', { name: 'Lưu chủ đề' }).click();
  expect(await first.getByLabel('Sân chơi').isChecked()).toBe(true);
  await first.getByRole('button', { name: 'Đề nghị trích dẫn công khai' }).click();
  expect(await first.innerText()).toContain('chờ người thứ hai xác nhận');
  expect(await first.getByRole('button', { name: 'Xác nhận cho trích dẫn' }).count()).toBe(0);
  const other = await windows.open({ ...LAPTOP, extraHTTPHeaders: { 'x-member': SECOND.id } });
  await other.goto(path);
  await other.getByRole('button', { name: 'Xác nhận cho trích dẫn' }).first().click();
  expect(await other.getByRole('status').innerText()).toBe('Lời này được trích dẫn công khai.');
  await Promise.all([page.context().close(), other.context().close()]);
});

test('nothing complained', () => {
  expect(windows.complaints).toEqual([]);
});
