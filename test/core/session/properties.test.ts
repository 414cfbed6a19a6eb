/** What holds for any sequence of anything a child may do. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNEL_LIMITS, CHANNEL_NAMES } from '../../../src/core/channel.ts';
import type { Flow } from '../../../src/core/flow/flow.ts';
import { questionOf } from '../../../src/core/flow/walk.ts';
import { UNSUPPORTED_CONTENTS, type UnsupportedContent } from '../../../src/core/message.ts';
import { draftOf } from '../../../src/core/session/draft.ts';
import type { SessionState } from '../../../src/core/session/state.ts';
import { everyKind, readFlow, Walker } from './walker.ts';

const demo = readFlow(new URL('../../../flows/truong-hoc-hanh-phuc.yaml', import.meta.url).pathname);
/** More with EM_NOI_RUNS, for a longer search. */
const RUNS = Number(process.env['EM_NOI_RUNS'] ?? 300);
const FLOWS = { everyKind, demo };
const SAYINGS = [
  ...[
    '1',
    '2',
    '3',
    'a',
    'b',
    '1,2',
    '2 1 3',
    'có',
    'không',
    'dạ',
    'k',
    'vui',
    'buồn',
    'không vui',
    '9',
    '8 tuổi',
    '14',
    '5',
    '111',
    'sos',
  ],
  ...[
    'bỏ qua',
    'quay lại',
    'dừng',
    'giúp',
    'tiếng anh',
    'tiếng việt',
    'làm lại từ đầu',
    'bạn khác',
    'trả lời tiếp',
    'giữ',
    'xong',
    'xem thêm',
    'ý khác',
  ],
  ...[
    'ha',
    'Hà Nội',
    'ba to',
    '40',
    '500',
    '1 hay 2',
    'Em ước có cây',
    'e\u0323\u0302m',
    '２',
    '\ud800',
    '\u202eabc',
    'z'.repeat(700),
  ],
];

/** One thing a child does. A tap names a choice by its place among those last shown, or by its place in the whole walk. */
type Deed =
  | { readonly kind: 'open' }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'tap'; readonly at: number }
  | { readonly kind: 'late-tap'; readonly at: number }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'unsupported'; readonly what: UnsupportedContent };

const controls =
  '_skip _back _stop _keep _done _more _other _resume _change _change-no _restart _restart-no _another _another-no _partial _partial-no _l-en'.split(
    ' ',
  );
const deed = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Deed>({ kind: 'open' }) },
  { weight: 8, arbitrary: fc.constantFrom(...SAYINGS).map((text): Deed => ({ kind: 'type', text })) },
  {
    weight: 2,
    arbitrary: fc.string({ maxLength: 40, unit: 'binary' }).map((text): Deed => ({ kind: 'type', text })),
  },
  { weight: 12, arbitrary: fc.nat(30).map((at): Deed => ({ kind: 'tap', at })) },
  { weight: 4, arbitrary: fc.nat(500).map((at): Deed => ({ kind: 'late-tap', at })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('r1r1r1', 'zzzzzz'),
        fc.constantFrom(...demo.questions, ...everyKind.questions),
        fc.constantFrom(...controls, 'yes', 'no', 'under', 'p01', 'c00004', 'c99999', 'p51'),
      )
      .map(([run, { id }, option]): Deed => ({ kind: 'token', token: `b:${run}:${id}:${option}` })),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 80 }).map((token): Deed => ({ kind: 'token', token })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...UNSUPPORTED_CONTENTS).map((what): Deed => ({ kind: 'unsupported', what })),
  },
);

/** Does a deed; gives the token tapped, if one was. */
function act(child: Walker, shown: string[], todo: Deed): string | null {
  const pick = (tokens: readonly string[], at: number) =>
    tokens[at % Math.max(1, tokens.length)] ?? 'nothing';
  switch (todo.kind) {
    case 'open':
      child.open();
      return null;
    case 'type':
      child.type(todo.text);
      return null;
    case 'unsupported':
      child.take(todo);
      return null;
    case 'token':
      child.token(todo.token);
      return todo.token;
    default: {
      const now = child.said.flatMap((message) => (message.choices ?? []).map(({ id }) => id));
      const token = pick(todo.kind === 'tap' ? now : shown, todo.at);
      child.token(token);
      return token;
    }
  }
}

function checkState(flow: Flow, state: SessionState): void {
  const ids = new Set(flow.questions.map(({ id }) => id));
  expect(flow.languages).toContain(state.language);
  expect(new Set(state.trail).size).toBe(state.trail.length);
  for (const id of [...state.trail, ...Object.keys(state.answers)]) expect(ids).toContain(id);
  if (state.phase === 'asking' || state.phase === 'stopped') expect(state.asking).not.toBeNull();
  else expect(state.asking).toBeNull();
  if (state.asking !== null) {
    expect(ids).toContain(state.asking);
    expect(state.trail).not.toContain(state.asking);
    expect(questionOf(flow, state.asking).kind).not.toBe('info');
  }
  for (const id of state.trail) {
    const { kind } = questionOf(flow, id);
    if (kind !== 'info' && kind !== 'place') expect(state.answers).toHaveProperty([id]);
    if (kind === 'consent') expect(state.answers[id]).toBe('yes');
  }
  const order = state.trail.map((id) => flow.questions.findIndex((question) => question.id === id));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  if (state.phase === 'finished')
    expect(Object.keys(state.answers).every((id) => state.trail.includes(id))).toBe(true);
  if (state.phase === 'refused' || state.phase === 'ineligible')
    expect([state.trail, state.answers]).toEqual([[], {}]);
  for (const [id, value] of Object.entries(state.answers)) checkValue(flow, id, value);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
}

function checkValue(flow: Flow, id: string, value: unknown): void {
  const question = questionOf(flow, id);
  if (value === null) return;
  if (question.kind === 'choices' || question.kind === 'rank') {
    const ids = question.options.map((option) => option.id);
    expect(Array.isArray(value)).toBe(true);
    const picks = value as string[];
    expect(new Set(picks).size).toBe(picks.length);
    for (const pick of picks) expect(ids).toContain(pick);
    if (question.kind === 'rank') expect(picks).toHaveLength(ids.length);
    else expect(picks.length >= question.min && picks.length <= question.max).toBe(true);
  } else if ('options' in question) expect(question.options.map((option) => option.id)).toContain(value);
  else if (question.kind === 'number')
    expect((value as number) >= question.min && (value as number) <= question.max).toBe(true);
  else if (question.kind === 'text') expect(String(value).length).toBeLessThanOrEqual(question.maxLength);
}

function checkMessages(child: Walker): void {
  const limits = CHANNEL_LIMITS[child.channel];
  for (const { text, choices = [], progress } of child.said) {
    expect(text.trim()).not.toBe('');
    expect(text).toBe(text.normalize('NFC'));
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toMatch(/chat\.|\{\{|undefined|null/);
    const written = [text, ...choices.map(({ label }) => label)].join('\n   ');
    expect(written.length).toBeLessThanOrEqual(limits.maxText);
    for (const { id, label } of choices) {
      expect(label.trim()).not.toBe('');
      expect(label.length).toBeLessThanOrEqual(limits.maxLabel);
      expect(Buffer.byteLength(id)).toBeLessThanOrEqual(limits.maxTokenBytes);
    }
    expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
    if (progress !== undefined) expect(progress.at >= 1 && progress.at <= progress.of).toBe(true);
  }
}

const setting = fc.record({
  flow: fc.constantFrom<keyof typeof FLOWS>('everyKind', 'demo'),
  channel: fc.constantFrom(...CHANNEL_NAMES),
  language: fc.constantFrom('vi', 'en', 'xx'),
  place: fc.constantFrom(null, '01', '00004'),
});
const begin = fc.constantFrom<readonly Deed[]>(
  [],
  [{ kind: 'open' }],
  [{ kind: 'open' }, ...['9', 'có', 'có'].map((text): Deed => ({ kind: 'type', text }))],
  [{ kind: 'open' }, ...['14', 'có', 'không'].map((text): Deed => ({ kind: 'type', text }))],
);
const deeds = fc.tuple(begin, fc.array(deed, { maxLength: 60 })).map(([first, more]) => [...first, ...more]);

describe('any sequence of deeds', () => {
  it('leaves a valid, small state and says only what can be said', () => {
    fc.assert(
      fc.property(setting, deeds, (options, todo) => {
        const child = new Walker({ ...options, flow: FLOWS[options.flow] });
        const shown: string[] = [];
        for (const one of todo) {
          const before = child.state;
          const token = act(child, shown, one);
          shown.push(...child.said.flatMap((message) => (message.choices ?? []).map(({ id }) => id)));
          checkState(child.flow, child.state);
          checkMessages(child);
          draftOf(child.flow, child.state);
          if (token === null) expect(child.said.length).toBeGreaterThan(0);
          if (child.said.length === 0) expect(child.state).toEqual(before);
        }
        expect(JSON.stringify(child.state).length).toBeLessThan(2600);
      }),
      { numRuns: RUNS },
    );
  });

  it('never lets a tap on another question answer the pending one', () => {
    fc.assert(
      fc.property(setting, deeds, fc.nat(500), (options, todo, at) => {
        const child = new Walker({ ...options, flow: FLOWS[options.flow] });
        const shown: string[] = [];
        for (const one of todo) {
          act(child, shown, one);
          shown.push(...child.said.flatMap((message) => (message.choices ?? []).map(({ id }) => id)));
        }
        const { state } = child;
        const token = shown[at % Math.max(1, shown.length)] ?? 'nothing';
        if (state.asking === null || state.phase !== 'asking' || token.includes(`:${state.asking}:`)) return;
        if (token.endsWith(':_change')) return;
        child.token(token);
        expect(child.state.answers).toEqual(state.answers);
        expect(child.state.trail).toEqual(state.trail);
      }),
      { numRuns: RUNS },
    );
  });

  it('comes to the same state after going back and answering the same', () => {
    fc.assert(
      fc.property(setting, deeds, fc.integer({ min: 1, max: 8 }), (options, todo, steps) => {
        const child = new Walker({ ...options, flow: FLOWS[options.flow] });
        const shown: string[] = [];
        for (const one of todo) act(child, shown, one);
        const { misses: _misses, partway: _partway, ...rest } = child.state;
        if (rest.phase !== 'asking' || rest.asking === null) return;
        child.state = rest;
        let went = 0;
        for (; went < steps; went += 1) {
          const { asking } = child.state;
          child.type('quay lại');
          if (child.state.asking === asking) break;
        }
        for (; went > 0; went -= 1) {
          const { asking } = child.state;
          if (asking !== null && questionOf(child.flow, asking).kind === 'consent') {
            child.button(asking, 'yes');
            if (child.state.partway?.kind === 'partial')
              child.button(asking, rest.keepPartial === true ? '_partial' : '_partial-no');
          } else child.type('giữ');
        }
        expect(child.state).toEqual(rest);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the state', () => {
  it('stays below 2 kB after thirty answers and does not grow with messages', () => {
    const questions = Array.from({ length: 30 }, (_, at) => ({
      ...questionOf(everyKind, 'mood'),
      id: `question-${at + 1}`,
    }));
    const head = everyKind.questions.slice(0, 3);
    const child = new Walker({
      flow: { ...everyKind, questions: [...head, ...questions, ...everyKind.questions.slice(-1)] },
    });
    child.open().type('9', 'có', 'có');
    for (let at = 0; at < 30; at += 1) child.type('1');
    const size = JSON.stringify(child.state).length;
    expect(size).toBeLessThan(2048);
    for (let at = 0; at < 50; at += 1) child.type('?').take({ kind: 'unsupported', what: 'sticker' }).open();
    expect(JSON.stringify(child.state).length).toBeLessThan(size + 20);
  });
});
