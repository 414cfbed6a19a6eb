/** Disturbs a running product: kills it, ends its connections, restarts its database, fills its disk. */

import pg from 'pg';
import type { FakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import type { PostgresProcess } from '../support/postgres-server.ts';
import type { Dice } from './dice.ts';
import type { FaultCount, FaultKind } from './fault-count.ts';
import type { FullDisk } from './full-disk.ts';
import { pause } from './network.ts';
import { type ProductServer, startUntilReady } from './product.ts';

/** What can be disturbed. */
export type Stage = {
  readonly servers: readonly ProductServer[];
  /** `null` with the embedded database. */
  readonly postgres: { readonly process: PostgresProcess; readonly url: string } | null;
  /** `null` where the machine has none. */
  readonly disk: FullDisk | null;
  readonly zaloOa: Pick<FakeZaloOa, 'expireAccessTokens' | 'refreshes'>;
  readonly count: FaultCount;
  readonly dice: Dice;
};

/** How much. */
export type DisturbancePlan = {
  readonly kills: number;
  /** Longest pause between two disturbances, in ms. */
  readonly gapMs: number;
  /** Ends before all is done, in ms since the epoch. */
  readonly until: number;
};

type Disturbance =
  | 'kill'
  | 'terminate'
  | 'restart-fast'
  | 'restart-immediate'
  | 'restart-kill'
  | 'disk-full'
  | 'token';

/** One of each at least, and so many for each kill. */
const PER_KILL: Readonly<Record<Exclude<Disturbance, 'kill'>, number>> = {
  terminate: 0.5,
  'restart-fast': 0.08,
  'restart-immediate': 0.08,
  'restart-kill': 0.08,
  'disk-full': 0.06,
  token: 0.06,
};

const SHARE = { whileStarting: 0.15, bothAtOnce: 0.2 };
const DOWN_MS = 400;
const RESTART_MS = 800;
const FULL_MS = { least: 800, most: 2_500 };
const RENEWAL_MS = 10_000;
const STORING_MS = 1_000;
const BACK = { tries: 20, withinMs: 5_000 };
const LOOK_EVERY_MS = 50;

/** Disturbs until all kills are done, or the time is over. */
export async function disturb(stage: Stage, plan: DisturbancePlan): Promise<void> {
  for (const disturbance of drawOrder(stage, plan.kills)) {
    await pause(stage.dice.below(plan.gapMs + 1));
    if (Date.now() > plan.until) return;
    await run(stage, disturbance);
  }
}

function drawOrder({ postgres, disk, dice }: Stage, kills: number): readonly Disturbance[] {
  const possible = (kind: Disturbance): boolean => {
    if (kind === 'terminate' || kind.startsWith('restart')) return postgres !== null;
    return kind !== 'disk-full' || disk !== null;
  };
  const kinds = (Object.keys(PER_KILL) as (keyof typeof PER_KILL)[]).filter(possible);
  const others = kinds.flatMap((kind) =>
    Array.from({ length: Math.max(1, Math.round(kills * PER_KILL[kind])) }, () => kind),
  );
  return [...Array.from({ length: kills }, () => 'kill' as const), ...others]
    .map((kind) => ({ kind, at: dice.share() }))
    .sort((one, other) => one.at - other.at)
    .map(({ kind }) => kind);
}

async function run(stage: Stage, disturbance: Disturbance): Promise<void> {
  switch (disturbance) {
    case 'kill':
      return killOne(stage);
    case 'terminate':
      return terminate(stage);
    case 'disk-full':
      return fillDisk(stage);
    case 'token':
      return expireToken(stage);
    default:
      return restartPostgres(stage, disturbance);
  }
}

async function killOne(stage: Stage): Promise<void> {
  const { servers, dice, count } = stage;
  const together = servers.length > 1 && dice.chance(SHARE.bothAtOnce);
  const victims = together ? servers : [dice.pick(servers)];
  const endTrouble = count.trouble('kill', 'server');
  // Counted once: one moment, however many it struck.
  count.add('kill');
  await Promise.all(victims.map((server) => server.end('SIGKILL')));
  await pause(dice.below(DOWN_MS));
  await Promise.all(victims.map((server) => startAgain(stage, server)));
  endTrouble();
}

/** Starts a server, killing it now and then before it is ready. */
async function startAgain({ dice, count }: Stage, server: ProductServer): Promise<void> {
  if (dice.chance(SHARE.whileStarting)) {
    const started = server.start();
    await pause(dice.below(1_500));
    count.add('kill');
    count.add('kill-starting');
    await server.end('SIGKILL');
    await started;
  }
  await startUntilReady(server, () => count.add('vain-start'));
}

async function terminate({ postgres, count, dice }: Stage): Promise<void> {
  if (postgres === null) return;
  const endTrouble = count.trouble('terminate', 'database');
  const share = dice.pick([0.3, 0.7, 1]);
  const rows = await ask(
    postgres.url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND random() < ${share}`,
  );
  count.add('terminate', rows.length);
  endTrouble();
}

/**
 * A refresh token works once, so one whose successor is lost in a kill before it was stored needs a person; nothing
 * else happens until the product has the next one.
 */
async function expireToken({ zaloOa, count }: Stage): Promise<void> {
  count.add('vendor-token');
  const before = zaloOa.refreshes();
  zaloOa.expireAccessTokens();
  for (const until = Date.now() + RENEWAL_MS; zaloOa.refreshes() === before && Date.now() < until; )
    await pause(50);
  await pause(STORING_MS);
}

const SIGNALS = { 'restart-fast': 'INT', 'restart-immediate': 'QUIT', 'restart-kill': 'KILL' } as const;

async function restartPostgres(
  { postgres, count, dice }: Stage,
  kind: Extract<FaultKind, keyof typeof SIGNALS>,
): Promise<void> {
  if (postgres === null) return;
  const endTrouble = count.trouble(kind, 'database');
  count.add(kind);
  postgres.process.halt(SIGNALS[kind]);
  await pause(dice.below(RESTART_MS));
  postgres.process.resume();
  await untilBack(postgres);
  endTrouble();
}

async function fillDisk({ disk, postgres, count, dice }: Stage): Promise<void> {
  if (disk === null) return;
  const endTrouble = count.trouble('disk-full', 'database');
  count.add('disk-full');
  await disk.fill();
  await pause(dice.between(FULL_MS.least, FULL_MS.most));
  await disk.free();
  if (postgres !== null) await untilBack(postgres);
  endTrouble();
}

/** One that could not even recover, or found its memory still in use, has ended; its supervisor starts it again. */
async function untilBack({ process, url }: NonNullable<Stage['postgres']>): Promise<void> {
  for (let tries = 0; tries < BACK.tries; tries += 1) {
    if (await answersWithin(url, BACK.withinMs)) return;
    process.halt('INT');
    process.resume();
  }
  throw new Error('PostgreSQL did not come back');
}

async function answersWithin(url: string, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await pause(50)) {
    const answered = await ask(url, 'SELECT 1').catch(() => null);
    if (answered !== null) return true;
  }
  return false;
}

async function ask(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Brings servers back that ended by themselves, as an operator's supervisor does, until told to stop. */
export function supervise(servers: readonly ProductServer[], count: FaultCount): () => Promise<void> {
  let isOver = false;
  const watching = servers.map(async (server) => {
    for (let known = server.endings(); !isOver; await pause(LOOK_EVERY_MS)) {
      if (server.endings() === known) continue;
      known = server.endings();
      count.add('ended');
      const endTrouble = count.trouble('ended', 'server');
      // Unless it is being killed and started by someone else at this moment.
      if (server.pid() === null) await startUntilReady(server, () => count.add('vain-start')).catch(() => {});
      endTrouble();
    }
  });
  return async () => {
    isOver = true;
    await Promise.all(watching);
  };
}
