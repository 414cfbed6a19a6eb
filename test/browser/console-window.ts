/** A browser window on the console: a real server, a person who is signed in by saying so, and what the page complains of. */

import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { StaffMember } from '../../src/core/staff/member.ts';
import { createApp } from '../../src/web/app.ts';
import { createConsole } from '../../src/web/console/console.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ConsoleWorld, openConsoleWorld } from '../web/console/console-world.ts';
import { fakeDependencies } from '../web/fake-dependencies.ts';

/** A family of windows on one console. */
export type ConsoleWindows = {
  readonly world: ConsoleWorld;
  readonly url: string;
  /** What pages complained of: scripts that failed, and whatever the content policy stopped. */
  readonly complaints: string[];
  readonly open: (options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
};

/** A family phone of the smaller kind. */
export const SMALL = { viewport: { width: 360, height: 740 }, hasTouch: true } as const;
export const LAPTOP = { viewport: { width: 1280, height: 800 } } as const;
export const PROJECTOR = { viewport: { width: 1920, height: 1080 } } as const;

/**
 * Opens the console for somebody.
 *
 * @param settings added to those of an embedded database
 * @param others whose windows send `x-member` with their id
 */
export async function openConsoleWindows(
  member: StaffMember,
  settings: Readonly<Record<string, string>>,
  others: readonly StaffMember[] = [],
): Promise<ConsoleWindows> {
  const world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'console-window-')), settings);
  const server = serve({ fetch: (request) => app.fetch(request), port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const { signIn } = world.dependencies;
  const { receiveDelivery, describeInvitation, parents } = world.app;
  const app = createApp(
    fakeDependencies({ receiveDelivery, describeInvitation, parents, publicUrl: url }),
    createConsole({
      ...world.dependencies,
      publicUrl: url,
      signIn: {
        ...signIn,
        memberOf: async (headers) => others.find(({ id }) => id === headers.get('x-member')) ?? member,
      },
    }),
  );
  const complaints: string[] = [];
  let browser: Promise<Browser> | undefined;
  return {
    world,
    url,
    complaints,
    async open(options = LAPTOP) {
      browser ??= launchBrowser();
      const context = await (await browser).newContext({ baseURL: url, locale: 'vi-VN', ...options });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (line) => {
        if (/Content Security Policy|Refused to/.test(line.text())) complaints.push(line.text());
      });
      return page;
    },
    async close() {
      await (await browser)?.close();
      server.close();
      await world.app.close();
    },
  };
}

/** Whether a page has to be pushed sideways. */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
}
