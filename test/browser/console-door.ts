/** A browser on the console with its real door, over real HTTP. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Application, compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/runtime/log.ts';
import { nodeRuntime } from '../../src/runtime/node-runtime.ts';
import { createApp } from '../../src/web/app.ts';
import { createConsole } from '../../src/web/console/console.ts';
import { launchBrowser } from '../support/browser.ts';
import { fakeDependencies, sayFromLocales } from '../web/fake-dependencies.ts';

/** A small laptop, which is what staff have. */
export const LAPTOP: BrowserContextOptions = { viewport: { width: 1280, height: 720 }, locale: 'vi-VN' };

/** A phone of the smaller kind. */
export const SMALL_PHONE: BrowserContextOptions = {
  ...{ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, locale: 'vi-VN' },
};

/** The console on a port of its own, and browsers for it. */
export type ConsoleServer = {
  readonly url: string;
  readonly app: Application;
  /** A browser of its own, with nobody signed in; `complaints` are scripts that failed and what the policy stopped. */
  readonly open: (options?: BrowserContextOptions) => Promise<{ page: Page; complaints: string[] }>;
  readonly close: () => Promise<void>;
};

/** Starts it. @param settings added to those of an embedded database without a demo */
export async function startConsole(settings: Readonly<Record<string, string>> = {}): Promise<ConsoleServer> {
  const folder = await mkdtemp(join(tmpdir(), 'console-browser-'));
  const serving: { listener: RequestListener } = { listener: (_, response) => response.writeHead(503).end() };
  const server = createServer((request, response) => serving.listener(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const read = readConfig({ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent', PUBLIC_URL: url, ...settings });
  if (read.kind !== 'valid') throw new Error(read.message);
  const log = openLog('silent', {});
  const app = await compose(read.config, nodeRuntime(log, {}));
  const staff = createConsole({ ...app.console, say: sayFromLocales, log, publicUrl: url });
  serving.listener = getRequestListener(createApp(fakeDependencies({ publicUrl: url }), staff).fetch);
  let browser: Promise<Browser> | undefined;
  return {
    ...{ url, app },
    async open(options = LAPTOP) {
      browser ??= launchBrowser();
      const context = await (await browser).newContext(options);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (line) => {
        if (/Content Security Policy|Refused to/.test(line.text())) complaints.push(line.text());
      });
      return { page, complaints };
    },
    async close() {
      await (await browser)?.close();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What sticks out sideways of a page, or is too small to be tapped. */
export function crampedThings(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`${scrollWidth} wide on ${clientWidth}`);
    for (const element of document.querySelectorAll(
      'button, .button, input:not([type=hidden], [hidden]), select',
    )) {
      const { width, height } = element.getBoundingClientRect();
      // WCAG 2.2, 2.5.8 asks for 24; boxes to tick have their label around them.
      if (width > 0 && !element.matches('[type=radio], [type=checkbox]') && height < 36)
        found.push(`${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 120)}`);
    }
    return found;
  });
}
