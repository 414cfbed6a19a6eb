/** No ordinary answer raises an alarm: nothing that a question offers, nothing a child says in the golden conversations. */

import { readdir, readFile } from 'node:fs/promises';
import { expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { hearDanger } from '../../../src/core/protection/hear-danger.ts';

/** Texts of all options (`label`, `yes`, `no`) at any depth. */
function labelsIn(node: unknown, isLabel = false): readonly string[] {
  if (typeof node === 'string') return isLabel ? [node] : [];
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) =>
    labelsIn(value, isLabel || key === 'label' || key === 'yes' || key === 'no'),
  );
}

it('no option of a flow or of the bank is heard as danger', async () => {
  const labels: string[] = [];
  for (const folder of ['flows', 'flows/bank']) {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
    for (const file of files) labels.push(...labelsIn(parse(await readFile(`${folder}/${file}`, 'utf8'))));
  }
  expect(labels.length).toBeGreaterThan(50);
  expect(labels.filter((label) => hearDanger(label) !== null)).toEqual([]);
});

it('no line of the golden conversations is heard as danger', async () => {
  const folder = 'test/core/session/transcripts';
  const lines: string[] = [];
  for (const file of await readdir(folder)) {
    const text = await readFile(`${folder}/${file}`, 'utf8');
    lines.push(...text.split('\n').filter((line) => line.startsWith('> ')));
  }
  expect(lines.length).toBeGreaterThan(50);
  const heard = new Set(lines.filter((line) => hearDanger(line) !== null));
  // The one cry among them: children ask for help in these words.
  expect([...heard]).toEqual(['> cuu em voi']);
});

test('no number is heard as danger, alone or in a sentence', () => {
  const heard = Array.from({ length: 1_000 }, (_, number) => number).filter(
    (number) =>
      hearDanger(String(number)) !== null || hearDanger(`Em muốn có thêm cây xanh ${number}`) !== null,
  );
  expect(heard).toEqual([]);
});
