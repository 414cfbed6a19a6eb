/** Our server on the embedded database against a handler with one statement per message on the same. */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { holdContest } from './contest.ts';
import { printContest, throughput, throughputRatio } from './contest-table.ts';
import { startOurs, startRival, stepsOf } from './contestants.ts';
import type { Ground } from './ground.ts';
import type { BenchOptions } from './options.ts';
import { type Figures, tellProgress } from './report.ts';

const OURS = 'Em Nói, embedded';
const DURABLE = 'one statement, fsync';
const PLAIN = 'one statement, no fsync';
const CONNECTIONS = 64;

/** Runs it and prints its table. */
export async function benchPglite(ground: Ground, { quick }: BenchOptions): Promise<Figures> {
  tellProgress('Starting our server and its rivals on embedded databases …');
  const { server, walk } = await startOurs(ground, { name: 'em-noi-embedded' });
  const rival = async (durable: '0' | '1') => {
    const folder = join(ground.folder, `pglite-${durable}`);
    await mkdir(folder);
    const env = { DATA_DIR: folder, DURABLE: durable };
    return startRival(ground, 'pglite-one-statement', { walk, env });
  };
  const steps = stepsOf(walk, () => '"method":"sendMessage"');
  const contestants = [
    { name: OURS, process: server, steps: stepsOf(walk) },
    { name: DURABLE, process: await rival('1'), steps },
    { name: PLAIN, process: await rival('0'), steps },
  ];
  const common = { ground, contestants, connections: CONNECTIONS, databasePid: null };
  tellProgress('Warming up …');
  await holdContest({ ...common, rounds: 1, seconds: quick ? 2 : 4 });
  const result = await holdContest({ ...common, rounds: quick ? 2 : 5, seconds: quick ? 1.5 : 4 });
  printContest(`Embedded database, ${CONNECTIONS} connections`, result);
  for (const { process } of contestants) await process.stop();
  return {
    pglite_messages_per_second: Math.round(throughput(result, OURS)),
    pglite_vs_one_statement: throughputRatio(result, OURS, DURABLE),
    pglite_vs_one_statement_without_fsync: throughputRatio(result, OURS, PLAIN),
  };
}
