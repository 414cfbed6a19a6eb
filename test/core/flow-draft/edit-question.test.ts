/** What a form says goes into a question; everything that it does not show stays to the letter. */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFlow } from '../../../src/core/flow/check-flow.ts';
import { draftSource, itemsOf, MAIN_LIST, withList } from '../../../src/core/flow-draft/draft-source.ts';
import { actOnQuestion, editQuestion } from '../../../src/core/flow-draft/edit-question.ts';
import { QUESTION_KINDS } from '../../../src/core/flow-draft/question-parts.ts';
import { demoSource, typed } from './typed.ts';

const DEMO = demoSource();
const MOOD = {
  id: 'mood',
  kind: 'choice',
  note: { kept: true },
  text: { vi: { all: 'Em vui chứ?  ', '7-8': 'Vui không?' }, km: 'x', en: 'Happy?' },
  options: [
    { id: 'sad', label: { vi: 'Buồn' }, face: '🙁', extra: 1 },
    { id: 'glad', label: { vi: 'Vui' } },
  ],
  when: 'age != 7-8',
};

describe('the words of a question', () => {
  test('only the changed cell changes', () => {
    const fields = { 'text.vi.all': 'Em vui chứ?', 'text.vi.7-8': 'Em vui không?', 'text.en.all': 'Happy?' };
    expect(editQuestion(MOOD, typed(fields))).toEqual({
      ...MOOD,
      text: { ...MOOD.text, vi: { all: 'Em vui chứ?  ', '7-8': 'Em vui không?' } },
    });
  });

  test('a form that says what is there changes nothing at all', () => {
    const fields = {
      ...{
        'text.vi.all': 'Em vui chứ?',
        'text.vi.7-8': 'Vui không?',
        'text.en.all': 'Happy?',
        'text.en.7-8': '',
      },
      ...{ 'simpler.vi.all': '', 'options.shown': '1', 'options.0.was': 'sad', 'options.0.face': '🙁' },
      ...{ 'options.0.label.vi.all': 'Buồn', 'options.1.was': 'glad', 'options.1.face': '' },
      ...{ 'options.1.label.vi.all': 'Vui', 'when.shown': '1', 'when.join': 'all' },
      ...{ 'when.0.subject': 'age', 'when.0.test': 'not-in', 'when.0.value': '7-8', 'routes.shown': '1' },
    };
    expect(editQuestion(MOOD, typed(fields))).toBe(MOOD);
  });

  test('a band gets words of its own, and loses them; a language without words goes', () => {
    const worded = editQuestion(MOOD, typed({ 'text.en.7-8': 'OK?' }));
    expect(worded.text).toMatchObject({ en: { all: 'Happy?', '7-8': 'OK?' } });
    expect(editQuestion(worded, typed({ 'text.en.7-8': ' ' }))).toEqual(MOOD);
    expect(editQuestion(MOOD, typed({ 'text.en.all': '' })).text).toEqual({ vi: MOOD.text.vi, km: 'x' });
    expect(editQuestion(MOOD, typed({ 'simpler.vi.all': 'Chọn' })).simpler).toEqual({ vi: 'Chọn' });
    expect(editQuestion({ ...MOOD, simpler: { vi: 'a' } }, typed({ 'simpler.vi.all': '' }))).toEqual(MOOD);
  });

  test('fields of no cell are left alone, whatever they are called', () => {
    const fields = {
      'text.__proto__.all': 'x',
      'text.vi.constructor': 'x',
      'text.vi': 'x',
      'text.vi.all.x': 'x',
    };
    expect(editQuestion(MOOD, typed(fields))).toBe(MOOD);
    expect(Object.prototype).not.toHaveProperty('all');
  });

  test('control characters nobody can see are left out', () => {
    const { text } = editQuestion(MOOD, typed({ 'text.vi.7-8': 'a\u0000b\u0007\nc\r\nd' }));
    expect(text).toMatchObject({ vi: { '7-8': 'ab\nc\nd' } });
  });
});

describe('the options', () => {
  const rows = (...options: readonly Record<string, string>[]) =>
    typed(
      Object.fromEntries([
        ['options.shown', '1'],
        ...options.flatMap((fields, at) =>
          Object.entries(fields).map(([name, value]) => [`options.${at}.${name}`, value]),
        ),
      ]),
    );

  test('keep their ids and what the form does not show', () => {
    const edited = editQuestion(
      MOOD,
      rows({ was: 'glad', 'label.vi.all': 'Rất vui' }, { was: 'sad', 'label.vi.all': 'Buồn', face: '😢' }),
    );
    expect(edited.options).toEqual([
      { id: 'glad', label: { vi: 'Rất vui' } },
      { id: 'sad', label: { vi: 'Buồn' }, face: '😢', extra: 1 },
    ]);
  });

  test('a new one gets an id from its words as long as its form is open, and then keeps it', () => {
    const added = actOnQuestion(MOOD, 'options.add', typed({}));
    expect(itemsOf(added, 'options')[2]).toEqual({ label: {} });
    const both = [{ was: 'sad' }, { was: 'glad' }];
    const begun = editQuestion(added, rows(...both, { was: '@2', fresh: '1', 'label.vi.all': 'Bì' }));
    const ended = editQuestion(
      begun,
      rows(...both, { was: '@2', fresh: '1', 'label.vi.all': 'Bình thường' }),
    );
    expect(itemsOf(ended, 'options')[2]).toEqual({ id: 'binh-thuong', label: { vi: 'Bình thường' } });
    const later = editQuestion(ended, rows(...both, { was: 'binh-thuong', 'label.vi.all': 'Tạm được' }));
    expect(itemsOf(later, 'options')[2]).toEqual({ id: 'binh-thuong', label: { vi: 'Tạm được' } });
  });

  test('two with the same words get different ids', () => {
    const twice = { ...MOOD, options: [{ label: {} }, { label: {} }] };
    const edited = editQuestion(
      twice,
      rows({ was: '@0', 'label.vi.all': 'Có' }, { was: '@1', 'label.vi.all': 'Có' }),
    );
    expect(itemsOf(edited, 'options').map((option) => draftSource(option).id)).toEqual(['co', 'co-2']);
  });

  test('move, go, and take the right answer with them', () => {
    const lesson = { ...MOOD, kind: 'lesson', right: ['sad'], explain: { vi: 'x' } };
    expect(itemsOf(actOnQuestion(lesson, 'options.1.up', typed({})), 'options')).toEqual([
      MOOD.options[1],
      MOOD.options[0],
    ]);
    expect(actOnQuestion(lesson, 'options.0.remove', typed({}))).toMatchObject({
      options: [MOOD.options[1]],
      right: [],
    });
    const ticked = rows({ was: 'sad', right: '1' }, { was: 'glad', right: '1' });
    expect(editQuestion(lesson, ticked).right).toEqual(['sad', 'glad']);
    expect(editQuestion(lesson, rows({ was: 'sad', right: '1' }, { was: 'glad' }))).toBe(lesson);
  });
});

describe('numbers, kinds and needless keys', () => {
  test('what is no number is kept for the check to find', () => {
    const number = { id: 'n', kind: 'number', min: 0, max: 10 };
    expect(editQuestion(number, typed({ min: '0', max: ' 10 ' }))).toBe(number);
    expect(editQuestion(number, typed({ min: 'một', max: '' }))).toEqual({
      id: 'n',
      kind: 'number',
      min: 'một',
    });
    expect(editQuestion(number, typed({ max: '-5' })).max).toBe(-5);
  });

  test('another kind keeps what both have and begins what it needs', () => {
    const number = actOnQuestion(MOOD, 'kind', typed({ kind: 'number' }));
    expect(number).toEqual({ ...MOOD, kind: 'number', options: undefined, min: 0, max: 10 });
    expect(actOnQuestion(MOOD, 'kind', typed({ kind: 'scale' }))).toEqual({ ...MOOD, kind: 'scale' });
    expect(actOnQuestion(MOOD, 'kind', typed({ kind: '__proto__' }))).toBe(MOOD);
  });

  test('a key without a meaning goes when it was ticked, and no other key', () => {
    const faulty = { ...MOOD, skip: false };
    expect(editQuestion(faulty, typed({ drop: ['note', 'skip', 'id', 'text'] }))).toEqual({
      ...MOOD,
      note: undefined,
    });
  });
});

describe('the ways on', () => {
  test('are added, led elsewhere, given a condition and taken out', () => {
    const added = actOnQuestion(MOOD, 'routes.add', typed({ 'routes.to': 'end' }));
    expect(added.routes).toEqual([{ to: 'end' }]);
    const asked = actOnQuestion(added, 'routes.0.when.add', typed({ 'routes.0.when.add': 'mood' }));
    expect(asked.routes).toEqual([{ to: 'end', when: 'mood in []' }]);
    const fields = {
      ...{ 'routes.shown': '1', 'routes.0.was': '0', 'routes.0.to': 'play', 'routes.0.when.shown': '1' },
      ...{ 'routes.0.when.join': 'all', 'routes.0.when.0.subject': 'mood', 'routes.0.when.0.test': 'in' },
      'routes.0.when.0.value': ['sad', 'glad'],
    };
    const picked = editQuestion(asked, typed(fields));
    expect(picked.routes).toEqual([{ to: 'play', when: 'mood in [sad, glad]' }]);
    expect(actOnQuestion(picked, 'routes.0.when.0.remove', typed({})).routes).toEqual([{ to: 'play' }]);
    expect(actOnQuestion(picked, 'routes.0.remove', typed({}))).toEqual(MOOD);
  });
});

describe('whatever is typed', () => {
  const names = fc.constantFrom(
    ...['text.vi.all', 'text.en.7-8', 'simpler.vi.all', 'min', 'max', 'max-length', 'depth', 'options.shown'],
    ...['options.0.was', 'options.0.label.vi.all', 'options.0.face', 'options.1.was', 'options.0.right'],
    ...[
      'when.shown',
      'when.join',
      'when.0.subject',
      'when.0.test',
      'when.0.value',
      'when.add',
      'kind',
      'drop',
    ],
    ...['routes.shown', 'routes.0.was', 'routes.0.to', 'routes.0.when.shown', 'routes.to', 'declined.vi.all'],
  );
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '0',
      '1',
      'mood',
      'age',
      'in',
      'any',
      '__proto__',
      '{mood}',
      '{{',
      '<script>',
      '99999999999',
    ),
  );
  const actions = fc.constantFrom(
    ...[
      '',
      'kind',
      'when.add',
      'when.clear',
      'when.0.remove',
      'options.add',
      'options.0.up',
      'options.9.down',
    ],
    ...[
      'routes.add',
      'routes.0.remove',
      'routes.0.when.add',
      'routes.0.when.0.remove',
      '__proto__.x',
      'options',
    ],
  );

  test('the check of what comes out does not throw, and other questions stay as they were', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.dictionary(names, words),
        actions,
        fc.constantFrom(...QUESTION_KINDS),
        (n, sent, action, kind) => {
          const entries = itemsOf(DEMO, 'questions');
          const at = n % entries.length;
          const fields = typed({ ...sent, kind: sent.kind ?? kind });
          const edited = actOnQuestion(editQuestion(draftSource(entries[at]), fields), action, fields);
          const source = withList(
            DEMO,
            MAIN_LIST,
            entries.map((entry, index) => (index === at ? edited : entry)),
          );
          checkFlow({ data: source });
          expect(itemsOf(source, 'questions').filter((_, index) => index !== at)).toEqual(
            entries.filter((_, index) => index !== at),
          );
          // A second time the same form says nothing new.
          expect(editQuestion(editQuestion(edited, fields), fields)).toEqual(editQuestion(edited, fields));
        },
      ),
      { numRuns: 300 },
    );
  });
});
