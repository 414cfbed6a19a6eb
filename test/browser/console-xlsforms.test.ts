/** Bringing a spreadsheet in with a real browser: readable by everyone, on a phone too, whatever the file is. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberWith } from '../web/console/console-world.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, openConsoleWindows, SMALL } from './console-window.ts';

const IMPORT = '/console/xlsforms/import';
const CASCADING = 'test/xlsforms/choice_filter_test.xlsx';

let windows: ConsoleWindows;
let folder: string;

beforeAll(async () => {
  windows = await openConsoleWindows(memberWith('staff', 'VN', 'Chị Lan'), {});
  folder = await mkdtemp(join(tmpdir(), 'console-xlsforms-'));
}, 60_000);
afterAll(async () => {
  await windows?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(path: string, options?: object): Promise<Page> {
  const page = await windows.open(options);
  await page.goto(path);
  return page;
}

/** Chooses a file and sends it, as people do. */
async function send(page: Page, file: string): Promise<void> {
  await page.setInputFiles('input[type=file]', file);
  await page.click('main form button[type=submit]');
  await page.waitForLoadState('load');
}

/** The page of a kind, with something on every part of it. */
async function reach(kind: string, options?: object): Promise<Page> {
  const page = await open(IMPORT, options);
  if (kind === 'what came of it' || kind === 'the page with what was imported') await send(page, CASCADING);
  if (kind === 'what was wrong') await send(page, 'test/xlsforms/bad_calc.xlsx');
  if (kind === 'the page with what was imported') await page.goto(IMPORT);
  return page;
}

describe.each(['the page', 'the page with what was imported', 'what came of it', 'what was wrong'])(
  '%s',
  (kind) => {
    it.each(['light', 'dark'] as const)('has no accessibility fault in %s colours', async (colorScheme) => {
      for (const options of [
        { viewport: { width: 1280, height: 900 }, colorScheme },
        { ...SMALL, colorScheme },
      ]) {
        const page = await reach(kind, options);
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await isTooWide(page)).toBe(false);
        await page.context().close();
      }
      expect(windows.complaints).toEqual([]);
    });
  },
);

it('a spreadsheet becomes a draft that opens in the editor, and goes out as a spreadsheet that comes back', async () => {
  const page = await open(IMPORT);
  await send(page, CASCADING);
  expect(new URL(page.url()).pathname).toMatch(/^\/console\/xlsforms\/drafts\//);
  expect(await page.locator('[role=status]').innerText()).toBe('Đã đưa bảng tính vào bản soạn.');
  expect(await page.locator('table.list').innerText()).toContain('Bộ lọc phương án');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href$=".xlsx"]')]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  await page.click('.heading a.button:first-of-type');
  await page.waitForLoadState('load');
  expect(new URL(page.url()).pathname).toMatch(/^\/console\/flows\/drafts\//);
  expect(await page.locator('main').innerText()).toContain('county');
  await page.goto(IMPORT);
  await send(page, file);
  // Only its id was taken: everything else of it came back.
  expect(await page.locator('table.list tbody tr').count()).toBe(1);
  await page.context().close();
});

it('a file of 50 MB is refused in words beside the field, and the next one is taken', async () => {
  const large = join(folder, 'large.xlsx');
  await writeFile(large, new Uint8Array(50 * 1024 * 1024));
  const page = await open(IMPORT);
  await send(page, large);
  expect(await page.locator('.fault').innerText()).toContain('Tệp lớn hơn 5 MB');
  await send(page, CASCADING);
  expect(new URL(page.url()).pathname).toMatch(/^\/console\/xlsforms\/drafts\//);
  await page.context().close();
});

it('the list of faults leads to the field by keyboard', async () => {
  const page = await reach('what was wrong');
  await page.locator('.faults a').focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('file');
  await page.context().close();
});
