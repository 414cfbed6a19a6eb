/** Prints how well redaction does on labelled sentences; fails below the floor on those kept apart. */

import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { redact } from '../src/core/redaction/redact.ts';
import { type Figures, misses, precisionOf, readSentences, recallOf, reckon } from './redaction-figures.ts';

/** On the sentences kept apart. */
const FLOOR = { recall: 0.95, precision: 0.85 };

const FOLDER = new URL('../data/redaction/sentences/', import.meta.url);
const tuning = readSentences(await readFile(new URL('tuning.txt', FOLDER), 'utf8'));
const heldOut = readSentences(await readFile(new URL('held-out.txt', FOLDER), 'utf8'));

/** Misses are shown of the sentences that rules may be written with, never of those kept apart. */
if (process.argv.includes('--misses')) {
  for (const { sentence, redaction } of misses(tuning)) {
    const marked = sentence.spans.map(
      ({ start, end, type }) => `${type}: ${sentence.text.slice(start, end)}`,
    );
    process.stdout.write(`${sentence.text}\n  → ${redaction.text}\n  marked: ${marked.join(', ')}\n`);
  }
}
print('Sentences the rules were written with', tuning);
const figures = print('Sentences kept apart', heldOut);
printSpeed([...tuning, ...heldOut].map(({ text }) => text));
const all = figures.get('all');
if (all !== undefined && (recallOf(all) < FLOOR.recall || precisionOf(all) < FLOOR.precision)) {
  process.stderr.write(`Below the floor: recall ${FLOOR.recall}, precision ${FLOOR.precision}.\n`);
  process.exitCode = 1;
}

function print(title: string, sentences: typeof tuning): ReadonlyMap<string, Figures> {
  const clean = sentences.filter(({ spans }) => spans.length === 0);
  const reckoned = reckon(sentences);
  process.stdout.write(`${title}: ${sentences.length}, of them ${clean.length} without anything personal\n`);
  process.stdout.write(
    `${'type'.padEnd(12)}${'marked'.padStart(8)}${'found'.padStart(8)}  recall  precision\n`,
  );
  for (const [type, one] of [...reckoned].sort(([a], [b]) =>
    a === 'all' ? 1 : b === 'all' ? -1 : a < b ? -1 : 1,
  )) {
    const shares = `${recallOf(one).toFixed(3).padStart(8)}${precisionOf(one).toFixed(3).padStart(11)}`;
    process.stdout.write(
      `${type.padEnd(12)}${String(one.marked).padStart(8)}${String(one.found).padStart(8)}${shares}\n`,
    );
  }
  const spoiled = clean.filter(({ text }) => redact(text).spans.length > 0).length;
  process.stdout.write(
    `masked in vain: ${spoiled} of ${clean.length} sentences without anything personal\n\n`,
  );
  return reckoned;
}

/** Processor time a text, after a warm-up. */
function printSpeed(texts: readonly string[]): void {
  for (const text of texts) redact(text);
  const rounds = 20;
  const began = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const text of texts) redact(text);
  const us = ((performance.now() - began) * 1000) / (rounds * texts.length);
  process.stdout.write(`${us.toFixed(0)} µs a text\n`);
}
