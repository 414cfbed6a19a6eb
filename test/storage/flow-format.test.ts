/** Reading flow files and finding their lines. */

import { describe, expect, test } from 'vitest';
import type { LocatedDocument } from '../../src/ports/flow-format.ts';
import { MAX_FLOW_FILE, yamlFlowFormat } from '../../src/storage/flow-format.ts';

const { parse } = yamlFlowFormat();

function parsed(text: string): LocatedDocument {
  const result = parse(text);
  if (result.kind === 'faulty') throw new Error(JSON.stringify(result.faults));
  return result.document;
}

describe('a file that can be read', () => {
  const document = parsed(`# a comment
flow: trial
title:
  vi: Trường em

  en: >-
    My
    school
ages: [7-8, 9-10]
questions:
  - id: a
    options:
      - { id: no, label: { vi: Không } }
      - { id: yes }
  - id: b
`);

  test('gives its data, words such as no, yes and 7-8 as text', () => {
    expect(document.data).toEqual({
      flow: 'trial',
      title: { vi: 'Trường em', en: 'My school' },
      ages: ['7-8', '9-10'],
      questions: [{ id: 'a', options: [{ id: 'no', label: { vi: 'Không' } }, { id: 'yes' }] }, { id: 'b' }],
    });
  });

  test.each<[(string | number)[], number]>([
    [['flow'], 2],
    [['title'], 4],
    [['title', 'vi'], 4],
    [['title', 'en'], 6],
    [['ages', 1], 9],
    [['questions', 0], 11],
    [['questions', 0, 'options', 1, 'id'], 14],
    [['questions', 1], 15],
  ])('knows the line of %j', (path, line) => {
    expect(document.lineAt(path)).toBe(line);
  });

  test.each<[(string | number)[], number]>([
    [['questions', 1, 'text', 'vi'], 15],
    [['questions', 7], 11],
    [['ages', 'vi'], 9],
    [['flow', 'deeper', 3], 2],
    [['gone'], 2],
    [[], 2],
  ])('gives for %j, which is not there, the line of the nearest part that is', (path, line) => {
    expect(document.lineAt(path)).toBe(line);
  });
});

test('an empty file is empty data on line 1', () => {
  const document = parsed('');
  expect(document.data).toBeNull();
  expect(document.lineAt(['flow'])).toBe(1);
});

describe('a file that cannot be read names the line', () => {
  test.each<[string, string, number, RegExp]>([
    ['a tab', 'a: 1\n\tb: 2\n', 2, /tab/],
    ['a key written twice', 'a: 1\nb: 2\na: 3\n', 3, /twice/],
    ['a missing colon', 'a: 1\nb\nc: 3\n', 2, /missing|colon/],
    ['a colon in unquoted text', 'a: { vi: Ví dụ: vui }\n', 1, /quotes/],
    ['a brace at the beginning of unquoted text', 'a: {mood} là gì\n', 1, /quotes/],
    ['a list in an unquoted condition in braces', 'a: 1\nb: { when: q in [x, y], to: end }\n', 2, /quotes/],
    ['a bracket that is not closed', 'a: [1, 2\n', 2, /bracket/],
    ['a second document', 'a: 1\n---\nb: 2\n', 2, /one flow/],
    ['an alias', 'a: &x 1\nb: *x\n', 2, /alias \*x/],
    ['an alias of itself', 'a: &x [1, *x]\n', 1, /alias \*x/],
    ['an alias of nothing', 'a: 1\nb: *x\n', 2, /alias \*x/],
    ['a quote closed nowhere', "a: 1\nb: 'Em vui\n", 2, /quote opens/],
    ['a quote that ends where another opens', 'a: "Em vui\nb: "x"\nc: "y"\n', 1, /quote opens/],
    [
      'a quote left open in braces',
      'q:\n  - { vi: "Em vui, en: x }\n  - { vi: "Em", en: y }\n',
      2,
      /quote opens/,
    ],
    ['a quote left open before a list', 'q:\n  - vi: "Em vui\n  - vi: Em\n', 2, /quote opens/],
    ['a colon in a text', 'a: 1\nb: Ví dụ: vui\n', 2, /quotes/],
    ['a line indented too deep', 'a: 1\nb: Em\n  c: 2\n', 3, /indentation/],
    ['a line indented too little', 'a:\n  - id: 1\n   kind: 2\n', 3, /indentation/],
    ['a backslash', 'a: "x\\q"\n', 1, /\\ inside/],
    ['a text that begins with &', 'a: & b\n', 1, /& or \*/],
    ['a tag', 'a: 1\nb: !!binary aGVsbG8=\n', 2, /tag/],
  ])('%s', (_fault, text, line, message) => {
    expect(parse(text)).toEqual({
      kind: 'faulty',
      faults: [{ line, message: expect.stringMatching(message) }],
    });
  });

  test('but a quote over several lines that is closed is no fault, nor blamed for another', () => {
    expect(parse('a: "Em\n  vui"\n').kind).toBe('parsed');
    expect(parse('a: "Em\n  vui"\nb: 1\nb: 2\n')).toMatchObject({ faults: [{ line: 4 }] });
  });

  test('and what stands before an open quote is still told', () => {
    expect(parse('a: 1\na: 2\nb: "Em\n')).toMatchObject({ faults: [{ line: 2 }, { line: 3 }] });
  });

  test('and all lines with a fault, in order, but not endlessly many', () => {
    const faults = (text: string) => {
      const result = parse(text);
      return result.kind === 'faulty' ? result.faults.map(({ line }) => line) : [];
    };
    expect(faults('a: 1\na: 2\nb: 3\nb: 4\n')).toEqual([2, 4]);
    expect(faults('a: 1\n'.repeat(1000))).toHaveLength(10);
  });
});

describe('a hostile file is refused without harm', () => {
  const aliases = `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join('')}`;
  test.each<[string, string]>([
    ['brackets without end', '['.repeat(50_000)],
    ['braces without end', '{a: '.repeat(50_000)],
    ['lists in lists without end', '- '.repeat(50_000)],
    ['aliases that double', aliases],
    ['more than the size allowed', `a: ${'x'.repeat(MAX_FLOW_FILE)}`],
  ])('%s', (_kind, text) => {
    expect(parse(text).kind).toBe('faulty');
  });
});
