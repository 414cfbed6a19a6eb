/** `npm run prove:no-loss`: no answer is lost and none counts twice, whatever is killed, repeated, reordered or raced. */

import { HELP, OptionRefusal, type ProveOptions, readOptions } from './options.ts';
import { detailsOf, tableOf } from './report.ts';
import { type ProofResult, runProof } from './run-proof.ts';

const THINK_MS = 1_500;
const GAP_MS = 2_500;
const STALLS = 3;

async function main(options: ProveOptions): Promise<number> {
  const { engines, kills, children, seed, minutes } = options;
  tell(`seed ${seed}`);
  const results: ProofResult[] = [];
  for (const engine of engines) {
    const result = await runProof({
      engine,
      seed,
      kills: Math.ceil(kills / engines.length),
      phones: children,
      thinkMs: THINK_MS,
      gapMs: GAP_MS,
      stalls: STALLS,
      troubleMs: (minutes * 60_000) / engines.length,
      tell,
    });
    for (const line of detailsOf(result)) tell(line);
    results.push(result);
  }
  tell(`\nseed ${seed}\n${tableOf(results)}\n`);
  const findings = results.reduce((sum, result) => sum + result.findings.length, 0);
  const done = results.reduce((sum, { count }) => sum + count.of('kill'), 0);
  if (done < kills) tell(`The time was over after ${done} of ${kills} kills; --minutes gives more.`);
  tell(
    findings === 0
      ? 'Nothing was lost, doubled, mixed or left unanswered.'
      : `${findings} findings: see above.`,
  );
  return findings === 0 ? 0 : 1;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Options or a set-up that cannot be: said in a sentence. */
async function run(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2), Math.floor(Math.random() * 1_000_000));
    if (options !== null) return await main(options);
    tell(HELP);
    return 0;
  } catch (error) {
    if (!(error instanceof OptionRefusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

// Servers and disks are put away also when somebody has seen enough.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

process.exit(await run());
