/**
 * Whole conversations of the demo consultation, on every channel, for every age band, in both languages.
 *
 * `UPDATE_TRANSCRIPTS=1` writes them anew; read the difference before you keep it.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AGE_BANDS, type AgeBand } from '../../../src/core/age-band.ts';
import { CHANNEL_NAMES, type ChannelName } from '../../../src/core/channel.ts';
import { questionOf } from '../../../src/core/flow/walk.ts';
import { Recorder } from './transcript.ts';
import { readFlow } from './walker.ts';

const demo = readFlow(new URL('../../../flows/truong-hoc-hanh-phuc.yaml', import.meta.url).pathname);
const AGES: Readonly<Record<AgeBand, string>> = { '7-8': '7', '9-10': '9', '11-13': '12', '14-15': '15' };

/** What the child of the transcript answers; what is not here is answered with the first option. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  mood: ['a-bit'],
  'mood-small': ['happy'],
  'fix-first': ['playground', 'toilets', 'homework'],
  'wish-small': ['playground'],
  listened: ['no'],
  spot: ['gate'],
  teasing: ['sometimes'],
  'go-on': ['yes'],
  safer: ['repair', 'ask'],
  'right-to-be-heard': ['answer'],
};
const WORDS: Readonly<Record<string, string>> = {
  play: '40 phút',
  'head-teacher': 'Em sẽ trồng thêm cây. Số của em là 0912 345 678.',
};

/** What happens on a channel beside answering, by the question it happens at. */
const DETOURS: Readonly<Record<ChannelName, Readonly<Record<string, (child: Recorder) => void>>>> = {
  web: {
    listened: (child) => child.tap(child.child.state.language === 'vi' ? 'Quay lại' : 'Back').type('giữ'),
    spot: (child) => child.type('?'),
    'right-to-be-heard': (child) => child.type('SOS'),
  },
  telegram: {
    spot: (child) => child.tapLate('listened', 'no').tapLate('listened', 'yes').type('có'),
    teasing: (child) => child.type('không biết nói sao').type('hu hu'),
    'head-teacher': (child) => child.send('voice').type('/help'),
  },
  zalo: {
    age: (child) => child.type('lớp 3'),
    listened: (child) => child.send('sticker').send('hidden'),
    spot: (child) => child.type('cổng hay sân ạ').type('ý khác'),
    'right-to-be-heard': (child) => child.type('cuu em voi'),
  },
  'zalo-oa': {
    consent: (child) => child.type('hỏi gì vậy ạ'),
    spot: (child) => child.type('thôi').type('ok').type('trả lời tiếp'),
    'right-to-be-heard': (child) => child.type('đổi ngôn ngữ').type('đổi ngôn ngữ'),
  },
};

function record(channel: ChannelName, band: AgeBand, language: string): string {
  const child = new Recorder(`${channel} · ${band} · ${language}`, {
    flow: demo,
    channel,
    language,
    webLink: channel === 'web' ? null : 'https://emnoi.example/c/THU',
  }).open();
  const went = new Set<string>();
  for (let turns = 0; child.child.state.phase === 'asking' && turns < 80; turns += 1) {
    const { asking } = child.child.state;
    if (asking === null) break;
    const detour = went.has(asking) ? undefined : DETOURS[channel][asking];
    went.add(asking);
    if (detour === undefined) answer(child, channel, band);
    else detour(child);
  }
  return child.text;
}

/** Taps where there are buttons; types numbers, letters or labels where there are none. */
function answer(child: Recorder, channel: ChannelName, band: AgeBand): void {
  const { state, labels, flow } = child.child;
  const question = questionOf(flow, state.asking ?? '');
  const types = channel === 'zalo' || (channel === 'zalo-oa' && labels.length > 5);
  if (question.kind === 'age') {
    if (types || labels.length === 0) child.type(band === '7-8' ? 'dạ 7 tuổi ạ' : AGES[band]);
    else child.tap(labels.find((label) => label.startsWith(`${AGES[band]} `)) ?? '');
  } else if (question.kind === 'number' || question.kind === 'text') child.type(WORDS[question.id] ?? '5');
  else if (question.kind === 'place') answerPlace(child, types);
  else if (state.partway?.kind === 'partial') child.type('dạ');
  else if (question.kind === 'consent') types ? child.type('có ạ') : child.tap(labels[0] ?? '');
  else if ('options' in question) pick(child, ANSWERS[question.id] ?? [question.options[0]?.id ?? ''], types);
}

function answerPlace(child: Recorder, types: boolean): void {
  const { state } = child.child;
  const at = state.partway?.kind === 'place' ? state.partway : undefined;
  if (at?.typed !== undefined) child.type('1');
  else if (at?.province !== undefined) child.type('ba đ');
  else types ? child.type('ha') : child.tap('Hà Nội');
}

function pick(child: Recorder, ids: readonly string[], types: boolean): void {
  const { state, flow, labels } = child.child;
  const question = questionOf(flow, state.asking ?? '');
  if (!('options' in question)) return;
  const numbers = ids.map((id) => question.options.findIndex((option) => option.id === id) + 1);
  if (types) {
    child.type(numbers.join(', '));
    return;
  }
  const shown = numbers.map((number) => labels[number - 1] ?? '');
  for (const label of shown) child.tap(label);
  if (question.kind === 'choices') child.type('xong');
}

const all = CHANNEL_NAMES.flatMap((channel) =>
  AGE_BANDS.flatMap((band) => ['vi', 'en'].map((language) => [channel, band, language] as const)),
);

it.each(all)('on %s, at %s, in %s, the conversation is the one on file', (channel, band, language) => {
  const file = new URL(`transcripts/${channel}-${band}-${language}.txt`, import.meta.url);
  const text = record(channel, band, language);
  expect(text).toContain('(end)');
  if (process.env['UPDATE_TRANSCRIPTS'] === '1') writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
});
