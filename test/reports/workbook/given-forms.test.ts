/** Forms written by others: what comes of each, word for word, with every note in both languages. */

import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { formFiles } from '../../../src/compose/form-files.ts';
import type { Say } from '../../../src/core/say.ts';
import { sayFormFault, sayNote, sayOutcome, sayWhere } from '../../../src/core/xlsform/say-note.ts';
import { createSay } from '../../../src/i18n/say.ts';
import { printFlow } from '../../../src/storage/print-flow.ts';

const FOLDER = 'test/xlsforms';
const say = createSay();
const SKELETON = 'console.flows.skeleton.';
/** Words that every new flow begins with are named instead: what they are is settled elsewhere. */
const marked: Say = (language, key, values) =>
  key.startsWith(SKELETON) ? `(${key.slice(SKELETON.length)} in ${language})` : say(language, key, values);
const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.xlsx'));

test('six forms are given', () => {
  expect(names).toHaveLength(6);
});

test.each(names)('%s becomes what is written beside it', async (name) => {
  const reading = await formFiles(marked).read(await readFile(`${FOLDER}/${name}`), name);
  const lines = ['vi', 'en'].flatMap((language) => [
    `# ${language}`,
    ...(reading.kind === 'faulty' ? [sayFormFault(say, language, reading.fault)] : []),
    ...reading.notes.map((note) =>
      [sayWhere(say, language, note), sayOutcome(say, language, note), sayNote(say, language, note)].join(
        ' | ',
      ),
    ),
    '',
  ]);
  const flow = reading.kind === 'read' ? printFlow(reading.source) : '';
  await expect(`${lines.join('\n')}\n${flow}`).toMatchFileSnapshot(
    `../../xlsforms/${name.replace('.xlsx', '.txt')}`,
  );
});
