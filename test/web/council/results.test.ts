/** The pages of results: who reads what, what everybody may read, and what is true where there is nothing. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleWorld, memberWith, openConsoleWorld } from '../console/console-world.ts';

let world: ConsoleWorld;
let slug: string;
let id: string;

const an = memberWith('council-member', 'VN', 'An');
const binh = memberWith('council-member', '79', 'Bình');
const lan = memberWith('staff', 'VN', 'Lan');

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'council-')), {
    DEMO: '1',
    DEMO_RESPONSES: '1500',
  });
  const { results } = world.dependencies;
  slug = (await results.list('VN', 'vi'))[0]?.slug ?? '';
  id = (await results.page({ consultation: slug, place: 'VN', language: 'vi' }))?.consultation.id ?? '';
}, 120_000);
afterAll(() => world?.app.close());

const textOf = async (response: Promise<Response>) => (await response).text();

describe('the council', () => {
  it('signs in at the door of the console and comes back', async () => {
    const answer = await world.get(null, `/council/${slug}/VN`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `/console/sign-in?from=${encodeURIComponent(`/council/${slug}/VN`)}`,
    );
  });

  it('finds its consultations, and says that made-up answers are made up', async () => {
    const list = await textOf(world.get(an, '/council'));
    expect(list).toContain(`/council/${slug}/VN`);
    expect(list).toContain('Số liệu mô phỏng');
    for (const path of ['', '/questions/spot', '/show/1']) {
      expect(await textOf(world.get(an, `/council/${slug}/VN${path}`))).toContain('số liệu mô phỏng');
    }
    expect(await textOf(world.get(an, `/council/${slug}/VN/questions/spot/slide.svg`))).toContain(
      'Số liệu mô phỏng',
    );
  });

  it('is led there from the first page', async () => {
    expect(await textOf(world.get(binh, '/console'))).toContain('href="/council"');
  });

  it('reads its own place and nobody else’s', async () => {
    expect((await world.get(binh, `/council/${slug}/79`)).status).toBe(200);
    expect((await world.get(binh, `/council/${slug}/26740`)).status).toBe(200);
    for (const place of ['VN', '01', '99', 'x']) {
      expect((await world.get(binh, `/council/${slug}/${place}`)).status).toBe(404);
      expect((await world.get(binh, `/council/${slug}/${place}/questions/spot/slide.png`)).status).toBe(404);
    }
  });

  it('sees each question with a picture, a sentence and a table', async () => {
    const page = await textOf(world.get(an, `/council/${slug}/VN`));
    const questions = page.match(/<article/g)?.length ?? 0;
    expect(questions).toBeGreaterThan(10);
    // One of them is the map of where children live.
    expect(page.match(/role="img"/g)).toHaveLength(questions);
    expect(page.match(/<table>/g)?.length).toBeGreaterThanOrEqual(questions);
    expect(page).toMatch(/Cứ 10 bạn thì khoảng \d bạn chọn/);
    expect(page).not.toMatch(/ style="|<style|undefined|NaN|\[object/);
  });

  it('loads a page that a phone on a poor line can wait for', async () => {
    const page = await textOf(world.get(an, `/council/${slug}/VN`));
    const pictures = [...page.matchAll(/<svg[\s\S]*?<\/svg>/g)]
      .map(([svg]) => svg.length)
      .sort((a, b) => b - a);
    // The largest is the map.
    const [map = 0, ...others] = pictures;
    const words = page.length - pictures.reduce((sum, one) => sum + one, 0);
    const each = (words + others.reduce((sum, one) => sum + one, 0)) / others.length;
    expect(others[0]).toBeLessThan(5000);
    expect(map + 20 * each).toBeLessThan(200_000);
  });

  it('takes pictures along', async () => {
    const svg = await world.get(an, `/council/${slug}/VN/questions/mood/picture.svg`);
    expect(svg.headers.get('content-type')).toContain('image/svg+xml');
    expect(svg.headers.get('content-disposition')).toBe(`attachment; filename="${slug}-mood.svg"`);
    const png = await world.get(an, `/council/${slug}/VN/questions/mood/slide.png`);
    expect(png.headers.get('content-type')).toBe('image/png');
    expect((await world.get(an, `/council/${slug}/VN/questions/nothing/slide.png`)).status).toBe(404);
  });

  it('splits a question by age, place and another question', async () => {
    for (const by of ['@age', '@place', '@language', 'listened']) {
      const page = await textOf(
        world.get(an, `/council/${slug}/VN/questions/spot?by=${encodeURIComponent(by)}`),
      );
      expect(page).toContain(`<option value="${by}" selected`);
    }
  });

  it('calls nothing a finding that says who the children are or how they were led', async () => {
    const page = await textOf(world.get(an, `/council/${slug}/VN`));
    const [said = '', who = ''] = page.split('id="who"');
    expect(said).not.toContain('Em là bạn gái hay bạn trai');
    expect(who).toContain('Em là bạn gái hay bạn trai');
    expect(page).toContain('Câu này hỏi các bạn 7–8 tuổi.');
    expect(page).not.toContain('/questions/place"');
  });

  it('is told where a group was never asked', async () => {
    const page = await textOf(world.get(an, `/council/${slug}/VN/questions/mood?by=%40age`));
    expect(page).toContain('không hỏi lứa này');
    expect(page).toMatch(/khoảng \d+ bạn/);
    expect(page).not.toContain('<option value="mood-small"');
    expect(page).not.toContain('<option value="place"');
  });

  it('is spoken to as a child, officials are not', async () => {
    expect(await textOf(world.get(an, '/council'))).toContain('Chào em');
    const page = await textOf(world.get(lan, '/council'));
    expect(page).not.toContain('Chào em');
    expect(page).toContain('Anh chị bấm');
    expect(await textOf(world.get(lan, `/council/${slug}/VN`))).not.toContain('Em đừng mang');
  });

  it('is spoken to as a child on every page it can reach, in both languages', async () => {
    for (const language of ['vi', 'en']) {
      const seen = new Set<string>();
      const waiting = [
        '/console',
        '/council',
        '/console/account',
        '/console/indicators/rows',
        '/console/nowhere',
      ];
      while (waiting.length > 0 && seen.size < 60) {
        const path = waiting.pop() ?? '';
        if (seen.has(path)) continue;
        seen.add(path);
        const answer = await world.get(binh, `${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        const page = await answer.text();
        expect(page, path).not.toMatch(/anh chị|\bXin\b(?! chào)|class="phrase-missing"/i);
        expect(page, path).not.toMatch(/>\s*[a-z-]+(\.[a-z-]+)+\.council\s*</);
        const links = [answer.headers.get('location') ?? '', ...page.matchAll(/href="([^"]+)"/g)].map(
          (one) =>
            (typeof one === 'string' ? one : (one[1] ?? '')).replace(/[?&](amp;)?lang=\w+/, '').split('#')[0],
        );
        for (const link of links) {
          const isPage = /^\/(council|console)/.test(link ?? '') && !/\.(png|svg|css|js)$/.test(link ?? '');
          // One commune stands for all, and one question.
          if (isPage && !/places\/(?!79)\d|questions\/(?!spot)/.test(link ?? '')) waiting.push(link ?? '');
        }
      }
      expect(seen.size).toBeGreaterThan(10);
      expect([...seen].join(' ')).toMatch(/console\/exports\/of\/.*console\/comments|console\/comments/);
    }
  });

  it('finds out nothing about a place where too few answered', async () => {
    const page = await textOf(world.get(an, `/council/${slug}/26740`));
    expect(page).toContain('chưa đủ bạn trả lời');
    expect(page).not.toContain('<table');
  });

  it('is told what is true of a consultation without a release', async () => {
    const { get, app } = world;
    const flowId = (
      await world.dependencies.results.page({ consultation: slug, place: 'VN', language: 'vi' })
    )?.consultation.flowId;
    const launched = await app.launch({
      ...{ flowId: flowId ?? '', slug: 'dot-moi', places: ['79'], minCell: 5, opensAt: null, closesAt: null },
      codes: [{ code: 'MOI', place: '79' }],
    });
    const page = await textOf(get(binh, `/council/${launched.slug}/79`));
    expect(page).toContain('Các bạn vẫn đang trả lời');
    await app.closeConsultation(launched.slug);
    expect(await textOf(get(binh, `/council/${launched.slug}/79`))).toContain(
      'kết thúc mà chưa đủ bạn trả lời',
    );
  });
});

describe('what everybody may read', () => {
  it('is nothing until staff open it', async () => {
    const answer = await world.get(null, `/results/${slug}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is opened and closed by whoever may, and by nobody else', async () => {
    const path = `/console/consultations/${id}/public-results`;
    for (const member of [an, memberWith('auditor'), memberWith('staff', '79')]) {
      expect((await world.get(member, path)).status).toBeGreaterThanOrEqual(403);
      expect((await world.post(member, `${path}/open`, {})).status).toBeGreaterThanOrEqual(403);
    }
    const asked = await textOf(world.get(lan, path));
    expect(asked).toContain('Mở kết quả cho mọi người?');
    expect(asked).toContain('số liệu mô phỏng');
    expect((await world.get(null, `/results/${slug}`)).status).toBe(404);
    const opened = await world.post(lan, `${path}/open`, {});
    expect(opened.status).toBe(303);
    expect(await textOf(world.get(lan, opened.headers.get('location') ?? ''))).toContain('Đã mở kết quả');
    expect(await textOf(world.get(null, '/results'))).toContain(`/results/${slug}`);
    expect(await textOf(world.get(lan, `/console/consultations/${id}`))).toContain('Thôi công khai');
    expect((await world.get(null, `/results/${slug}`)).status).toBe(200);
    await world.post(lan, `${path}/withdraw`, {});
    expect((await world.get(null, `/results/${slug}`)).status).toBe(404);
    expect(await textOf(world.get(null, '/results'))).not.toContain(`/results/${slug}`);
    await world.post(lan, `${path}/open`, {});
  });

  it('may be kept by caches for some minutes, and is asked for again by its tag', async () => {
    const answer = await world.get(null, `/results/${slug}`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    expect(answer.headers.get('vary')).toContain('Accept-Language');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('etag')).toMatch(/^(W\/)?"/);
  });

  it('is answered in words for everybody where there is nothing', async () => {
    for (const path of [
      '/results/khong-co',
      `/results/${slug}/79`,
      `/results/${slug}/questions/khong-co/x`,
    ]) {
      const answer = await world.get(null, path);
      expect(answer.status).toBe(404);
      const page = await answer.text();
      expect(page).not.toContain('anh chị');
      expect(page).toContain('Ở đây chưa có kết quả nào');
    }
  });

  it('is not found by a code', async () => {
    expect((await world.get(null, '/results/THU')).status).toBe(404);
  });

  it('is never more than the council reads', async () => {
    const figuresOf = (page: string) =>
      new Set([...page.matchAll(/<t[dh][^>]*>([^<]*)<\/t[dh]>/g)].map(([, text]) => text ?? ''));
    for (const path of ['', '/questions/spot', '/questions/mood?by=%40age']) {
      const open = figuresOf(await textOf(world.get(null, `/results/${slug}${path}`)));
      const council = figuresOf(await textOf(world.get(an, `/council/${slug}/VN${path}`)));
      expect([...open].filter((text) => !council.has(text))).toEqual([]);
      expect(open.size).toBeGreaterThan(3);
    }
  });
});
