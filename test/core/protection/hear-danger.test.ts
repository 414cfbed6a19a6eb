/** The floor under what is heard, and what any text must come through. */

import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hearingPrecision,
  hearingRecall,
  readLabelled,
  reckonHearing,
} from '../../../scripts/protection-figures.ts';
import { hearDanger } from '../../../src/core/protection/hear-danger.ts';

const read = async (name: string) =>
  readLabelled(await readFile(`test/core/protection/labelled/${name}.tsv`, 'utf8'));

describe('on the sentences kept apart', () => {
  it('95 of 100 cries are heard, and 85 of 100 alarms are cries', async () => {
    const all = reckonHearing(await read('held-out')).get('all');
    if (all === undefined) throw new Error('no sentences');
    expect(hearingRecall(all)).toBeGreaterThanOrEqual(0.95);
    expect(hearingPrecision(all)).toBeGreaterThanOrEqual(0.85);
  });

  it('none is among those the lists were written with, and together they are at least 400', async () => {
    const tuning = await read('tuning');
    const heldOut = await read('held-out');
    const known = new Set(tuning.map(({ text }) => text));
    expect(heldOut.filter(({ text }) => known.has(text))).toEqual([]);
    expect(tuning.length + heldOut.length).toBeGreaterThanOrEqual(400);
  });
});

describe('what children write', () => {
  it.each([
    ['không ai chơi với em nữa, em muốn chết', 'self-harm'],
    ['bố dượng sờ em', 'sexual'],
    ['em bị đánh bầm tím', 'physical'],
    ['em bị nhốt', 'neglect'],
    ['bo me bo doi em', 'neglect'],
    ['mik muốn biến mất', 'self-harm'],
    ['em muốn c h ế t', 'self-harm'],
  ])('%s is heard as %s', (text, kind) => {
    expect(hearDanger(text)?.kinds).toContain(kind);
  });

  it.each(['em thích đánh cầu lông', 'cười chết mất', 'em mong không bạn nào bị đánh', ''])(
    '%s is innocent',
    (text) => {
      expect(hearDanger(text)).toBeNull();
    },
  );
});

it('is heard at the end of a long text', () => {
  expect(hearDanger(`${'em thích đi học lắm. '.repeat(60)}em muốn chết`)?.severity).toBe('high');
});

it('never throws, whatever is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      hearDanger(text);
    }),
  );
});
