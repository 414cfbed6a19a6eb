/** Scripts in every text: they stand there to be read, in a real browser without any policy to help, and none of them runs. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Figures } from '../../src/core/findings/figures.ts';
import { createSay } from '../../src/i18n/say.ts';
import { drawBars } from '../../src/reports/charts/bars.ts';
import { chartWords } from '../../src/reports/charts/chart-words.ts';
import { createApp } from '../../src/web/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ConsoleWorld, memberWith } from '../web/console/console-world.ts';
import { openFlowWorld } from '../web/console/flows/flow-world.ts';
import { fakeDependencies, openInvitation } from '../web/fake-dependencies.ts';
import { SCRIPTS } from './xss-corpus.ts';

let browser: Browser;
let page: Page;
let world: ConsoleWorld;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await (await browser.newContext({ bypassCSP: true, offline: true })).newPage();
  world = await openFlowWorld();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await world?.app.close();
});

/** Lays a page before the browser as it came, and tells what ran and what stands there that no page of ours holds. */
async function look(html: string): Promise<{ ran: boolean; strange: readonly string[]; text: string }> {
  await page.goto('about:blank');
  await page.setContent(html, { waitUntil: 'domcontentloaded' });
  await page.waitForTimeout(20);
  return page.evaluate(() => {
    const strange = [...document.querySelectorAll('*')].flatMap((one) => {
      const attributes = [...one.attributes].filter(
        ({ name, value }) =>
          /^on/i.test(name) ||
          (/^(href|src|action|formaction|data|xlink:href|srcdoc)$/i.test(name) &&
            /script:|data:text/i.test(value)),
      );
      const isCode =
        one.tagName === 'SCRIPT' &&
        !one.hasAttribute('src') &&
        one.getAttribute('type') !== 'application/json';
      const isOdd = /^(iframe|object|embed|base|marquee|math|template|xmp|audio|video)$/i.test(one.tagName);
      return isCode || isOdd || attributes.length > 0 ? [one.outerHTML.slice(0, 120)] : [];
    });
    return { ran: '__xss' in window, strange, text: document.body.textContent ?? '' };
  });
}

const harmless = { ran: false, strange: [] };

it('the browser would notice', async () => {
  expect((await look('<p><img src=x onerror="window.__xss=1"></p>')).ran).toBe(true);
  expect((await look('<p onclick="x()"><iframe></iframe></p>')).strange).toHaveLength(2);
});

describe('questions', () => {
  const author = memberWith('staff', 'VN', SCRIPTS[5]);
  // Those that read alike to a child are not options of one question.
  const parts = Array.from({ length: 12 }, (_, group) => SCRIPTS.filter((_script, at) => at % 12 === group));
  const [first = ''] = SCRIPTS;
  const flow = {
    ...{ flow: 'scripts', version: 1, title: { vi: first }, closing: { vi: first } },
    ...{ languages: ['vi'], ages: ['11-13'], channels: ['web'] },
    questions: [
      { id: 'age', kind: 'age', text: { vi: first } },
      { id: 'consent', kind: 'consent', text: { vi: first }, declined: { vi: first } },
      ...parts.map((scripts, at) => ({
        ...{
          id: `q${at}`,
          kind: 'choice',
          text: { vi: scripts.filter((script) => !/[{}]/.test(script)).join(' ') },
        },
        options: scripts.map((script, index) => ({ id: `o${index}`, label: { vi: script } })),
      })),
    ],
  };
  let hash = '';

  beforeAll(async () => {
    const outcome = await world.app.publishFlow(stringify(flow));
    if (outcome.kind !== 'published') throw new Error(JSON.stringify(outcome));
    hash = outcome.hash;
  });

  it.each([
    ...[
      '/console/flows',
      '/console/flows/versions/HASH',
      '/console/preview/flows/HASH',
      '/console/preview/flows/HASH/map',
    ],
  ])('stand on %s as they were written', async (path) => {
    const answer = await world.get(author, path.replace('HASH', hash));
    expect(answer.status).toBe(200);
    const seen = await look(await answer.text());
    expect(seen).toMatchObject(harmless);
    expect(seen.text).toContain('script>window.__xss');
  });

  it('can be read in the version page, each of them', async () => {
    const { text } = await look(await (await world.get(author, `/console/flows/versions/${hash}`)).text());
    const plain = text.replace(/\s+/g, ' ');
    const missing = SCRIPTS.filter((script) => !plain.includes(script.trim().replace(/\s+/g, ' ')));
    expect(missing).toEqual([]);
  });
});

it('a child’s page shows a title as text, in its head, its heading and its settings', async () => {
  for (const script of SCRIPTS) {
    const app = createApp(
      fakeDependencies({ invitation: { ...openInvitation, title: { vi: script, en: script } } }),
    );
    const seen = await look(await (await app.request('/c/THU')).text());
    expect(seen, script).toMatchObject(harmless);
  }
}, 60_000);

it('codes, languages and other parameters of public pages are text or nothing', async () => {
  const app = createApp(fakeDependencies());
  for (const script of SCRIPTS) {
    const asked = encodeURIComponent(script);
    for (const path of [`/?code=${asked}`, `/c/${asked}`, `/c/THU?lang=${asked}`, `/${asked}`]) {
      const answer = await app.request(path);
      expect(answer.status, path).toBeLessThan(500);
      if (!(answer.headers.get('content-type') ?? '').includes('html')) continue;
      const html = await answer.text();
      // Where nothing of it is repeated, nothing of it can run.
      if (html.includes('__xss')) expect(await look(html), path).toMatchObject(harmless);
    }
  }
}, 120_000);

it('pictures show labels as text', async () => {
  const words = chartWords(createSay(), 'vi');
  const cells = SCRIPTS.map((script, at) => ({
    id: `o${at}`,
    label: script,
    face: null,
    count: 10 + at,
    older: false,
  }));
  const figures = {
    ...{
      question: 'q',
      kind: 'choice',
      text: SCRIPTS.join(' '),
      answered: 1000,
      skipped: 0,
      base: 1,
      minCell: 5,
    },
    ...{ several: false, right: [], cells },
  } as unknown as Figures;
  const svg = drawBars(figures, { id: 'p', width: 360, words });
  expect(svg.length).toBeGreaterThan(5_000);
  const seen = await look(`<body>${svg}</body>`);
  expect(seen).toMatchObject(harmless);
});

it('markup is written past the escaping of pages in these places only', async () => {
  const files = (await readdir('src', { recursive: true })).filter(
    (file) => /\.tsx?$/.test(file) && !/prisma-client|\.generated\./.test(file),
  );
  const found = new Set<string>();
  for (const file of files) {
    const text = await readFile(join('src', file), 'utf8');
    if (
      /(?<![\w.])raw\(|dangerouslySetInnerHTML|\.(inner|outer)HTML =|insertAdjacentHTML|document\.write|(?<![\w.])eval\(|new Function/.test(
        text,
      )
    )
      found.add(file);
  }
  expect([...found].sort()).toEqual([
    // Settings as JSON, with `<` written as an escape.
    'web/chat/chat-page.tsx',
    // Parts of a page of ours, fetched anew.
    'web/console/broadcasts/refresh.client.ts',
    'web/console/exports/watch.client.ts',
    // Pictures: see above.
    'web/console/preview/map-page.tsx',
    'web/council/figure.tsx',
    'web/council/split-body.tsx',
  ]);
});
