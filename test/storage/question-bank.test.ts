/** The question bank: every block can be asked as it is, on every channel, of every age, in both languages. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANNEL_LIMITS } from '../../src/core/channel.ts';
import { checkFlow } from '../../src/core/flow/check-flow.ts';
import { compileFlow } from '../../src/core/flow/compile-flow.ts';
import { flowWays } from '../../src/core/flow/flow-ways.ts';
import { playableFlow } from '../../src/core/flow/playable-flow.ts';
import { flowAround } from '../../src/core/flow/question-bank.ts';
import { BANK_FILES, readQuestionBank } from '../../src/storage/question-bank.ts';

const TOP = new URL('../../', import.meta.url);
const bank = await readQuestionBank(async (path) => readFileSync(new URL(path, TOP), 'utf8'));

/** What the least happy face up to the happiest is. @see test/core/flow/faces.test.ts */
const BY_HAPPINESS = ['😐', '🤔', '🙂', '😊', '😄', '🤩'];

/** Longest message for a child, in characters, before the chat adds to it; an explanation follows the answer. */
const COMFORTABLE = 160;

describe('the bank', () => {
  it('offers every file of its folder', () => {
    const files = readdirSync(new URL('flows/bank/', TOP)).map((name) => `flows/bank/${name}`);
    expect([...BANK_FILES].sort()).toEqual(files.sort());
  });

  it('has no id twice, so that all of it fits into one flow', () => {
    const ids = bank.flatMap(({ questions }) => questions.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(bank.map(({ id }) => id)).size).toBe(bank.length);
  });

  it('can be asked as one flow', () => {
    const questions = bank.flatMap((block) => block.questions);
    const first = bank[0];
    if (first === undefined) throw new Error('no bank');
    expect(checkFlow({ data: flowAround({ ...first, questions }) }).findings).toEqual([]);
  });
});

describe.each(bank.map((block) => ({ name: block.id, block })))('$name', ({ block }) => {
  const data = flowAround(block);
  const flow = compileFlow(data);
  const own = flow.questions.slice(2);
  const asked = own.filter(({ kind }) => kind !== 'info');
  // Nothing is asked of a child itself but what results are compared by.
  const isAboutTheChild = own.every((question) => 'cut' in question);

  it('passes the check without a finding', () => {
    expect(checkFlow({ data }).findings).toEqual([]);
  });

  it('has four to seven questions of at least four kinds, of the child itself two', () => {
    if (isAboutTheChild) {
      expect(own).toHaveLength(2);
      return;
    }
    expect(own.length).toBeGreaterThanOrEqual(4);
    expect(own.length).toBeLessThanOrEqual(7);
    expect(new Set(asked.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
  });

  it('asks children of 7 and 8 at least three things (of themselves one), and nothing to type, count or rank', () => {
    const written = playableFlow(data).written;
    const met = new Set(flowWays({ flow, written }, ['7-8']).map(({ to }) => flow.questions[to]?.id));
    const small = asked.filter(({ id }) => met.has(id));
    expect(small.length).toBeGreaterThanOrEqual(isAboutTheChild ? 1 : 3);
    expect(small.map(({ kind }) => kind)).not.toContain('text');
    expect(small.map(({ kind }) => kind)).not.toContain('number');
    expect(small.map(({ kind }) => kind)).not.toContain('rank');
  });

  it('has a face for every option, none twice in a question, and scales that smile more at each step', () => {
    for (const question of own) {
      if (!('options' in question) || question.kind === 'yes-no') continue;
      const faces = question.options.map(({ face }) => face ?? '');
      expect(faces, question.id).not.toContain('');
      expect(new Set(faces).size, question.id).toBe(faces.length);
      expect(question.options.length, question.id).toBeLessThanOrEqual(6);
      if (question.kind !== 'scale') continue;
      const ranks = faces.map((face) => BY_HAPPINESS.indexOf(face));
      expect(ranks, question.id).not.toContain(-1);
      expect(ranks, question.id).toEqual([...ranks].sort((one, other) => one - other));
    }
  });

  it('says what it says in at most 160 characters, and options that Telegram shows whole on a button', () => {
    for (const question of own) {
      const wordings = Object.values(question.text).flatMap((wording) =>
        typeof wording === 'string' ? [wording] : Object.values(wording),
      );
      const longest = question.kind === 'info' ? CHANNEL_LIMITS.zalo.maxText : COMFORTABLE;
      for (const words of wordings) expect(words.length, words).toBeLessThanOrEqual(longest);
      if (!('options' in question)) continue;
      for (const { label, face } of question.options) {
        for (const words of Object.values(label)) {
          expect(`1. ${face ?? ''} ${words}`.length, String(words)).toBeLessThanOrEqual(36);
        }
      }
    }
  });
});
