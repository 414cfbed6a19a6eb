/** How the chat looks and reads: weight, size of things to tap, contrast, zoom, motion. */

import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, closeBrowser, openChat, PHONE } from './chat-browser.ts';

afterAll(closeBrowser);

/** Walks through every kind of question and looks at each, the end included. */
async function atEveryQuestion(page: Page, look: (what: string) => Promise<void>): Promise<void> {
  const steps: readonly (readonly [what: string, next: () => Promise<void>])[] = [
    ['choice', () => page.getByRole('button', { name: 'Có, em muốn' }).click()],
    ['scale', () => page.getByRole('button', { name: 'Rất vui' }).click()],
    [
      'choices',
      async () => {
        await page.getByRole('button', { name: 'Thư viện' }).click();
        await page.getByRole('button', { name: 'Thư viện', pressed: true }).waitFor();
        await look('choices, one picked');
        await page.getByRole('button', { name: 'Xong' }).click();
      },
    ],
    ['text', () => say(page, 'Em trồng cây')],
    ['number', () => say(page, '2')],
    ['letters', () => page.getByRole('button', { name: 'Huế' }).click()],
    ['two options', () => page.getByRole('button', { name: 'Ngoài sân' }).click()],
  ];
  for (const [what, next] of steps) {
    await page.locator('#answers:not(.busy) :is(button, textarea, input)').first().waitFor();
    await look(what);
    const shown = await page.locator('#log').innerText();
    await next();
    await page.waitForFunction((before) => document.getElementById('log')?.innerText !== before, shown);
  }
  await page.getByText('Cảm ơn em!').waitFor();
  await look('the end');
}

async function say(page: Page, words: string): Promise<void> {
  await page.locator('#words').fill(words);
  await page.getByRole('button', { name: 'Gửi' }).click();
}

/** Things to tap that are smaller than a child's finger, and anything that sticks out sideways. */
async function crampedThings(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll(
      'button, input:not([type=hidden]), textarea, a.call, a.button',
    )) {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && (height < 48 || width < 48)) found.push(`${width}×${height} ${element.outerHTML}`);
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      const far = [...document.querySelectorAll('*')].filter(
        (one) => one.getBoundingClientRect().right > clientWidth,
      );
      found.push(
        `${scrollWidth} wide on ${clientWidth}: ${far.map((one) => one.outerHTML.slice(0, 80)).join(' | ')}`,
      );
    }
    return found;
  });
}

describe('the chat page', () => {
  it('weighs at most 60 kB before the first question, everything counted', async () => {
    const { page, close } = await openChat(PHONE, '/healthz');
    let bytes = 0;
    const counted: Promise<void>[] = [];
    page.on('requestfinished', (request) => {
      counted.push(
        request.sizes().then((sizes) => {
          bytes += sizes.requestHeadersSize + sizes.requestBodySize;
          bytes += sizes.responseHeadersSize + sizes.responseBodySize;
        }),
      );
    });
    await page.goto(new URL('/c/THU', page.url()).href);
    await page.getByRole('button', { name: 'Có, em muốn' }).waitFor();
    await page.waitForLoadState('networkidle');
    await Promise.all(counted);
    expect(counted.length).toBeGreaterThanOrEqual(5);
    expect(bytes).toBeGreaterThan(15_000);
    expect(bytes).toBeLessThanOrEqual(60_000);
    await close();
  });

  it.each(['light', 'dark'] as const)(
    'has no accessibility fault on any question in %s colours',
    async (colorScheme) => {
      const { page, close, complaints } = await openChat({ ...PHONE, colorScheme, reducedMotion: 'reduce' });
      await atEveryQuestion(page, async (what) => {
        expect.soft(await accessibilityFaults(page), what).toEqual([]);
      });
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it.each([
    ['a small phone', 360, 640],
    ['a desktop screen at 400 %', 320, 256],
    ['a large screen', 1280, 900],
  ])('has nothing cramped and nothing that sticks out on %s', async (_, width, height) => {
    const { page, close } = await openChat({
      viewport: { width, height },
      locale: 'vi-VN',
      reducedMotion: 'reduce',
    });
    await atEveryQuestion(page, async (what) => {
      expect.soft(await crampedThings(page), what).toEqual([]);
    });
    await close();
  });

  it('has room for letters twice as large', async () => {
    const { page, close } = await openChat({ ...PHONE, reducedMotion: 'reduce' });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '225%';
    });
    await atEveryQuestion(page, async (what) => {
      expect.soft(await crampedThings(page), what).toEqual([]);
    });
    await close();
  });

  it('moves nothing where the reader wants no motion', async () => {
    const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
      const { page, close } = await openChat({ ...PHONE, reducedMotion });
      await page.getByRole('button', { name: 'Có, em muốn' }).waitFor();
      const name = await page
        .locator('.bubble')
        .first()
        .evaluate((bubble) => getComputedStyle(bubble).animationName);
      await close();
      return name;
    };
    expect(await moving('no-preference')).toBe('arrive');
    expect(await moving('reduce')).toBe('none');
  });

  it('shows the question and all its answers at once on a small phone, with nothing over them', async () => {
    const { page, close } = await openChat({ ...PHONE, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Có, em muốn' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rất vui' }).waitFor();
    await page.waitForFunction(() => {
      const top = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
      const question = [...document.querySelectorAll('.ours')].at(-1)?.getBoundingClientRect();
      const last = [...document.querySelectorAll('.option')].at(-1)?.getBoundingClientRect();
      return question !== undefined && question.top >= top && (last?.bottom ?? 999) <= window.innerHeight;
    });
    const outline = await page.locator('#answers').evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(outline).toBe('none');
    await close();
  });

  it('keeps what stands behind the numbers in line, also from ten on', async () => {
    const { page, close } = await openChat();
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByRole('button', { name: 'Rất vui' }).waitFor();
    const lefts = await page.locator('.option').evaluateAll((options) =>
      options.map((one, at) => {
        const number = one.querySelector('.number');
        if (number !== null) number.textContent = `${at + 8}.`;
        return one.querySelector('.label')?.getBoundingClientRect().left;
      }),
    );
    expect(new Set(lefts).size).toBe(1);
    await close();
  });

  it('draws a face big and reads only the words', async () => {
    const { page, close } = await openChat();
    await page.getByRole('button', { name: 'Có, em muốn' }).click();
    await page.getByRole('button', { name: '1. Rất vui', exact: true }).waitFor();
    const face = page.locator('.face').first();
    expect(await face.innerText()).toBe('😄');
    expect(
      await face.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
    ).toBeGreaterThan(28);
    await close();
  });
});

describe('the other pages', () => {
  it.each(['/', '/?lang=en', '/c?code=!', '/c/NOPE', '/nowhere'])(
    '%s has no fault and nothing cramped',
    async (path) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, close, complaints } = await openChat(
          { viewport: { width: 320, height: 480 }, colorScheme },
          path,
        );
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await crampedThings(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await close();
      }
    },
  );
});
