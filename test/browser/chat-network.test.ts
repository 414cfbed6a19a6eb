/** The chat on a bad network and on a shared phone: nothing is lost, nothing counts twice, nothing stays behind. */

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChatBrowser, closeBrowser, goToTextQuestion, openChat, storedText } from './chat-browser.ts';

const WAITING = 'Đang chờ mạng… câu trả lời của em vẫn còn đây.';
const MESSAGES = '**/c/THU/messages';

let open: ChatBrowser;

beforeEach(async () => {
  open = await openChat();
  await open.page.getByRole('button', { name: 'Có, em muốn' }).waitFor();
});
afterEach(() => open.close());
afterAll(closeBrowser);

async function send(words: string): Promise<void> {
  await open.page.locator('#words').fill(words);
  await open.page.getByRole('button', { name: 'Gửi' }).click();
}

describe('when the network is gone', () => {
  it('typed words wait, are said to wait, and arrive once by themselves', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    await page.context().setOffline(true);
    await send('Em trồng cây');
    await page.getByRole('status').getByText(WAITING).waitFor();
    expect(await storedText(page)).toContain('Em trồng cây');
    expect(await page.locator('.theirs').last().innerText()).toContain('Em trồng cây');
    await page.context().setOffline(false);
    await page.getByText('mấy giờ').waitFor({ timeout: 3000 });
    expect(await page.getByRole('status').innerText()).toBe('');
    expect(chat.arrived.filter(({ text }) => text === 'Em trồng cây')).toHaveLength(1);
    expect(await storedText(page)).toBe('{}{}');
  });

  it('a tap waits as well, and stays marked', async () => {
    const { page, chat } = open;
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByText(WAITING).waitFor();
    expect(await page.locator('.option.tapped').innerText()).toContain('Có, em muốn');
    await page.getByRole('button', { name: 'Không' }).click({ force: true });
    await page.context().setOffline(false);
    await page.getByText('Ở trường em thấy thế nào?').waitFor();
    expect(chat.arrived.flatMap(({ choice }) => choice ?? [])).toEqual(['yes']);
  });

  it('words that wait survive a reload and keep their id', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    const ids: string[] = [];
    await page.route(MESSAGES, (route) => {
      ids.push(route.request().postDataJSON().id);
      return route.abort();
    });
    await send('Em trồng cây');
    await page.getByText(WAITING).waitFor();
    await page.unroute(MESSAGES);
    await page.reload();
    await page.getByText('mấy giờ').waitFor();
    expect(await page.locator('.theirs').innerText()).toContain('Em trồng cây');
    const taken = chat.arrived.filter(({ text }) => text === 'Em trồng cây');
    expect(new Set([...ids, ...taken.map(({ id }) => id)]).size).toBe(1);
    expect(taken).toHaveLength(1);
    expect(await storedText(page)).toBe('{}{}');
  });
});

describe('when the answer gets lost on its way back', () => {
  it('the same id is sent again and counts once', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    let lost = 0;
    await page.route(MESSAGES, async (route) => {
      if (lost === 2) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await send('Em trồng cây');
    await page.getByText('mấy giờ').waitFor();
    const arrived = chat.arrived.filter(({ text }) => text === 'Em trồng cây');
    expect(arrived).toHaveLength(3);
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(1);
    expect(await page.getByText('mấy giờ').count()).toBe(1);
  });
});

describe('when the server cannot answer now', () => {
  it.each([503, 500, 502, 429, 408])('%i is tried again with the same id', async (status) => {
    const { page, chat } = open;
    const ids: string[] = [];
    await page.route(MESSAGES, async (route) => {
      ids.push(route.request().postDataJSON().id);
      return ids.length < 2 ? route.fulfill({ status, body: '<html>busy</html>' }) : route.continue();
    });
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByText('Ở trường em thấy thế nào?').waitFor();
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(chat.taken.get(ids[0] ?? '')).toMatchObject({ choice: 'yes' });
  });

  it('a server that took it but could not say so is asked again', async () => {
    const { page, chat } = open;
    chat.faults.push(503);
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByText('Ở trường em thấy thế nào?').waitFor();
    expect(chat.arrived.filter(({ choice }) => choice === 'yes')).toHaveLength(2);
    expect(await page.locator('.theirs').count()).toBe(1);
  });

  it('the page of a network that wants a sign-in is no answer', async () => {
    const { page } = open;
    let caught = 0;
    await page.route(MESSAGES, (route) => {
      caught += 1;
      if (caught === 1)
        return route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Wi-Fi</h1>' });
      if (caught === 2)
        return route.fulfill({ status: 200, contentType: 'application/json', body: '{"login":true}' });
      return route.continue();
    });
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByText('Ở trường em thấy thế nào?').waitFor();
    expect(caught).toBe(3);
  });
});

describe('when the server refuses', () => {
  it('says its sentence, sends nothing again, and the words are still in the box', async () => {
    const { page } = open;
    await goToTextQuestion(page);
    let tries = 0;
    await page.route(MESSAGES, (route) => {
      tries += 1;
      const body = JSON.stringify({ status: 413, detail: 'Em viết ngắn hơn một chút nhé.' });
      return route.fulfill({ status: 413, contentType: 'application/problem+json', body });
    });
    await send('Một câu thật dài');
    await page.getByRole('status').getByText('Em viết ngắn hơn một chút nhé.').waitFor();
    expect(await page.locator('#words').inputValue()).toBe('Một câu thật dài');
    expect(await page.locator('.theirs').allTextContents()).not.toContain('Em: Một câu thật dài');
    await page.waitForTimeout(1500);
    expect(tries).toBe(1);
    await page.unroute(MESSAGES);
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.getByText('mấy giờ').waitFor();
  });

  it('offers to load the page again where there is nothing to answer', async () => {
    const { page } = open;
    await page.route(MESSAGES, (route) => route.fulfill({ status: 404, body: '' }));
    await page.reload();
    await page.getByRole('button', { name: 'Tải lại trang' }).waitFor();
    await page.unroute(MESSAGES);
    await page.getByRole('button', { name: 'Tải lại trang' }).click();
    await page.getByRole('button', { name: 'Có, em muốn' }).waitFor();
  });
});

describe('words half typed', () => {
  it('survive a reload, and are gone once they were sent', async () => {
    const { page } = open;
    await goToTextQuestion(page);
    await page.locator('#words').fill('Em đang viết d');
    await page.reload();
    await page.locator('#words').waitFor();
    expect(await page.locator('#words').inputValue()).toBe('Em đang viết d');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.getByRole('textbox', { name: 'Em gõ một con số' }).waitFor();
    expect(await page.locator('#words').inputValue()).toBe('');
    expect(await storedText(page)).toBe('{}{}');
  });

  it('do not follow to the next question when this one is skipped', async () => {
    const { page } = open;
    await goToTextQuestion(page);
    await page.locator('#words').fill('nửa câu');
    await page.getByRole('button', { name: 'Bỏ qua câu này' }).click();
    await page.getByRole('textbox', { name: 'Em gõ một con số' }).waitFor();
    expect(await page.locator('#words').inputValue()).toBe('');
  });
});

describe('on a phone that others use too', () => {
  it('nothing of what was said is left after the end, in storage or on the screen', async () => {
    const { page } = open;
    await goToTextQuestion(page);
    await send('Em trồng cây');
    await page.getByText('mấy giờ').waitFor();
    await send('2');
    await page.getByRole('button', { name: 'Huế' }).click();
    await page.getByRole('button', { name: 'Ngoài sân' }).click();
    await page.getByText('Cảm ơn em!').waitFor();
    expect(await storedText(page)).toBe('{}{}');
    expect(await page.locator('.theirs').count()).toBe(0);
    expect(await page.locator('body').innerText()).not.toMatch(/trồng cây|Ngoài sân|Huế/);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  it('a walk that was stopped shows nothing of itself, and can be taken up again', async () => {
    const { page } = open;
    await goToTextQuestion(page);
    await page.locator('#words').fill('nửa câu');
    await page.getByRole('button', { name: 'Dừng ở đây' }).click();
    await page.getByText('Mình dừng ở đây nhé.').waitFor();
    expect(await storedText(page)).toBe('{}{}');
    expect(await page.locator('.bubble').count()).toBe(1);
    expect(await page.locator('#progress').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Trả lời tiếp' }).click();
    await page.getByRole('textbox', { name: 'Em viết câu trả lời ở đây' }).waitFor();
    expect(await page.locator('#words').inputValue()).toBe('');
  });

  it('a call for help is kept nowhere, and the helpline is shown without a network', async () => {
    const { page, chat } = open;
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Cần giúp? 111' }).click();
    await page.getByRole('link', { name: 'Gọi 111 (miễn phí)' }).waitFor();
    expect(await storedText(page)).toBe('{}{}');
    await page.context().setOffline(false);
    await page.getByText('Em gọi 111 nhé, miễn phí.').waitFor();
    expect(chat.arrived.filter(({ text }) => text === 'SOS')).toHaveLength(1);
  });

  it('what a broken-off walk left is removed once the consultation is over', async () => {
    const { page, chat } = open;
    await goToTextQuestion(page);
    await page.locator('#words').fill('nửa câu');
    expect(await storedText(page)).toContain('nửa câu');
    chat.close = (
      (close) => async () =>
        close()
    )(chat.close);
    await page.route('**/c/THU', async (route) => {
      const script = await (await fetch(`${chat.url}/assets-of-closed-page`)).text();
      await route.fulfill({ contentType: 'text/html', body: script });
    });
    await page.unroute('**/c/THU');
  });
});
