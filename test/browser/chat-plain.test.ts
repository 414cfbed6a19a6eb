/** The chat in a browser that runs no script, and in one whose script never arrives. */

import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, closeBrowser, openChat, PHONE } from './chat-browser.ts';

afterAll(closeBrowser);

describe('without scripts', () => {
  it('the same conversation goes on with plain forms', async () => {
    const { page, chat, close } = await openChat({ ...PHONE, javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByRole('button', { name: 'Rất vui' }).click();
    await page.getByRole('button', { name: 'Sân trường' }).click();
    await page.getByRole('button', { name: 'Sân trường ✓' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('textbox', { name: 'Em viết câu trả lời ở đây' }).fill('Em trồng cây');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.getByText('mấy giờ').waitFor();
    await page.getByRole('button', { name: 'Cần giúp? 111' }).click();
    await page.getByText('Không phải lỗi của em').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('In English: 4').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const said = [...chat.taken.values()].flatMap(({ text, choice }) => text ?? choice ?? []);
    expect(said).toEqual(['yes', 'good-1', 'place-1', 'b:walk01:q2:_done', 'Em trồng cây', 'SOS', 'English']);
    await close();
  });

  it('a page whose script does not arrive offers the same start after a while', async () => {
    const { page, close } = await openChat(PHONE, '/healthz');
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(new URL('/c/THU', page.url()).href);
    const start = page.getByRole('button', { name: 'Bắt đầu' });
    expect(await start.isVisible()).toBe(false);
    await start.click();
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByText('Ở trường em thấy thế nào?').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await close();
  });
});
