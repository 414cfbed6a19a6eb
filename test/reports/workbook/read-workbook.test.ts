/** What is read of a spreadsheet's cells, and what is refused before it can do harm. */

import { strToU8, unzipSync, type ZippableFile, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  MAX_CELLS,
  MAX_COLUMNS,
  MAX_FILE_BYTES,
  MAX_PART_BYTES,
  MAX_ROWS,
} from '../../../src/reports/workbook/limits.ts';
import { readWorkbook } from '../../../src/reports/workbook/read-workbook.ts';
import { type MadeFile, madeFile, oleFile, patched, sheetOf, sheetXml } from './made-files.ts';

async function read(made: MadeFile) {
  const reading = await readWorkbook(madeFile(made), (name) => name !== 'bảng phụ');
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.fault));
  return reading.workbook;
}

/** The texts of one sheet by address. */
async function cellsOf(made: MadeFile): Promise<Record<string, string>> {
  const [sheet] = (await read(made)).sheets;
  const rows = sheet?.rows ?? [];
  return Object.fromEntries(
    rows.flatMap(({ row, cells }) => [...cells].map(([column, text]) => [`${column}/${row}`, text])),
  );
}

async function faultOf(file: Uint8Array) {
  const reading = await readWorkbook(file, () => true);
  return reading.kind === 'faulty' ? reading.fault : reading.kind;
}

const codeOf = async (file: Uint8Array) => {
  const fault = await faultOf(file);
  return typeof fault === 'string' ? fault : fault.code;
};

describe('cells', () => {
  test('hold shared texts, texts of their own, numbers, truths and values of formulas', async () => {
    const rows =
      '<row r="2"><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>ở đây</t></is></c></row>' +
      '<row r="5"><c r="A5"><v>1.50</v></c><c><v>1E3</v></c><c t="b"><v>1</v></c><c t="str"><f>A1</f><v>kết quả</v></c><c><f>1+1</f><v>2</v></c></row>';
    const shared =
      '<sst><si><t>không</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Em </t></r><r><t>vui &amp; khoẻ</t></r><rPh><t>đọc</t></rPh></si></sst>';
    expect(await cellsOf({ sheets: { survey: sheetOf(rows) }, sharedStrings: shared })).toEqual({
      '2/2': 'Em vui & khoẻ',
      '4/2': 'ở đây',
      '1/5': '1.5',
      '2/5': '1000',
      '3/5': 'TRUE',
      '4/5': 'kết quả',
      '5/5': '2',
    });
  });

  test('that are dates are written as days, and told', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy&quot; ngày&quot;"/><numFmt numFmtId="171" formatCode="0.0&quot;m&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>';
    const rows =
      '<row><c s="1"><v>46350</v></c><c s="2"><v>46350.5</v></c><c s="3"><v>7</v></c><c s="0"><v>46350</v></c><c s="1"><v>0.25</v></c><c t="d"><v>2026-11-24</v></c></row>';
    const made = { sheets: { survey: sheetOf(rows) }, styles };
    expect(Object.values(await cellsOf(made))).toEqual([
      '2026-11-24',
      '2026-11-24 12:00',
      '7',
      '46350',
      '06:00',
      '2026-11-24',
    ]);
    expect((await read(made)).sheets[0]?.oddities.map(({ kind, column }) => [kind, column])).toEqual([
      ['date', 1],
      ['date', 2],
      ['date', 5],
      ['date', 6],
    ]);
    const macs = { ...made, workbookPr: '<workbookPr date1904="1"/>' };
    expect((await cellsOf(macs))['1/1']).toBe('2030-11-25');
  });

  test('without a value, with an error, merged or in hidden rows are told', async () => {
    const rows =
      '<row r="1"><c r="A1"><f>B1</f></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1" t="str"><f>""</f><v></v></c></row>' +
      '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>';
    const [sheet] = (
      await read({
        sheets: { survey: sheetOf(rows, '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>') },
        attributes: { survey: 'state="veryHidden"' },
      })
    ).sheets;
    expect(sheet).toMatchObject({
      isHidden: true,
      rows: [{ row: 2 }],
      oddities: [
        { kind: 'formula-without-value', row: 1, column: 1 },
        { kind: 'cell-error', row: 1, column: 2, about: '#DIV/0!' },
        { kind: 'hidden-row', row: 2 },
        { kind: 'merged', row: 2, column: 1, about: 'A2:B3' },
      ],
    });
  });

  test('are found where elements have prefixes, comments and other writing around them', async () => {
    const xml =
      "<?xml version='1.0'?><!-- a --><x:worksheet xmlns:x='y'><x:sheetData>\n<x:row r='3'><x:c r='A3' t='inlineStr' a='>'><x:is><x:t><![CDATA[<Chào>]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
    expect(await cellsOf({ sheets: { survey: xml } })).toEqual({ '1/3': '<Chào>' });
  });

  test('hold what XML cannot, written out', async () => {
    const rows = '<row><c t="inlineStr"><is><t>a_x0007_b_x005F_x0041_ &#x1F600; &unknown;</t></is></c></row>';
    expect(await cellsOf({ sheets: { survey: sheetOf(rows) } })).toEqual({
      '1/1': 'a\u0007b_x0041_ 😀 &unknown;',
    });
  });

  test('of a million formatted empty rows are nothing', async () => {
    const rows = `<row r="1"><c t="inlineStr"><is><t>x</t></is></c></row>${'<row><c s="1"/></row>'.repeat(20_000)}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`;
    expect(await cellsOf({ sheets: { survey: sheetOf(rows) } })).toEqual({
      '1/1': 'x',
      '16384/1048576': '1',
    });
  });
});

describe('a workbook', () => {
  test('gives the sheets that are wanted and names the others, links and macros', async () => {
    const book = await read({
      sheets: { survey: sheetXml([['a']]), 'bảng phụ': '<không đọc' },
      parts: {
        'xl/externalLinks/externalLink1.xml': strToU8('<x/>'),
        'xl/vbaProject.bin': new Uint8Array(9),
      },
    });
    expect(book).toMatchObject({
      sheets: [{ name: 'survey', isHidden: false }],
      unread: ['bảng phụ'],
      hasExternalLinks: true,
      hasMacros: true,
    });
  });

  test('may keep its parts where it says, in UTF-16 as well', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(sheetXml([['ở']]), 'utf16le')]);
    expect(await cellsOf({ parts: { 'xl/worksheets/0.xml': utf16 } })).toEqual({ '1/1': 'ở' });
  });

  test('stored with sizes of 64 bits, as some programs always do, is read like any other', async () => {
    const parts = Object.entries(unzipSync(madeFile())).map(([name, data]): [string, ZippableFile] => {
      const sizes = new DataView(new ArrayBuffer(16));
      sizes.setBigUint64(0, BigInt(data.length), true);
      sizes.setBigUint64(8, BigInt(data.length), true);
      const extra = { 39321: new Uint8Array(3), 1: new Uint8Array(sizes.buffer) };
      return [name, [data, { level: 0, extra }]];
    });
    const file = zipSync(Object.fromEntries(parts));
    const whole = patched(file, 0x02014b50, 20, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    expect(await codeOf(whole)).toBe('read');
  });
});

describe('what is no spreadsheet is called what it is', () => {
  test.each([
    ['nothing', new Uint8Array(0), 'empty-file'],
    ['a PDF', strToU8('%PDF-1.7\n%âãÏÓ'), 'is-pdf'],
    ['an .xls of 1997', oleFile('Workbook'), 'is-old-excel'],
    ['a workbook with a password', oleFile('EncryptedPackage'), 'is-encrypted'],
    ['a CSV', strToU8('type,name,label\nnote,n,Chào\n'), 'is-csv'],
    ['a CSV with semicolons', strToU8('\ufefftype;name;label\r\n'), 'is-csv'],
    ['a web page', strToU8('<html><body>a, b, c</body></html>'), 'not-a-spreadsheet'],
    ['a text', strToU8('Kính gửi anh chị'), 'not-a-spreadsheet'],
    ['noise', new Uint8Array(500).map((_, at) => (at * 197 + 31) % 256), 'not-a-spreadsheet'],
    ['a zip of pictures', zipSync({ 'a.png': new Uint8Array(9) }), 'not-a-spreadsheet'],
    [
      'a text document',
      zipSync({ '[Content_Types].xml': strToU8('<T/>'), 'word/document.xml': strToU8('<d/>') }),
      'is-other-office',
    ],
    [
      'an .ods',
      zipSync({ mimetype: strToU8('application/vnd.oasis'), 'content.xml': strToU8('<d/>') }),
      'is-ods',
    ],
    [
      'an .xlsb',
      zipSync({ '[Content_Types].xml': strToU8('<T/>'), 'xl/workbook.bin': new Uint8Array(4) }),
      'is-binary-excel',
    ],
    ['PK and nothing else', strToU8('PK'), 'damaged'],
    ['half a file', madeFile().subarray(0, 400), 'damaged'],
    ['a file larger than the limit', new Uint8Array(MAX_FILE_BYTES + 1), 'too-large'],
  ])('%s', async (_, file, code) => {
    expect(await codeOf(file)).toBe(code);
  });
});

describe('what would do harm is refused', () => {
  const DIRECTORY = 0x02014b50;
  const END = 0x06054b50;

  test('a part that unpacks to far more than a form has', async () => {
    const bomb = madeFile({ parts: { 'xl/worksheets/0.xml': new Uint8Array(80_000_000).fill(32) } });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await faultOf(bomb)).toEqual({
      code: 'unpacks-too-large',
      facts: { megabytes: MAX_PART_BYTES / 1024 / 1024 },
    });
  });

  test('a part that lies about what it unpacks to', async () => {
    const bomb = madeFile({ parts: { 'xl/worksheets/0.xml': new Uint8Array(80_000_000).fill(32) } });
    const lying = patched(bomb, DIRECTORY, 24, [0, 1, 0, 0]);
    expect(await codeOf(lying)).toBe('damaged');
  });

  test('many parts that together are too much', async () => {
    const sheets = Object.fromEntries(
      Array.from({ length: 4 }, (_, at) => [
        `s${at}`,
        `<worksheet><sheetData/><!--${' '.repeat(MAX_PART_BYTES - 100)}--></worksheet>`,
      ]),
    );
    expect(await codeOf(madeFile({ sheets }))).toBe('unpacks-too-large');
  });

  test('a directory that announces more than it holds, or lies elsewhere', async () => {
    const file = madeFile();
    expect(await codeOf(patched(file, END, 10, [0xff, 0xff]))).toBe('unsafe');
    expect(await codeOf(patched(file, END, 10, [0xff, 0x00]))).toBe('damaged');
    expect(await codeOf(patched(file, END, 16, [0xff, 0xff, 0xff, 0x7f]))).toBe('damaged');
    expect(await codeOf(patched(file, DIRECTORY, 42, [0xff, 0xff, 0xff, 0x7f]))).toBe('damaged');
    expect(await codeOf(patched(file, DIRECTORY, 28, [0xff, 0xff]))).toBe('damaged');
    expect(await codeOf(patched(file, DIRECTORY, 20, [0xff, 0xff, 0xff, 0x7f]))).toBe('damaged');
    expect(await codeOf(patched(file, DIRECTORY, 10, [99, 0]))).toBe('damaged');
    expect(await codeOf(patched(file, DIRECTORY, 8, [1, 0]))).toBe('is-encrypted');
  });

  test.each(['../../../etc/passwd', '/etc/passwd', '..\\..\\evil', 'C:\\evil', 'xl/../../evil'])(
    'a way out of the file: %s',
    async (name) => {
      expect(await codeOf(madeFile({ parts: { [name]: new Uint8Array(1) } }))).toBe('unsafe');
    },
  );

  test('a relation that leads out of the file', async () => {
    const rels =
      '<Relationships><Relationship Id="s0" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>';
    expect(await codeOf(madeFile({ parts: { 'xl/_rels/workbook.xml.rels': strToU8(rels) } }))).toBe(
      'damaged',
    );
    const external =
      '<Relationships><Relationship Id="s0" Type="x/worksheet" Target="http://127.0.0.1/" TargetMode="External"/></Relationships>';
    expect(await codeOf(madeFile({ parts: { 'xl/_rels/workbook.xml.rels': strToU8(external) } }))).toBe(
      'read',
    );
  });

  test('a billion laughs, and any other document type', async () => {
    const laughs =
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
    expect(await codeOf(madeFile({ sheets: { survey: laughs } }))).toBe('unsafe');
    expect(
      await codeOf(madeFile({ sharedStrings: '<!DOCTYPE sst SYSTEM "file:///etc/passwd"><sst/>' })),
    ).toBe('unsafe');
  });

  test.each([
    ['an element that is not closed', '<worksheet><sheetData>'],
    ['elements that cross', '<worksheet><sheetData></worksheet></sheetData>'],
    ['a tag without an end', '<worksheet><sheetData'],
    ['a comment without an end', '<worksheet><!-- '],
    ['an attribute without an end', '<worksheet a="></worksheet>'],
  ])('%s', async (_, xml) => {
    expect(await codeOf(madeFile({ sheets: { survey: xml } }))).toBe('damaged');
  });

  test('elements nested without end', async () => {
    const deep = `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`;
    expect(await codeOf(madeFile({ sheets: { survey: deep } }))).toBe('unsafe');
  });

  test('5,000 rows, naming the sheet and the limit', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => ['note', `n${at}`, 'Chào']);
    expect(await faultOf(madeFile({ sheets: { survey: sheetXml(rows) } }))).toEqual({
      code: 'too-many-rows',
      facts: { sheet: 'survey', limit: MAX_ROWS },
    });
    expect(await codeOf(madeFile({ sheets: { survey: sheetXml(rows.slice(0, MAX_ROWS)) } }))).toBe('read');
  });

  test('rows without end to the right', async () => {
    const row = (length: number) => sheetXml([Array.from({ length }, () => 'x')]);
    expect(await codeOf(madeFile({ sheets: { survey: row(MAX_COLUMNS) } }))).toBe('read');
    expect(await codeOf(madeFile({ sheets: { survey: row(MAX_COLUMNS + 1) } }))).toBe('too-many-columns');
  });

  test('more cells than any form has, over all sheets', async () => {
    const half = sheetXml(
      Array.from({ length: MAX_CELLS / 2 / 20 + 1 }, () => Array.from({ length: 20 }, () => 'x')),
    );
    expect(await codeOf(madeFile({ sheets: { survey: half } }))).toBe('read');
    expect(await codeOf(madeFile({ sheets: { survey: half, choices: half } }))).toBe('too-many-cells');
  });

  test('a text that fills a cell a thousand times, wherever it stands', async () => {
    const long = 'x'.repeat(300_000);
    expect(await codeOf(madeFile({ sheets: { survey: sheetXml([[long]]) } }))).toBe('too-many-texts');
    const shared = `<sst><si><t>${'x'.repeat(200_000)}</t></si></sst>`;
    const pointing = sheetOf(`<row>${'<c t="s"><v>0</v></c>'.repeat(30)}</row>`);
    expect(await codeOf(madeFile({ sheets: { survey: pointing }, sharedStrings: shared }))).toBe(
      'too-many-texts',
    );
    expect(await codeOf(madeFile({ sharedStrings: `<sst>${'<si/>'.repeat(200_000)}</sst>` }))).toBe(
      'too-many-texts',
    );
  });
});

test('others are served while a large file is read', async () => {
  // Nearly as large as a part may be, and much longer to read than others may wait.
  const file = madeFile({ sheets: { survey: sheetOf(`<row>${'<c s="1"/>'.repeat(400_000)}</row>`) } });
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns += 1;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await readWorkbook(file, () => true);
  isDone = true;
  expect(turns).toBeGreaterThan(2);
});
