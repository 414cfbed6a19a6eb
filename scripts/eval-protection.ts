// Prints how well danger is heard: recall and precision by kind and style, on the sentences kept apart and on the others.
import { readFile } from 'node:fs/promises';
import { hearingPrecision, hearingRecall, readLabelled, reckonHearing } from './protection-figures.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

for (const name of ['held-out', 'tuning']) {
  const sentences = readLabelled(await readFile(`test/core/protection/labelled/${name}.tsv`, 'utf8'));
  print(`\n${name}: ${sentences.length} sentences`);
  for (const [group, figures] of [...reckonHearing(sentences)].sort(([one], [other]) =>
    one.localeCompare(other),
  )) {
    const recall = hearingRecall(figures).toFixed(3);
    const precision = hearingPrecision(figures).toFixed(3);
    const counts = `${figures.heard}/${figures.danger} heard, ${figures.falseAlarms}/${figures.innocent} false alarms`;
    print(`  ${group.padEnd(22)} recall ${recall}  precision ${precision}  (${counts})`);
  }
}
