/** Rounds of several servers, one right after the other, so that their ratios are of the same minutes. */

import { WEBHOOK_SECRET } from './em-noi.ts';
import type { Ground } from './ground.ts';
import type { LoadStep, RoundResult } from './load/round.ts';
import type { RunningProcess } from './node-process.ts';
import { busySeconds, cpuSecondsOf, cpuSecondsOfFamily, residentBytes } from './proc.ts';
import { tellProgress } from './report.ts';

/** A server under load. */
export type Contestant = {
  readonly name: string;
  readonly process: RunningProcess;
  readonly steps: readonly LoadStep[];
};

/** How a contest goes. */
export type ContestOrder = {
  readonly ground: Ground;
  readonly contestants: readonly Contestant[];
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly rate?: number;
  /** The PostgreSQL server, whose share of the processor is noted. */
  readonly databasePid: number | null;
};

/** One round and what it took, in shares of one core. */
export type MeasuredRound = RoundResult & {
  readonly perSecond: number;
  readonly serverCpuShare: number;
  readonly databaseCpuShare: number;
  /** What the machine did besides: above a few hundredths, the figures are not to be trusted. */
  readonly othersCpuShare: number;
  readonly residentBytes: number | null;
};

/** Rounds by the contestant's name; the same place in each list is the same turn. */
export type ContestResult = ReadonlyMap<string, readonly MeasuredRound[]>;

const RAMP_SECONDS = 0.5;
/** Before a round everything has come to rest: less than this share of a core over a quarter of a second. */
const RESTING_SHARE = 0.1;
const REST_LOOK_MS = 250;
const LONGEST_REST_MS = 15_000;

/** Plays all rounds: each contestant in turn, and again. */
export async function holdContest(order: ContestOrder): Promise<ContestResult> {
  const results = new Map<string, MeasuredRound[]>(order.contestants.map(({ name }) => [name, []]));
  for (let round = 1; round <= order.rounds; round += 1) {
    const told: string[] = [];
    for (const contestant of order.contestants) {
      const measured = await measureRound(order, contestant);
      results.get(contestant.name)?.push(measured);
      told.push(`${contestant.name} ${Math.round(measured.perSecond)}/s p99 ${measured.p99.toFixed(1)} ms`);
    }
    const pace = order.rate === undefined ? '' : `, ${Math.round(order.rate)} messages/s`;
    tellProgress(
      `  ${order.connections} connections${pace}, round ${round} of ${order.rounds}: ${told.join(' · ')}`,
    );
  }
  return results;
}

async function measureRound(order: ContestOrder, { process, steps }: Contestant): Promise<MeasuredRound> {
  const { ground, contestants, databasePid, connections, seconds, rate } = order;
  await rest(contestants, databasePid);
  const before = await readClocks(order, process);
  const result = await ground.play({
    ...{ port: process.port, secret: WEBHOOK_SECRET, steps, connections, seconds },
    rampSeconds: RAMP_SECONDS,
    ...(rate === undefined ? {} : { rate }),
  });
  const after = await readClocks(order, process);
  const share = (of: (clocks: Clocks) => number) => (of(after) - of(before)) / (after.at - before.at);
  return {
    ...result,
    perSecond: result.messages / result.seconds,
    serverCpuShare: share(({ server }) => server),
    databaseCpuShare: share(({ database }) => database),
    othersCpuShare: Math.max(
      0,
      share(({ busy, server, database, helpers }) => busy - server - database - helpers),
    ),
    residentBytes: await residentBytes(process.pid),
  };
}

/** Seconds: of the wall, and of processor time used so far. */
type Clocks = {
  readonly at: number;
  readonly server: number;
  readonly database: number;
  readonly helpers: number;
  readonly busy: number;
};

async function readClocks({ ground, databasePid }: ContestOrder, { pid }: RunningProcess): Promise<Clocks> {
  const [server, database, busy, ...helpers] = await Promise.all([
    cpuSecondsOf(pid),
    databaseSeconds(databasePid),
    busySeconds(),
    ...ground.helpers.map(cpuSecondsOf),
  ]);
  return {
    at: performance.now() / 1_000,
    server,
    database,
    busy,
    helpers: helpers.reduce((a, b) => a + b, 0),
  };
}

async function databaseSeconds(pid: number | null): Promise<number> {
  return pid === null ? 0 : cpuSecondsOfFamily(pid);
}

/** Waits until no server works off what an earlier round left behind. */
async function rest(contestants: readonly Contestant[], databasePid: number | null): Promise<void> {
  const used = async () => {
    const servers = await Promise.all(contestants.map(({ process }) => cpuSecondsOf(process.pid)));
    return servers.reduce((sum, seconds) => sum + seconds, await databaseSeconds(databasePid));
  };
  const deadline = Date.now() + LONGEST_REST_MS;
  for (let before = await used(); Date.now() < deadline; ) {
    await new Promise((done) => setTimeout(done, REST_LOOK_MS));
    const now = await used();
    if ((now - before) / (REST_LOOK_MS / 1_000) < RESTING_SHARE) return;
    before = now;
  }
}
