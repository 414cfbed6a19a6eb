/** The pages of the audit log and of other systems in a real browser: readable, and without a fault of access. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../src/web/api/api.ts';
import { memberWith } from '../web/console/console-world.ts';
import { sayFromLocales } from '../web/fake-dependencies.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, LAPTOP, openConsoleWindows, SMALL } from './console-window.ts';

let windows: ConsoleWindows;
let hook: string;
const auditor = memberWith('auditor', 'VN', 'Phạm Thị Soát');

beforeAll(async () => {
  const admin = memberWith('administrator', 'VN', 'Trần Văn Quản');
  windows = await openConsoleWindows(admin, {}, [auditor]);
  const { programs, audit } = windows.world.dependencies;
  const key = { id: crypto.randomUUID(), name: 'Cổng dữ liệu thành phố', place: '79', days: 365, by: 'Lan' };
  await programs.makeKey(key);
  hook = crypto.randomUUID();
  const url = 'https://solieu.tinh.gov.vn/nhan-tin-ve-cac-ban-cong-bo-moi-cua-em-noi';
  await programs.addHook({ id: hook, name: 'Cổng dữ liệu', url, place: '79', by: 'Lan' });
  await programs.testHook(hook);
  const act = { actor: { id: 'lan', name: 'Nguyễn Thị Lan' }, place: '26740', at: new Date('2026-11-24') };
  const { number } = await audit.enter({
    ...act,
    ...{ deed: 'consultation.run', subject: `consultations:${hook}`, facts: { way: 'change', route: '/x' } },
  });
  const end = { of: number, outcome: 'done', status: 303 };
  await audit.enter({ ...act, deed: 'consultation.run', subject: null, facts: end });
}, 120_000);
afterAll(() => windows?.close());

const PAGES: readonly (readonly [string, () => string, boolean])[] = [
  ['keys and addresses', () => '/console/programs', false],
  ['the form for a key', () => '/console/programs/keys/new', false],
  ['the form for an address', () => '/console/programs/hooks/new', false],
  ['an address', () => `/console/programs/hooks/${hook}`, false],
  ['the audit log', () => '/console/audit', true],
];

describe.each(PAGES)('%s', (_name, path, isAudit) => {
  test.each([
    ['a phone by day, in Vietnamese', { ...SMALL, colorScheme: 'light' }, 'vi'],
    ['a laptop by night, in English', { ...LAPTOP, colorScheme: 'dark' }, 'en'],
  ] as const)('has no fault of access on %s and fits the screen', async (_screen, options, language) => {
    const extraHTTPHeaders = isAudit ? { 'x-member': auditor.id } : {};
    const page = await windows.open({ ...options, extraHTTPHeaders });
    await page.goto(`${path()}?lang=${language}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.context().close();
  });
});

test('an auditor learns by a button that the log is whole', async () => {
  const page = await windows.open({
    ...{ ...LAPTOP, javaScriptEnabled: false },
    extraHTTPHeaders: { 'x-member': auditor.id },
  });
  await page.goto('/console/audit');
  await page.getByRole('button', { name: 'Kiểm tra tính nguyên vẹn' }).click();
  expect(await page.getByRole('status').textContent()).toContain('còn nguyên vẹn');
  await page.context().close();
});

test('a key is made without script, and shown', async () => {
  const page = await windows.open({ ...LAPTOP, javaScriptEnabled: false });
  await page.goto('/console/programs');
  await page.getByRole('link', { name: 'Tạo khóa' }).click();
  await page.getByLabel('Tên').fill('Cổng tỉnh');
  await page.getByLabel('Địa bàn').selectOption('79');
  await page.getByRole('button', { name: 'Tạo khóa' }).click();
  expect(await page.locator('code').first().textContent()).toMatch(/^emn_/);
  await page.context().close();
});

test('the guide for programmers has no fault of access', async () => {
  const { world } = windows;
  const { log, publicUrl } = world.dependencies;
  const api = createApi({ ...world.app.programs, say: sayFromLocales, log, publicUrl });
  for (const [language, options] of [
    ['vi', { ...SMALL, colorScheme: 'light' }],
    ['en', { ...LAPTOP, colorScheme: 'dark' }],
  ] as const) {
    const page = await windows.open(options);
    await page.route('**/api/v1?*', async (route) => {
      const answer = await api.request(`http://x/?lang=${language}`);
      await route.fulfill({
        status: 200,
        contentType: 'text/html; charset=utf-8',
        body: await answer.text(),
      });
    });
    await page.goto(`/api/v1?lang=${language}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.context().close();
  }
});

test('nothing complained', () => {
  expect(windows.complaints).toEqual([]);
});
