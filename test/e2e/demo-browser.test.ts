/** The whole demo in a real browser: 360 px wide, by keyboard alone, nothing for axe to find on any screen. */

import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { accessibilityFaults } from '../browser/chat-browser.ts';
import { launchBrowser } from '../support/browser.ts';
import { freshDatabase } from '../support/postgres.ts';
import { flowOf } from './child.ts';
import { startWorld, type World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let server: ServerType;
let browser: Browser;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  world = await startWorld({ DATABASE_URL: database.url });
  server = serve({ fetch: world.fetch, port: 0, hostname: '127.0.0.1' });
  browser = await launchBrowser();
}, 90_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  await world?.close();
  await database?.drop();
});

/** Moves the focus forward until it stands on what is wanted. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
    if (there) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

/** What the page offers now, in words that a test can decide by. */
function offered(page: Page) {
  return page.evaluate(() => {
    const answers = document.querySelector('#answers');
    const buttons = [...(answers?.querySelectorAll('button') ?? [])].filter(
      (one) => one.offsetParent !== null,
    );
    for (const [index, button] of buttons.entries()) button.setAttribute('data-test', String(index));
    const entry = answers?.querySelector('textarea, input:not([type=hidden])');
    entry?.setAttribute('data-test', 'entry');
    return {
      log: document.querySelector('#log')?.textContent ?? '',
      buttons: buttons.map((one) => (one.textContent ?? '').trim()),
      pressed: buttons.filter((one) => one.getAttribute('aria-pressed') === 'true').length,
      entry: entry !== null && entry !== undefined,
    };
  });
}

async function press(page: Page, index: number): Promise<void> {
  await tabTo(page, `[data-test="${index}"]`);
  await page.keyboard.press('Enter');
}

async function type(page: Page, text: string): Promise<void> {
  await tabTo(page, '[data-test="entry"]');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

function lastQuestion(log: string): string {
  const seen = log.normalize('NFC').replace(/\s+/g, ' ');
  let found = { id: '', at: -1 };
  for (const question of flow.questions) {
    const wording = question.text.vi;
    const texts = typeof wording === 'string' ? [wording] : Object.values(wording ?? {});
    for (const text of texts) {
      const at = seen.lastIndexOf(text.normalize('NFC').replace(/\s+/g, ' ').trim());
      if (at > found.at) found = { id: question.id, at };
    }
  }
  return found.id;
}

/** Answers what is asked now, as a twelve-year-old with a keyboard. */
async function answer(page: Page, now: Awaited<ReturnType<typeof offered>>): Promise<void> {
  const question = flow.questions.find(({ id }) => id === lastQuestion(now.log));
  const at = (label: RegExp): number => now.buttons.findIndex((text) => label.test(text));
  if (at(/^(\d+\s*)?Đúng|Cao Bằng|Thục Phán/) >= 0)
    return press(page, at(/^(\d+\s*)?Đúng|Cao Bằng|Thục Phán/));
  switch (question?.kind) {
    case 'age':
      return press(page, at(/12/));
    case 'number':
      return type(page, '45');
    case 'text':
      return type(page, 'Em trồng thêm cây ở sân trường.');
    case 'place':
      return type(
        page,
        /xã|phường/.test(now.log.slice(-120)) && now.log.includes('Cao Bằng') ? 'thuc' : 'cao',
      );
    case 'choices':
      return now.pressed === 0 ? press(page, 0) : press(page, at(/Xong/));
    default:
      return press(page, 0);
  }
}

test('a child answers the whole demo by keyboard alone, and no screen has a fault', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/c/THU`);
  const asked = new Set<string>();
  for (let turn = 0; turn < 60; turn += 1) {
    await page.waitForSelector('#answers:not(.busy)');
    const now = await offered(page);
    if (now.log.includes('Xong rồi! Cảm ơn em đã lên tiếng')) break;
    expect(await accessibilityFaults(page), now.log.slice(-200)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    asked.add(lastQuestion(now.log));
    await answer(page, now);
    await page.waitForFunction(
      (before) =>
        document.querySelector('#log')?.textContent !== before ||
        document.querySelector('#answers [aria-pressed=true]') !== null,
      now.log,
    );
  }
  expect(await page.locator('#log').innerText()).toContain('Xong rồi! Cảm ơn em đã lên tiếng');
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const { id, kind, when } of flow.questions) {
    if (kind !== 'info' && when === null) expect([...asked]).toContain(id);
  }
  expect(complaints).toEqual([]);
  expect(await world.app.unpublishedCounts('THU')).toMatchObject({ waiting: 1 });
  await context.close();
}, 180_000);
