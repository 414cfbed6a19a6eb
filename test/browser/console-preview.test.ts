/** Previews, maps, differences and the question bank in a browser: without script, on a phone, by day and night. */

import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { createConsole } from '../../src/web/console/console.ts';
import { launchBrowser } from '../support/browser.ts';
import { memberWith } from '../web/console/console-world.ts';
import { openPreviewWorld, type PreviewWorld } from '../web/console/preview-world.ts';
import { fakeDependencies } from '../web/fake-dependencies.ts';
import { accessibilityFaults } from './chat-browser.ts';

let world: PreviewWorld;
let browser: Browser;
let server: ReturnType<typeof serve>;
let url: string;

beforeAll(async () => {
  world = await openPreviewWorld(await mkdtemp(join(tmpdir(), 'console-preview-')));
  const { dependencies } = world;
  const member = memberWith('staff', 'VN', 'Nguyễn Thị Lan');
  const signIn = { ...dependencies.signIn, memberOf: async () => member };
  const app = createApp(fakeDependencies(), createConsole({ ...dependencies, signIn }));
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve(info.port),
    );
  });
  url = `http://127.0.0.1:${port}`;
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  await world?.app.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${url}${path}`);
  return page;
}

/** What sticks out sideways, but for what is pushed within its own frame. */
function stickingOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('main *')]
      .filter((one) => one.closest('.map') === null && one.getBoundingClientRect().right > clientWidth + 1)
      .map((one) => one.outerHTML.slice(0, 100));
  });
}

describe('without script', () => {
  it('a child is played from hello to the first questions, back and on another channel', async () => {
    const page = await open(`/console/preview/drafts/${world.draft}?channel=telegram&age=9-10`, {
      javaScriptEnabled: false,
    });
    await page.getByRole('button', { name: '1. Có, em tham gia' }).click();
    await page.getByRole('button', { name: '1. Có', exact: true }).click();
    await page.getByText('Dạo này, em thấy thế nào khi đến trường?').waitFor();
    expect(new URL(page.url()).hash).toBe('#now');
    await page.getByRole('textbox', { name: 'Hoặc gõ như một em nhỏ' }).fill('rất vui');
    await page.getByRole('button', { name: 'Gửi', exact: true }).first().click();
    await page.getByText('Em mong điều gì nhất ở trường?').waitFor();
    await page.getByRole('link', { name: 'Zalo Bot' }).click();
    await page.getByText('Em mong điều gì nhất ở trường?').waitFor();
    expect(await page.getByRole('button', { name: 'Có, em tham gia' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Lùi một bước' }).click();
    await page.getByText('Dạo này, em thấy thế nào khi đến trường?').waitFor();
    expect(await page.getByText('Em mong điều gì nhất ở trường?').count()).toBe(0);
    await page.goBack();
    await page.getByText('Em mong điều gì nhất ở trường?').waitFor();
    await page.context().close();
  });

  it('one answer goes to all channels side by side', async () => {
    const page = await open(`/console/preview/drafts/${world.draft}?channel=all&age=9-10`, {
      javaScriptEnabled: false,
      viewport: { width: 1280, height: 900 },
    });
    await page.getByRole('button', { name: 'Có, em tham gia' }).click();
    expect(await page.getByText('Nếu em dừng giữa chừng').count()).toBe(4);
    await page.context().close();
  });

  it('a question of the bank is chosen and added', async () => {
    const page = await open(`/console/preview/bank?draft=${world.fresh}`, { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Được lắng nghe ở nhà và ở trường' }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Thêm vào bản soạn' }).click();
    await page.getByText('Đã thêm 1 câu hỏi vào bản soạn.').waitFor();
    const draft = await world.dependencies.preview.draft(world.fresh);
    expect(JSON.stringify(draft?.source)).toContain('"ear-home"');
    await page.context().close();
  });
});

describe('every page', () => {
  const pages = (): readonly string[] => {
    const draft = `/console/preview/drafts/${world.draft}`;
    return [
      `${draft}?channel=web&age=7-8&text=c%C3%B3`,
      `${draft}?channel=telegram&age=9-10&text=c%C3%B3`,
      `${draft}?channel=zalo&age=14-15&text=c%C3%B3&in=en`,
      `${draft}?channel=all&age=11-13&text=c%C3%B3`,
      `${draft}/map`,
      `${draft}/difference`,
      `${draft}/bank`,
      `${draft}/bank/safety-at-school`,
      `/console/preview/drafts/${world.faulty}`,
      `/console/preview/drafts/${world.empty}`,
      `/console/preview/drafts/${world.hostile}/map`,
      `/console/preview/bank/play-and-culture/play`,
    ];
  };

  it.each([
    ['a phone by day', 360, 'light', 'vi'],
    ['a phone by night', 360, 'dark', 'en'],
    ['a laptop by day', 1280, 'light', 'en'],
    ['a laptop by night', 1280, 'dark', 'vi'],
  ] as const)(
    'has no fault that axe finds and nothing that sticks out on %s',
    async (_, width, colorScheme, language) => {
      const complaints: string[] = [];
      const page = await open(`/console/preview/bank?lang=${language}`, {
        viewport: { width, height: 800 },
        colorScheme,
      });
      page.on('console', (line) => {
        if (/Content Security Policy|Refused to/.test(line.text())) complaints.push(line.text());
      });
      for (const path of pages()) {
        await page.goto(`${url}${path}`);
        expect.soft(await accessibilityFaults(page), path).toEqual([]);
        expect.soft(await stickingOut(page), path).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    120_000,
  );
});

describe('on paper', () => {
  it('the map of forty questions fills pages without a cut box', async () => {
    const page = await open(`/console/preview/drafts/${world.forty}/map`);
    await page.emulateMedia({ media: 'print' });
    const sheets = await page.locator('.map-sheet').evaluateAll((all) =>
      all.map((one) => ({
        inside: getComputedStyle(one).breakInside,
        after: getComputedStyle(one).breakAfter,
      })),
    );
    expect(sheets.length).toBeGreaterThan(2);
    for (const sheet of sheets) expect(sheet).toEqual({ inside: 'avoid', after: 'page' });
    for (const format of ['A4', 'A3']) {
      const pdf = (await page.pdf({ format })).toString('latin1');
      const count = Number(/\/Type \/Pages[\s\S]{0,200}?\/Count (\d+)/.exec(pdf)?.[1]);
      expect(count).toBeGreaterThanOrEqual(sheets.length);
      expect(count).toBeLessThanOrEqual(2 * sheets.length + 2);
    }
    await page.context().close();
  }, 60_000);
});
