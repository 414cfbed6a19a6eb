/** Questions of the bank in a draft: ids, languages and ages fit it, and the check stays content. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AGE_BANDS } from '../../../src/core/age-band.ts';
import { checkFlow } from '../../../src/core/flow/check-flow.ts';
import { type Insertion, insertQuestions } from '../../../src/core/flow/insert-questions.ts';
import { flowAround } from '../../../src/core/flow/question-bank.ts';
import type { QuestionSource } from '../../../src/core/flow/question-source.ts';
import { readQuestionBank } from '../../../src/storage/question-bank.ts';
import { flowData } from './flow-data.ts';

const END = Number.MAX_SAFE_INTEGER;
const bank = await readQuestionBank(async (path) =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'),
);

const QUESTIONS: readonly QuestionSource[] = [
  { id: 'mood', kind: 'yes-no', text: { vi: 'Em vui không?', en: 'Are you glad?' } },
  {
    id: 'why',
    kind: 'text',
    'max-length': 100,
    when: 'mood = yes and age != 7-8',
    text: { vi: { all: 'Vì sao “{mood}”?', '7-8': 'Vì sao?', '11-13': 'Lý do “{mood}”?' }, en: 'Why?' },
  },
  { id: 'small', kind: 'info', when: 'age = 7-8', text: { vi: 'Hay quá!' } },
];

const everything = new Set(QUESTIONS.map(({ id }) => id));

function insert(data: unknown, parts: { wanted?: ReadonlySet<string>; before?: number } = {}): Insertion {
  return insertQuestions(data, { questions: QUESTIONS, wanted: everything, before: END, ...parts });
}

function inserted(
  insertion: Insertion,
): Extract<Insertion, { kind: 'inserted' }> & { data: Record<string, unknown> } {
  if (insertion.kind !== 'inserted') throw new Error(insertion.kind);
  return insertion as Extract<Insertion, { kind: 'inserted' }> & { data: Record<string, unknown> };
}

describe('questions that are put in', () => {
  it('go where they are wanted, and leave the data they were put into alone', () => {
    const data = flowData([{ id: 'first', kind: 'choice' }]);
    const copy = structuredClone(data);
    const { data: after } = inserted(insert(data, { before: 1 }));
    expect((after['questions'] as { id: string }[]).map(({ id }) => id)).toEqual([
      'consent',
      'mood',
      'why',
      'first',
    ]);
    expect(data).toEqual(copy);
  });

  it('get ids of their own, and name each other by them', () => {
    const data = flowData([
      { id: 'mood', kind: 'choice' },
      { id: 'mood-2', kind: 'choice' },
    ]);
    const { added, data: after } = inserted(insert(data));
    expect(added).toEqual(['mood-3', 'why']);
    const why = (after['questions'] as QuestionSource[]).at(-1);
    expect(why?.when).toBe('mood-3 = yes');
    expect(why?.text).toEqual({ vi: 'Vì sao “{mood-3}”?' });
  });

  it.each([
    [['7-8', '9-10'], 'mood = yes and age != 7-8'],
    [['9-10'], 'mood = yes'],
  ])('keep of their conditions what can differ between %j', (ages, when) => {
    const { data } = inserted(insert(flowData([], { ages })));
    expect((data['questions'] as QuestionSource[]).find(({ id }) => id === 'why')?.when).toBe(when);
  });

  it('keep ids within their length, and keep clear of those in blocks', () => {
    const id = 'abcdefghijklmnopqrstuvwx';
    const data = { ...flowData([]), blocks: { extra: [{ id, kind: 'info', text: { vi: 'x' } }] } };
    const long: QuestionSource = { id, kind: 'info', text: { vi: 'Hay quá!' } };
    const { added } = inserted(
      insertQuestions(data, { questions: [long], wanted: new Set([id]), before: END }),
    );
    expect(added).toEqual(['abcdefghijklmnopqrstuv-2']);
  });

  it('bring what they look at with them', () => {
    expect(inserted(insert(flowData([]), { wanted: new Set(['why']) })).added).toEqual(['mood', 'why']);
  });

  it('lose languages, age bands and conditions that the flow has no use for', () => {
    const { data, added, unfit } = inserted(insert(flowData([], { ages: ['11-13'] })));
    expect(added).toEqual(['mood', 'why']);
    expect(unfit).toEqual(['small']);
    const [, mood, why] = data['questions'] as QuestionSource[];
    expect(mood?.text).toEqual({ vi: 'Em vui không?' });
    expect(why?.text).toEqual({ vi: { all: 'Vì sao “{mood}”?', '11-13': 'Lý do “{mood}”?' } });
  });

  it('are refused where there is no list to put them into, or no room', () => {
    expect(insert(null).kind).toBe('unreadable');
    expect(insert({ questions: 'all' }).kind).toBe('unreadable');
    const many = Array.from({ length: 199 }, (_, at) => ({ id: `q${at}`, kind: 'text' }));
    expect(insert(flowData(many))).toEqual({ kind: 'too-many', most: 200 });
  });

  it('go into a flow that has no questions yet', () => {
    expect(inserted(insert({})).added).toEqual(['mood', 'why', 'small']);
  });
});

describe.each(bank.map((block) => ({ name: block.id, block })))('the block $name', ({ block }) => {
  const wanted = new Set(block.questions.map(({ id }) => id));

  it.each(AGE_BANDS)('put into a Vietnamese flow for %s alone passes the check without a finding', (band) => {
    const { questions } = flowAround(block) as { questions: readonly { readonly id: string }[] };
    const head = questions
      .slice(0, 2)
      .map((one) => JSON.parse(JSON.stringify(one, (key, value) => (key === 'en' ? undefined : value))));
    const title = { vi: 'Thử' };
    const empty = {
      ...flowAround(block),
      languages: ['vi'],
      ages: [band],
      title,
      closing: title,
      questions: head,
    };
    const insertion = inserted(insertQuestions(empty, { questions: block.questions, wanted, before: END }));
    expect(insertion.added.length).toBeGreaterThan(block.id === 'about-me' ? 0 : 2);
    expect(checkFlow({ data: insertion.data }).findings).toEqual([]);
  });

  it('put in twice still passes the check', () => {
    const insertion = inserted(
      insertQuestions(flowAround(block), { questions: block.questions, wanted, before: END }),
    );
    expect(insertion.added).toEqual([...wanted].map((id) => `${id}-2`));
    expect(checkFlow({ data: insertion.data }).findings).toEqual([]);
  });
});
