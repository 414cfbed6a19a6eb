/** Every data file is read back and holds what was published, no more and no less. */

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { unzipSync } from 'fflate';
import readSheets from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ReportMatter, withheldCells } from '../../../src/core/report-matter.ts';
import { createSay } from '../../../src/i18n/say.ts';
import { DATA_COLUMNS, dataRows } from '../../../src/reports/results/data-rows.ts';
import { makeFile } from '../../../src/reports/results/make-file.ts';
import { aMatter, aQuestion, HOSTILE } from './made-up.ts';
import { readCsv } from './read-csv.ts';
import { readSav } from './read-sav.ts';

const say = createSay();
const make = (form: Parameters<typeof makeFile>[0], matter: ReportMatter) =>
  makeFile(form, matter, { say, advance: () => {}, outlines: null });
const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const SIMULATED = aMatter({}, { simulated: 240 });
const DANGEROUS = aMatter(
  {},
  {
    questions: [
      aQuestion(1, {
        text: HOSTILE,
        cells: [
          { id: 'a', label: '+84 xin chào', count: 120, asOf: 2 },
          { id: 'b', label: '@em, "bạn"\nvà tôi', count: 87, asOf: 2 },
          { id: 'c', label: '-1', count: null, asOf: null },
        ],
      }),
    ],
    tables: [],
  },
);

describe('CSV', () => {
  it('begins with a byte order mark and holds a line a cell', async () => {
    const matter = aMatter();
    const file = text(await make('csv', matter));
    expect(file.startsWith('\ufeff')).toBe(true);
    const [header, ...rows] = readCsv(file.slice(1));
    expect(header).toEqual(DATA_COLUMNS.map(({ name }) => name));
    expect(rows).toHaveLength(withheldCells(matter).cells);
    const first = Object.fromEntries((header ?? []).map((name, at) => [name, rows[4]?.[at]]));
    expect(first).toMatchObject({
      ...{ release: '2', day: '2026-11-24', min_cell: '5', row_variable: 'q1', count: '120' },
      ...{ answered: '207', skipped: '33', share: '0.58', withheld: '0', simulated: '0', rounded_to: '1' },
    });
  });

  it('leaves withheld counts and their shares empty', async () => {
    const [header = [], ...rows] = readCsv(text(await make('csv', aMatter())).slice(1));
    const at = (name: string) => header.indexOf(name);
    const withheld = rows.filter((row) => row[at('withheld')] === '1');
    expect(withheld).toHaveLength(withheldCells(aMatter()).withheld);
    expect(withheld.every((row) => row[at('count')] === '' && row[at('share')] === '')).toBe(true);
  });

  it('lets no text begin like a formula, and keeps quotes and lines', async () => {
    const fields = readCsv(text(await make('csv', DANGEROUS)).slice(1)).flat();
    expect(fields.filter((field) => /^[=+\-@\t\r]/.test(field) && field !== '@age')).toEqual([]);
    expect(fields).toContain(`'${HOSTILE}`);
    expect(fields).toContain(`'@em, "bạn"\nvà tôi`);
  });
});

describe('XLSX', () => {
  it('has a page that explains, a list, a sheet a table and the data', async () => {
    const matter = aMatter({ questions: 2, splits: 2 });
    const sheets = await readSheets(Buffer.from(await make('xlsx', matter)));
    const names = sheets.map(({ sheet }) => sheet);
    expect(names).toEqual([
      ...['Giới thiệu', 'Mục lục', 'Nhóm tuổi', 'C01', 'C02'],
      ...['Dữ liệu', 'C01 × Nhóm tuổi', 'C01 × Nơi ở', 'C02 × Nhóm tuổi', 'C02 × Nơi ở'],
    ]);
    const about = new Map(sheets[0]?.data.map(([name, value]) => [name, value]));
    expect(about.get('Đợt công bố số')).toBe(2);
    expect(about.get('Số ô được giữ kín')).toBe('19 trên tổng số 76 ô');
    expect(sheets[3]?.data[1]).toEqual(['Rất vui, em được chạy nhảy', 120, 58, 2]);
    expect(sheets[3]?.data[4]).toEqual(['Em ở trong lớp', 'giữ kín', null, null]);
    expect(sheets[6]?.data[1]?.slice(0, 5)).toEqual(['Rất vui, em được chạy nhảy', 30, 40, 30, 20]);
    expect(sheets[5]?.data).toHaveLength(1 + withheldCells(matter).cells);
  });

  it('writes words that look like a formula as words', async () => {
    const bytes = await make('xlsx', DANGEROUS);
    const parts = Object.entries(unzipSync(bytes)).filter(([name]) => /worksheets\/sheet/.test(name));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.filter(([, part]) => /<f[ >]/.test(text(part))).map(([name]) => name)).toEqual([]);
    const sheets = await readSheets(Buffer.from(bytes));
    expect(sheets.find(({ sheet }) => sheet === 'C01')?.data[1]?.[0]).toBe('+84 xin chào');
  });
});

/** What of the library is used: its own types are of no use to `import`. */
type SavLibrary = {
  readonly SavBufferReader: new (
    bytes: Buffer,
  ) => {
    readonly open: () => Promise<void>;
    readonly readAllRows: () => Promise<readonly Readonly<Record<string, unknown>>[]>;
    readonly meta: {
      readonly header: object;
      readonly sysvars: readonly { readonly name: string; readonly printFormat: object }[];
      readonly valueLabels: readonly {
        readonly appliesToNames?: readonly string[];
        readonly entries: readonly { readonly val: unknown; readonly label: string }[];
      }[];
    };
  };
};

describe('SPSS', () => {
  it('is read back with labels in Vietnamese and a missing value for what is withheld', async () => {
    const matter = aMatter({ questions: 2, splits: 1 });
    const file = readSav(await make('sav', matter));
    expect(file.encoding).toBe('UTF-8');
    expect(file.cases).toHaveLength(withheldCells(matter).cells);
    const { count, row_variable: question, row } = file.variables;
    expect(count?.missing).toEqual([-9]);
    expect(count?.labels.get(-9)).toBe('giữ kín');
    expect(count?.label).toBe('Số em; -9: được giữ kín');
    const first = file.cases[4] ?? {};
    expect(first['count']).toBe(120);
    expect(question?.labels.get(Number(first['row_variable']))).toBe(
      'Ở trường, em thấy giờ ra chơi thế nào (1)?',
    );
    expect(row?.labels.get(Number(first['row']))).toBe('Rất vui, em được chạy nhảy');
    expect(first['scope']).toBe('VN');
    expect(file.cases.filter((one) => one['count'] === -9)).toHaveLength(withheldCells(matter).withheld);
    expect(file.cases.filter((one) => one['column'] === null)).toHaveLength(4 + 8);
  });

  it('is understood by a reader that others made', async () => {
    const matter = aMatter({ questions: 2, splits: 1 });
    // It exports nothing to `import`.
    const { SavBufferReader }: SavLibrary = createRequire(import.meta.url)('sav-reader');
    const sav = new SavBufferReader(Buffer.from(await make('sav', matter)));
    await sav.open();
    const { header, sysvars, valueLabels } = sav.meta;
    expect(header).toMatchObject({
      n_cases: withheldCells(matter).cells,
      encoding: 'UTF-8',
      compressed: false,
    });
    const byName = new Map(sysvars.map((variable) => [variable.name, variable]));
    expect([...byName.keys()]).toHaveLength(16);
    expect(byName.get('count')).toMatchObject({ label: 'Số em; -9: được giữ kín', missing: -9 });
    expect(byName.get('share')?.printFormat).toMatchObject({ typestr: 'F', nbdec: 3 });
    expect(byName.get('day')?.printFormat).toMatchObject({ typestr: 'A', width: 10 });
    const rows = await sav.readAllRows();
    const labelOf = (name: string, value: unknown) =>
      valueLabels
        .find(({ appliesToNames }) => appliesToNames?.includes(name) === true)
        ?.entries.find(({ val }) => val === value)?.label;
    expect(rows[4]).toMatchObject({ scope: 'VN', day: '2026-11-24', count: 120, simulated: 0 });
    expect(labelOf('row', rows[4]?.row)).toBe('Rất vui, em được chạy nhảy');
    expect(labelOf('count', -9)).toBe('giữ kín');
    expect(rows.filter(({ count }) => count === -9)).toHaveLength(withheldCells(matter).withheld);
  });

  it('shortens labels between letters and keeps whole questions in its notes', async () => {
    const long = `${'Điều em muốn nói với người lớn nhất là gì, '.repeat(8)}nhỉ?`;
    const matter = aMatter({}, { questions: [aQuestion(1, { text: long })], tables: [] });
    const file = readSav(await make('sav', matter));
    const [, label = ''] = [...(file.variables['row_variable']?.labels ?? [])][1] ?? [];
    expect(Buffer.byteLength(label)).toBeLessThanOrEqual(120);
    expect(label).toMatch(/^Điều em muốn.*…$/);
    expect(label).not.toContain('\ufffd');
    expect(file.notes.join(' ').replace(/\s+/g, ' ')).toContain(long.replace(/\s+/g, ' '));
  });
});

const PACKAGE = z.object({
  name: z.string().regex(/^[a-z0-9._-]+$/),
  simulated: z.boolean(),
  licenses: z.array(z.object({ name: z.literal('CC-BY-4.0') }).loose()),
  resources: z.array(
    z.object({
      path: z.string(),
      bytes: z.number(),
      hash: z.string(),
      schema: z.object({
        fields: z.array(z.object({ name: z.string(), type: z.string(), description: z.string().min(3) })),
      }),
    }),
  ),
});

describe('the open-data bundle', () => {
  it('describes each of its tables as it is', async () => {
    const files = unzipSync(await make('bundle', aMatter()));
    const described = PACKAGE.parse(JSON.parse(text(files['datapackage.json'] ?? new Uint8Array())));
    expect(described.resources.map(({ path }) => path)).toEqual([
      ...['data/results.csv', 'data/questions.csv', 'data/categories.csv'],
    ]);
    for (const { path, bytes, hash, schema } of described.resources) {
      const body = files[path] ?? new Uint8Array();
      expect(body.byteLength).toBe(bytes);
      expect(hash).toBe(`sha256:${createHash('sha256').update(body).digest('hex')}`);
      const [header] = readCsv(text(body));
      expect(schema.fields.map(({ name }) => name)).toEqual(header);
    }
  });

  it('holds what required fields promise', async () => {
    const rows = dataRows(aMatter());
    const lacking = DATA_COLUMNS.filter((column) => !('mayLack' in column)).filter(({ name }) =>
      rows.some((row) => row[name] === null),
    );
    expect(lacking).toEqual([]);
  });

  it('is the same file for the same figures', async () => {
    expect(Buffer.compare(await make('bundle', aMatter()), await make('bundle', aMatter()))).toBe(0);
  });
});

describe('every form', () => {
  it.each(['csv', 'json', 'bundle', 'xlsx', 'sav'] as const)(
    '%s says that figures are simulated',
    async (form) => {
      const bytes = await make(form, SIMULATED);
      const plain = form === 'bundle' || form === 'xlsx' ? Object.values(unzipSync(bytes)) : [bytes];
      const said = plain.map(text).join('\n');
      if (form === 'csv') {
        const [header = [], ...rows] = readCsv(said.slice(1));
        expect(rows.every((row) => row[header.indexOf('simulated')] === '1')).toBe(true);
      } else expect(said).toContain('SỐ LIỆU MÔ PHỎNG');
      const real = await make(form, aMatter());
      expect(text(real)).not.toContain('SỐ LIỆU MÔ PHỎNG');
    },
  );

  it('JSON tells release, day, k, rounding and how many cells are withheld', async () => {
    const read = JSON.parse(text(await make('json', aMatter())));
    expect(read.release).toEqual({
      ...{ number: 2, day: '2026-11-24', minCell: 5, roundedTo: [5] },
      ...withheldCells(aMatter()),
    });
    expect(read.questions[0].cells[3].count).toBeNull();
  });
});
