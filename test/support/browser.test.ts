// The test browser shows a page as a child would see it: letters with their marks, emoji, room to write.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';

const words = 'Em nghĩ gì về trường học? Ươm mầm, thuở ấy, ngày khuya 👋😀🏫';
const html = `<!doctype html><meta charset="utf-8"><title>Em Nói</title>
<body style="font: 32px system-ui, sans-serif"><p id="words">${words}</p>
<p>Măng non: ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự đ Đ</p></body>`;

describe('the test browser', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 360, height: 420 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('loads a page served on the loopback interface', async () => {
    expect(await page.textContent('#words')).toBe(words);
  });

  it('takes a screenshot of it', async () => {
    const png = await page.screenshot({ path: 'dist/browser.png' });
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });

  it('draws a letter, its marked form and an emoji each differently', async () => {
    const drawn = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      if (!pen) throw new Error('no canvas');
      return ['e', 'ệ', '👋', '\u{10fffd}'].map((sign) => {
        pen.clearRect(0, 0, canvas.width, canvas.height);
        pen.font = '48px system-ui';
        pen.fillText(sign, 10, 80);
        const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
        const isColoured = data.some((value, index) => index % 4 < 3 && value > 0);
        return { ink: data.reduce((sum, value) => sum + value, 0), isColoured };
      });
    });
    expect(new Set(drawn.map(({ ink }) => ink)).size).toBe(4);
    expect(drawn.map(({ isColoured }) => isColoured)).toEqual([false, false, true, false]);
  });
});
