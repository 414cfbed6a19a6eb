/** The floor under what redaction finds, on sentences that nobody wrote rules with. */

import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Figures,
  type MarkedSentence,
  precisionOf,
  readSentences,
  recallOf,
  reckon,
} from '../../../scripts/redaction-figures.ts';

let heldOut: readonly MarkedSentence[];
let tuning: readonly MarkedSentence[];
let all: Figures;

beforeAll(async () => {
  heldOut = readSentences(await readFile('data/redaction/sentences/held-out.txt', 'utf8'));
  tuning = readSentences(await readFile('data/redaction/sentences/tuning.txt', 'utf8'));
  all = reckon(heldOut).get('all') ?? { marked: 0, found: 0, hit: 0, right: 0 };
});

describe('on the sentences kept apart', () => {
  it('at least 95 of 100 marked stretches are found', () => {
    expect(recallOf(all)).toBeGreaterThanOrEqual(0.95);
  });

  it('at least 85 of 100 found stretches are marked', () => {
    expect(precisionOf(all)).toBeGreaterThanOrEqual(0.85);
  });
});

describe('the sentences', () => {
  it('are at least 400, more than a quarter of them kept apart', () => {
    expect(heldOut.length + tuning.length).toBeGreaterThanOrEqual(400);
    expect(heldOut.length).toBeGreaterThan((heldOut.length + tuning.length) / 4);
  });

  it('kept apart are none of those that rules were written with', () => {
    const known = new Set(tuning.map(({ text }) => text));
    expect(heldOut.filter(({ text }) => known.has(text))).toEqual([]);
  });
});
