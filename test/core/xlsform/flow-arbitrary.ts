/** Flows of every shape that authors write, and drafts of shapes that nobody should. */

import fc from 'fast-check';
import { AGE_BANDS } from '../../../src/core/age-band.ts';
import { CHANNEL_NAMES } from '../../../src/core/channel.ts';

/** Words with everything that spreadsheets and chats treat in a way of their own. */
const words = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('Em thấy thế nào?', 'Vui lắm 😀', 'Có', 'How do you feel?', 'Tiếng Việt'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '=1+1',
      '+84',
      '-5',
      '@SUM(A1)',
      ' mở đầu có khoảng trắng ',
      'hai\ndòng',
      'ba\r\ndòng',
      'Em chọn {mood} nhé',
      `ngoặc {{ và \${{mood}`,
      `\${mood}`,
      'lẻ { ngoặc',
      '_x0041_',
      'e\u0302',
      '<b>&amp;</b>',
      "'trích'",
      '\u0007chuông',
      'nửa \ud83d',
      '\ufffd',
      '🏾🏿',
      'x'.repeat(33_000),
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }) },
);

const wording = fc.oneof(
  { weight: 4, arbitrary: words },
  {
    weight: 1,
    arbitrary: fc
      .tuple(words, fc.dictionary(fc.constantFrom(...AGE_BANDS), words, { maxKeys: 3 }))
      .map(([all, bands]) => ({ all, ...bands })),
  },
);

const text = fc.oneof(
  { weight: 5, arbitrary: fc.record({ vi: wording, en: wording }, { requiredKeys: ['vi'] }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('vi', 'en', 'km', 'hmn'), wording, { maxKeys: 3 }) },
);

const ids = [
  'mood',
  'play',
  'age',
  'place',
  'consent',
  'why',
  'games-you-like',
  'q1',
  'or',
  'school.mood',
  'rate.easy',
];
const optionId = fc.constantFrom('yes', 'no', 'often', 'never', '1', '2', '10', 'a-b', 'very-sad', '7-8');
const option = fc.record(
  { id: optionId, label: text, face: fc.constantFrom('😀', '🤔', 'x') },
  { requiredKeys: ['id', 'label'] },
);
const options = fc.array(option, { maxLength: 5 });

const test = fc.oneof(
  fc.tuple(fc.constantFrom(...ids), fc.constantFrom('=', '!='), optionId).map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom(...ids),
      fc.constantFrom('in', 'not in'),
      fc.array(optionId, { minLength: 1, maxLength: 3 }),
    )
    .map(([id, sign, values]) => `${id} ${sign} [${values.join(', ')}]`),
  fc
    .tuple(
      fc.constantFrom(...ids),
      fc.constantFrom('<', '<=', '>', '>=', '='),
      fc.constantFrom('3', '-1', '2.5'),
    )
    .map((parts) => parts.join(' ')),
  fc.constantFrom(
    'age = 7-8',
    'age in [7-8, 14-15]',
    'place = 79',
    'language = en',
    'answered(mood)',
    'skipped(why)',
  ),
);

const condition = fc.oneof(
  { weight: 4, arbitrary: test },
  {
    weight: 2,
    arbitrary: fc.tuple(test, fc.constantFrom('and', 'or'), test).map((parts) => parts.join(' ')),
  },
  { weight: 1, arbitrary: fc.tuple(test, test, test).map(([a, b, c]) => `not (${a} or ${b}) and ${c}`) },
  { weight: 1, arbitrary: fc.constantFrom('mood  =  sad', 'sai = = cú pháp', '', `\${mood} = 1`) },
);

const route = fc.record({ when: condition, to: fc.constantFrom('end', ...ids) }, { requiredKeys: ['to'] });

const common = {
  id: fc.constantFrom(...ids.filter((id) => !id.includes('.'))),
  text,
  simpler: text,
  when: condition,
  routes: fc.array(route, { maxLength: 2 }),
  skip: fc.boolean(),
};
const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(own: T, ...left: (keyof T)[]) =>
  fc.record(
    { ...common, ...own },
    { requiredKeys: ['id', 'text', ...Object.keys(own).filter((key) => !left.includes(key))] as never },
  );

const cut = fc.constantFrom('sex', 'circumstances');

const question = fc.oneof(
  ...(['scale', 'rank'] as const).map((kind) => optional({ kind: fc.constant(kind), options })),
  optional({ kind: fc.constant('choice'), options, cut }, 'cut'),
  optional({ kind: fc.constant('choices'), options, min: fc.integer(), max: fc.integer() }, 'min', 'max'),
  optional({ kind: fc.constant('yes-no'), yes: text, no: text, cut }, 'yes', 'no', 'cut'),
  optional({ kind: fc.constant('number'), min: fc.integer(), max: fc.integer({ max: 2 ** 40 }) }),
  optional({ kind: fc.constant('text'), 'max-length': fc.integer() }),
  optional({ kind: fc.constant('place'), depth: fc.constantFrom('province', 'commune') }),
  optional({ kind: fc.constant('age') }),
  optional({ kind: fc.constant('info') }),
  optional({ kind: fc.constant('consent'), declined: text, partial: text }, 'partial'),
  optional({
    kind: fc.constant('lesson'),
    options,
    right: fc.array(optionId, { maxLength: 2 }),
    explain: text,
  }),
);

const use = fc.record(
  {
    use: fc.constantFrom('rate', 'feelings', 'gone'),
    as: fc.constantFrom('school', 'home'),
    when: condition,
  },
  { requiredKeys: ['use'] },
);

/** What only a draft can hold. */
const wreck = fc.oneof(
  fc.constantFrom(null, 7, 'câu hỏi', [], {}),
  fc.jsonValue(),
  question.map(({ text: _, ...rest }) => rest),
  question.map((one) => ({ ...one, hint: 'không có khoá này' })),
);

const entries = (wild: boolean) =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: question },
      { weight: 2, arbitrary: use },
      ...(wild ? [{ weight: 2, arbitrary: wreck }] : []),
    ),
    {
      maxLength: 5,
    },
  );

/**
 * Makes a flow as a file would hold it.
 *
 * @param wild whether it may be a draft in which anything stands anywhere
 */
export function flowArbitrary(wild: boolean): fc.Arbitrary<Record<string, unknown>> {
  const header = {
    flow: fc.constantFrom('truong-hoc', 'an-toan-tren-mang'),
    version: fc.integer({ min: 1, max: 1_000_000 }),
    title: text,
    languages: fc.constantFrom(['vi'], ['vi', 'en'], ['en', 'vi'], ['vi', 'km']),
    ages: fc.subarray([...AGE_BANDS]),
    channels: fc.subarray([...CHANNEL_NAMES]),
    indicators: fc.subarray([22, 24]),
    closing: text,
    blocks: fc.dictionary(fc.constantFrom('rate', 'feelings'), entries(wild), { maxKeys: 2 }),
    questions: entries(wild),
  };
  const sound = fc.record(header, {
    requiredKeys: Object.keys(header).filter((key) => !/blocks|indicators/.test(key)) as never,
  });
  if (!wild) return sound;
  return fc.oneof(
    { weight: 3, arbitrary: sound },
    {
      weight: 1,
      arbitrary: fc
        .tuple(sound, fc.dictionary(fc.constantFrom(...Object.keys(header), 'lạ'), fc.jsonValue()))
        .map(([flow, wrecked]) => ({ ...flow, ...wrecked })),
    },
  );
}
