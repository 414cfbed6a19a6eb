/** A browser on the scripted chat, and what the tests look at again and again. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type ScriptedChat, startScriptedChat } from './scripted-chat.ts';

/** A family phone of the smaller kind. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
  locale: 'vi-VN',
};

/** A browser with one page on a fresh conversation. */
export type ChatBrowser = {
  readonly page: Page;
  readonly chat: ScriptedChat;
  /** What the page complained of: scripts that failed, and whatever the content policy stopped. */
  readonly complaints: string[];
  close(): Promise<void>;
};

let browser: Promise<Browser> | undefined;

/** Opens the chat in a context of its own; the browser itself is shared by the tests of a file. */
export async function openChat(
  options: BrowserContextOptions = PHONE,
  path = '/c/THU',
): Promise<ChatBrowser> {
  browser ??= launchBrowser();
  const chat = await startScriptedChat();
  const context = await (await browser).newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (/Content Security Policy|Refused to/.test(line.text())) complaints.push(line.text());
  });
  await page.goto(`${chat.url}${path}`);
  return {
    page,
    chat,
    complaints,
    close: async () => {
      await context.close();
      await chat.close();
    },
  };
}

/** Ends the browser of this file. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** Taps the answers up to the question about the headmaster, which is answered in words. */
export async function goToTextQuestion(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Có, em muốn' }).click();
  await page.getByRole('button', { name: 'Rất vui' }).click();
  await page.getByRole('button', { name: 'Sân trường' }).click();
  await page.getByRole('button', { name: 'Sân trường', pressed: true }).waitFor();
  await page.getByRole('button', { name: 'Xong' }).click();
  await page.getByRole('textbox', { name: 'Em viết câu trả lời ở đây' }).waitFor();
}

/** Everything that the page keeps in this browser, as text. */
export function storedText(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
}

/** Accessibility faults that axe finds, each in one line. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(await axeSource());
  await page.evaluate(arrived);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run(document, { resultTypes: ['violations'] });
    return violations.flatMap((fault: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
      fault.nodes.map((node) => `${fault.id}: ${node.html} ${node.failureSummary}`),
    );
  });
}

/** Runs in the page: waits for what still fades in (a half-shown bubble has half its contrast), not for what moves for ever. */
function arrived(): Promise<unknown> {
  const ending = document
    .getAnimations()
    .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
  return Promise.allSettled(ending.map((one) => one.finished));
}

function axeSource(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
