/** The pages of reminders and invitations in a real browser: readable by everyone, on a phone too, up to date by themselves. */

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type BroadcastWorld, openBroadcastWorld } from '../web/console/broadcast-world.ts';
import { memberWith } from '../web/console/console-world.ts';
import { accessibilityFaults } from './chat-browser.ts';

const LAN = memberWith('staff', 'VN', 'Chị Lan');
const ORIGIN = 'http://localhost:8080';
const LOOK = '/new?kind=reminder&look=1&channel=telegram&channel=zalo';

let world: BroadcastWorld;
let browser: Browser;
let running: string;

beforeAll(async () => {
  world = await openBroadcastWorld({ ZALO_MONTHLY_MESSAGES: '10', QUIET_HOURS: '00:00-24:00' });
  await world.breakOff(12);
  browser = await launchBrowser();
  running = `/${crypto.randomUUID()}`;
  await world.post(LAN, world.base, {
    id: running.slice(1),
    kind: 'reminder',
    channel: ['telegram', 'zalo'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.app.close();
});

/** A page of someone who is signed in; its requests are answered without a socket between. */
async function open(
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce', ...options });
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const answer = await world.get(LAN, `${url.pathname}${url.search}`);
    const body = Buffer.from(await answer.arrayBuffer());
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (/Content Security Policy|Refused to/.test(line.text())) complaints.push(line.text());
  });
  await page.goto(`${ORIGIN}${world.base}${path}`);
  return { page, complaints };
}

describe.each([
  ['the list', ''],
  ['the first look', '/new?kind=invitation'],
  ['the forecast', LOOK],
  ['what is wrong with an order', '/new?kind=reminder&look=1'],
  ['the progress', 'running'],
])('%s', (_, named) => {
  const path = () => (named === 'running' ? running : named);

  it.each(['light', 'dark'] as const)('has no accessibility fault in %s colours', async (colorScheme) => {
    const { page, complaints } = await open(path(), { viewport: { width: 1280, height: 900 }, colorScheme });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each(['vi', 'en'])('fits a small phone, in %s', async (language) => {
    const mark = path().includes('?') ? '&' : '?';
    const { page } = await open(`${path()}${mark}lang=${language}`, {
      viewport: { width: 360, height: 640 },
    });
    const [wide, room] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(wide).toBeLessThanOrEqual(room ?? 0);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('main button, main a.button, main select, main input:not([type=hidden])')]
        .map((one) => one.closest('label.choice') ?? one)
        .filter((one) => one.getBoundingClientRect().height < 40)
        .map((one) => one.outerHTML),
    );
    expect(small).toEqual([]);
    await page.context().close();
  });
});

it('the progress keeps itself up to date, and tells that nothing leaves in quiet hours', async () => {
  const { page } = await open(running);
  await expect.poll(() => page.locator('#progress').innerText()).toContain('giờ yên tĩnh');
  await page.evaluate(() => {
    const shown = document.getElementById('progress');
    if (shown !== null) shown.textContent = 'old';
  });
  await expect
    .poll(() => page.locator('#progress').innerText(), { timeout: 20_000 })
    .toContain('giờ yên tĩnh');
  await page.context().close();
});
