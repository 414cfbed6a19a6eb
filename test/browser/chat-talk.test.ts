/** A conversation as a child has it: by keyboard, in two languages, asking for help, handing the phone on. */

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ChatBrowser,
  closeBrowser,
  goToTextQuestion,
  openChat,
  PHONE,
  storedText,
} from './chat-browser.ts';

let open: ChatBrowser;

afterAll(closeBrowser);
afterEach(() => open.close());

describe('by keyboard alone', () => {
  beforeEach(async () => {
    open = await openChat({ viewport: { width: 1000, height: 700 }, locale: 'vi-VN' });
  });

  it('everything can be answered, and the focus stays with the conversation', async () => {
    const { page, chat, complaints } = open;
    const answers = page.locator('#answers');
    /** Tabs to the button with these words and presses it. */
    const press = async (name: string, key = 'Enter') => {
      const target = answers.getByRole('button', { name });
      await target.waitFor();
      for (let tabs = 0; tabs < 20; tabs += 1) {
        if (await target.evaluate((button) => button === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      expect(await page.evaluate(() => document.activeElement?.matches(':focus-visible'))).toBe(true);
      await page.keyboard.press(key);
    };
    await press('Có, em muốn');
    await page.getByText('Ở trường em thấy thế nào?').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('answers');
    await press('Rất vui', 'Space');
    await press('Cổng trường', 'Space');
    await answers.getByRole('button', { name: 'Cổng trường', pressed: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Cổng trường');
    await press('Xong');
    await page.getByRole('textbox').waitFor();
    await page.keyboard.type('Em mở cửa thư viện cả ngày');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('và trồng cây');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Em gõ một con số' }).waitFor();
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await press('Đà Nẵng');
    await press('Ngoài sân');
    await page.getByText('Cảm ơn em!').waitFor();
    expect(chat.arrived.map(({ text, choice }) => text ?? choice ?? '')).toEqual([
      '',
      'yes',
      'good-1',
      'place-2',
      'b:walk01:q2:_done',
      'Em mở cửa thư viện cả ngày\nvà trồng cây',
      '2',
      'p4',
      'out',
    ]);
    expect(complaints).toEqual([]);
  });

  it('typing is possible where buttons are offered', async () => {
    const { page, chat } = open;
    await page.getByRole('button', { name: 'Gõ bằng chữ' }).click();
    await page.keyboard.type('có');
    await page.keyboard.press('Enter');
    await page.getByText('Ở trường em thấy thế nào?').waitFor();
    expect(chat.arrived.at(-1)).toMatchObject({ text: 'có' });
  });

  it('Enter that ends a composition sends nothing', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    const before = chat.arrived.length;
    const words = page.locator('#words');
    await words.fill('tiê');
    await words.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await words.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    await page.waitForTimeout(200);
    expect(chat.arrived).toHaveLength(before);
    await words.press('Enter');
    await page.getByRole('textbox', { name: 'Em gõ một con số' }).waitFor();
    expect(chat.arrived.at(-1)).toMatchObject({ text: 'tiê' });
  });

  it('nothing is sent where nothing was typed', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    const before = chat.arrived.length;
    await page.locator('#words').fill('  \n ');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.waitForTimeout(200);
    expect(chat.arrived).toHaveLength(before);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('words');
  });
});

describe('on a phone', () => {
  beforeEach(async () => {
    open = await openChat(PHONE);
    await open.page.getByRole('button', { name: 'Có, em muốn' }).waitFor();
  });

  it('shows what was asked and answered, and how far it is', async () => {
    const { page } = open;
    await goToTextQuestion(page);
    expect(await page.locator('.theirs').allTextContents()).toEqual([
      'Em: Có, em muốn',
      'Em: 😄 Rất vui',
      'Em: Xong',
    ]);
    const bar = page.getByRole('progressbar', { name: 'Câu 4 trong 7 câu' });
    expect(
      await bar.evaluate((element) => [Reflect.get(element, 'value'), Reflect.get(element, 'max')]),
    ).toEqual([4, 7]);
    expect(await page.locator('#progress').innerText()).toContain('4/7');
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('polite');
  });

  it('does not bring up the keyboard before the question was read', async () => {
    await goToTextQuestion(open.page);
    expect(await open.page.evaluate(() => document.activeElement?.id)).toBe('answers');
  });

  it('brings the new question into view', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByRole('button', { name: 'Rất buồn' }).waitFor();
    await expect.poll(() => isSeen('.ours:last-child')).toBe(true);
    async function isSeen(selector: string): Promise<boolean> {
      return page.locator(selector).evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return (
          top >= (document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0) &&
          bottom <= innerHeight
        );
      });
    }
  });

  it('picking several answers changes the question in place', async () => {
    const { page, chat } = open;
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByRole('button', { name: 'Rất vui' }).click();
    await page.getByRole('button', { name: 'Thư viện' }).click();
    await page.getByRole('button', { name: 'Thư viện', pressed: true }).waitFor();
    await page.getByRole('button', { name: 'Lớp học' }).click();
    await page.getByRole('button', { name: 'Lớp học', pressed: true }).waitFor();
    await page.getByRole('button', { name: 'Thư viện' }).click();
    await page.getByRole('button', { name: 'Thư viện', pressed: false }).waitFor();
    expect(await page.locator('.bubble', { hasText: 'chưa an toàn' }).count()).toBe(1);
    expect(chat.arrived.slice(-3).map(({ choice }) => choice)).toEqual(['place-5', 'place-3', 'place-5']);
  });

  it('tapping twice, or another one while the first is on its way, sends once', async () => {
    const { page, chat } = open;
    await page.locator('.options').evaluate((options) => {
      const [yes, no] = options.querySelectorAll('button');
      for (const button of [yes, yes, no]) button?.click();
    });
    await page.getByText('Ở trường em thấy thế nào?').waitFor();
    await page.waitForTimeout(300);
    expect(chat.arrived.slice(1).map(({ choice }) => choice)).toEqual(['yes']);
  });

  it('sending twice sends once', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    await page.locator('#words').fill('Em trồng cây');
    await page.locator('form.entry').evaluate((form) => {
      for (let times = 0; times < 3; times += 1) form.querySelector('button')?.click();
    });
    await page.getByText('mấy giờ').waitFor();
    await page.waitForTimeout(300);
    expect(chat.arrived.filter(({ text }) => text !== undefined)).toHaveLength(1);
    expect(await page.locator('.theirs', { hasText: 'Em trồng cây' }).count()).toBe(1);
  });

  it('turns everything on the page into the other language, and stays so', async () => {
    const { page, chat } = open;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('In English: 0').waitFor();
    const seen = async () => [
      await page.evaluate(() => document.documentElement.lang),
      await page.title(),
      await page.getByRole('heading').innerText(),
      await page.getByRole('button', { name: /111/ }).innerText(),
      await page.getByRole('button', { name: 'Tiếng Việt' }).isVisible(),
      await page.getByRole('button', { name: 'English' }).count(),
    ];
    const english = [
      'en',
      'A safe and happy school · Em Nói',
      'A safe and happy school',
      'Need help? 111',
      true,
      0,
    ];
    expect(await seen()).toEqual(english);
    await page.reload();
    await page.getByText('In English: 0').waitFor();
    expect(await seen()).toEqual(english);
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('button', { name: 'Có, em muốn' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('vi');
    expect(chat.arrived.flatMap(({ text }) => text ?? [])).toEqual(['English', 'Tiếng Việt']);
  });

  it('answers a call for help with the helpline, and goes on where it was', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    await page.locator('#words').fill('Em đang viết dở');
    await page.getByRole('button', { name: 'Cần giúp? 111' }).click();
    await page.getByText('Không phải lỗi của em').waitFor();
    const calls = await page
      .getByRole('link', { name: '111' })
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(calls).toEqual(['tel:111', 'tel:111']);
    expect(chat.arrived.at(-1)).toMatchObject({ text: 'SOS' });
    expect(await page.locator('#words').inputValue()).toBe('Em đang viết dở');
  });

  it('hands over to another child only when that is really meant, and shows nothing of the first', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    await page.locator('#words').fill('Chuyện riêng của em');
    await page.getByRole('button', { name: 'Bạn khác trả lời' }).click();
    await page.getByRole('button', { name: 'Chưa, em trả lời tiếp' }).click();
    expect(await page.locator('#words').inputValue()).toBe('Chuyện riêng của em');
    expect(chat.arrived.some(({ text }) => text !== undefined)).toBe(false);
    await page.getByRole('button', { name: 'Bạn khác trả lời' }).click();
    await page.getByRole('button', { name: 'Đúng rồi' }).click();
    await page.getByText('Chào bạn mới!').waitFor();
    expect(chat.arrived.at(-1)).toMatchObject({ text: 'chuyển máy cho bạn khác' });
    expect(await page.locator('main').innerText()).not.toMatch(/Rất vui|riêng/);
    expect(await storedText(page)).toBe('{}{}');
  });
});
