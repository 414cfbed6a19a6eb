/** Measures how results grow: `npm run measure:size -- --responses 3300000`. */

import { parseArgs } from 'node:util';
import { cleanUp, cleanUpOnSignals, isEnding } from './cleanup.ts';
import { layPostgres } from './ground.ts';
import { machine } from './report.ts';
import { benchSize } from './size/size-bench.ts';

const USAGE =
  'npm run measure:size -- --responses NUMBER   (50,000 or more; 3300000 are some 50 million answers)';
const FEWEST = 50_000;

async function main(responses: number): Promise<void> {
  const postgres = await layPostgres();
  console.log(`${machine()}, PostgreSQL ${postgres.version}`);
  console.log(JSON.stringify(await benchSize(postgres, { responses })));
}

cleanUpOnSignals();
try {
  const { values } = parseArgs({ options: { responses: { type: 'string', default: '300000' } } });
  const responses = Number(values.responses);
  if (Number.isInteger(responses) && responses >= FEWEST) await main(responses);
  else {
    console.error(USAGE);
    process.exitCode = 2;
  }
} catch (error) {
  if (!isEnding()) console.error('Measuring broke off.', error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
