/** A form we gave out, changed in a spreadsheet program and brought in again: what was changed counts, the rest stays. */

import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Note } from '../../../src/core/xlsform/note.ts';
import { readXlsForm } from '../../../src/core/xlsform/read-xlsform.ts';
import type { WrittenSheet } from '../../../src/core/xlsform/workbook.ts';
import { writeXlsForm } from '../../../src/core/xlsform/write-xlsform.ts';
import { createSay } from '../../../src/i18n/say.ts';
import { asRead } from './sheets.ts';

type Question = Record<string, unknown> & { readonly id: string; readonly options?: readonly unknown[] };
type Flow = {
  readonly title: Record<string, string>;
  readonly questions: readonly Question[];
  readonly blocks: unknown;
};

const say = createSay();
let flow: Flow;
let sheets: readonly WrittenSheet[];

beforeAll(async () => {
  flow = parse(await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
  sheets = writeXlsForm(flow);
});

/** Puts a text into the cell of a row, found by what stands in its column `name`. */
function changed(sheet: string, name: string, column: string, text: string | null): readonly WrittenSheet[] {
  return sheets.map((one) => {
    if (one.name !== sheet) return one;
    const [header = []] = one.rows;
    const [named, at] = [header.indexOf('name'), header.indexOf(column)];
    if (at < 0) throw new Error(`no column ${column}`);
    const rows = one.rows.map((row, index) =>
      index > 0 && (named < 0 || row[named] === name)
        ? row.map((cell, each) => (each === at ? text : cell))
        : row,
    );
    return { ...one, rows };
  });
}

function read(edited: readonly WrittenSheet[]): { flow: Flow; notes: readonly Note[] } {
  const outcome = readXlsForm(asRead(edited), 'tep', say);
  if (outcome.kind === 'faulty') throw new Error(outcome.fault.code);
  return { flow: outcome.source as Flow, notes: outcome.notes };
}

/** The flow with one question of its own changed. */
function expectOnly(found: Flow, id: string, more: Record<string, unknown>): void {
  expect(found.questions).toHaveLength(flow.questions.length);
  for (const [at, question] of flow.questions.entries()) {
    expect(found.questions[at]).toEqual(question.id === id ? { ...question, ...more } : question);
  }
  expect(found.blocks).toEqual(flow.blocks);
}

describe('a cell that was changed', () => {
  test('as a label changes those words and keeps the wordings for ages', () => {
    const { flow: found, notes } = read(changed('survey', 'mood', 'label::Tiếng Việt (vi)', 'Em thấy sao?'));
    const text = flow.questions.find(({ id }) => id === 'mood')?.['text'] as Record<string, object>;
    expectOnly(found, 'mood', { text: { ...text, vi: { ...text['vi'], all: 'Em thấy sao?' } } });
    expect(notes).toEqual([]);
  });

  test('as a wording for an age changes that', () => {
    const { flow: found } = read(
      changed('survey', 'listened', 'em_noi::label::vi::7-8', 'Cô có nghe em không?'),
    );
    expect(found.questions.find(({ id }) => id === 'listened')?.['text']).toMatchObject({
      vi: { '7-8': 'Cô có nghe em không?' },
    });
  });

  test('as a bound changes the bound', () => {
    expectOnly(read(changed('survey', 'play', 'constraint', '. >= 0 and . <= 90')).flow, 'play', { max: 90 });
  });

  test('as an expression takes the place of our condition, and is told', () => {
    const { flow: found, notes } = read(changed('survey', 'play', 'relevant', `\${listened} = 'yes'`));
    expectOnly(found, 'play', { when: 'listened = yes' });
    expect(notes.map(({ code }) => code)).toEqual(['own-condition-outdated']);
  });

  test('in our own column of conditions counts as long as nothing else says otherwise', () => {
    const both = changed('survey', 'play', 'em_noi::when', 'place = 79').map((one) =>
      one.name === 'survey'
        ? {
            ...one,
            rows: one.rows.map((row) =>
              row.includes('play')
                ? row.map((cell, at) => (one.rows[0]?.[at] === 'relevant' ? null : cell))
                : row,
            ),
          }
        : one,
    );
    expectOnly(read(both).flow, 'play', { when: 'place = 79' });
  });

  test('as a choice changes its label', () => {
    const { flow: found } = read(changed('choices', 'playground', 'label::Tiếng Việt (vi)', 'Sân chơi rộng'));
    const options = found.questions.find(({ id }) => id === 'fix-first')?.options;
    expect(options?.[2]).toMatchObject({
      id: 'playground',
      label: { vi: 'Sân chơi rộng', en: 'A fun playground' },
    });
  });

  test('as a title changes the title', () => {
    const { flow: found } = read(changed('settings', '', 'form_title', 'Trường em'));
    expect(found.title).toEqual({ vi: 'Trường em', en: 'A safe and happy school' });
    expect(found.questions).toEqual(flow.questions);
  });

  test('where a block is put in makes its questions ones of their own, and is told', () => {
    const { flow: found, notes } = read(
      changed('survey', 'rate.easy', 'label::Tiếng Việt (vi)', 'Dễ không?'),
    );
    expect(found.questions.slice(-3)).toMatchObject([
      { id: 'rate-easy', kind: 'scale', text: { vi: 'Dễ không?' }, when: 'age != 7-8' },
      { id: 'rate-free', kind: 'yes-no', when: 'age != 7-8' },
      { id: 'rate-heard', kind: 'scale', when: 'age != 7-8' },
    ]);
    expect(found.questions.at(-1)?.options).toHaveLength(3);
    expect(notes.map(({ code }) => code)).toContain('shared-block-changed');
  });

  test('in the sheet of blocks changes the block', () => {
    const edited = changed('em_noi_blocks', 'easy', 'label::Tiếng Việt (vi)', 'Dễ không?').map((one) =>
      one.name === 'survey'
        ? { ...one, rows: one.rows.filter((row) => !String(row[1]).startsWith('rate.')) }
        : one,
    );
    const { flow: found } = read(edited);
    expect(found.questions.at(-1)).toEqual(flow.questions.at(-1));
    expect(found.blocks).toMatchObject({ process: [{ text: { vi: 'Dễ không?' } }, {}, {}] });
  });
});

describe('a row', () => {
  test('that was taken out is gone, one that was added is there', () => {
    const edited = sheets.map((one) => {
      if (one.name !== 'survey') return one;
      const [header = []] = one.rows;
      const added = header.map((name) =>
        name === 'type'
          ? 'note'
          : name === 'name'
            ? 'chen'
            : String(name).startsWith('label::')
              ? 'Mới'
              : null,
      );
      return { ...one, rows: [...one.rows.filter((row) => row[1] !== 'play'), added] };
    });
    const ids = read(edited).flow.questions.map(({ id, use }) => id ?? use);
    expect(ids).not.toContain('play');
    expect(ids.at(-1)).toBe('chen');
  });

  test('kept exactly beside its cells is taken from there only while they say the same', () => {
    const source = { ...flow, questions: [{ ...flow.questions[0], text: { vi: ' Chào em ' }, surprise: 1 }] };
    sheets = writeXlsForm(source);
    expect(read(sheets).flow.questions).toEqual(source.questions);
    const { flow: found, notes } = read(changed('survey', 'welcome', 'label::Tiếng Việt (vi)', 'Chào bạn'));
    expect(found.questions).toEqual([{ id: 'welcome', kind: 'info', text: { vi: 'Chào bạn' } }]);
    expect(notes.map(({ code }) => code)).toEqual(['exact-outdated']);
    expect(read(changed('survey', 'welcome', 'em_noi::exact', '{"broken')).flow.questions).toEqual([
      { id: 'welcome', kind: 'info', text: { vi: 'Chào em' } },
    ]);
    sheets = writeXlsForm(flow);
  });
});
