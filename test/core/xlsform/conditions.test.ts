/** Expressions of forms become conditions of ours, or the note says why not. */

import { describe, expect, test } from 'vitest';
import { parseCondition } from '../../../src/core/flow/parse-condition.ts';
import { printCondition } from '../../../src/core/flow/print-condition.ts';
import { type FormLookup, meaningOf } from '../../../src/core/xlsform/condition-of-xpath.ts';
import { readBounds, writeBounds } from '../../../src/core/xlsform/constraint.ts';
import { parseXpath } from '../../../src/core/xlsform/xpath.ts';
import { xpathOf } from '../../../src/core/xlsform/xpath-of-condition.ts';

const QUESTIONS: Readonly<Record<string, Exclude<ReturnType<FormLookup>, string>>> = {
  Mood: {
    id: 'mood',
    kind: 'choice',
    options: new Map([
      ['sad', 'sad'],
      ['Very Sad', 'very-sad'],
    ]),
  },
  games: {
    id: 'games',
    kind: 'choices',
    options: new Map([
      ['chess', 'chess'],
      ['tag', 'tag'],
    ]),
  },
  stars: {
    id: 'stars',
    kind: 'scale',
    options: new Map([
      ['1', '1'],
      ['2', '2'],
      ['3', '3'],
    ]),
  },
  hours: { id: 'hours', kind: 'number', options: new Map() },
  why: { id: 'why', kind: 'text', options: new Map() },
};
const lookup: FormLookup = (name) => QUESTIONS[name] ?? (name === 'gone' ? 'dropped' : 'unknown');

function conditionOf(text: string): string {
  const parsed = parseXpath(text);
  if (parsed.kind === 'faulty') return `? syntax ${parsed.column} ${parsed.found}`.trim();
  const meaning = meaningOf(parsed.xpath, lookup);
  if (meaning.kind === 'unsayable') return `? ${meaning.why} ${meaning.about}`.trim();
  return meaning.kind === 'condition' ? printCondition(meaning.condition) : meaning.kind;
}

const q = (name: string) => `\${${name}}`;

describe('an expression', () => {
  test.each([
    [`${q('Mood')} = 'sad'`, 'mood = sad'],
    [`'sad'=${q(' Mood ')}`, 'mood = sad'],
    [`${q('Mood')} = "Very Sad"`, 'mood = very-sad'],
    [`${q('Mood')} = ‘sad’`, 'mood = sad'],
    [`${q('Mood')} != 'sad'`, 'mood != sad'],
    [`not(${q('Mood')} = 'sad')`, 'mood != sad'],
    [`selected(${q('games')}, 'chess')`, 'games = chess'],
    [`not(selected(${q('games')},'chess'))`, 'games != chess'],
    [`selected(${q('games')}, 'chess') = true()`, 'games = chess'],
    [`selected(${q('games')}, 'chess') = false()`, 'games != chess'],
    [`${q('hours')} > 3`, 'hours > 3'],
    [`3 < ${q('hours')}`, 'hours > 3'],
    [`number(${q('hours')}) <= -2.5`, 'hours <= -2.5'],
    [`${q('hours')} = 3`, 'hours = 3'],
    [`${q('hours')} = '3'`, 'hours = 3'],
    [`${q('hours')} != 3`, 'hours != 3'],
    [`${q('stars')} >= 2`, 'stars in [2, 3]'],
    [`${q('stars')} = 2`, 'stars = 2'],
    [`${q('stars')} > 3`, 'never'],
    [`${q('why')} = ''`, 'not answered(why)'],
    [`${q('why')} != ''`, 'answered(why)'],
    [`string-length(${q('why')}) > 0`, 'answered(why)'],
    [`string-length(normalize-space(${q('why')})) = 0`, 'not answered(why)'],
    [`count-selected(${q('games')}) >= 1`, 'answered(games)'],
    [
      `${q('hours')} > 1 and ${q('hours')} < 5 or ${q('Mood')} = 'sad'`,
      'hours > 1 and hours < 5 or mood = sad',
    ],
    [
      `(${q('hours')} > 1 or ${q('Mood')} = 'sad') and ${q('hours')} < 5`,
      '(hours > 1 or mood = sad) and hours < 5',
    ],
    [`${q('hours')} > 1 AND ${q('hours')} < 5`, 'hours > 1 and hours < 5'],
    ['true()', 'always'],
    ['false()', 'never'],
    [`true() and ${q('hours')} > 1`, 'hours > 1'],
    [`false() and ${q('hours')} > 1`, 'never'],
    [`${q('hours')} > 1 or not(false())`, 'always'],
    [`${q('why')} = 'yes'`, '? open-text yes'],
    [`${q('Mood')} = 'glad'`, '? value glad'],
    [`${q('Mood')} > 2`, '? order 2'],
    [`${q('hours')} > 'many'`, '? value many'],
    [`${q('hours')} = ${q('stars')}`, '? two-questions'],
    [`${q('gone')} = 'a'`, '? dropped-question gone'],
    [`${q('never_was')} = 'a'`, '? unknown-question never_was'],
    [`count-selected(${q('games')}) > 2`, '? count > 2'],
    [`string-length(${q('why')}) > 20`, '? length > 20'],
    [`regex(${q('why')}, '[a-z]+')`, '? function regex()'],
    [`today() > '2026-01-01'`, '? function today()'],
    [`. > 3`, '? no-question'],
    [`'a' = 'b'`, '? no-question'],
    [q('hours'), '? no-question'],
    [`${q('hours')} + 1 > 3`, '? syntax 10 + 1 > 3'],
    [`${q('hours')} > `, '? syntax 12 '],
    [`(${q('hours')} > 3`, '? syntax 14 '],
    [`/data/hours > 3`, '? syntax 1 /data/hours'],
    [`selected(${q('games')} 'chess')`, '? syntax 19 chess'],
    ['', '? syntax 1 '],
    [`${'('.repeat(40)}${q('hours')} > 3${')'.repeat(40)}`, '? syntax 32 ('],
    [`${q('hours')} > 3 and `.repeat(400), '? syntax 4001 …'],
  ])('%s', (text, expected) => {
    expect(conditionOf(text)).toBe(expected.trim());
  });
});

describe('a condition', () => {
  const kinds = {
    mood: 'choice',
    games: 'choices',
    fix: 'rank',
    hours: 'number',
    age: 'age',
    home: 'place',
  } as const;
  const ground = {
    ageQuestion: 'age',
    lookup: (name: string) =>
      Object.hasOwn(kinds, name) ? { name, kind: kinds[name as keyof typeof kinds] } : undefined,
  };
  const written = (text: string, more: Partial<typeof ground> | { ageQuestion: null } = {}) => {
    const parsed = parseCondition(text);
    if (parsed.kind === 'faulty') throw new Error(parsed.fault.message);
    return xpathOf(parsed.condition, { ...ground, ...more });
  };

  test.each([
    ['mood = sad', `${q('mood')} = 'sad'`],
    ['mood != sad', `${q('mood')} != 'sad'`],
    ['mood in [sad, glad]', `${q('mood')} = 'sad' or ${q('mood')} = 'glad'`],
    ['mood not in [sad, glad]', `not(${q('mood')} = 'sad' or ${q('mood')} = 'glad')`],
    [
      'mood in [sad, glad] and hours > 3',
      `(${q('mood')} = 'sad' or ${q('mood')} = 'glad') and ${q('hours')} > 3`,
    ],
    ['games = chess', `selected(${q('games')}, 'chess')`],
    ['fix != toilets', `not(selected(${q('fix')}, 'toilets'))`],
    ['hours = 3', `${q('hours')} = 3`],
    ['hours = -1', `${q('hours')} = -1`],
    ['answered(mood)', `${q('mood')} != ''`],
    ['skipped(mood)', `${q('mood')} = ''`],
    ['age = 7-8', `(${q('age')} >= 7 and ${q('age')} <= 8)`],
    ['age != 7-8', `not(${q('age')} >= 7 and ${q('age')} <= 8)`],
    [
      'age in [7-8, 9-10]',
      `((${q('age')} >= 7 and ${q('age')} <= 8) or (${q('age')} >= 9 and ${q('age')} <= 10))`,
    ],
    ['unheard = of', `${q('unheard')} = 'of'`],
    ['place = 79', null],
    ['home = 79 or mood = sad', null],
    ['language = en', null],
  ])('%s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  test('about the age says nothing where nobody asks it', () => {
    expect(written('age = 7-8', { ageQuestion: null })).toBeNull();
  });

  test('that forms can say means the same when it is read again', () => {
    for (const text of ['mood = sad and (hours > 3 or hours = 1)', 'not (games = chess or mood = sad)']) {
      const options = new Map([
        ['sad', 'sad'],
        ['chess', 'chess'],
      ]);
      const parsed = parseXpath(written(text) ?? '');
      if (parsed.kind === 'faulty') throw new Error(text);
      const meaning = meaningOf(parsed.xpath, (name) => ({
        id: name,
        kind: kinds[name as keyof typeof kinds],
        options,
      }));
      expect(meaning.kind === 'condition' && printCondition(meaning.condition)).toBe(text);
    }
  });
});

describe('a constraint', () => {
  test.each([
    ['number', '. >= 0 and . <= 24', [0, 24], []],
    ['number', '.>0 and .<25', [1, 24], []],
    ['number', '(. >= 1) and (7 >= .)', [1, 7], []],
    ['number', '. = 5', [5, 5], []],
    ['number', '. >= 0.5 and . < 9.5', [1, 9], []],
    ['number', '. >= -10 and . >= -5', [-5, null], []],
    ['number', `. >= 0 and . != 7 and . < ${q('max')}`, [0, null], ['. != 7', `. < ${q('max')}`]],
    ['number', '. > 0 or . = -1', [null, null], ['. > 0 or . = -1']],
    ['number', '. >= 99999999999', [null, null], ['. >= 99999999999']],
    ['number', 'không hiểu', [null, null], ['không hiểu']],
    ['picks', 'count-selected(.) >= 1 and count-selected(.) <= 3', [1, 3], []],
    [
      'picks',
      "not(selected(., 'none') and count-selected(.) > 1)",
      [null, null],
      ["not(selected(., 'none') and count-selected(.) > 1)"],
    ],
    ['length', 'string-length(.) <= 200', [null, 200], []],
    ['length', "regex(., '^[a-z]+$') and string-length(.) < 10", [null, 9], ["regex(., '^[a-z]+$')"]],
  ] as const)('of a %s: %s', (of, text, [min, max], rest) => {
    expect(readBounds(text, of)).toMatchObject({ min, max, rest });
  });

  test('says where a bound was rounded', () => {
    expect(readBounds('. >= 0.5', 'number').isRounded).toBe(true);
    expect(readBounds('. >= 0', 'number').isRounded).toBe(false);
  });

  test('is read as it was written', () => {
    for (const of of ['number', 'picks', 'length'] as const) {
      expect(readBounds(writeBounds(of, -2, 9), of)).toEqual({ min: -2, max: 9, rest: [], isRounded: false });
      expect(writeBounds(of, null, null)).toBe('');
    }
  });
});
