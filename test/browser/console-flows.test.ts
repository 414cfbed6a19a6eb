/** Writing a flow in a real browser: by keyboard alone, saved by itself, two at once, on a small phone. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  beginDraft,
  beginNext,
  LAN,
  MINH,
  pageOf,
  publishDemo,
  readable,
} from '../web/console/flows/flow-world.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, openConsoleWindows, SMALL } from './console-window.ts';

let windows: ConsoleWindows;
let demo: string;

beforeAll(async () => {
  windows = await openConsoleWindows(LAN, {}, [MINH]);
  demo = await publishDemo(windows.world);
}, 60_000);
afterAll(() => windows.close());

const open = async (path: string, options?: object): Promise<Page> => {
  const page = await windows.open(options);
  await page.goto(path);
  return page;
};
const asMinh = { extraHTTPHeaders: { 'x-member': MINH.id } };
const said = (page: Page) => page.locator('[data-said]');
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

/** Goes on with the Tab key until the thing is focused. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    if (await page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never comes to ${selector}`);
}

/** Presses what is named, by the keyboard, and waits for the page it leads to. */
async function press(page: Page, selector: string, key = 'Enter'): Promise<void> {
  await tabTo(page, selector);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

/** Adds a question behind the last one: only with keys. */
async function addByKeys(page: Page, kind: string, words: string): Promise<void> {
  await press(page, 'section > .actions > a.button:first-child');
  await tabTo(page, '[name="words"]');
  await page.keyboard.type(words);
  await page.keyboard.press('Tab');
  const picked = () =>
    page.evaluate(() => document.querySelector<HTMLInputElement>('[name="kind"]:checked')?.value);
  for (let presses = 0; (await picked()) !== kind && presses < 20; presses++)
    await page.keyboard.press('ArrowDown');
  await press(page, 'main form button[type="submit"]');
}

/** Types words into a field: only with keys. */
async function typeByKeys(page: Page, name: string, words: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`);
  await page.keyboard.type(words);
}

/** Picks the option of a list: only with keys. */
async function pickByKeys(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`);
  const now = () =>
    page.evaluate((one) => document.querySelector<HTMLSelectElement>(`[name="${one}"]`)?.value, name);
  for (let presses = 0; (await now()) !== value && presses < 60; presses++)
    await page.keyboard.press('ArrowDown');
  expect(await now()).toBe(value);
}

describe('by keyboard alone', () => {
  it('a flow of five questions with a condition is written and published', async () => {
    const page = await open('/console/flows');
    await press(page, 'a[href="/console/flows/new"]');
    await typeByKeys(page, 'title', 'Sân chơi của em');
    await pickByKeys(page, 'place', 'VN');
    await press(page, 'main form button[type="submit"]');
    const draft = new URL(page.url()).pathname;

    await addByKeys(page, 'yes-no', 'Em có sân chơi gần nhà không?');
    await press(page, 'button[value="leave"]');
    await addByKeys(page, 'choice', 'Em thích chơi gì?');
    await typeByKeys(page, 'options.0.label.vi.all', 'Đá bóng');
    await typeByKeys(page, 'options.1.label.vi.all', 'Nhảy dây');
    await pickByKeys(page, 'when.add', 'san-choi-gan-nha in');
    await press(page, 'button[value="when.add"]');
    await tabTo(page, '[name="when.0.value"][value="yes"]');
    await page.keyboard.press('Space');
    await press(page, 'button[value="leave"]');
    await addByKeys(page, 'number', 'Một ngày em chơi mấy giờ?');
    await press(page, 'button[value="leave"]');
    await addByKeys(page, 'info', 'Cảm ơn em đã kể.');
    await press(page, 'button[value="leave"]');
    await addByKeys(page, 'text', 'Em muốn sân chơi có gì?');
    await press(page, 'button[value="leave"]');

    expect(await page.locator('.entry h3').allInnerTexts()).toHaveLength(9);
    await page.getByText('Chỉ hỏi khi câu 5 là “Có”.').waitFor();
    // The card before the last goes up; its button can be pressed again at once.
    await press(page, `[action$="/cam-on-ke"] button[value="up"]`);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('up');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect((await page.locator('.entry h3').allInnerTexts())[5]).toBe('Cảm ơn em đã kể.');

    await press(page, `a[href="${draft}/publish"]`);
    await press(page, 'main form button[type="submit"]');
    await page.getByText('Đã ban hành phiên bản 1.').waitFor();
    expect(windows.complaints).toEqual([]);
    await page.context().close();
  }, 120_000);
});

describe('a draft that saves itself', () => {
  it('saves a moment after typing, and shows what is wrong beside the field', async () => {
    const draft = await beginDraft(windows.world);
    const page = await open(`${draft}/questions/-/age`);
    await field(page, 'text.vi.all').fill('');
    await page.locator('[data-found="text.vi.all"] .fault').waitFor();
    expect(await field(page, 'text.vi.all').getAttribute('aria-invalid')).toBe('true');
    await field(page, 'text.vi.all').fill('Em mấy tuổi rồi nhỉ?');
    await page.locator('[data-found="text.vi.all"]:empty').waitFor({ state: 'attached' });
    expect(await said(page).innerText()).toMatch(/^Đã lưu lúc \d\d:\d\d$/);
    expect(readable(await pageOf(windows.world, LAN, draft))).toContain('Em mấy tuổi rồi nhỉ?');
    await page.context().close();
  });

  it('saves before a link is followed, and when the page is closed in the middle of a word', async () => {
    const draft = await beginDraft(windows.world);
    const page = await open(`${draft}/questions/-/age`);
    await field(page, 'text.vi.all').fill('Gõ rồi đi luôn?');
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Sân chơi' }).click()]);
    await page.getByText('Gõ rồi đi luôn?').waitFor();
    await page.goto(`${draft}/questions/-/consent`);
    await field(page, 'text.vi.all').fill('Gõ rồi đóng luôn?');
    await page.goto('/console/flows');
    const kept = async () => readable(await pageOf(windows.world, LAN, draft)).includes('Gõ rồi đóng luôn?');
    await expect.poll(kept).toBe(true);
    await page.context().close();
  });

  it('does not stand in its own way: a button pressed while it saves still does its work', async () => {
    const draft = await beginDraft(windows.world);
    await windows.world.post(LAN, `${draft}/add`, {
      list: '-',
      after: 'consent',
      kind: 'choice',
      words: 'Chơi gì?',
    });
    const page = await open(`${draft}/questions/-/choi`);
    await field(page, 'options.0.label.vi.all').fill('Đá bóng');
    await said(page).getByText('Đang lưu').or(said(page).getByText('Đã lưu')).waitFor();
    await field(page, 'options.1.label.vi.all').fill('Nhảy dây');
    await Promise.all([page.waitForEvent('load'), page.locator('button[value="options.add"]').click()]);
    await field(page, 'options.2.label.vi.all').fill('Đọc sách');
    await Promise.all([page.waitForEvent('load'), page.locator('button[value="leave"]').click()]);
    await page.getByText('Đọc sách').waitFor();
    await page.getByText('Nhảy dây').waitFor();
    await page.context().close();
  });

  it('counts down what the strictest channel carries', async () => {
    const draft = await beginDraft(windows.world);
    await windows.world.post(LAN, `${draft}/add`, {
      list: '-',
      after: 'consent',
      kind: 'choice',
      words: 'Chơi gì?',
    });
    const page = await open(`${draft}/questions/-/choi`);
    const label = field(page, 'options.0.label.vi.all');
    await label.fill('x'.repeat(60));
    await page.getByText('Còn 4 ký tự').waitFor();
    await label.fill('x'.repeat(70));
    await page.getByText('Dài hơn mức cho phép (thừa 6 ký tự)').waitFor();
    await label.fill('x'.repeat(2064));
    await page.getByText('Dài hơn mức cho phép (thừa 2.000 ký tự)').waitFor();
    await page.locator('[data-found="options.0.label.vi.all"] .fault').waitFor();
    await page.context().close();
  });

  it('takes the last change back', async () => {
    const draft = await beginDraft(windows.world);
    const page = await open(draft);
    await page.getByRole('button', { name: /^Xóa: Em mấy tuổi/ }).click();
    await page.getByText('Đã xóa câu hỏi.').waitFor();
    expect(await page.locator('.entry').count()).toBe(3);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Đã hoàn tác thay đổi cuối.').waitFor();
    expect(await page.locator('.entry').count()).toBe(4);
    await page.getByRole('button', { name: 'Làm lại' }).click();
    await page.getByText('Đã làm lại').waitFor();
    expect(await page.locator('.entry').count()).toBe(3);
    await page.context().close();
  });

  it('is put in another order by dragging', async () => {
    const draft = await beginDraft(windows.world);
    const page = await open(draft, { viewport: { width: 1280, height: 1800 } });
    const [from, to] = [
      await page.locator('#entry-consent .handle').boundingBox(),
      await page.locator('#entry-welcome').boundingBox(),
    ];
    if (from === null || to === null) throw new Error('A card is not to be seen');
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    // A single leap is no dragging for a browser.
    await page.mouse.move(from.x + 8, from.y - 40, { steps: 4 });
    await page.mouse.move(to.x + 40, to.y + 4, { steps: 8 });
    await page.mouse.up();
    await page.getByText('Đã chuyển chỗ câu hỏi.').waitFor();
    const keys = await page
      .locator('.entry')
      .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-key')));
    expect(keys).toEqual(['consent', 'welcome', 'age', 'promise']);
    await page.context().close();
  });
});

describe('two editors at once', () => {
  it('of one question: the second is told who was quicker, and sees both versions', async () => {
    const draft = await beginDraft(windows.world);
    const [lan, minh] = [
      await open(`${draft}/questions/-/age`),
      await open(`${draft}/questions/-/age`, asMinh),
    ];
    await field(minh, 'text.vi.all').fill('Bản của Minh?');
    await said(minh).getByText('Đã lưu').waitFor();
    await field(lan, 'text.vi.all').fill('Bản của Lan?');
    await said(lan).getByText('Anh Minh vừa sửa phần này').waitFor();
    await lan.getByRole('button', { name: 'Lưu', exact: true }).last().click();
    await lan.getByRole('heading', { name: 'Có hai bản của cùng một phần' }).waitFor();
    await lan.getByRole('cell', { name: 'Bản của Minh?' }).waitFor();
    await lan.getByRole('cell', { name: 'Bản của Lan?' }).waitFor();
    expect(await accessibilityFaults(lan)).toEqual([]);
    expect(readable(await pageOf(windows.world, LAN, draft))).toContain('Bản của Minh?');
    await lan.getByRole('button', { name: 'Lưu bản của tôi' }).click();
    await lan.getByText('Đã lưu.').waitFor();
    expect(readable(await pageOf(windows.world, LAN, draft))).toContain('Bản của Lan?');
    await lan.context().close();
    await minh.context().close();
  });
});

describe('every page of the editor', () => {
  it('is free of faults for screen readers and fits a small phone, by day and by night', async () => {
    const draft = await beginNext(windows.world, demo);
    await windows.world.post(LAN, `${draft}/questions/-/go-on`, { base: 'x', 'text.vi.all': '', do: '' });
    const pages = [
      ...[
        '/console/flows',
        '/console/flows/new',
        `/console/flows/versions/${demo}`,
        draft,
        `${draft}/settings`,
      ],
      ...[`${draft}/questions/-/spot`, `${draft}/questions/-/go-on`, `${draft}/questions/-/use:rate`],
      ...[`${draft}/questions/process/easy`, `${draft}/add?list=-&after=spot`, `${draft}/history`],
      ...[`${draft}/publish`, `${draft}/discard`],
    ];
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await windows.open({ ...SMALL, colorScheme });
      for (const path of pages) {
        await page.goto(path);
        expect([path, await isTooWide(page)]).toEqual([path, false]);
        expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
      }
      await page.context().close();
    }
    expect(windows.complaints).toEqual([]);
  }, 120_000);

  it('works without a script', async () => {
    const draft = await beginDraft(windows.world);
    const page = await open(`${draft}/questions/-/age`, { javaScriptEnabled: false });
    await field(page, 'text.vi.all').fill('');
    await page.getByRole('button', { name: 'Lưu', exact: true }).last().click();
    await page.locator('[data-found="text.vi.all"] .fault').waitFor();
    await page.context().close();
  });
});
