/** Spreadsheets brought in and given out in the console, over a real database. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { canonicalFlowJson } from '../../../src/core/flow/compile-flow.ts';
import { MAX_FILE_BYTES } from '../../../src/reports/workbook/limits.ts';
import { writeWorkbook } from '../../../src/reports/workbook/write-workbook.ts';
import { madeFile, oleFile, sheetXml } from '../../reports/workbook/made-files.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld } from './console-world.ts';

const IMPORT = '/console/xlsforms/import';
const DEMO = 'flows/truong-hoc-hanh-phuc.yaml';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const nation = memberWith('staff');
const hanoi = memberWith('staff', '01');
const auditor = memberWith('auditor', '01');
const council = memberWith('council-member', '01');

let folder: string;
let world: ConsoleWorld;
let demo: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'em-noi-xlsforms-'));
  world = await openConsoleWorld(folder);
  demo = await readFile(DEMO, 'utf8');
});

afterAll(async () => {
  await world?.app.close();
  await rm(folder, { recursive: true, force: true });
});

function fileOf(bytes: Uint8Array, name = 'Biểu mẫu.xlsx'): File {
  return new File([new Uint8Array(bytes)], name, { type: SPREADSHEET });
}

/** A form of one question, with an id of its own. */
function smallForm(id: string, label = 'Em vui không?'): Uint8Array {
  return madeFile({
    sheets: {
      survey: sheetXml([
        ['type', 'name', 'label::vi', 'appearance'],
        ['text', 'q', label, 'multiline'],
      ]),
      settings: sheetXml([
        ['form_title', 'form_id'],
        ['Một câu', id],
      ]),
    },
  });
}

async function send(member: typeof nation, file: File | null, fields: Record<string, string> = {}) {
  return world.post(member, IMPORT, {
    ...{ id: randomUUID(), place: '01' },
    ...(file === null ? {} : { file }),
    ...fields,
  });
}

const drafts = async () => (await world.dependencies.flows.listFlows()).drafts;

describe('the page', () => {
  test('asks for a file and a place, and offers the templates', async () => {
    const page = await (await world.get(nation, IMPORT)).text();
    expect(page).toContain('enctype="multipart/form-data"');
    expect(page).toContain('name="place"');
    expect(page).toContain('/console/xlsforms/template.xlsx');
    expect(page).toContain('Tối đa 5 MB, mỗi trang tính tối đa 2000 dòng.');
    expect(await (await world.get(hanoi, IMPORT)).text()).toContain('type="hidden" name="place" value="01"');
    expect(await (await world.get(nation, `${IMPORT}?lang=en`)).text()).toContain('Import a spreadsheet');
  });

  test('is for those who may write flows', async () => {
    expect((await world.get(auditor, IMPORT)).status).toBe(403);
    expect((await send(auditor, fileOf(smallForm('auditor')))).status).toBe(403);
    expect((await world.get(council, '/console/xlsforms/template.xlsx')).status).toBe(403);
    expect((await world.get(null, IMPORT)).status).toBe(303);
  });
});

describe('a spreadsheet', () => {
  test('becomes a draft, and what did not come over stands on the page that follows', async () => {
    const sent = await send(hanoi, fileOf(smallForm('mot-cau', '<script>alert(1)</script> vui?')));
    expect(sent.status).toBe(303);
    const to = sent.headers.get('location') ?? '';
    expect(to).toMatch(/^\/console\/xlsforms\/drafts\/[0-9a-f-]{36}\?done=imported$/);
    const page = await (await world.get(hanoi, to)).text();
    expect(page).toContain('Kết quả nhập “Biểu mẫu.xlsx”');
    expect(page).toContain('Đã đưa bảng tính vào bản soạn.');
    expect(page).toContain('survey, dòng 2, cột D');
    expect(page).toContain('Cách hiển thị “multiline”');
    expect(page).toContain(
      'tạm lấy các lứa tuổi 7–8, 9–10, 11–13, 14–15 và các kênh Trang web, Telegram, Zalo, Trang Zalo (Official Account).',
    );
    expect(page).not.toContain('<script>alert');
    const id = to.slice('/console/xlsforms/drafts/'.length, -'?done=imported'.length);
    const draft = await world.dependencies.xlsForms.draft(id);
    expect(draft).toMatchObject({ flowId: 'mot-cau', place: '01', basedOn: null, changedBy: hanoi.name });
    expect(draft?.source).toMatchObject({ flow: 'mot-cau', title: { vi: 'Một câu' } });
    const listed = await (await world.get(hanoi, IMPORT)).text();
    expect(listed).toContain(`href="/console/xlsforms/drafts/${id}"`);
  });

  test('sent twice by the same form makes one draft and leads to the same page', async () => {
    const id = randomUUID();
    const before = (await drafts()).length;
    const first = await send(hanoi, fileOf(smallForm('hai-lan')), { id });
    const second = await send(hanoi, fileOf(smallForm('hai-lan')), { id });
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(await drafts()).toHaveLength(before + 1);
  });

  test('with an id that is being written already becomes a flow of its own, and is told', async () => {
    const first = await send(hanoi, fileOf(smallForm('trung-ma')));
    const holder = first.headers.get('location')?.split('/').at(-1)?.split('?')[0] ?? '';
    const again = await send(hanoi, fileOf(smallForm('trung-ma')));
    const page = await (await world.get(hanoi, again.headers.get('location') ?? '')).text();
    expect(page).toContain(
      'Mã “trung-ma” đang được dùng cho một bản soạn khác, nên bộ câu hỏi này có mã “trung-ma-2”.',
    );
    expect(page).toContain(`<a href="/console/flows/drafts/${holder}">Xem bản soạn “Một câu” (`);
  });

  test('with the id of a draft elsewhere is told so without the words of that draft', async () => {
    await send(memberWith('staff', '79'), fileOf(smallForm('noi-khac')), { place: '79' });
    const own = await send(hanoi, fileOf(smallForm('noi-khac')));
    const page = await (await world.get(hanoi, own.headers.get('location') ?? '')).text();
    expect(page).toContain('Mã “noi-khac” đang được dùng cho một bản soạn khác');
    expect(page).not.toContain('Xem bản soạn');
  });

  test('of a published flow becomes its next version where one may write that, else a flow of its own', async () => {
    const published = await world.app.publishFlow(demo);
    if (published.kind !== 'published') throw new Error(published.kind);
    const file = await (
      await world.get(hanoi, `/console/xlsforms/flows/${published.hash}.xlsx`)
    ).arrayBuffer();
    const below = await send(hanoi, fileOf(new Uint8Array(file)));
    const own = await (await world.get(hanoi, below.headers.get('location') ?? '')).text();
    expect(own).toContain('Mã “truong-hoc-hanh-phuc” là của một bộ câu hỏi đã ban hành');
    expect(own).toMatch(
      new RegExp(`<a href="/console/flows/versions/${published.hash}">Xem bộ câu hỏi đã ban hành “[^”]+”`),
    );
    const above = await send(nation, fileOf(new Uint8Array(file)), { place: 'VN' });
    const next = above.headers.get('location')?.split('/').at(-1)?.split('?')[0] ?? '';
    const draft = await world.dependencies.xlsForms.draft(next);
    expect(draft).toMatchObject({ flowId: 'truong-hoc-hanh-phuc', place: 'VN', basedOn: published.hash });
    expect(canonicalFlowJson(draft?.source)).toBe(canonicalFlowJson(parse(demo)));
    expect(await (await world.get(nation, above.headers.get('location') ?? '')).text()).toContain(
      'phiên bản tiếp theo',
    );
  });
});

describe('a file that is no form', () => {
  const rows = Array.from({ length: 5000 }, (_, at) => ['note', `n${at}`, 'Chào']);
  const bad: readonly (readonly [string, Uint8Array, string])[] = [
    ['a renamed PDF', new TextEncoder().encode('%PDF-1.7 …'), 'Đây là tệp PDF'],
    ['an .xls', oleFile('Workbook'), 'Excel kiểu cũ'],
    ['one with a password', oleFile('EncryptedPackage'), 'có mật khẩu'],
    ['a CSV', new TextEncoder().encode('type,name\nnote,n\n'), 'tệp văn bản (CSV)'],
    [
      'noise',
      new Uint8Array(99).fill(7),
      'Không mở được tệp này như bảng tính Excel. Anh chị mở tệp bằng Excel rồi lưu lại thành .xlsx.',
    ],
    ['a zip bomb', madeFile({ sheets: { survey: `<a>${' '.repeat(60_000_000)}</a>` } }), 'quá nhiều dữ liệu'],
    ['5,000 rows', madeFile({ sheets: { survey: sheetXml(rows) } }), 'Trang “survey” có hơn 2000 dòng'],
    ['no sheet of questions', madeFile({ sheets: { Servey: sheetXml([['type']]) } }), 'trang “Servey”'],
    [
      'no column of types',
      madeFile({
        sheets: {
          survey: sheetXml([
            ['typ', 'name'],
            ['note', 'n'],
          ]),
        },
      }),
      'cột “typ”',
    ],
    ['no questions', madeFile({ sheets: { survey: sheetXml([['type', 'name']]) } }), 'chưa có câu hỏi nào'],
  ];

  test.each(bad)('%s is told beside the field, with nothing saved', async (_, bytes, words) => {
    const before = (await drafts()).length;
    const answer = await send(hanoi, fileOf(bytes));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain('id="field-file-fault"');
    expect(page).toContain('aria-describedby="field-file-hint field-file-fault"');
    expect(page).not.toMatch(/console\.xlsforms|\bat \S+\.ts/);
    expect(await drafts()).toHaveLength(before);
  });

  test('of which no row can be asked shows why, row by row', async () => {
    const bytes = await readFile('test/xlsforms/bad_calc.xlsx');
    const answer = await send(hanoi, fileOf(bytes, 'bad_calc.xlsx'));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('Không có dòng nào của bảng tính thành câu hỏi được');
    expect(page).toContain('Phép tính “badcalc” không được đưa vào');
  });

  test('is told in English as well', async () => {
    const answer = await world.post(hanoi, `${IMPORT}?lang=en`, {
      place: '01',
      file: fileOf(oleFile('Workbook')),
    });
    expect(await answer.text()).toContain('This is an old Excel file (.xls).');
  });

  test('larger than the limit is refused unread', async () => {
    const answer = await send(hanoi, fileOf(new Uint8Array(MAX_FILE_BYTES + 50_000)));
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('Tệp lớn hơn 5 MB');
  });

  test('left out, or empty, is asked for', async () => {
    for (const file of [null, fileOf(new Uint8Array(0))]) {
      const answer = await send(hanoi, file);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('Anh chị chọn một tệp bảng tính (.xlsx) có nội dung.');
    }
  });
});

describe('a place', () => {
  test.each(['79', '', 'VN', '99', "'; DROP"])('out of reach is refused: %s', async (place) => {
    const before = (await drafts()).length;
    const answer = await send(hanoi, fileOf(smallForm('ngoai')), { place });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('trong địa bàn của mình');
    expect(await drafts()).toHaveLength(before);
  });
});

describe('files given out', () => {
  async function imported(): Promise<string> {
    const sent = await send(hanoi, fileOf(smallForm(`ra-${randomUUID().slice(0, 8)}`)));
    return sent.headers.get('location')?.split('?')[0] ?? '';
  }

  test('of a draft read back as that draft, for those who may read it', async () => {
    const path = await imported();
    const answer = await world.get(auditor, `${path}.xlsx`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(SPREADSHEET);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="ra-[\w-]+-ban-soan\.xlsx"$/,
    );
    const reading = await world.dependencies.xlsForms.readFile(
      new Uint8Array(await answer.arrayBuffer()),
      'x.xlsx',
    );
    const draft = await world.dependencies.xlsForms.draft(path.split('/').at(-1) ?? '');
    expect(reading.kind === 'read' && canonicalFlowJson(reading.source)).toBe(
      canonicalFlowJson(draft?.source),
    );
    const stranger = memberWith('staff', '79');
    expect((await world.get(stranger, `${path}.xlsx`)).status).toBe(404);
    expect((await world.get(stranger, path)).status).toBe(404);
    expect((await world.get(council, path)).status).toBe(403);
  });

  test('of a published version are for all who read flows of a place in it', async () => {
    const published = await world.app.publishFlow(demo);
    const hash = published.kind === 'published' ? published.hash : '';
    const answer = await world.get(memberWith('auditor', '79'), `/console/xlsforms/flows/${hash}.xlsx`);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="truong-hoc-hanh-phuc-${parse(demo).version}.xlsx"`,
    );
    expect((await world.get(hanoi, '/console/xlsforms/flows/none.xlsx')).status).toBe(404);
  });

  test('of the template come empty and filled', async () => {
    for (const name of ['template', 'example']) {
      const answer = await world.get(auditor, `/console/xlsforms/${name}.xlsx`);
      expect(answer.status).toBe(200);
      const sent = await send(hanoi, fileOf(new Uint8Array(await answer.arrayBuffer())));
      expect(sent.status).toBe(name === 'example' ? 303 : 422);
    }
  });

  test.each(['nothing', randomUUID(), '%00', '..%2F..'])(
    'of what is not there are not found: %s',
    async (id) => {
      expect((await world.get(nation, `/console/xlsforms/drafts/${id}`)).status).toBe(404);
      expect((await world.get(nation, `/console/xlsforms/drafts/${id}.xlsx`)).status).toBe(404);
    },
  );
});

test('many files at once are read one after another, and one too many is told to wait', async () => {
  const file = await writeWorkbook([
    {
      name: 'survey',
      widths: [9],
      rows: [
        ['type', 'name', 'label'],
        ...Array.from({ length: 300 }, (_, at) => ['note', `n${at}`, 'Chào em nhé']),
      ],
    },
  ]);
  const readings = await Promise.all(
    Array.from({ length: 7 }, () => world.dependencies.xlsForms.readFile(file, 'x.xlsx')),
  );
  const codes = readings.map((reading) => (reading.kind === 'faulty' ? reading.fault.code : 'read'));
  expect(codes.filter((code) => code === 'read')).toHaveLength(4);
  expect(codes.filter((code) => code === 'busy')).toHaveLength(3);
  expect((await world.dependencies.xlsForms.readFile(file, 'x.xlsx')).kind).toBe('read');
});
