/** A preview says what children are told: the conversations on file, in the form of each channel. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PREVIEW_STAGES } from '../../src/compose/console/preview-stages.ts';
import { AGE_BANDS } from '../../src/core/age-band.ts';
import { CHANNEL_LIMITS, CHANNEL_NAMES, type ChannelName } from '../../src/core/channel.ts';
import { compileFlow } from '../../src/core/flow/compile-flow.ts';
import { UNSUPPORTED_CONTENTS } from '../../src/core/message.ts';
import {
  MAX_PREVIEW_INPUTS,
  PREVIEW_RUN,
  type Preview,
  type PreviewInput,
  type PreviewOrder,
  previewWalk,
} from '../../src/usecases/preview-walk.ts';
import { flowData } from '../core/flow/flow-data.ts';
import { linesOf } from '../core/session/transcript.ts';
import { everyKind, gazetteer, readFlow, say } from '../core/session/walker.ts';

const FOLDER = new URL('../core/session/transcripts/', import.meta.url);
const demo = readFlow(new URL('../../flows/truong-hoc-hanh-phuc.yaml', import.meta.url).pathname);

const play = previewWalk({
  ...PREVIEW_STAGES,
  ...{ say, gazetteer },
  clock: { now: () => new Date('2026-11-23T08:00:00Z') },
  webLink: 'https://emnoi.example/c/THU',
});

function order(parts: Partial<PreviewOrder> = {}): PreviewOrder {
  return { flow: demo, channel: 'web', language: 'vi', age: null, place: null, inputs: [], ...parts };
}

/** What a child did, as a line of a transcript tells it; a button is found among those shown so far. */
function inputOf(line: string, so: Preview): PreviewInput {
  const late = /^> \[(.+) of (.+), late\]$/.exec(line);
  if (late !== null) return { kind: 'tap', token: `b:${PREVIEW_RUN}:${late[2]}:${late[1]}` };
  const tapped = /^> \[(.+)\]$/.exec(line)?.[1];
  if (tapped !== undefined) {
    const choices = so.turns.at(-1)?.messages.flatMap((message) => message.choices ?? []) ?? [];
    const found =
      choices.find(({ label }) => label === tapped) ?? choices.find(({ label }) => label.includes(tapped));
    return { kind: 'tap', token: found?.id ?? 'none' };
  }
  const sent = UNSUPPORTED_CONTENTS.find((what) => line === `> (${what})`);
  return sent === undefined ? { kind: 'text', text: line.slice(2) } : { kind: 'unsupported', what: sent };
}

/** Writes a preview down as the transcripts are written. */
function transcript(title: string, lines: readonly string[], { turns }: Preview): string {
  const said = turns.map(({ messages, effects }) => [
    ...messages.flatMap(linesOf),
    ...(messages.length === 0 ? ['  (nothing)'] : []),
    ...effects.map((effect) => {
      const parts = Object.values(effect).map((part) =>
        typeof part === 'object' && part !== null ? JSON.stringify(part) : part,
      );
      return `  · ${parts.join(' ')}`;
    }),
  ]);
  const heard = ['(opens)', ...lines];
  return `${[title, ...said.flatMap((one, at) => ['', heard[at] ?? '', ...one])].join('\n')}\n`;
}

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const [, channelName, band, language = 'vi'] = /^(.+)-(\d+-\d+)-(..)\.txt$/.exec(name) ?? [];
  const channel = CHANNEL_NAMES.find((one) => one === channelName) ?? 'web';
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  const lines = text.split('\n').filter((line) => line.startsWith('> '));
  const inputs: PreviewInput[] = [];
  for (const line of lines) inputs.push(inputOf(line, play(order({ channel, language, inputs }))));
  const preview = play(order({ channel, language, inputs }));

  it('is the conversation on file', () => {
    expect(band).toBeDefined();
    expect(transcript(`# ${channel} · ${band} · ${language}`, lines, preview)).toBe(text);
  });

  it('is shown within the limits of the channel', () => {
    const { maxText, maxButtons, maxLabel } = CHANNEL_LIMITS[channel];
    const shown = preview.turns.flatMap((turn) => turn.shown);
    expect(preview.sent).toBe(shown.length);
    expect(preview.longest).toBeLessThanOrEqual(maxText);
    for (const message of shown) {
      const buttons = message.rows.flat();
      expect(buttons.length).toBeLessThanOrEqual(maxButtons);
      for (const { label } of buttons) expect(label.length).toBeLessThanOrEqual(maxLabel);
    }
  });

  it('shows every word and every option that is said', () => {
    for (const { messages, shown } of preview.turns) {
      const seen = shown.map(({ text, rows }) => [text, ...rows.flat().map(({ label }) => label)].join('\n'));
      const all = seen.join('\n').replace(/\s+/g, ' ');
      for (const message of messages) {
        for (const words of message.text.split(/\s+/)) expect(all).toContain(words);
        for (const { label, role } of message.choices ?? []) {
          if (role === 'option') expect(all).toContain(label.replace(/\s+/g, ' '));
        }
      }
    }
  });
});

describe('a preview', () => {
  it.each(AGE_BANDS)('tells the age of %s by itself, once, and goes on in its words', (age) => {
    const { turns } = play(order({ age, inputs: [] }));
    expect(turns[1]?.heard).toEqual({ kind: 'said', words: age.split('-')[0], isByItself: true });
    expect(turns.length).toBe(2);
    const back = play(order({ age, inputs: [{ kind: 'text', text: 'quay lại' }] }));
    expect(back.asking).toBe('age');
  });

  it('says the same for the same inputs, and one input less is the turn before', () => {
    const inputs: PreviewInput[] = [
      { kind: 'text', text: 'có' },
      { kind: 'text', text: 'có' },
      { kind: 'text', text: '2' },
    ];
    const whole = play(order({ age: '9-10', inputs }));
    expect(play(order({ age: '9-10', inputs }))).toEqual(whole);
    expect(play(order({ age: '9-10', inputs: inputs.slice(0, -1) })).turns).toEqual(whole.turns.slice(0, -1));
  });

  it('begins anew for another child on the same phone, with the age told again', () => {
    const inputs: PreviewInput[] = [
      { kind: 'text', text: 'có' },
      { kind: 'text', text: 'bạn khác' },
      { kind: 'text', text: 'có' },
    ];
    const { turns, asking } = play(order({ flow: everyKind, age: '9-10', inputs }));
    const handed = turns.find(({ effects }) => effects.some(({ kind }) => kind === 'another-respondent'));
    expect(handed?.messages.length).toBeGreaterThan(0);
    expect(asking).toBe('consent');
  });

  it('stops at its bound', () => {
    const many = Array.from(
      { length: MAX_PREVIEW_INPUTS + 50 },
      (): PreviewInput => ({ kind: 'text', text: '?' }),
    );
    expect(play(order({ inputs: many })).turns.length).toBe(MAX_PREVIEW_INPUTS + 1);
  });

  it.each(CHANNEL_NAMES)('on %s takes whatever comes: no token, no word, no end of marks', (channel) => {
    const inputs: readonly PreviewInput[] = [
      { kind: 'tap', token: 'b:other1:mood:happy' },
      { kind: 'tap', token: '<script>' },
      { kind: 'text', text: '\u0000\u202e' },
      { kind: 'text', text: `a${'\u0301'.repeat(5000)}` },
      { kind: 'text', text: '__proto__' },
      { kind: 'unsupported', what: 'hidden' },
    ];
    const preview = play(order({ channel, inputs }));
    expect(preview.turns.length).toBe(inputs.length + 1);
    expect(preview.turns[2]?.heard).toEqual({ kind: 'said', words: '<script>' });
    expect(preview.asking).toBe('age');
  });
});

describe('the notes of a channel', () => {
  const label = 'Một lựa chọn rất dài mà nút trên điện thoại nhỏ không thể nào hiện hết được đâu em ơi';
  const flow = compileFlow(
    flowData(
      [
        {
          id: 'long',
          kind: 'choice',
          options: [
            { id: 'a', label: { vi: label } },
            { id: 'b', label: { vi: 'Ngắn' } },
          ],
        },
        { id: 'wordy', kind: 'text', text: { vi: 'Em kể nhé. '.repeat(400) } },
      ],
      { channels: [...CHANNEL_NAMES] },
    ),
  );
  const notesAt = (channel: ChannelName, inputs: readonly PreviewInput[]) =>
    play(order({ flow, channel, inputs })).turns.at(-1)?.notes;
  const yes: PreviewInput = { kind: 'text', text: 'có' };
  const first: PreviewInput = { kind: 'text', text: '1' };

  it('say where labels are cut or options become a list', () => {
    expect(notesAt('web', [yes])).toEqual([]);
    expect(notesAt('telegram', [yes])).toEqual([
      { kind: 'numbered', why: 'long-labels', most: 40 },
      { kind: 'cut-label', label, shown: expect.stringMatching(/…$/), most: 64 },
    ]);
    expect(notesAt('zalo', [yes])).toEqual([
      { kind: 'numbered', why: 'no-buttons', most: 0 },
      { kind: 'typed-controls' },
    ]);
    expect(notesAt('zalo-oa', [yes])).toEqual([]);
  });

  it('say where a turn takes several messages', () => {
    expect(notesAt('web', [yes, first])).toEqual([]);
    expect(notesAt('zalo', [yes, first])).toContainEqual({ kind: 'parts', parts: 3, most: 1900 });
    expect(notesAt('telegram', [yes, first])).toContainEqual({ kind: 'parts', parts: 2, most: 4096 });
  });

  it('say where there are more options than buttons', () => {
    const options = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, label: { vi: `Ý ${id}` } }));
    const six = compileFlow(flowData([{ id: 'six', kind: 'choice', options }]));
    const notes = play(order({ flow: six, channel: 'zalo-oa', inputs: [yes] })).turns.at(-1)?.notes;
    expect(notes).toContainEqual({ kind: 'numbered', why: 'too-many', most: 5 });
  });
});

describe('with parents', () => {
  const said = (...texts: readonly string[]) => texts.map((text) => ({ kind: 'text', text }) as const);
  it('shows the step, the letter on the same phone and a made-up link, and goes on', () => {
    for (const channel of CHANNEL_NAMES) {
      const asked = { channel, age: '9-10' as const, flow: everyKind, asksParents: true };
      const chosen = play(order({ ...asked, inputs: said('có', 'có') }));
      expect(chosen.asking, channel).toBe('consent');
      expect(chosen.turns.at(-1)?.messages[0]?.text).toContain('bố mẹ hoặc người đang nuôi dưỡng em');
      const letter = play(order({ ...asked, inputs: said('có', 'có', '1') }));
      expect(
        letter.turns
          .at(-1)
          ?.messages.map(({ text }) => text)
          .join(),
      ).toContain('Kính gửi');
      expect(letter.longest).toBeLessThanOrEqual(CHANNEL_LIMITS[channel].maxText);
      const link = play(order({ ...asked, inputs: said('có', 'có', '2') }));
      expect(link.turns.at(-1)?.messages[0]?.text).toContain('https://emnoi.example/p/');
      expect(play(order({ ...asked, inputs: said('có', 'có', '2', 'tiếp') })).asking).toBe('mood');
      expect(play(order({ ...asked, asksParents: false, inputs: said('có', 'có') })).asking).toBe('mood');
    }
  });
});
