/** The pages on progress and tallies in a real browser: readable on a phone and a laptop, without a fault of access. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memberWith } from '../web/console/console-world.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, LAPTOP, openConsoleWindows, SMALL } from './console-window.ts';

let windows: ConsoleWindows;
let consultation: string;
let tally: string;

beforeAll(async () => {
  const lan = memberWith('staff', 'VN', 'Nguyễn Thị Lan');
  windows = await openConsoleWindows(lan, { DEMO: '1', DEMO_RESPONSES: '240' });
  const { tallies, progress } = windows.world.dependencies;
  consultation = (await tallies.consultationsAt(['VN']))[0]?.id ?? '';
  const share = { percent: 5, living: 1_500_000, source: 'Sở Y tế, 31/12/2025' };
  await progress.setGoals(
    consultation,
    [
      { place: '79', children: 75_000, share },
      { place: '01', children: 20, share: null },
    ],
    'Lan',
  );
  tally = crypto.randomUUID();
  await tallies.enter(
    tally,
    {
      ...{ kind: 'paper-survey', heldOn: '2026-11-20', place: '00004', consultationId: consultation },
      ...{ children: 30, circumstances: { poor: 3 }, source: 'Biên bản số 12' },
      groups: [{ ageBand: '11-13', sex: 'girl', children: 30 }],
      questions: [{ question: 'mood', counts: { very: 30 }, skipped: 0 }],
    },
    lan,
  );
}, 120_000);
afterAll(() => windows?.close());

const PAGES: readonly (readonly [string, () => string])[] = [
  ['the list of consultations', () => '/console/progress'],
  ['a consultation', () => `/console/progress/${consultation}`],
  ['the communes of a province', () => `/console/progress/${consultation}/places/01`],
  ['goals', () => `/console/progress/${consultation}/goals`],
  ['the list of tallies', () => '/console/tallies'],
  ['the form for a tally', () => `/console/tallies/new?province=01&consultation=${consultation}`],
  ['a tally', () => `/console/tallies/${tally}`],
  ['a correction', () => `/console/tallies/${tally}/edit`],
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

test('a form that was sent back leads to the field that is wrong', async () => {
  const page = await windows.open({ ...LAPTOP, javaScriptEnabled: false });
  await page.goto('/console/tallies/new?province=01');
  await page.getByLabel('Số em tham gia').fill('30');
  await page.getByRole('textbox', { name: '9–10, Nữ' }).fill('29');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByRole('link', { name: 'Các ô cộng lại là 29, nhưng số em tham gia là 30.' }).click();
  expect(page.url()).toContain('#field-groups');
  // What was typed is still there.
  expect(await page.getByRole('textbox', { name: '9–10, Nữ' }).inputValue()).toBe('29');
  await page.context().close();
});

test('nothing complained', () => {
  expect(windows.complaints).toEqual([]);
});
