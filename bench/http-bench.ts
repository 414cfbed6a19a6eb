/** Our webhook with PostgreSQL against its rivals under the same load. */

import { type ContestOrder, type ContestResult, holdContest } from './contest.ts';
import { p99Ratio, printContest, throughput, throughputRatio } from './contest-table.ts';
import { type Contestants, startContestants, startOurs, stepsOf } from './contestants.ts';
import type { Ground, PostgresGround } from './ground.ts';
import type { BenchOptions } from './options.ts';
import { type Figures, tellProgress, whole } from './report.ts';
import { benchState } from './state-bench.ts';
import type { WalkStep } from './walk.ts';

/** The connections at which every rival is met and whose ratios bear plain names. */
const USUAL_CONNECTIONS = 64;
/** Up to here it is the answer's delay that counts, and only the one-statement rival is met. */
const FEW_CONNECTIONS = 8;
/** How much of the slower one's most is asked of both when they are held to one pace. */
const PACED_SHARE = 0.6;

type Common = Pick<ContestOrder, 'ground' | 'databasePid' | 'rounds'>;

/** Runs it and prints its tables. */
export async function benchHttp(
  ground: Ground,
  postgres: PostgresGround,
  options: BenchOptions,
): Promise<Figures> {
  tellProgress('Starting our server and its rivals …');
  const databaseUrl = await postgres.newDatabase();
  const ours = await startOurs(ground, { name: 'em-noi', databaseUrl });
  const all = await startContestants(ground, postgres, ours);
  const figures: Figures = await benchState(ours.server, databaseUrl);
  const common: Common = { ground, databasePid: postgres.pid, rounds: options.quick ? 2 : 5 };
  tellProgress('Warming up …');
  const contestants = Object.values(all);
  const warmUp = { contestants, connections: USUAL_CONNECTIONS, seconds: options.quick ? 2 : 5 };
  await holdContest({ ...common, ...warmUp, rounds: 1 });
  for (const connections of options.connections) {
    const result = await meetAt(connections, { all, common, quick: options.quick });
    Object.assign(figures, ratiosOf(result, all, connections));
    if (connections === USUAL_CONNECTIONS)
      Object.assign(figures, await meetPaced(result, { all, common, quick: options.quick }));
  }
  Object.assign(figures, await meetTapping(ours.tappedWalk, { all, common, quick: options.quick }));
  for (const { process } of contestants) await process.stop();
  return figures;
}

type Meeting = { readonly all: Contestants; readonly common: Common; readonly quick: boolean };

async function meetAt(connections: number, { all, common, quick }: Meeting): Promise<ContestResult> {
  const contestants = contestantsAt(all, connections);
  const seconds = quick ? 1.5 : connections === USUAL_CONNECTIONS ? 4.5 : 3;
  const before = await common.ground.vendor.counts();
  const result = await holdContest({ ...common, contestants, connections, seconds });
  const after = await common.ground.vendor.counts();
  const played = (result.get(all.conversations.name) ?? []).reduce((sum, { sent }) => sum + sent, 0);
  if (after.sendMessage - before.sendMessage < played)
    throw new Error('grammY did not send a question each time.');
  printContest(`${connections} connections`, result);
  return result;
}

/** Ours and the one-statement rival at the same pace, which the slower of them can well keep. */
async function meetPaced(free: ContestResult, { all, common, quick }: Meeting): Promise<Figures> {
  const { ours, one } = all;
  const rate = PACED_SHARE * Math.min(throughput(free, ours.name), throughput(free, one.name));
  const connections = USUAL_CONNECTIONS;
  const order = { ...common, contestants: [ours, one], connections, seconds: quick ? 1.5 : 4.5, rate };
  const result = await holdContest(order);
  printContest(`${connections} connections, both held to ${whole(rate)} messages/s`, result);
  return { p99_vs_one_statement: p99Ratio(result, ours.name, one.name) };
}

/** The same with every answer tapped: larger deliveries, and of ours a call to the vendor for each. */
async function meetTapping(walk: readonly WalkStep[], { all, common, quick }: Meeting): Promise<Figures> {
  const ours = { ...all.ours, steps: stepsOf(walk) };
  const one = { ...all.one, steps: stepsOf(walk, () => '"method":"sendMessage"') };
  const connections = USUAL_CONNECTIONS;
  const order = { ...common, contestants: [ours, one], connections, seconds: quick ? 1.5 : 4.5 };
  const result = await holdContest(order);
  printContest(`${connections} connections, every answer tapped`, result);
  return {
    messages_per_second_tapped: Math.round(throughput(result, ours.name)),
    vs_one_statement_tapped: throughputRatio(result, ours.name, one.name),
  };
}

function contestantsAt(all: Contestants, connections: number) {
  if (connections === USUAL_CONNECTIONS) return Object.values(all);
  return connections <= FEW_CONNECTIONS ? [all.ours, all.one] : [all.ours, all.empty, all.one];
}

function ratiosOf(result: ContestResult, all: Contestants, connections: number): Figures {
  const suffix = connections === USUAL_CONNECTIONS ? '' : `_${connections}`;
  const { ours, empty, one, conversations } = all;
  const ratios = [
    ['empty_handler', empty],
    ['one_statement', one],
    ['conversations', conversations],
  ] as const;
  return {
    [`messages_per_second${suffix}`]: Math.round(throughput(result, ours.name)),
    ...Object.fromEntries(
      ratios.flatMap(([key, { name }]) =>
        result.has(name) ? [[`vs_${key}${suffix}`, throughputRatio(result, ours.name, name)]] : [],
      ),
    ),
    [`p99_vs_one_statement_${connections}`]: p99Ratio(result, ours.name, one.name),
  };
}
