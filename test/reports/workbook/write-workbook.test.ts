/** What is written as a spreadsheet, as other programs read it. */

import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formFiles } from '../../../src/compose/form-files.ts';
import { canonicalFlowJson } from '../../../src/core/flow/compile-flow.ts';
import { flowAround, parseBankFile } from '../../../src/core/flow/question-bank.ts';
import { createSay } from '../../../src/i18n/say.ts';
import { readWorkbook } from '../../../src/reports/workbook/read-workbook.ts';
import { writeWorkbook } from '../../../src/reports/workbook/write-workbook.ts';
import { flowArbitrary } from '../../core/xlsform/flow-arbitrary.ts';

const files = formFiles(createSay());

async function flows(): Promise<readonly (readonly [string, unknown])[]> {
  const own = (await readdir('flows'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `flows/${name}`);
  const bank = (await readdir('flows/bank'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `flows/bank/${name}`);
  const read = async (path: string): Promise<unknown> => parse(await readFile(path, 'utf8'));
  return [
    ...(await Promise.all(own.map(async (path) => [path, await read(path)] as const))),
    ...(await Promise.all(
      bank.map(async (path) => [path, flowAround(parseBankFile(await read(path)))] as const),
    )),
  ];
}

const given = await flows();

describe('a flow', () => {
  test.each(given)('%s comes back from its file as it was', async (_, flow) => {
    const reading = await files.read(await files.write(flow), 'tep.xlsx');
    if (reading.kind === 'faulty') throw new Error(reading.fault.code);
    expect(canonicalFlowJson(reading.source)).toBe(canonicalFlowJson(flow));
    expect(reading.notes).toEqual([]);
  });

  test('of any shape comes back from its file as it was', async () => {
    await fc.assert(
      fc.asyncProperty(flowArbitrary(true), async (wild) => {
        const flow: unknown = JSON.parse(JSON.stringify(wild));
        const reading = await files.read(await files.write(flow), 'tep.xlsx');
        if (reading.kind === 'faulty') throw new Error(reading.fault.code);
        expect(canonicalFlowJson(reading.source)).toBe(canonicalFlowJson(flow));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a cell', () => {
  const HOSTILE = [
    '=1+1',
    '+84 912',
    '-1',
    '@SUM(A1)',
    '=HYPERLINK("http://x")',
    '\t=1',
    '<script>',
    '_x0041_',
    'a\u0007b',
    'valueOf',
    '__proto__',
    '🏾',
    'x\ny',
  ];

  test('is text whatever it begins with: no formula stands in the file', async () => {
    const bytes = await writeWorkbook([
      { name: 'survey', widths: [20], rows: [['name'], ...HOSTILE.map((text) => [text])] },
    ]);
    const parts = unzipSync(bytes);
    const xml = Object.entries(parts).map(([name, part]) => (name.endsWith('.xml') ? strFromU8(part) : ''));
    expect(xml.join('')).not.toMatch(/<f[ >/]/);
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet.match(/<c [^>]*t="s"/g)).toHaveLength(HOSTILE.length + 1);
  });

  test('is read by us and by another program as it was written', async () => {
    const bytes = await writeWorkbook([
      { name: 'survey', widths: [20], rows: [['name', 3], ...HOSTILE.map((text) => [text, null])] },
    ]);
    const ours = await readWorkbook(bytes, () => true);
    if (ours.kind === 'faulty') throw new Error(ours.fault.code);
    expect(ours.workbook.sheets[0]?.rows.map(({ cells }) => cells.get(1))).toEqual(['name', ...HOSTILE]);
    const [theirs] = await readSheets(new Blob([new Uint8Array(bytes)]), { trim: false });
    expect(theirs?.data.map(([cell]) => cell)).toEqual(['name', ...HOSTILE]);
    expect(theirs?.data[0]?.[1]).toBe(3);
  });
});

test('the demo is read by another program with its sheets, headers and first question', async () => {
  const flow: { version: number } = parse(await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
  const sheets = await readSheets(new Blob([new Uint8Array(await files.write(flow))]));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['survey', 'choices', 'settings', 'em_noi_blocks']);
  const survey = sheets[0]?.data ?? [];
  expect(survey[0]?.slice(0, 4)).toEqual(['type', 'name', 'label::Tiếng Việt (vi)', 'label::English (en)']);
  const mood = survey.find((row) => row[1] === 'mood');
  expect(mood?.[0]).toBe('select_one mood');
  expect(mood).toContain(`not(\${age} >= 7 and \${age} <= 8)`);
  const settings = sheets[2]?.data ?? [];
  expect(settings[1]?.slice(0, 4)).toEqual([
    'Trường học an toàn và hạnh phúc',
    'truong-hoc-hanh-phuc',
    String(flow.version),
    'Tiếng Việt (vi)',
  ]);
});

test('the template opens in another program, in both languages, empty and filled', async () => {
  for (const language of ['vi', 'en']) {
    for (const filled of [true, false]) {
      const sheets = await readSheets(new Blob([new Uint8Array(await files.template(language, filled))]));
      expect(sheets.map(({ sheet }) => sheet)).toEqual(['em_noi_huong_dan', 'survey', 'choices', 'settings']);
      expect(sheets[1]?.data).toHaveLength(filled ? 8 : 1);
      expect(sheets[0]?.data[0]?.[0]).toBe(
        language === 'vi' ? 'Hướng dẫn điền bảng câu hỏi' : 'How to fill in this workbook',
      );
      expect(JSON.stringify(sheets[0]?.data)).not.toContain('console.xlsforms');
    }
  }
});
