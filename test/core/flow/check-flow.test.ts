/** Checking flows: one broken file per fault, faults together, and whatever else data may be. */

import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFlow, type FlowCheck, syntaxFindings } from '../../../src/core/flow/check-flow.ts';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import type { FindingCode } from '../../../src/core/flow/finding.ts';
import { yamlFlowFormat } from '../../../src/storage/flow-format.ts';
import { flowData, options, question } from './flow-data.ts';

const BROKEN = 'test/flows-broken';

function checkFile(file: string): FlowCheck {
  const read = yamlFlowFormat().parse(readFileSync(file, 'utf8'));
  return read.kind === 'faulty'
    ? { findings: syntaxFindings(read.faults), flow: null }
    : checkFlow(read.document);
}

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml'));
}

describe('every flow we publish is without any finding', () => {
  test.each(yamlFiles('flows'))('%s', (name) => {
    const { findings, flow } = checkFile(`flows/${name}`);
    expect(findings).toEqual([]);
    expect(flow?.id).toBe(name.replace('.yaml', ''));
  });
});

/** Listed so that the compiler asks for a broken file with every new code. */
const SEVERITY: Readonly<Record<FindingCode, 'error' | 'warning' | 'either'>> = {
  'yaml-syntax': 'error',
  'bad-shape': 'error',
  'unknown-key': 'either',
  'unknown-reference': 'error',
  'bad-condition': 'error',
  'unreachable-question': 'error',
  'dead-end': 'error',
  loop: 'error',
  'missing-language': 'error',
  'missing-age-wording': 'either',
  'duplicate-id': 'error',
  'too-many-questions': 'error',
  'too-many-options': 'either',
  'too-few-options': 'error',
  'bad-bounds': 'error',
  'text-too-long': 'error',
  'label-too-long': 'error',
  'sentence-too-long': 'either',
  'no-consent-first': 'error',
  'no-skip': 'error',
  'unknown-block': 'error',
  'block-loop': 'error',
  'unused-block': 'warning',
  'bad-piping': 'error',
  'bad-quiz': 'either',
  'bad-cut': 'error',
  'no-age': 'error',
  'not-nfc': 'error',
  'negative-wording': 'warning',
};

describe('a broken file gives the finding it is named after, at the marked line, and no other', () => {
  test.each(yamlFiles(BROKEN))('%s', (name) => {
    const text = readFileSync(`${BROKEN}/${name}`, 'utf8');
    const line = text.split('\n').findIndex((written) => written.includes('# <- here')) + 1;
    const { findings, flow } = checkFile(`${BROKEN}/${name}`);
    const [code = ''] = name.split('.');
    expect(findings.map((finding) => [finding.code, finding.line])).toEqual([[code, line]]);
    const severity = SEVERITY[code as FindingCode];
    if (severity !== 'either') expect(findings[0]?.severity).toBe(severity);
    expect(flow === null).toBe(findings[0]?.severity === 'error');
    expect(findings[0]?.message).toMatch(/\S{2,}/);
    expect(findings[0]?.advice).toMatch(/\.$/);
  });

  test('and every kind of finding has a file', () => {
    const codes = new Set(yamlFiles(BROKEN).map((name) => name.split('.')[0]));
    expect([...codes].sort()).toEqual(Object.keys(SEVERITY).sort());
  });
});

const codes = (data: unknown) => checkFlow({ data }).findings.map(({ code, path }) => `${code} ${path}`);

describe('faults do not hide each other', () => {
  test('a file with many gives all of them', () => {
    const data = {
      ...flowData([
        { id: 'mood', kind: 'choice', options: [{ id: 'Glad', label: { vi: 'Vui' } }] },
        { id: 'play', kind: 'yes-no', when: 'mood = glad', colour: 'blue', text: { vi: '{gone}' } },
        { id: 'quiz', kind: 'lesson', right: [], skip: false },
        { id: 'play', kind: 'number', min: 3, max: 2 },
      ]),
      version: 0,
      channels: ['fax'],
      blocks: { more: [question({ id: 'x', kind: 'info', text: { vi: 'Chào', en: 'Hi' } })] },
    };
    expect(new Set(codes(data))).toEqual(
      new Set([
        'bad-shape questions[1].options[0].id',
        'unknown-key questions[2].colour',
        'bad-piping questions[2].text.vi',
        'bad-quiz questions[3].right',
        'no-skip questions[3].skip',
        'duplicate-id questions[4].id',
        'bad-bounds questions[4].min',
        'bad-shape version',
        'bad-shape channels[0]',
        'unused-block blocks.more',
        'unknown-key blocks.more[0].text.en',
      ]),
    );
  });

  test('a question that cannot be read may still be referred to', () => {
    const data = flowData([
      { id: 'mood', kind: 'choice', options: 'none' },
      {
        id: 'play',
        kind: 'yes-no',
        when: 'mood = glad',
        text: { vi: 'Em thấy {mood}?' },
        routes: [{ when: 'mood = sad', to: 'end' }],
      },
      { id: 'last', kind: 'info' },
    ]);
    expect(codes(data)).toEqual(['bad-shape questions[1].options']);
  });

  test('a consent or age that cannot be read is not missed as well', () => {
    const data = flowData(
      [
        { id: 'age', kind: 'age', text: 5 },
        { id: 'play', kind: 'yes-no' },
      ],
      { ages: ['9-10', '11-13'] },
    );
    const { questions } = data;
    const [consent, ...rest] = questions as object[];
    const broken = { ...data, questions: [{ ...consent, declined: undefined }, ...rest] };
    expect(codes(broken)).toEqual(['bad-shape questions[0].declined', 'bad-shape questions[1].text']);
  });

  test('a condition at fault is not also called unreachable', () => {
    const data = flowData([
      { id: 'mood', kind: 'choice' },
      { id: 'play', kind: 'yes-no', when: 'mood = happy' },
      { id: 'more', kind: 'yes-no', when: 'play = yes' },
    ]);
    expect(codes(data)).toEqual(['unknown-reference questions[2].when']);
  });
});

test('a question can put in neither its own answer nor look at it, but its routes can', () => {
  const own = { id: 'mood', kind: 'choice', text: { vi: 'Em {mood}?' }, when: 'mood = glad' };
  expect(codes(flowData([own]))).toEqual([
    'bad-condition questions[1].when',
    'bad-piping questions[1].text.vi',
  ]);
  const route = { id: 'mood', kind: 'choice', routes: [{ when: 'mood = glad', to: 'end' }] };
  expect(codes(flowData([route, { id: 'play', kind: 'yes-no' }]))).toEqual([]);
});

describe('for the youngest', () => {
  const long = 'Em hãy kể cho cô nghe về các bạn ở lớp.';
  const youngest = (questions: Parameters<typeof flowData>[0]) =>
    codes(flowData([{ id: 'age', kind: 'age' }, ...questions], { ages: ['7-8', '9-10'] }));

  test('a long sentence is reported, where they have no words of their own', () => {
    expect(youngest([{ id: 'play', kind: 'yes-no', text: { vi: long } }])).toEqual([
      'missing-age-wording questions[2].text.vi',
    ]);
    expect(
      youngest([{ id: 'play', kind: 'yes-no', text: { vi: { all: long, '7-8': 'Em kể nhé.' } } }]),
    ).toEqual([]);
  });

  test('texts of questions that only older children are asked are left alone', () => {
    expect(
      youngest([
        { id: 'play', kind: 'yes-no', when: 'age != 7-8', text: { vi: long } },
        { id: 'small', kind: 'yes-no' },
      ]),
    ).toEqual([]);
    expect(
      youngest([
        { id: 'go', kind: 'yes-no', routes: [{ when: 'age = 7-8', to: 'end' }] },
        { id: 'play', kind: 'yes-no', text: { vi: long } },
      ]),
    ).toEqual([]);
  });

  test('before the age is known the common words are what they read', () => {
    const data = flowData(
      [
        { id: 'hello', kind: 'info', text: { vi: { all: long, '7-8': 'Chào em.' } } },
        { id: 'age', kind: 'age' },
        { id: 'play', kind: 'yes-no' },
      ],
      { ages: ['7-8', '9-10'] },
    );
    expect(codes(data)).toEqual(['sentence-too-long questions[1].text.vi.all']);
  });

  test('ten syllables are short enough, eleven are not; signs, line ends and colons divide', () => {
    const ten = 'một hai ba bốn năm sáu bảy tám chín mười';
    const said = (text: string) => youngest([{ id: 'play', kind: 'yes-no', text: { vi: text } }]).length;
    expect([ten, `${ten} 🙂 – !`, `${ten}. ${ten}?`, `${ten}\n${ten}`, `Ví dụ: ${ten}`].map(said)).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect([`${ten} nữa`, `${ten}, ${ten}`, `${ten} 11.`].map(said)).toEqual([1, 1, 1]);
  });

  test('nothing is said where they are not asked', () => {
    expect(codes(flowData([{ id: 'play', kind: 'yes-no', text: { vi: long } }]))).toEqual([]);
  });
});

describe('on a channel', () => {
  const on = (channel: string, data: Parameters<typeof flowData>[0]) =>
    codes(flowData(data, { channels: [channel] }));
  const filler = (length: number) => 'x '.repeat(length / 2);

  test('options count towards the text where they are numbered in it', () => {
    const mood = {
      id: 'mood',
      kind: 'choice',
      text: { vi: filler(1500) },
      options: options('a', 'b', 'c').map((option) => ({
        ...option,
        label: { vi: `${option.id} ${filler(100)}` },
      })),
    };
    expect(on('zalo', [mood])).toEqual(['text-too-long questions[1].text.vi']);
    expect(on('web', [mood])).toEqual([]);
  });

  test('more options than there are buttons are numbered in the text', () => {
    const five = {
      id: 'mood',
      kind: 'choice',
      text: { vi: filler(1700) },
      options: options('a', 'b', 'c', 'd', 'e').map((option) => ({
        ...option,
        label: { vi: `${option.id} ${filler(60)}` },
      })),
    };
    const six = { ...five, options: [...five.options, ...options('f')] };
    expect(on('zalo-oa', [five])).toEqual([]);
    expect(on('zalo-oa', [six])).toEqual(['text-too-long questions[1].text.vi']);
  });

  test('a long answer that is put into a text counts', () => {
    const mood = {
      id: 'mood',
      kind: 'choice',
      options: options('a', 'b').map((option) => ({
        ...option,
        label: { vi: `${option.id} ${filler(100)}` },
      })),
    };
    const again = (length: number) => ({
      id: 'again',
      kind: 'info',
      text: { vi: `${filler(length)} {mood}` },
    });
    expect(on('zalo', [mood, again(1700)])).toEqual(['text-too-long questions[2].text.vi']);
    expect(on('zalo', [mood, again(1600)])).toEqual([]);
  });

  test('the face of an option is part of its label', () => {
    const labelled = (face?: string) => ({
      id: 'mood',
      kind: 'choice',
      options: [
        ...options('a'),
        { id: 'b', label: { vi: 'x'.repeat(62) }, ...(face === undefined ? {} : { face }) },
      ],
    });
    expect(on('telegram', [labelled()])).toEqual([]);
    expect(on('telegram', [labelled('😀')])).toEqual(['label-too-long questions[1].options[1].label.vi']);
  });
});

describe('a negation', () => {
  const scale = (vi: string) => codes(flowData([{ id: 'mood', kind: 'scale', text: { vi } }]));

  test.each([
    'Em có vui không?',
    'Em vui không nhỉ?',
    'Em có thấy vui hay không?',
    'Em làm xong chưa?',
    'Không khí ở lớp thế nào?',
  ])('is not the particle that asks, nor part of another word: %s', (text) =>
    expect(scale(text)).toEqual([]),
  );

  test.each(['Em không thích điều gì?', 'Em chưa vui ở điểm nào?'])('is reported: %s', (text) =>
    expect(scale(text)).toEqual(['negative-wording questions[1].text.vi']),
  );
});

describe('a negation in a question with options', () => {
  const asked = (kind: string, vi: string) => codes(flowData([{ id: 'mood', kind, text: { vi } }]));

  test.each([
    'Em có vui không khi đến trường?',
    'Không sao đâu em. Em có muốn chơi không?',
    'Em thích chơi gì, chẳng hạn ở sân trường?',
  ])('is not what comforts or what asks: %s', (text) => {
    expect(asked('yes-no', text)).toEqual([]);
    expect(asked('choice', text)).toEqual([]);
  });

  test('is reported for yes-no and choice, and not for open words', () => {
    const text = 'Em không thích đi học phải không?';
    expect(asked('yes-no', text)).toEqual(['negative-wording questions[1].text.vi']);
    expect(asked('choice', text)).toEqual(['negative-wording questions[1].text.vi']);
    expect(asked('text', text)).toEqual([]);
  });
});

describe('the number of questions', () => {
  const many = (count: number, others: object = {}) =>
    checkFlow({
      data: flowData(
        Array.from({ length: count }, (_, at) => ({
          id: `q${at}`,
          kind: 'yes-no',
          ...(at === 0 ? others : {}),
        })),
      ),
    });

  test('may be 200, with consent', () => {
    const { findings, flow } = many(199);
    expect(findings).toEqual([]);
    expect(flow?.questions).toHaveLength(200);
  });

  test('may not be 201, and the 201st is named', () => {
    const { findings, flow } = many(200);
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ['too-many-questions', 'questions[200]'],
    ]);
    expect(flow).toBeNull();
  });

  test('gives one finding and hides no other, but none is about what was left out', () => {
    const { findings } = many(252, {
      text: { vi: 'Em {q0}?' },
      routes: [{ when: 'q0 = yes', to: 'q250' }, { to: 'q251' }],
    });
    expect(findings.map(({ code }) => code)).toEqual(['too-many-questions', 'bad-piping']);
  });

  test('is bounded for uses of empty-handed blocks too', () => {
    const uses = Array.from({ length: 250 }, () => ({ use: 'more' }));
    const blocks = { more: [{ use: 'none' }], none: [] };
    expect(codes(flowData([...uses, { id: 'play', kind: 'yes-no' }], { blocks }))).toContain(
      'too-many-questions questions[101].use',
    );
  });
});

describe('a text that a comma cuts in two', () => {
  const advice = (text: unknown) =>
    checkFlow({ data: flowData([{ id: 'play', kind: 'yes-no', text }]) }).findings.map((one) => one.advice);

  test('is to be put in quotes', () => {
    expect(advice({ vi: 'Em có thích', 'hay là không?': null })).toEqual([
      expect.stringMatching(/quotes: "…, hay là không\?"/),
    ]);
    expect(advice({ vi: 'Em có thích', em: null })).toContainEqual(expect.stringMatching(/comma inside/));
  });
});

test('a block that is used twice is at fault once', () => {
  const data = flowData(
    [{ use: 'more', as: 'a' } as { use: string }, { use: 'more', as: 'b' } as { use: string }],
    {
      blocks: { more: [question({ id: 'play', kind: 'yes-no', skip: false })] },
    },
  );
  expect(codes(data)).toEqual(['no-skip blocks.more[0].skip']);
});

describe('whatever the data are', () => {
  test('checking does not throw, and a flow comes out just where there is no error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const { findings, flow } = checkFlow({ data });
        expect(flow).toBeNull();
        expect(findings.length).toBeGreaterThan(0);
      }),
    );
  });

  const read = yamlFlowFormat().parse(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
  const demo = read.kind === 'parsed' ? read.document.data : null;

  test('so with a good flow in which something was changed', () => {
    const spots = pathsIn(demo);
    const change = fc.record({
      path: fc.constantFrom(...spots),
      value: fc.oneof(
        fc.jsonValue(),
        fc.constantFrom(
          'end',
          'mood',
          'spot',
          'age',
          'mood = happy',
          'age = 7-8',
          '{mood}',
          'process',
          'x'.repeat(5000),
          0,
          99,
        ),
        fc.constantFrom(...spots).map((path) => valueAt(demo, path)),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const data = structuredClone(demo);
        for (const { path, value } of changes) replaceAt(data, path, value);
        const { findings, flow } = checkFlow({ data });
        expect(flow === null).toBe(findings.some(({ severity }) => severity === 'error'));
        if (flow !== null) expect(flow).toEqual(compileFlow(data));
      }),
      { numRuns: 150 },
    );
  });

  test('blocks that multiply are bounded', () => {
    const blocks = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [
        `b${at}`,
        Array.from({ length: 20 }, (_, use) =>
          at === 8 ? question({ id: `q${use}`, kind: 'info' }) : { use: `b${at + 1}`, as: `u${use}` },
        ),
      ]),
    );
    const started = performance.now();
    expect(checkFlow({ data: flowData([{ use: 'b0' }], { blocks }) }).flow).toBeNull();
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

type Spot = readonly (string | number)[];

function pathsIn(value: unknown, path: Spot = []): Spot[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path];
  const inner = Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function valueAt(value: unknown, path: Spot): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

function replaceAt(value: unknown, path: Spot, replacement: unknown): void {
  const parent = valueAt(value, path.slice(0, -1));
  if (typeof parent === 'object' && parent !== null)
    (parent as Record<string, unknown>)[String(path.at(-1))] = structuredClone(replacement);
}
