/** The pages of results in a real browser: for a council's phone, a laptop, a projector, and everybody. */

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
let slug: string;

beforeAll(async () => {
  const an = memberWith('council-member', 'VN', 'Trần Bình An');
  windows = await openConsoleWindows(an, { DEMO: '1', DEMO_RESPONSES: '600' });
  const { results } = windows.world.dependencies;
  const [demo] = await results.list('VN', 'vi');
  slug = demo?.slug ?? '';
  const page = await results.page({ consultation: slug, place: 'VN', language: 'vi' });
  await results.publish({
    consultationId: page?.consultation.id ?? '',
    isPublic: true,
    by: { id: 'lan', name: 'Lan' },
  });
}, 120_000);
afterAll(() => windows?.close());

const PAGES: readonly (readonly [string, () => string])[] = [
  ['the list of consultations', () => '/council'],
  ['the results of a consultation', () => `/council/${slug}/VN`],
  ['the results at a place', () => `/council/${slug}/01`],
  ['a question by age', () => `/council/${slug}/VN/questions/spot?by=@age`],
  ['a question by place', () => `/council/${slug}/VN/questions/spot?by=@place`],
  ['a scale by language', () => `/council/${slug}/VN/questions/mood?by=@language`],
  ['what children wrote', () => `/council/${slug}/VN/comments/head-teacher`],
  ['a screen of the presentation', () => `/council/${slug}/VN/show/1`],
  ['what is open to everybody', () => '/results'],
  ['what everybody may read', () => `/results/${slug}`],
  ['a question for everybody', () => `/results/${slug}/questions/fix-first`],
];

describe.each(PAGES)('%s', (_name, path) => {
  test.each([
    ['a phone by day, in Vietnamese', { ...SMALL, colorScheme: 'light' }, 'vi'],
    ['a laptop by night, in English', { ...LAPTOP, colorScheme: 'dark' }, 'en'],
  ] as const)('has no fault of access on %s and fits the screen', async (_screen, options, language) => {
    const page = await windows.open(options);
    const response = await page.goto(`${path()}${path().includes('?') ? '&' : '?'}lang=${language}`);
    expect(response?.status()).toBe(200);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.context().close();
  });
});

test('arrow keys lead through the presentation, and every screen fits a projector', async () => {
  const page = await windows.open({ ...PROJECTOR });
  await page.goto(`/council/${slug}/VN/show/0`);
  for (let screen = 1; screen <= 9; screen += 1) {
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(new RegExp(`/show/${screen}\\b`));
    expect(
      await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight),
    ).toBeLessThan(2);
  }
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(/\/show\/8\b/);
  await page.keyboard.press('Escape');
  await page.waitForURL(new RegExp(`/council/${slug}/VN$`));
  await page.context().close();
});

test('all of it can be read without script', async () => {
  const page = await windows.open({ ...SMALL, javaScriptEnabled: false });
  await page.goto('/council');
  await page.getByRole('link', { name: 'Trường học an toàn và hạnh phúc' }).click();
  expect(await page.getByRole('img').count()).toBeGreaterThan(5);
  await page.getByText('Xem bảng số').first().click();
  expect(await page.getByRole('table').first().isVisible()).toBe(true);
  await page.getByRole('link', { name: 'So sánh các nhóm' }).first().click();
  await page.getByLabel('Chia theo', { exact: true }).selectOption('@language');
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  expect(page.url()).toContain('by=%40language');
  await page.context().close();
});

test('nothing complained', () => {
  expect(windows.complaints).toEqual([]);
});
