/** The page of handouts in a real browser: readable by everyone, texts that copy, files that arrive. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qrCodes, readDrawn } from '../reports/handouts/made-up.ts';
import { LAN, launched, MINH, publishShipped } from '../web/console/planned.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, LAPTOP, openConsoleWindows, SMALL } from './console-window.ts';

let windows: ConsoleWindows;
let path = '';
const LONG = 'Trường Phổ thông dân tộc bán trú Trung học cơ sở số 2 '.repeat(2).trim();

beforeAll(async () => {
  const settings = {
    ...{ DEMO: '0', PUBLIC_URL: 'https://emnoi.example.vn' },
    ...{ TELEGRAM_BOT_USERNAME: 'emnoi_bot', TELEGRAM_BOT_TOKEN: '123456:ABC-def' },
    TELEGRAM_WEBHOOK_SECRET: 'a-secret-for-tests',
  };
  windows = await openConsoleWindows(LAN, settings, [MINH]);
  const { world } = windows;
  const channels = ['web', 'telegram'];
  const id = await launched(world, await publishShipped(world), { channels, 'title-vi': 'W'.repeat(60) });
  path = `/console/consultations/${id}`;
  const code = (wish: string, label: string) =>
    world.post(LAN, `${path}/codes`, {
      ...{ act: randomUUID(), next: 'one', 'code-wish': wish, 'code-label': label, 'code-place': '' },
    });
  await code('SAN7', '');
  await code('CHOI8', LONG);
  await world.post(LAN, `${path}/sheets`, {
    ...{ act: randomUUID(), sheet: randomUUID() },
    ...{ 'sheet-label': 'Lớp 4A', 'sheet-place': '', 'sheet-size': '20' },
  });
}, 120_000);
afterAll(() => windows?.close());

async function open(options: Parameters<ConsoleWindows['open']>[0], query = ''): Promise<Page> {
  const page = await windows.open(options);
  await page.goto(`${path}/handouts${query}`);
  return page;
}

/** Follows a link that gives a file. */
async function fileBehind(page: Page, name: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return { name: download.suggestedFilename(), drawn: readDrawn(await readFile(await download.path())) };
}

describe.each([
  ['a small phone', SMALL],
  ['a laptop', LAPTOP],
] as const)('on %s', (_, size) => {
  it.each([
    ['by day', 'light', 'vi'],
    ['by night', 'dark', 'vi'],
    ['in English', 'light', 'en'],
  ] as const)(
    'has no accessibility fault and nothing that sticks out %s',
    async (__, colorScheme, language) => {
      const page = await open({ ...size, colorScheme }, `?lang=${language}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
      await page.context().close();
    },
  );
});

describe('somebody with a mouse', () => {
  it('chooses a code and a language, and gets the poster for them', async () => {
    const page = await open(LAPTOP);
    await page.getByLabel('Mã', { exact: true }).selectOption('CHOI8');
    await page.getByLabel('Thứ tiếng của tài liệu').selectOption('en');
    await page.getByRole('button', { name: 'Xem tài liệu' }).click();
    const { name, drawn } = await fileBehind(page, 'Áp phích A4');
    expect(name).toMatch(/-poster-a4-en\.pdf$/);
    expect(drawn.words).toContain('Your turn!');
    expect(drawn.pages.flatMap(qrCodes).map(({ text }) => text)).toContain(
      'https://emnoi.example.vn/c/CHOI8',
    );
    await page.context().close();
  });
  it('gets the strips of a sheet', async () => {
    const page = await open(LAPTOP);
    const { drawn } = await fileBehind(page, 'In phiếu (PDF): Lớp 4A');
    expect(drawn.pages).toHaveLength(3);
    expect(new Set(drawn.pages.flatMap(qrCodes).map(({ text }) => text)).size).toBe(20);
    await page.context().close();
  });
  it('copies a text with one press, and is told', async () => {
    const page = await open({ ...LAPTOP, permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Chép: Tin ngắn gửi cha mẹ' }).click();
    await page.getByText('Đã chép.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('https://emnoi.example.vn/c/CHOI8');
    expect(copied).toContain('111');
    await page.context().close();
  });
  it('has the texts to select where scripts do not run', async () => {
    const page = await open({ ...LAPTOP, javaScriptEnabled: false });
    const letter = page.getByRole('textbox', { name: 'Thư gửi cha mẹ, đầy đủ' });
    expect(await letter.inputValue()).toContain('Kính gửi');
    expect(await page.getByRole('button', { name: /^Chép/ }).count()).toBe(0);
    await page.context().close();
  });
});

it('nothing went wrong on the way', () => {
  expect(windows.complaints).toEqual([]);
});
