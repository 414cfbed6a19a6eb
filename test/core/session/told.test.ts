/** Before the first question each child hears who keeps what, in words for its age, on every channel and in every flow. */

import { describe, expect, it } from 'vitest';
import { CHANNEL_LIMITS, CHANNEL_NAMES } from '../../../src/core/channel.ts';
import { everyKind, readFlow, say, Walker } from './walker.ts';

const demo = readFlow('flows/truong-hoc-hanh-phuc.yaml');

/** All that was said until the child is asked to agree. */
function untilConsent(walker: Walker, age: string): readonly string[] {
  const heard: string[] = [];
  const hear = () => heard.push(...walker.said.map(({ text }) => text));
  walker.open();
  hear();
  for (let turns = 0; turns < 5; turns += 1) {
    const asked = walker.flow.questions.find(({ id }) => id === walker.state.asking);
    if (asked?.kind === 'consent') return heard;
    expect(asked?.kind).toBe('age');
    walker.type(age);
    hear();
  }
  throw new Error('never asked to agree');
}

const PARTS = {
  vi: {
    machine: 'máy',
    kept: 'giữ câu trả lời',
    long: '90 ngày',
    k: '5 bạn',
    skip: 'bỏ qua',
    back: 'quay lại',
    stop: 'dừng',
    withdraw: '“rút lại”',
    erase: '“xóa dữ liệu”',
    danger: 'nguy hiểm',
  },
  en: {
    machine: 'machine',
    kept: 'keep your answers',
    long: '90 days',
    k: 'under 5',
    skip: 'kip',
    back: 'go back',
    stop: 'stop',
    withdraw: '“withdraw”',
    erase: '“delete my data”',
    danger: 'danger',
  },
} as const;

const AGES = ['7', '9', '12', '15'] as const;

describe.each(CHANNEL_NAMES)('on %s', (channel) => {
  it.each(AGES.flatMap((age) => (['vi', 'en'] as const).map((language) => [age, language] as const)))(
    'a child of %s is told everything in %s, in messages that fit',
    (age, language) => {
      const messages = untilConsent(new Walker({ flow: demo, channel, language }), age);
      const heard = messages.join('\n');
      for (const [part, words] of Object.entries(PARTS[language]))
        expect(heard.replace('chỉ giữ', 'giữ').replace('only keep', 'keep'), part).toContain(words);
      for (const text of messages) {
        expect(text.length).toBeLessThanOrEqual(CHANNEL_LIMITS[channel].maxText);
        expect(text.length).toBeLessThanOrEqual(900);
      }
    },
  );
});

it('no flow can leave it out: one without a single card tells it too', () => {
  const bare = {
    ...everyKind,
    questions: everyKind.questions.filter(({ kind }) => kind !== 'info'),
  };
  const heard = untilConsent(new Walker({ flow: bare }), '9').join('\n');
  expect(heard).toContain('“rút lại”');
});

it('where the age is not known, the youngest of those asked can read it', () => {
  const ageless = (ageBands: typeof demo.ageBands) => ({
    ...{ ...demo, ageBands },
    questions: demo.questions.filter(({ kind }) => kind !== 'age'),
  });
  const heard = (ageBands: typeof demo.ageBands) =>
    untilConsent(new Walker({ flow: ageless(ageBands) }), '').join('\n');
  expect(heard(['7-8', '9-10'])).toContain('máy quên em');
  expect(heard(['9-10', '14-15'])).not.toContain('máy quên em');
  expect(heard(['14-15'])).toContain('mã hóa');
});

it('it is said again to whoever begins anew, and not at every word', () => {
  const walker = new Walker({ flow: demo });
  untilConsent(walker, '9');
  const times = () => walker.said.filter(({ text }) => text.includes('“rút lại”')).length;
  walker.type('không biết nữa');
  expect(times()).toBe(0);
  walker.type('làm lại từ đầu').type('có').type('9');
  expect(times()).toBe(1);
});

it('the youngest read at most ten syllables a sentence', () => {
  const told = say('vi', 'chat.told.7-8', { least: 5, days: 90 });
  const sentences = told.split(/(?<=[.!?…])\s+|\n+/);
  for (const sentence of sentences) {
    const syllables = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(syllables.length, sentence).toBeLessThanOrEqual(10);
  }
});
