/** Taking results along in the console: offered by reach, ordered, made, fetched. */

import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../reports/results/read-csv.ts';
import { readPdf } from '../../support/read-pdf.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld } from './console-world.ts';

let world: ConsoleWorld;
let consultation = '';
const staff = memberWith('staff');

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exports-'));
  world = await openConsoleWorld(folder, { DEMO: '1', DEMO_RESPONSES: '240' });
  const [offer] = await world.app.console.exports.offers();
  consultation = offer?.consultation.id ?? '';
}, 120_000);
afterAll(() => world?.app.close());

/** Orders a file and gives the address it leads to. */
async function order(
  form: string,
  more: Readonly<Record<string, string>> = {},
  member = staff,
): Promise<string> {
  const fields = { form, scope: 'VN', language: 'vi', ...more };
  const answer = await world.post(member, `/console/exports/of/${consultation}`, fields);
  expect(answer.status, await answer.clone().text()).toBe(303);
  const to = new URL(answer.headers.get('location') ?? '', 'https://em-noi.example');
  expect(to.pathname).toBe(`/console/exports/of/${consultation}`);
  return `/console/exports/${to.searchParams.get('file') ?? ''}`;
}

async function page(path: string, member = staff): Promise<string> {
  return (await world.get(member, path)).text();
}

describe('what is offered', () => {
  it('is what was published, and says that it is simulated', async () => {
    const list = await page('/console/exports');
    expect(list).toContain(`/console/exports/of/${consultation}`);
    expect(list).toContain('số liệu mô phỏng');
    const offer = await page(`/console/exports/of/${consultation}`);
    for (const form of ['pdf', 'cards', 'xlsx', 'csv', 'json', 'sav', 'bundle']) {
      expect(offer).toContain(`value="${form}"`);
    }
    expect(offer).toContain('Số liệu mô phỏng: 240 phiếu');
  });

  it('is only what lies within reach', async () => {
    const far = memberWith('council-member', '26740');
    const scopes = (await world.app.console.exports.offerOf(consultation))?.scopes ?? [];
    expect(scopes).not.toContain('26740');
    expect(await page('/console/exports', far)).not.toContain(consultation);
    expect((await world.get(far, `/console/exports/of/${consultation}`)).status).toBe(404);
    const fields = { form: 'csv', scope: 'VN', language: 'vi' };
    expect((await world.post(far, `/console/exports/of/${consultation}`, fields)).status).toBe(404);
    expect((await world.get(staff, '/console/exports/of/nothing')).status).toBe(404);
  });
});

describe('a file', () => {
  it('is ordered, watched, made and fetched', async () => {
    const path = await order('pdf');
    const waiting = await page(path);
    expect(waiting).toContain('Đang chờ đến lượt');
    expect(waiting).toContain('<progress');
    const early = await world.get(staff, `${path}/file`);
    expect([early.status, early.headers.get('location')]).toEqual([303, path]);
    expect(await world.app.console.exports.makeOne()).toBe(true);
    expect(await page(path)).toContain('Tải về (');
    const file = await world.get(staff, `${path}/file`);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename="truong-hoc-hanh-phuc-1.vi.pdf"',
    );
    expect(file.headers.get('cache-control')).toBe('no-store');
    const { pages } = readPdf(new Uint8Array(await file.arrayBuffer()));
    const said = pages.map(({ runs }) => runs.map(({ text }) => text).join(' ')).join(' ');
    expect(said).toContain('SỐ LIỆU MÔ PHỎNG');
    expect(said).toContain('III. KẾT QUẢ TỪNG CÂU HỎI');
    expect(said).not.toMatch(/report\.[a-z]|findings\.[a-z]/);
    // Officials read of children, members of the council of themselves.
    expect(said).toContain('Cứ 10 em thì khoảng');
    expect(said).not.toContain('10 bạn');
  });

  it('asked for twice is made once', async () => {
    const one = await order('json');
    expect(await order('json', {}, memberWith('auditor'))).toBe(one);
    expect(await order('json', { language: 'en' })).not.toBe(one);
  });

  it('holds the figures of the release, and nothing of what it withholds', async () => {
    const path = await order('csv');
    while (await world.app.console.exports.makeOne());
    const body = await (await world.get(staff, `${path}/file`)).text();
    const [header = [], ...rows] = readCsv(body.replace('\ufeff', ''));
    const at = (name: string) => header.indexOf(name);
    const published = await world.app.results('truong-hoc-hanh-phuc', 'vi');
    for (const { question, kind, cells } of published.questions) {
      // Where children live is told once, as `@place`.
      if (kind === 'place') {
        expect(rows.some((one) => one[at('row_variable')] === question)).toBe(false);
        continue;
      }
      for (const { id, count } of cells) {
        const row = rows.find(
          (one) =>
            one[at('row_variable')] === question &&
            one[at('row')] === id &&
            one[at('column_variable')] === '',
        );
        expect(row?.[at('count')], `${question} ${id}`).toBe(count === null ? '' : String(count));
      }
    }
    const counted = rows.map((row) => row[at('count')] ?? '').filter((count) => count !== '');
    expect(counted.length).toBeGreaterThan(20);
    expect(counted.filter((count) => Number(count) !== 0 && Number(count) < published.minCell)).toEqual([]);
  });

  it.each(['cards', 'xlsx', 'sav', 'bundle'] as const)('is made as %s of the demo', async (form) => {
    const path = await order(form);
    while (await world.app.console.exports.makeOne());
    const file = await world.get(staff, `${path}/file`);
    expect(file.status).toBe(200);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(bytes.byteLength).toBeGreaterThan(1_000);
    if (form === 'bundle') expect(Object.keys(unzipSync(bytes))).toContain('datapackage.json');
    if (form === 'cards') expect(readPdf(bytes).pages).toHaveLength(8);
  });

  it('is told apart from nonsense', async () => {
    const bad = await world.post(staff, `/console/exports/of/${consultation}`, { form: 'exe', scope: 'VN' });
    expect(bad.status).toBe(422);
    expect(await bad.text()).toContain('Xin anh chị chọn lại');
    expect((await world.get(staff, '/console/exports/no-id')).status).toBe(404);
  });

  it('behind too many of one person is put off kindly', async () => {
    const many = memberWith('administrator', 'VN', 'many');
    const waiting = { consultationId: consultation, form: 'csv', language: 'vi', place: 'VN' } as const;
    for (let at = 0; at < 8; at += 1) {
      const wish = { ...waiting, id: randomUUID(), scope: `0${at}`, orderedBy: many.id };
      expect(await world.app.console.exports.order(wish)).toMatchObject({ kind: 'ordered' });
    }
    const fields = { form: 'json', scope: 'VN', language: 'en' };
    const fresh = await world.post(memberWith('staff'), `/console/exports/of/${consultation}`, fields);
    expect(fresh.status).toBe(303);
    const put = await world.post(many, `/console/exports/of/${consultation}`, { ...fields, form: 'pdf' });
    expect(put.status).toBe(503);
    expect(await put.text()).toContain('Xin anh chị đợi vài phút');
  });
});
