/** Settings of a flow, where findings belong, and what tells whether somebody was quicker. */

import { describe, expect, test } from 'vitest';
import { checkFlow } from '../../../src/core/flow/check-flow.ts';
import { editSettings, settingsOf } from '../../../src/core/flow-draft/edit-settings.ts';
import { findPlace, nearestField } from '../../../src/core/flow-draft/find-place.ts';
import { fingerprint } from '../../../src/core/flow-draft/fingerprint.ts';
import { newFlow } from '../../../src/core/flow-draft/new-flow.ts';
import { linksOf } from '../../../src/core/flow-draft/question-links.ts';
import { sayFromLocales } from '../../web/fake-dependencies.ts';
import { demoSource, typed } from './typed.ts';

const DEMO = demoSource();

describe('the settings', () => {
  test('a form that says what is there changes nothing', () => {
    const fields = {
      ...{ 'languages.shown': '1', languages: ['vi', 'en'], 'ages.shown': '1', 'channels.shown': '1' },
      ...{ ages: ['15', '7-8', '9-10', '11-13', '14-15'], channels: ['zalo', 'web', 'zalo-oa', 'telegram'] },
      ...{ 'indicators.shown': '1', indicators: '22', 'title.vi.all': 'Trường học an toàn và hạnh phúc' },
    };
    expect(editSettings(DEMO, typed(fields))).toBe(DEMO);
  });

  test('a language comes behind those that are there, and Vietnamese always stays', () => {
    const languages = (...ticked: string[]) =>
      editSettings(DEMO, typed({ 'languages.shown': '1', languages: ticked })).languages;
    expect(languages('km', 'vi', 'en')).toEqual(['vi', 'en', 'km']);
    expect(languages()).toEqual(['vi']);
    expect(languages('__proto__', 'X', 'en')).toEqual(['vi', 'en']);
  });

  test('bands and channels that are none are left out', () => {
    const fields = {
      'ages.shown': '1',
      ages: ['7-8', '3-4'],
      'channels.shown': '1',
      channels: ['sms', 'web'],
    };
    expect(editSettings(DEMO, typed(fields))).toMatchObject({ ages: ['7-8'], channels: ['web'] });
  });
});

describe('where a finding belongs', () => {
  test('a question, a block, the settings', () => {
    const at = (path: string) => findPlace(DEMO, path);
    expect(at('questions[4].options[0].label.vi')).toEqual({
      address: { list: '-', key: 'mood' },
      within: 'options.0.label.vi',
    });
    expect(at('blocks.process[0].text')).toEqual({
      address: { list: 'process', key: 'easy' },
      within: 'text',
    });
    expect(at('closing.vi')).toEqual({ address: null, within: 'closing.vi' });
    expect(at('questions')).toEqual({ address: null, within: 'questions' });
    expect(at('questions[99]')).toEqual({ address: null, within: 'questions.99' });
    expect(at('')).toEqual({ address: null, within: '' });
  });

  test('the nearest field of the form', () => {
    const names = ['text', 'text.vi.all', 'text.en.all', 'options', 'options.0.label.vi.all', 'when'];
    expect(nearestField(names, 'options.0.label.vi')).toBe('options.0.label.vi.all');
    expect(nearestField(names, 'options.3.id')).toBe('options');
    expect(nearestField(names, 'text')).toBe('text');
    expect(nearestField(names, 'nothing.here')).toBe('');
    expect(nearestField(names, '')).toBe('');
  });
});

describe('a fingerprint', () => {
  test('is the same whatever the order of keys, and another for other content', () => {
    expect(fingerprint({ a: 1, b: [2] })).toBe(fingerprint({ b: [2], a: 1 }));
    expect(fingerprint({ a: 1 })).not.toBe(fingerprint({ a: 2 }));
    expect(fingerprint(undefined)).toBe(fingerprint(null));
    expect(fingerprint(settingsOf(DEMO))).not.toBe(fingerprint(settingsOf({ ...DEMO, ages: [] })));
    expect(fingerprint(settingsOf(DEMO))).toBe(fingerprint(settingsOf({ ...DEMO, questions: [] })));
  });
});

describe('a new flow', () => {
  const word = (key: string) => sayFromLocales('vi', `console.flows.skeleton.${key}`);
  const flow = newFlow('san-choi', {
    ...{ title: 'Sân chơi', welcome: word('welcome'), age: word('age'), promise: word('promise') },
    ...{ consent: word('consent'), declined: word('declined'), closing: word('closing') },
  });

  test('lacks nothing but a question of its own', () => {
    expect(checkFlow({ data: flow }).findings.map(({ code }) => code)).toEqual(['dead-end']);
  });

  test('leaves numbers and who asks to the plan, which children are told of first', () => {
    for (const language of ['vi', 'en']) {
      const said = (key: string) => sayFromLocales(language, `console.flows.skeleton.${key}`);
      expect(said('promise')).not.toMatch(/\d/);
      expect(said('welcome')).not.toMatch(/muốn nghe|want to hear/);
    }
  });

  test('is without any finding once it has one', () => {
    const question = { id: 'hours', kind: 'number', min: 0, max: 9, text: { vi: 'Em chơi mấy giờ?' } };
    const questions = [...(Array.isArray(flow.questions) ? flow.questions : []), question];
    expect(checkFlow({ data: { ...flow, questions } }).findings).toEqual([]);
  });
});

describe('what a question can look at and lead to', () => {
  test('those before and behind it, blocks put in', () => {
    const { earlier, own, later } = linksOf(DEMO, { list: '-', key: 'go-on' });
    expect(earlier.map(({ name }) => name)).toContain('teasing');
    expect(own.map(({ name }) => name)).toEqual(['go-on']);
    expect(later.map(({ name }) => name)).toContain('safer');
    expect(earlier.some(({ name }) => name === 'safer')).toBe(false);
  });

  test('inside a block its own neighbours', () => {
    const { earlier, later } = linksOf(DEMO, { list: 'process', key: 'free' });
    expect([earlier.map(({ name }) => name), later.map(({ name }) => name)]).toEqual([['easy'], ['heard']]);
  });

  test('of a broken flow nothing', () => {
    expect(linksOf({}, { list: '-', key: 'x' })).toEqual({ earlier: [], own: [], later: [] });
  });
});
