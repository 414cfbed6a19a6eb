/** The pages of handouts: what they list, which files they give, to whom. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qrCodes, readDrawn } from '../../reports/handouts/made-up.ts';
import { memberWith } from './console-world.ts';
import { type HandoutWorld, openHandoutWorld, PLACES } from './handout-world.ts';

let world: HandoutWorld;
const staff = memberWith('staff', PLACES.own);

beforeAll(async () => {
  world = await openHandoutWorld(await mkdtemp(join(tmpdir(), 'handouts-')));
}, 60_000);
afterAll(() => world.app.close());

async function fileOf(path: string) {
  const answer = await world.get(staff, `/console/consultations/${world.planned}/handouts/${path}`);
  expect(answer.status).toBe(200);
  return { answer, drawn: readDrawn(new Uint8Array(await answer.arrayBuffer())) };
}

async function pageOf(id: string, query = ''): Promise<string> {
  const answer = await world.get(memberWith('staff'), `/console/consultations/${id}/handouts${query}`);
  expect(answer.status).toBe(200);
  return answer.text();
}

describe('the page', () => {
  it('gives the link of each channel, and the code to type where a link carries none', async () => {
    const page = await pageOf(world.planned);
    expect(page).toContain('https://emnoi.example.vn/c/TRUONG1');
    expect(page).toContain('https://t.me/emnoi_bot?start=TRUONG1');
    expect(page).toContain('https://zalo.me/1234567890123456789');
    expect(page).toContain('nhắn mã TRUONG1');
  });
  it('tells which setting a channel of the plan lacks', async () => {
    expect(await pageOf(world.planned)).toContain('ZALO_OA_ID');
  });
  it('follows the code and the language that were chosen, and leaves the console’s language alone', async () => {
    const path = `/console/consultations/${world.planned}/handouts?code=LELOI&language=en`;
    const answer = await world.get(staff, path);
    const page = await answer.text();
    expect(page).toContain('https://emnoi.example.vn/c/LELOI');
    expect(page).toContain('A letter to parents');
    expect(page).toContain('<html lang="vi">');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
  it('offers the languages of the questions and no other', async () => {
    const offered = (page: string) => [...page.matchAll(/<option value="(vi|en)"/g)].map(([, one]) => one);
    expect(offered(await pageOf(world.planned))).toEqual(['vi', 'en']);
    const asked = await pageOf(world.vietnameseOnly, '?language=en');
    expect(offered(asked)).toEqual(['vi']);
    expect(asked).not.toMatch(/pdf\?[^"]*language=en/);
    const path = `/console/consultations/${world.vietnameseOnly}/handouts/poster.pdf?language=en`;
    const poster = await world.get(memberWith('staff'), path);
    expect(poster.headers.get('content-disposition')).toContain('-poster-a4-vi.pdf');
    expect(await pageOf(world.vietnameseOnly, '?lang=en')).not.toMatch(/pdf\?[^"]*language=en/);
  });
  it('gives the file of a sheet in the first column, which a phone shows', async () => {
    const page = await pageOf(world.planned);
    const heads = [...page.matchAll(/<th scope="row">(.*?)<\/th>/gs)].map(([, head]) => head ?? '');
    expect(heads).toHaveLength(3);
    expect(heads.find((head) => head.includes('Lớp 5A'))).toContain(`sheet=${world.sheet}`);
    for (const head of heads) expect(head).toMatch(/<a href="[^"]+strips\.pdf\?[^"]*sheet=/);
  });
  it('shows what others wrote as text', async () => {
    const page = await pageOf(world.planned, '?code=LELOI');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('Trường &lt;b&gt;Lê Lợi&lt;/b&gt;');
    expect(page).not.toContain('<script>alert');
  });
  it('never shows a one-time code', async () => {
    const page = await pageOf(world.planned);
    expect(page).toContain('Lớp 5A');
    for (const code of world.oneTimeCodes) expect(page).not.toContain(code);
  });
  it('says what is missing where a consultation has no code, and where it has no plan', async () => {
    expect(await pageOf(world.codeless)).toContain('chưa có mã chung nào');
    const bare = await pageOf(world.commandLine);
    expect(bare).toContain('không lập kế hoạch trên trang này');
    expect(bare).toContain('https://emnoi.example.vn/c/THU');
  });
  it('has every phrase in English as well', async () => {
    const page = await pageOf(world.planned, '?lang=en');
    expect(page).toContain('Sheets of one-time codes');
  });
});

describe('the files', () => {
  it.each([
    ['poster.pdf', 'poster-a4-vi'],
    ['poster.pdf?size=a5', 'poster-a5-vi'],
    ['poster.pdf?size=large&language=en', 'poster-large-en'],
    ['poster.pdf?size=slide&code=LELOI', 'slide-vi'],
    ['parents.pdf', 'parents-vi'],
    ['teachers.pdf?language=en', 'teachers-en'],
    ['strips.pdf', 'strips-vi'],
  ])('%s is a PDF with a plain name that no cache keeps', async (path, name) => {
    const { answer, drawn } = await fileOf(path);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="dot-[0-9a-f]{8}-${name}\\.pdf"$`),
    );
    expect(drawn.words).toContain(path.includes('language=en') ? 'A safe school' : 'Trường học an toàn');
  });
  it('carry the code and the place that were chosen', async () => {
    const { drawn } = await fileOf('poster.pdf?code=LELOI');
    expect(drawn.words).toContain('tỉnh Đắk Lắk');
    expect(drawn.pages.flatMap(qrCodes).map(({ text }) => text)).toEqual([
      'https://emnoi.example.vn/c/LELOI',
      'https://t.me/emnoi_bot?start=LELOI',
      'https://zalo.me/1234567890123456789',
    ]);
  });
  it('of one-time codes have each code once', async () => {
    const { answer, drawn } = await fileOf(`strips.pdf?sheet=${world.sheet}`);
    expect(drawn.pages.flatMap(qrCodes).map(({ text }) => text)).toEqual(
      world.oneTimeCodes.map((code) => `https://emnoi.example.vn/c/${code}`),
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
  it('of sheets are told apart by what staff call them', async () => {
    const nameOf = async (sheet: string) =>
      (await fileOf(`strips.pdf?sheet=${sheet}`)).answer.headers.get('content-disposition');
    const [named = '', unnamed = ''] = world.sheetsBeside;
    expect(await nameOf(world.sheet)).toMatch(/^attachment; filename="dot-\w+-strips-lop-5a-vi\.pdf"$/);
    expect(await nameOf(named)).toMatch(/^attachment; filename="dot-\w+-strips-lop-5d-b-vi\.pdf"$/);
    expect(await nameOf(unnamed)).toContain(`-strips-${unnamed.slice(0, 8)}-vi.pdf"`);
  });
  it('are the same when asked for all at once', async () => {
    const all = await Promise.all([1, 2, 3].map(() => fileOf('poster.pdf')));
    expect(new Set(all.map(({ drawn }) => drawn.words)).size).toBe(1);
  });
  it('are drawn for a consultation without a plan', async () => {
    const path = `/console/consultations/${world.commandLine}/handouts/poster.pdf`;
    const answer = await world.get(memberWith('staff'), path);
    const drawn = readDrawn(new Uint8Array(await answer.arrayBuffer()));
    expect(drawn.words).toContain('Không kế hoạch');
    expect(drawn.words).toContain('Ai hỏi em: ……');
  });
  it.each([
    ['a code of another consultation', 'poster.pdf?code=THU'],
    ['a size that does not exist', 'poster.pdf?size=a0'],
    ['a sheet that does not exist', 'strips.pdf?sheet=00000000-0000-4000-8000-000000000000'],
    ['a sheet that is no id', "strips.pdf?sheet=' OR 1=1"],
    ['a one-time code in place of a code for many', 'poster.pdf?code=K7M4QX2P'],
  ])('are not there for %s', async (_, path) => {
    const answer = await world.get(staff, `/console/consultations/${world.planned}/handouts/${path}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });
  it('are not there through another consultation', async () => {
    const path = `/console/consultations/${world.commandLine}/handouts/strips.pdf?sheet=${world.sheet}`;
    expect((await world.get(memberWith('staff'), path)).status).toBe(404);
  });
  it.each(['nonsense', '00000000-0000-4000-8000-000000000000'])('are not there for %s', async (id) => {
    expect((await world.get(staff, `/console/consultations/${id}/handouts`)).status).toBe(404);
  });
});

describe('who may', () => {
  const all = ['', '/poster.pdf', '/parents.pdf', '/teachers.pdf', '/strips.pdf'];
  it.each([
    ['staff of the place', memberWith('staff', PLACES.own), [200, 200, 200, 200, 200]],
    ['staff of the nation', memberWith('staff'), [200, 200, 200, 200, 200]],
    ['an auditor, but not the codes', memberWith('auditor'), [200, 200, 200, 200, 403]],
    ['staff of another place', memberWith('staff', PLACES.beside), [404, 404, 404, 404, 404]],
    ['a moderator', memberWith('moderator'), [403, 403, 403, 403, 403]],
    ['nobody', null, [303, 303, 303, 303, 303]],
  ])('%s', async (_, member, statuses) => {
    const answers = await Promise.all(
      all.map((name) => world.get(member, `/console/consultations/${world.planned}/handouts${name}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  });
  it('the page of an auditor leads to no code', async () => {
    const answer = await world.get(memberWith('auditor'), `/console/consultations/${world.planned}/handouts`);
    expect(await answer.text()).not.toContain('strips.pdf');
  });
});
