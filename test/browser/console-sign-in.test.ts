/** The door of the console in a real browser: from the link to the code, out, and in again with a recovery code. */

import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../sign-in/sign-in-world.ts';
import { accessibilityFaults } from './chat-browser.ts';
import { type ConsoleServer, crampedThings, LAPTOP, SMALL_PHONE, startConsole } from './console-door.ts';

const PASSWORD = 'mưa rơi trên mái ngói';

/** Where pictures go that somebody wants to look at; none are taken otherwise. */
const PICTURES = process.env.PICTURES;

let server: ConsoleServer;
beforeAll(async () => {
  server = await startConsole();
}, 60_000);
afterAll(() => server.close());

async function lookAt(page: Page, name: string): Promise<void> {
  expect(await accessibilityFaults(page), name).toEqual([]);
  expect(await crampedThings(page), name).toEqual([]);
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

async function linkFor(email: string, role: 'administrator' | 'protection-officer'): Promise<string> {
  const { operator } = server.app.console.signIn;
  const invited = await operator.invite({ email, role, place: '79', name: 'Nguyễn Thị Lan' });
  if (invited.kind !== 'invited') throw new Error(invited.kind);
  return operator.linkOf(invited.token);
}

describe.each([
  ['laptop', LAPTOP],
  ['phone', SMALL_PHONE],
  ['phone-by-night', { ...SMALL_PHONE, colorScheme: 'dark' }],
] as const)('on a %s', (device, options) => {
  it('leads from the link to a password, a second factor and the console, out, and in with a recovery code', async () => {
    const email = `lan-${device}@tinhdoan.example`;
    const { page, complaints } = await server.open(options);
    await page.goto(await linkFor(email, 'protection-officer'));
    await lookAt(page, `${device}-1-link`);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('ngắn');
    await page.getByLabel('Nhập lại mật khẩu mới').fill('ngắn');
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
    await page.getByRole('alert').waitFor();
    await lookAt(page, `${device}-2-link-faults`);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(PASSWORD);
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click();

    await page.getByRole('img', { name: 'Mã QR' }).waitFor();
    await lookAt(page, `${device}-3-second-factor`);
    const key = (await page.locator('.typed-key code').innerText()).replaceAll(' ', '');
    await page.getByLabel('Mã 6 chữ số trên ứng dụng').fill(codeOf(key));
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByRole('heading', { name: 'Mã dự phòng' }).waitFor();
    await lookAt(page, `${device}-4-recovery-codes`);
    const codes = await page.locator('.recovery-codes code').allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole('link', { name: 'Tôi đã lưu' }).click();
    await page.waitForURL(`${server.url}/console`);

    await page.getByRole('banner').locator('a[href="/console/account"]').click();
    await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor();
    await lookAt(page, `${device}-5-account`);
    await page.getByRole('banner').getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Anh chị đã đăng xuất.').waitFor();
    await lookAt(page, `${device}-6-signed-out`);
    await page.goBack();
    await page.goto(`${server.url}/console/account`);
    await page.getByLabel('Địa chỉ thư điện tử').fill(email);
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByLabel('Mã xác thực').waitFor();
    await lookAt(page, `${device}-7-code`);
    await page.getByRole('link', { name: 'Dùng mã dự phòng' }).click();
    await page.getByLabel('Mã dự phòng').fill('sai-sai-sai');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('alert').waitFor();
    await lookAt(page, `${device}-8-recovery`);
    await page.getByLabel('Mã dự phòng').fill((codes[3] ?? '').replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    // Where one wanted to go before signing in.
    await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);
});

describe.each([
  ['laptop', LAPTOP],
  ['phone', SMALL_PHONE],
] as const)('an administrator on a %s', (device, options) => {
  it('invites somebody, hands the link over, gives a role, suspends', async () => {
    const { page, complaints } = await server.open(options);
    await page.goto(await linkFor(`quantri-${device}@tinhdoan.example`, 'administrator'));
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(PASSWORD);
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
    await page.getByRole('link', { name: 'Người dùng' }).click();
    await lookAt(page, `${device}-staff-1-list`);
    await page.getByRole('link', { name: 'Mời người dùng' }).click();
    await lookAt(page, `${device}-staff-2-invite`);
    await page.getByLabel('Địa chỉ thư điện tử').fill(`binh-${device}@tinhdoan.example`);
    await page.getByRole('radio', { name: /^Cán bộ phụ trách/ }).check();
    await page.getByLabel('Địa bàn').selectOption({ label: 'phường Sài Gòn' });
    await page.getByRole('button', { name: 'Tạo lời mời' }).click();
    await lookAt(page, `${device}-staff-3-link`);
    const link = await page.getByRole('textbox', { name: 'Đường dẫn' }).inputValue();

    const guest = await server.open(options);
    await guest.page.goto(link);
    await guest.page.getByLabel('Họ và tên').fill('Trần Văn Bình');
    await guest.page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
    await guest.page.getByLabel('Nhập lại mật khẩu mới').fill(PASSWORD);
    await guest.page.getByRole('button', { name: 'Tạo tài khoản' }).click();
    await guest.page.waitForURL(`${server.url}/console`);

    await page.goto(`${server.url}/console/staff`);
    await page.getByLabel('Tìm theo tên hoặc địa chỉ').fill(`binh-${device}`);
    await page.getByRole('button', { name: 'Tìm' }).click();
    await page.getByRole('link', { name: 'Trần Văn Bình' }).click();
    await page.getByText('Cấp thêm vai trò').click();
    await lookAt(page, `${device}-staff-4-person`);
    await page.getByRole('radio', { name: /^Người giám sát/ }).check();
    await page.getByLabel('Địa bàn').selectOption('79');
    await page.getByRole('button', { name: 'Cấp vai trò' }).click();
    await page.getByText('Đã cấp vai trò.').waitFor();
    await page.getByRole('button', { name: 'Tạm khóa' }).click();
    await page.getByText('Đã tạm khóa tài khoản').waitFor();
    await lookAt(page, `${device}-staff-5-suspended`);
    await guest.page.reload();
    await guest.page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    expect([...complaints, ...guest.complaints]).toEqual([]);
    await guest.page.context().close();
    await page.context().close();
  }, 60_000);
});
