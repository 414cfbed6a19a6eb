/** Pages as a browser gets them: what stands on them, and which headers come with them. */

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { fakeDependencies, openInvitation } from './fake-dependencies.ts';

async function get(path: string, deps = fakeDependencies(), headers: Record<string, string> = {}) {
  const response = await createApp(deps).request(path, { headers });
  return { response, status: response.status, text: await response.text() };
}

describe('the page of a consultation', () => {
  it('stands at its code in capitals; any other way of writing it leads there', async () => {
    expect((await get('/c/THU')).status).toBe(200);
    for (const written of ['/c/thu', '/c/Thu']) {
      const { status, response } = await get(written);
      expect([status, response.headers.get('location')]).toEqual([302, '/c/THU']);
    }
    expect((await get('/c/THU/')).status).toBe(200);
  });

  it('has the title of the consultation, in the language that the reader prefers or asks for', async () => {
    const vietnamese = await get('/c/THU');
    expect(vietnamese.text).toMatch(/^<!doctype html><html lang="vi">/i);
    expect(vietnamese.text).toContain('<h1 id="title">Trường học an toàn và vui</h1>');
    const english = await get('/c/THU', undefined, { 'Accept-Language': 'en-US,en;q=0.9,vi;q=0.5' });
    expect(english.text).toContain('<html lang="en">');
    const asked = await get('/c/THU?lang=en', undefined, { 'Accept-Language': 'vi' });
    expect(asked.text).toContain('A safe and happy school</h1>');
    expect((await get('/c/THU?lang=xx')).text).toContain('<html lang="vi">');
  });

  it('keeps to the languages of the consultation', async () => {
    const deps = fakeDependencies({ invitation: { ...openInvitation, languages: ['vi'] } });
    const { text } = await get('/c/THU', deps, { 'Accept-Language': 'en' });
    expect(text).toContain('<html lang="vi">');
    expect(text).not.toContain('English');
  });

  it('says so where it is a trial', async () => {
    expect((await get('/c/THU')).text).toContain('Bản dùng thử');
    const real = await get('/c/THU', fakeDependencies({ invitation: { ...openInvitation, demo: false } }));
    expect(real.text).not.toContain('Bản dùng thử');
  });

  it('carries no markup from a title', async () => {
    const title = { vi: '</script><script>alert(1)</script><b>"\'&' };
    const { text } = await get('/c/THU', fakeDependencies({ invitation: { ...openInvitation, title } }));
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<b>');
    expect(text.match(/<\/script>/g)).toHaveLength(2);
  });
});

describe('the first page', () => {
  it('leads to the results that everybody may read, once there are some', async () => {
    const withResults = (is: boolean) => ({ ...fakeDependencies(), hasPublicResults: async () => is });
    expect((await get('/', withResults(true))).text).toContain('href="/results?lang=vi"');
    expect((await get('/', withResults(false))).text).not.toContain('/results');
    expect((await get('/')).text).not.toContain('/results');
  });
});

describe('a code that cannot be answered', () => {
  it('unknown: 404, and the code in a box to be mended', async () => {
    const { status, text } = await get('/c/NOPE');
    expect(status).toBe(404);
    expect(text).toContain('Chưa tìm thấy mã này');
    expect(text).toMatch(/<form class="code" action="\/c" method="get">.*name="code"[^>]* value="NOPE"/);
    expect(text).toContain('href="/"');
    expect((await get(`/c/${encodeURIComponent('"><i>')}`)).text).toMatch(/name="code"[^>]* value=""/);
  });

  it('unknown: the other language is one tap away, and is kept behind the box', async () => {
    expect((await get('/c/NOPE')).text).toContain('<a class="quiet" href="?lang=en"');
    const { text } = await get('/c/NOPE?lang=en');
    expect(text).toContain('We cannot find this code');
    expect(text).toContain('<input type="hidden" name="lang" value="en"/>');
    expect(text).toContain('href="/?lang=en"');
    expect((await get('/c?code=thu&lang=en')).response.headers.get('location')).toBe('/c/THU?lang=en');
    expect((await get('/c?code=thu&lang=xx')).response.headers.get('location')).toBe('/c/THU');
  });

  it.each(['/c/NOPE', '/nowhere', '/'])('%s says when to call 111, and calls it', async (path) => {
    const { text } = await get(path);
    expect(text).toContain('Khi thấy không an toàn, em gọi 111');
    expect(text).toContain('href="tel:111"');
  });

  it('not open yet: says when, in Viet Nam’s time', async () => {
    const deps = fakeDependencies({ invitation: { ...openInvitation, status: 'scheduled' } });
    const { text } = await get('/c/THU', deps);
    expect(text).toContain('Chưa đến lúc mở');
    expect(text).toContain('sẽ mở lúc 8 giờ, Chủ nhật ngày 1 tháng 11 năm 2026.');
    expect((await get('/c/THU?lang=en', deps)).text).toMatch(/opens on Sunday, November 1, 2026.* 8:00 AM\./);
  });

  it('over: there is a box for another code', async () => {
    const deps = fakeDependencies({ invitation: { ...openInvitation, status: 'closed' } });
    expect((await get('/c/THU', deps)).text).toContain('Em có mã khác thì gõ vào đây nhé');
    const paused = fakeDependencies({ invitation: { ...openInvitation, status: 'paused' } });
    expect((await get('/c/THU', paused)).text).not.toContain('name="code"');
  });

  it('is there in the languages of the consultation only', async () => {
    const invitation = { ...openInvitation, status: 'closed', languages: ['vi'] } as const;
    const { text } = await get('/c/THU?lang=en', fakeDependencies({ invitation }));
    expect(text).toContain('<html lang="vi">');
    expect(text).not.toContain('?lang=');
  });

  it.each([
    ['paused', 'Tạm nghỉ một chút'],
    ['closed', 'Đợt này đã kết thúc'],
  ] as const)('%s: a friendly page', async (status, title) => {
    const { text } = await get('/c/THU', fakeDependencies({ invitation: { ...openInvitation, status } }));
    expect(text).toContain(title);
    expect(text).toContain('Trường học an toàn và vui');
    expect(text).not.toContain('id="log"');
  });

  it('closed: what an unfinished walk left in the browser is removed', async () => {
    const { text } = await get(
      '/c/THU',
      fakeDependencies({ invitation: { ...openInvitation, status: 'closed' } }),
    );
    expect(text).toMatch(/src="\/assets\/chat-forget\.[0-9a-f]+\.js"/);
    expect(text).toContain('data-code="THU"');
  });
});

describe('the first page', () => {
  it('promises no more about the reply than the consultation does', async () => {
    expect((await get('/')).text).toContain('cố gắng cho em biết người lớn trả lời gì');
    expect((await get('/?lang=en')).text).toContain('we try to tell you what the adults answer');
    const flow = await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8');
    expect(flow).toContain('Em Nói cố gắng cho em biết người lớn trả lời gì');
  });

  it('says what this is in Vietnamese and in English', async () => {
    expect((await get('/')).text).toContain('Trẻ em nói, người lớn lắng nghe');
    expect((await get('/?lang=en')).text).toContain('Children speak, grown-ups listen');
  });

  it.each([
    ['thu', '/c/THU'],
    [' t h ư ', '/c/THU'],
    ['abc-123', '/c/ABC123'],
  ])('leads from the typed code "%s" to %s', async (typed, to) => {
    const { status, response } = await get(`/c?code=${encodeURIComponent(typed)}`);
    expect([status, response.headers.get('location')]).toEqual([303, to]);
  });

  it.each(['', 'x', 'toolongtobeacode', '<script>', '😀😀😀'])(
    'says what a code is like after "%s"',
    async (typed) => {
      const { status, text } = await get(`/c?code=${encodeURIComponent(typed)}`);
      expect(status).toBe(400);
      expect(text).toContain('role="alert"');
      expect(text).not.toContain('<script>');
    },
  );
});

describe('every page', () => {
  const paths = ['/', '/c/THU', '/c/NOPE', '/nowhere', '/c?code=!'];

  it.each(paths)('%s lets no foreign script, frame or cache near', async (path) => {
    const { response, text } = await get(path);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('permissions-policy')).toContain('camera=()');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/ style=| on\w+=|<style/);
    expect(text).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
  });

  it.each(paths)('%s works when every phrase is there in both languages', async (path) => {
    for (const language of ['vi', 'en']) {
      const { text } = await get(path, undefined, { 'Accept-Language': language });
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).not.toMatch(/\{\{|undefined|\[object/);
    }
  });

  it('insists on https where it has it', async () => {
    const secure = await get('/', fakeDependencies({ secureCookies: true }));
    expect(secure.response.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    expect((await get('/')).response.headers.get('strict-transport-security')).toBeNull();
  });

  it('asks search engines to leave the consultations out', async () => {
    expect((await get('/c/THU')).response.headers.get('x-robots-tag')).toBe('noindex');
    expect((await get('/robots.txt')).text).toContain('Disallow: /c/');
    expect((await get('/')).response.headers.get('x-robots-tag')).toBeNull();
  });
});

describe('nothing there, and our fault', () => {
  it('gives people a page and machines a word', async () => {
    const page = await get('/nowhere', undefined, { Accept: 'text/html' });
    expect([page.status, page.text.includes('Không tìm thấy trang này')]).toEqual([404, true]);
    expect(page.text).toContain('Em có mã rồi thì gõ vào đây nhé');
    expect((await get('/nowhere?lang=en')).text).toContain('This page was not found');
    const word = await get('/nowhere', undefined, { Accept: 'application/json' });
    expect([word.status, word.text]).toEqual([404, 'Not found\n']);
  });

  it('tells nothing of a fault', async () => {
    const deps = fakeDependencies({
      describeInvitation: () => Promise.reject(new Error('password=hunter2')),
    });
    const { status, text, response } = await get('/c/THU', deps);
    expect(status).toBe(500);
    expect(text).toContain('Em Nói đang trục trặc');
    expect(text).not.toContain('hunter2');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('assets', () => {
  it('are named by their content and kept for ever', async () => {
    const { text } = await get('/c/THU');
    const urls = text.match(/\/assets\/chat-chat\.[0-9a-f]{12}\.(css|js)/g) ?? [];
    expect(urls).toHaveLength(2);
    for (const url of urls) {
      const { response, status } = await get(url);
      expect(status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('content-type')).toMatch(/^text\/(css|javascript)/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('are nowhere else', async () => {
    for (const path of ['/assets/chat.js', '/assets/', '/assets/..%2fapp.ts', '/assets/constructor']) {
      expect((await get(path)).status).toBe(404);
    }
    expect((await get('/assets/icon.svg')).response.headers.get('content-type')).toBe('image/svg+xml');
  });
});

describe('what watches the server', () => {
  it('is alive without asking anyone', async () => {
    expect((await get('/healthz')).status).toBe(200);
  });

  it('is ready only while the database is', async () => {
    expect((await get('/readyz')).status).toBe(200);
    expect((await get('/readyz', fakeDependencies({ health: { ready: async () => false } }))).status).toBe(
      503,
    );
    const failing = fakeDependencies({ health: { ready: () => Promise.reject(new Error('gone')) } });
    expect((await get('/readyz', failing)).status).toBe(503);
  });

  it('gives its figures', async () => {
    const { text, response } = await get('/metrics');
    expect(text).toBe('up 1\n');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  });
});
