/** Parents in a real browser: planned by staff, asked by a child in the chat, answered on the page for parents. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAN, launched, MINH, publishShipped } from '../web/console/planned.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleWindows, isTooWide, LAPTOP, openConsoleWindows, SMALL } from './console-window.ts';

let windows: ConsoleWindows;
let id: string;

beforeAll(async () => {
  windows = await openConsoleWindows(LAN, { DEMO: '0' }, [MINH]);
  const { world } = windows;
  const hash = await publishShipped(world);
  id = await launched(world, hash, {
    ...{ parents: 'required', 'parent-ways': ['same-phone', 'own-phone', 'list'] },
    ...{
      ages: ['9-10', '11-13'],
      'asker-en': 'The Youth Union',
      'use-en': 'The head teacher chooses three things.',
    },
  });
  const act = crypto.randomUUID();
  await world.post(LAN, `/console/consultations/${id}/codes`, {
    ...{ act, 'code-wish': 'BOME', 'code-place': '', 'code-label': 'Trường Lê Lợi', next: 'one' },
  });
}, 120_000);
afterAll(() => windows?.close());

/** A picture to be looked at, where somebody asks for one. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function isReadable(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await accessibilityFaults(page), name).toEqual([]);
  expect(await isTooWide(page), name).toBe(false);
}

/** A child who has agreed and is to ask a parent. */
async function consented(): Promise<Page> {
  const child = await windows.open(SMALL);
  await child.goto('/c/BOME');
  await child.getByRole('button', { name: '9 tuổi' }).click();
  await child
    .getByRole('button', { name: /^(1\.)?\s*Có/ })
    .first()
    .click();
  const parents = child.getByRole('button', { name: 'Gửi cho bố mẹ' });
  const part = child.getByRole('button', { name: /^(1\.)?\s*Có/ }).first();
  await parents.or(part).first().waitFor();
  if (!(await parents.isVisible())) await part.click();
  await parents.waitFor();
  return child;
}

async function codeFor(child: Page): Promise<string> {
  await child.getByRole('button', { name: 'Gửi cho bố mẹ' }).click();
  const link = child.locator('a[href*="/p/"]');
  await link.waitFor();
  return new URL((await link.getAttribute('href')) ?? '').pathname.slice('/p/'.length);
}

it('a child sends the link, a parent agrees on their own phone, the child goes on, the parent withdraws', async () => {
  const child = await consented();
  const code = await codeFor(child);
  await isReadable(child, 'chat-link');
  const parent = await windows.open(SMALL);
  await parent.goto('/p');
  await parent.getByLabel('Mã dành cho phụ huynh').fill('sai');
  await parent.getByRole('button', { name: 'Đọc thư' }).click();
  await parent.getByRole('alert').waitFor();
  await isReadable(parent, 'p-form');
  await parent.getByLabel('Mã dành cho phụ huynh').fill(code.toLowerCase());
  await parent.getByRole('button', { name: 'Đọc thư' }).click();
  await parent.getByText('Kính gửi').waitFor();
  await isReadable(parent, 'p-letter');
  await parent.getByRole('button', { name: 'Tôi đồng ý' }).click();
  await parent.getByText('Đã ghi nhận sự đồng ý').waitFor();
  await isReadable(parent, 'p-agreed');
  await child.getByRole('button', { name: 'Xem lại' }).click();
  await child.getByText('đã đồng ý rồi').waitFor();
  await parent.reload();
  await parent.getByRole('button', { name: 'Rút lại sự đồng ý' }).click();
  await parent.getByText('đã bị xóa').waitFor();
  await isReadable(parent, 'p-withdrawn');
  expect(windows.complaints).toEqual([]);
}, 60_000);

describe('the letter', () => {
  it.each([
    ['vi', 'light'],
    ['vi', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)('is readable in %s by %s, without scripts', async (language, colorScheme) => {
    const code = await codeFor(await consented());
    const page = await windows.open({ ...SMALL, colorScheme });
    await page.goto(`/p/${code}?lang=${language}`);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.locator('script').count()).toBe(0);
    await isReadable(page, `p-letter-${language}-${colorScheme}`);
    const without = await windows.open({ ...SMALL, javaScriptEnabled: false });
    await without.goto(`/p/${code}?lang=${language}`);
    await without
      .getByRole('button', { name: language === 'vi' ? 'Tôi không đồng ý' : 'I do not agree' })
      .click();
    await without.waitForURL(`**/p/${code}?lang=${language}`);
    expect(await without.locator('h1').innerText()).toMatch(
      language === 'vi' ? /không đồng ý/ : /do not agree/,
    );
  });
});

it('a parent reads the letter in the chat', async () => {
  const child = await consented();
  await child.getByRole('button', { name: 'Đưa bố mẹ' }).click();
  await child.getByText('Kính gửi').waitFor();
  await isReadable(child, 'chat-letter');
  await child.getByRole('button', { name: 'Không đồng ý' }).click();
  await child.getByText('Không ai có lỗi').waitFor();
  await isReadable(child, 'chat-declined');
});

it('staff enter the slips that a school collected, and see what is wrong with them', async () => {
  for (const [name, options] of [
    ['laptop', LAPTOP],
    ['phone', { ...SMALL, colorScheme: 'dark' as const }],
  ] as const) {
    const page = await windows.open(options);
    await page.goto(`/console/consultations/${id}`);
    await page.getByRole('link', { name: 'Phiếu đồng ý của cha mẹ' }).click();
    await page.getByLabel('Số phiếu có chữ ký').fill('120');
    await page.getByLabel('Người giữ phiếu').fill('Văn thư <b>Trường Lê Lợi</b>');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('alert').waitFor();
    await isReadable(page, `slips-fault-${name}`);
    await page.getByLabel('Thu cho tờ mã hoặc mã nào').selectOption('code:BOME');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu số phiếu').waitFor();
    await page.getByRole('cell', { name: 'Văn thư <b>Trường Lê Lợi</b>' }).waitFor();
    await isReadable(page, `slips-${name}`);
  }
}, 30_000);

it('a plan without a way for parents says so', async () => {
  const page = await windows.open(LAPTOP);
  await page.goto('/console/consultations/new');
  await page.getByLabel('Tên đợt lấy ý kiến').fill('Hỏi cha mẹ');
  await page.getByRole('button', { name: 'Bắt đầu lập kế hoạch' }).click();
  await page.getByLabel('Cần cha mẹ hoặc người giám hộ đồng ý').check();
  await page.getByRole('button', { name: 'Lưu bản nháp' }).first().click();
  await page.getByRole('alert').getByText('Chưa chọn cách cha mẹ đồng ý').waitFor();
  await isReadable(page, 'plan');
  await page.getByLabel('Mở đường dẫn hoặc nhập mã trên máy của cha mẹ').check();
  await page.getByRole('button', { name: 'Lưu bản nháp' }).first().click();
  await page.getByText('Đã lưu bản nháp').waitFor();
  expect(await page.getByLabel('Cần cha mẹ hoặc người giám hộ đồng ý').isChecked()).toBe(true);
});
