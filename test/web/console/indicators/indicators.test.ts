/** The pages on indicators: floors against imported numbers, files taken whole, years closed once. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { yearOf } from '../../../../src/core/day.ts';
import { writeWorkbook } from '../../../../src/reports/workbook/write-workbook.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld } from '../console-world.ts';

let world: ConsoleWorld;
const admin = memberWith('administrator');
const province = memberWith('staff', '79');
const YEAR = yearOf(new Date());
const LAST = YEAR - 1;

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'indicators-')));
  const lan = memberWith('staff');
  for (const [heldOn, children] of [
    [`${LAST}-05-01`, 40],
    [`${LAST}-06-01`, 23],
  ] as const) {
    await world.dependencies.tallies.enter(
      crypto.randomUUID(),
      {
        ...{ kind: 'forum', heldOn, place: '00004', consultationId: null, children, circumstances: {} },
        ...{ questions: [], source: 'Biên bản', groups: [{ ageBand: '11-13', sex: 'girl', children }] },
      },
      lan,
    );
  }
}, 60_000);
afterAll(() => world.app.close());

const page = async (path: string, member = admin) => (await world.get(member, path)).text();

const HEADER =
  'Mã địa bàn,Tên địa bàn,Từ tuổi,Đến tuổi,Giới tính,Số trẻ em,Ngày số liệu,Áp dụng từ năm,Áp dụng đến năm,Văn bản nguồn,Địa giới';
const csv = (...rows: readonly string[]) => new File([`${HEADER}\n${rows.join('\n')}`], 'so-tre-em.csv');
const bring = (file: File, member = admin) => world.post(member, '/console/indicators/import', { file });

describe('the year of a place', () => {
  test('is led to from the area’s first page, the present year of one’s own place', async () => {
    const asked = await world.get(province, '/console/indicators');
    expect(asked.headers.get('location')).toBe(`/console/indicators/places/79/${YEAR}`);
    expect((await world.get(admin, '/console/indicators')).headers.get('location')).toContain('/places/VN/');
  });

  test('shows numerators alone where there is no denominator, and the nation’s targets with their source', async () => {
    const text = await page(`/console/indicators/places/VN/${LAST}`);
    expect(text).toContain('chưa có mẫu số');
    expect(text).toContain(
      'Chỉ tiêu: 35 % vào năm 2030'
        .replace('2030', LAST <= 2025 ? '2025' : '2030')
        .replace('35', LAST <= 2025 ? '30' : '35'),
    );
    expect(text).toContain('Quyết định 23/QĐ-TTg ngày 07/01/2021');
    expect(text).toContain('50.000.000 lượt');
  });

  test('tells off-chat children and turns apart, as floors', async () => {
    const text = await page(`/console/indicators/places/01/${LAST}`);
    expect(text).toContain('Ngoài kênh chat: diễn đàn, biểu quyết, phiếu giấy');
    // 63 children: told in whole steps of five, perhaps some behind.
    const floors = [...text.matchAll(/ít nhất (\d+) (?:em|lượt)/g)].map(([, number]) => Number(number));
    for (const floor of floors) expect([floor % 5, floor <= 63]).toEqual([0, true]);
    expect(text).not.toMatch(/[^\d]63[^\d]/);
    expect(floors.length).toBeGreaterThan(1);
  });

  test('is the same however often one looks, and there is none of a place or year that is not', async () => {
    const path = `/console/indicators/places/VN/${LAST}`;
    expect(await page(path)).toBe(await page(path));
    for (const missing of ['places/99/2026', 'places/VN/1999', 'places/VN/x', "places/';--/2026"]) {
      expect((await world.get(admin, `/console/indicators/${missing}`)).status).toBe(404);
    }
  });

  test('is not shown to whom it is not within reach', async () => {
    for (const place of ['VN', '01', '00004']) {
      expect((await world.get(province, `/console/indicators/places/${place}/${YEAR}`)).status).toBe(404);
    }
    const moderator = memberWith('moderator');
    expect((await world.get(moderator, `/console/indicators/places/VN/${YEAR}`)).status).toBe(403);
    const council = memberWith('council-member', '79');
    expect((await world.get(council, `/console/indicators/places/79/${YEAR}`)).status).toBe(200);
    expect((await world.get(council, '/console/indicators/import')).status).toBe(403);
  });
});

describe('bringing a file', () => {
  test('lists every fault with row and column, and keeps nothing', async () => {
    const answer = await bring(
      csv(
        '79,Hồ Chí Minh,7,15,,1000,31/12/2025,2026,,Nguồn,',
        '44,Quảng Trị,7,15,,<b>x</b>,31/12/2024,2026,,,',
      ),
    );
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain('Có 3 lỗi; chưa dòng nào được lưu.');
    expect(text).toContain('Mã 44 là Quảng Bình, không phải “Quảng Trị”');
    expect(text).toContain('F (Số trẻ em)');
    expect(text).not.toContain('<b>x</b>');
    expect(await world.dependencies.indicators.rows.list()).toEqual([]);
  });

  test('takes a CSV file and a spreadsheet, and the same again changes nothing', async () => {
    const row = `01,Hà Nội,7,15,,1200,31/12/2024,${LAST},,Niên giám thống kê 2024,hiện nay`;
    const brought = await bring(csv(row));
    expect(brought.headers.get('location')).toContain('sums=1.0.0');
    expect((await bring(csv(row))).headers.get('location')).toContain('sums=0.0.1');
    const changed = row.replace('1200', '1000');
    expect((await bring(csv(changed))).headers.get('location')).toContain('sums=0.1.0');
    const sheet = await writeWorkbook([
      {
        name: 'Mẫu số',
        rows: [HEADER.split(','), ['VN', '', 7, 15, '', 10_000, '2024-12-31', LAST, '', 'Niên giám', '']],
        widths: [],
      },
    ]);
    const file = new File([new Uint8Array(sheet)], 'so.xlsx');
    expect((await bring(file)).headers.get('location')).toContain('sums=1.0.0');
    expect(await page('/console/indicators/rows?done=imported&sums=1.0.0')).toContain('1 dòng mới');
    expect(await page(`/console/indicators/places/01/${LAST}`)).toContain('của 1.000 trẻ em 7–15 tuổi');
  });

  test('keeps what a row was before, with who changed it and the file', async () => {
    const [row] = await world.dependencies.indicators.rows.list(['01']);
    const text = await page(`/console/indicators/rows/${row?.id}`);
    expect(text).toContain('so-tre-em.csv');
    expect(text).toContain('1.200');
    expect(text).toContain('1.000');
  });

  test('is refused beyond one’s reach, and where it is no table at all', async () => {
    const beyond = await bring(csv('01,Hà Nội,7,15,,5,31/12/2025,2026,,S,'), province);
    expect([beyond.status, await beyond.text()]).toEqual([422, expect.stringContaining('ngoài địa bàn')]);
    const pdf = await bring(new File(['%PDF-1.7'], 'a.pdf'));
    expect([pdf.status, await pdf.text()]).toEqual([422, expect.stringContaining('tệp PDF')]);
    const empty = await world.post(admin, '/console/indicators/import', {});
    expect(empty.status).toBe(422);
  });

  test('is helped by templates without a number in them, which can be read', async () => {
    const xlsx = await world.get(admin, '/console/indicators/template.xlsx');
    const reading = await world.dependencies.indicators.files.read(
      new Uint8Array(await xlsx.arrayBuffer()),
      'mau.xlsx',
    );
    if (reading.kind === 'faulty') throw new Error(reading.code);
    expect(reading.sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Mẫu số', 1],
      ['Chỉ tiêu', 1],
    ]);
    expect(await page('/console/indicators/denominators.csv')).toContain('Số trẻ em,Ngày số liệu');
  });
});

describe('a row by hand', () => {
  const fields = {
    ...{ id: crypto.randomUUID(), kind: 'target', code: '79', measure: '22', value: '40', until: '2030' },
    ...{ from: '', day: '2026-01-05', source: 'Kế hoạch <script>' },
  };

  test('is asked for, saved once, corrected with a reason, withdrawn and used again', async () => {
    const form = await page('/console/indicators/rows/new?kind=target', province);
    expect(form).not.toContain('value="01"');
    const faulty = await world.post(province, '/console/indicators/rows', { ...fields, source: '' });
    expect([faulty.status, await faulty.text()]).toEqual([
      422,
      expect.stringContaining('không nhận con số không có nguồn'),
    ]);
    expect(
      (await world.post(province, '/console/indicators/rows', fields)).headers.get('location'),
    ).toContain('done=added');
    expect(
      (await world.post(province, '/console/indicators/rows', fields)).headers.get('location'),
    ).toContain('done=same');
    expect(await page(`/console/indicators/places/79/${YEAR}`, province)).toContain(
      'Chỉ tiêu: 40 % vào năm 2030',
    );
    const path = `/console/indicators/rows/${fields.id}`;
    expect(await page(path, province)).not.toContain('Kế hoạch <script>');
    const change = { ...fields, value: '45', revision: '1' };
    expect((await world.post(province, path, change)).status).toBe(422);
    expect(
      (await world.post(province, path, { ...change, reason: 'Sửa' })).headers.get('location'),
    ).toContain('corrected');
    expect(
      (await world.post(province, path, { ...change, reason: 'Sửa' })).headers.get('location'),
    ).toContain('outdated');
    const gone = await world.post(province, `${path}/withdraw`, {
      revision: '2',
      reason: 'Thay bằng kế hoạch mới',
    });
    expect(gone.headers.get('location')).toContain('withdrawn');
    expect(await page(`/console/indicators/places/79/${YEAR}`, province)).toContain(
      'Chỉ tiêu: 35 % vào năm 2030',
    );
    const back = await world.post(province, `${path}/restore`, { revision: '3', reason: 'Nhầm' });
    expect(back.headers.get('location')).toContain('restored');
  });

  test('of another place is refused, whatever the form says', async () => {
    const other = { ...fields, id: crypto.randomUUID(), code: '01' };
    const answer = await world.post(province, '/console/indicators/rows', other);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('ngoài địa bàn')]);
  });
});

describe('closing a year', () => {
  const close = `/console/indicators/close/${LAST}`;
  const hashIn = (text: string) => /name="hash" value="([0-9a-f]{64})"/.exec(text)?.[1] ?? '';

  test('is the nation’s administrators’, and of years that are over', async () => {
    expect((await world.get(memberWith('administrator', '79'), close)).status).toBe(404);
    expect(
      (await world.post(memberWith('administrator', '79'), close, { words: `CHỐT ${LAST}` })).status,
    ).toBe(404);
    expect((await world.get(memberWith('staff'), close)).status).toBe(403);
    for (const year of [String(YEAR), '1999', 'x']) {
      expect((await world.get(admin, `/console/indicators/close/${year}`)).status).toBe(404);
    }
  });

  test('shows what is open and what will be frozen, twice, and wants its words', async () => {
    expect(await page('/console/indicators/close')).toContain(`Xem trước và chốt năm ${LAST}`);
    const first = await page(close);
    expect(first).toContain('Những việc còn dở');
    expect(first).toContain('tỉnh, thành phố chưa có mẫu số');
    const second = await page(`${close}?look=2`);
    const hash = hashIn(second);
    expect(second).toContain(`CHỐT ${LAST}`);
    const wrong = await world.post(admin, close, { hash, words: 'CHỐT' });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining('Chữ xác nhận chưa đúng'),
    ]);
    const moved = await world.post(admin, close, { hash: '0'.repeat(64), words: `CHỐT ${LAST}` });
    expect([moved.status, await moved.text()]).toEqual([
      422,
      expect.stringContaining('Số liệu vừa thay đổi'),
    ]);
    expect(await world.dependencies.indicators.closing.closedYears()).toEqual([]);
  });

  test('freezes the figures, enters them in the audit log and happens once', async () => {
    const hash = hashIn(await page(`${close}?look=2`));
    const done = await world.post(admin, close, { hash, words: ` chốt ${LAST} ` });
    expect(done.headers.get('location')).toBe('/console/indicators/close?done=closed');
    expect((await world.post(admin, close, { hash, words: `CHỐT ${LAST}` })).status).toBe(303);
    expect(await world.dependencies.indicators.closing.closedYears()).toMatchObject([{ year: LAST, hash }]);
    const frozen = await page(`/console/indicators/places/01/${LAST}`);
    expect(frozen).toContain('Đã chốt');
    expect(frozen).toContain('ít nhất 60 em');
    // What comes later changes nothing of it.
    await bring(csv(`01,Hà Nội,7,15,,99999,31/12/2024,${LAST},,Muộn,hiện nay`));
    expect(await page(`/console/indicators/places/01/${LAST}`)).toBe(frozen);
  });
});
