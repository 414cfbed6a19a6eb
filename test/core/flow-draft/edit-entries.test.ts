/** Putting questions in, moving, copying and taking them out changes nothing else. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFlow } from '../../../src/core/flow/check-flow.ts';
import {
  blockNames,
  entryKeys,
  itemsOf,
  listOf,
  MAIN_LIST,
  MAX_ENTRIES,
  textOf,
} from '../../../src/core/flow-draft/draft-source.ts';
import {
  addQuestion,
  duplicateEntry,
  moveEntry,
  removeEntry,
} from '../../../src/core/flow-draft/edit-entries.ts';
import { unfoldBlock } from '../../../src/core/flow-draft/unfold-block.ts';
import { demoSource } from './typed.ts';

const DEMO = demoSource();
const KEYS = entryKeys(itemsOf(DEMO, 'questions'));
const aKey = fc.constantFrom(...KEYS);
const at = (key: string, list = MAIN_LIST) => ({ list, key });
const idsOf = (source: object) => itemsOf(source, 'questions').map((entry) => textOf(entry, 'id'));
const json = JSON.stringify;

describe('the order of questions', () => {
  test('a question moves by one and back, and everything else stays to the letter', () => {
    fc.assert(
      fc.property(aKey, fc.constantFrom('up' as const, 'down' as const), (key, way) => {
        const moved = moveEntry(DEMO, at(key), way);
        const back = moved && moveEntry(moved.source, at(key), KEYS.indexOf(key));
        expect(json(back?.source)).toBe(json(DEMO));
        expect(moved?.address).toEqual(at(key));
        const rest = (source: object) =>
          itemsOf(source, 'questions').filter((entry) => entryKeys([entry])[0] !== key);
        expect(json(rest(moved?.source ?? {}))).toBe(json(rest(DEMO)));
      }),
    );
  });

  test('a question is taken to any place, held within the list', () => {
    fc.assert(
      fc.property(aKey, fc.integer({ min: -5, max: 60 }), (key, to) => {
        const moved = moveEntry(DEMO, at(key), to);
        const target = Math.min(Math.max(to, 0), KEYS.length - 1);
        expect(entryKeys(itemsOf(moved?.source, 'questions'))[target]).toBe(key);
      }),
    );
  });

  test('a copy comes behind, under an id of its own, and goes without a trace', () => {
    fc.assert(
      fc.property(aKey, (key) => {
        const copied = duplicateEntry(DEMO, at(key));
        const keys = entryKeys(itemsOf(copied?.source, 'questions'));
        expect(keys[KEYS.indexOf(key) + 1]).toBe(copied?.address?.key);
        expect(new Set(keys).size).toBe(KEYS.length + 1);
        const gone = copied && removeEntry(copied.source, copied.address ?? at(''));
        expect(json(gone?.source)).toBe(json(DEMO));
      }),
    );
  });

  test('a copy of a flow without faults has no double ids', () => {
    for (const key of KEYS.filter((one) => one !== 'age' && one !== 'consent')) {
      const copied = duplicateEntry(DEMO, at(key));
      const codes = checkFlow({ data: copied?.source }).findings.map(({ code }) => code);
      expect([key, codes.filter((code) => code === 'duplicate-id')]).toEqual([key, []]);
    }
  });

  test("a copy's routes look at the copy's own answer", () => {
    const copied = duplicateEntry(DEMO, at('go-on'));
    const copy = itemsOf(copied?.source, 'questions')[KEYS.indexOf('go-on') + 1];
    expect(copy).toMatchObject({ id: 'go-on-2', routes: [{ when: 'go-on-2 = no', to: 'end' }] });
  });

  test('what is not there any more is told apart', () => {
    expect(moveEntry(DEMO, at('nobody'), 'up')).toBeNull();
    expect(duplicateEntry(DEMO, at('mood', '__proto__'))).toBeNull();
    expect(removeEntry(DEMO, at('__proto__'))).toBeNull();
  });
});

describe('a new question', () => {
  const add = (words: string, more: object = {}) =>
    addQuestion(DEMO, {
      ...{ list: MAIN_LIST, after: 'consent', kind: 'choice' as const, text: { vi: words }, words, id: '' },
      ...more,
    });

  test('gets an id from its words, which no other has', () => {
    expect(add('Em có thấy an toàn ở trường không?')?.address?.key).toBe('an-toan-truong');
    expect(add('Đường đến lớp của em?')?.address?.key).toBe('duong-den-lop');
    expect(add('mood')?.address?.key).toBe('mood-2');
    expect(add('???')?.address?.key).toBe('cau-1');
    expect(add('end')?.address?.key).toBe('end-2');
    expect(add('ចូលរៀន')?.address?.key).toBe('cau-1');
    expect(add('2 giờ')?.address?.key).toBe('cau-1');
  });

  test('stands behind the one it was put behind, at the beginning, or at the end', () => {
    const where = (after: string | null) =>
      idsOf(add('Sân chơi', { after })?.source ?? {}).indexOf('san-choi');
    expect([where('consent'), where(null), where('gone')]).toEqual([4, 0, KEYS.length]);
  });

  test('always has an id that the check takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (words) => {
        const id = add(words)?.address?.key ?? '';
        expect(id).toMatch(/^[a-z][a-z0-9-]{0,23}$/);
      }),
    );
  });

  test(`is the ${MAX_ENTRIES}th at most`, () => {
    const full = { questions: Array.from({ length: MAX_ENTRIES }, (_, n) => ({ id: `q-${n}` })) };
    expect(
      addQuestion(full, { list: MAIN_LIST, after: null, kind: 'info', text: {}, words: 'x', id: '' }),
    ).toBeNull();
  });
});

describe('unfolding a block', () => {
  test('asks the same questions as before', () => {
    const [use = ''] = KEYS.filter((key) => key.startsWith('use:'));
    const unfolded = unfoldBlock(DEMO, at(use));
    expect(blockNames(unfolded?.source ?? {})).toEqual([]);
    const before = checkFlow({ data: DEMO }).flow?.questions ?? [];
    const after = checkFlow({ data: unfolded?.source }).flow?.questions ?? [];
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id.replace('.', '-')));
  });

  const text = { vi: 'Chữ' };
  const NAMED = {
    blocks: {
      school: [
        { id: 'mood', kind: 'yes-no', text },
        {
          id: 'why',
          kind: 'text',
          'max-length': 9,
          when: 'mood = no or skipped(mood)',
          text: { vi: '{mood}?' },
        },
      ],
    },
    questions: [
      { use: 'school', as: 'here', when: 'age = 7-8' },
      { id: 'last', kind: 'info', when: 'here.mood = yes', text: { vi: 'Em nói {here.mood}' } },
    ],
    closing: { vi: '{here.mood}' },
  };

  test('renames what speaks of its questions, and joins the conditions', () => {
    expect(unfoldBlock(NAMED, at('use:here'))?.source).toEqual({
      questions: [
        { id: 'here-mood', kind: 'yes-no', text, when: 'age = 7-8' },
        {
          ...{ id: 'here-why', kind: 'text', 'max-length': 9, text: { vi: '{here-mood}?' } },
          when: 'age = 7-8 and (here-mood = no or skipped(here-mood))',
        },
        { id: 'last', kind: 'info', when: 'here-mood = yes', text: { vi: 'Em nói {here-mood}' } },
      ],
      closing: { vi: '{here-mood}' },
    });
  });

  test('leaves a block that is used elsewhere', () => {
    const twice = { ...NAMED, questions: [...NAMED.questions, { use: 'school', as: 'there' }] };
    const { source } = unfoldBlock(twice, at('use:here')) ?? {};
    expect(source).toMatchObject({ blocks: NAMED.blocks });
    expect(listOf(source ?? {}, MAIN_LIST)?.at(-1)).toEqual({ use: 'school', as: 'there' });
  });

  test('is refused where the block cannot be read', () => {
    expect(unfoldBlock({ questions: [{ use: 'gone' }] }, at('use:gone'))).toBeNull();
    expect(unfoldBlock({ blocks: { a: [{ use: 'a' }] }, questions: [{ use: 'a' }] }, at('use:a'))).toBeNull();
  });
});
