/** Who meets in the benchmarks over PostgreSQL: our server and its three rivals. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHAT } from './chat.ts';
import type { Contestant } from './contest.ts';
import { type EmNoi, startEmNoi, WEBHOOK_SECRET } from './em-noi.ts';
import type { Ground, PostgresGround } from './ground.ts';
import type { LoadStep } from './load/round.ts';
import { type RunningProcess, startProcess } from './node-process.ts';
import { CONVERSATIONS_TABLE, SESSION_TABLE } from './rivals/tables.ts';
import { recordWalk, type WalkStep } from './walk.ts';

/** The contestants by what they are. */
export type Contestants = {
  readonly ours: Contestant;
  readonly empty: Contestant;
  readonly one: Contestant;
  readonly conversations: Contestant;
};

/** Which server of ours to start. */
export type OursOrder = {
  readonly name: string;
  /** Without it the embedded database is used. */
  readonly databaseUrl?: string;
  readonly nodeOptions?: readonly string[];
};

/** Our server with the bench flow launched, and one walk through it, typed and tapped. */
export type Ours = {
  readonly server: EmNoi;
  readonly walk: readonly WalkStep[];
  readonly tappedWalk: readonly WalkStep[];
};

const CODE = 'BENCH';

/** Starts our server on an empty database, launches the bench flow in it and records its walks. */
export async function startOurs(ground: Ground, order: OursOrder): Promise<Ours> {
  const folder = join(ground.folder, order.name);
  await mkdir(folder);
  const server = await startEmNoi({ ...order, vendorUrl: ground.vendor.url, folder });
  await server.launch('school-day.yaml', CODE);
  const common = { port: server.port, code: CODE };
  const walk = await recordWalk({ ...common, answers: 'typed', chat: Number(CHAT) + 1 });
  const tappedWalk = await recordWalk({ ...common, answers: 'tapped', chat: Number(CHAT) + 2 });
  return { server, walk, tappedWalk };
}

/** The load of a walk. @param due what must come back at each step */
export function stepsOf(
  walk: readonly WalkStep[],
  due: (step: WalkStep) => string = (step) => step.due,
): readonly LoadStep[] {
  return walk.map((step) => ({ update: step.update, due: due(step) }));
}

/** Starts a rival: a script of `bench/rivals` which says what we say at each step of a walk. */
export async function startRival(
  ground: Ground,
  script: string,
  { walk, env }: { readonly walk: readonly WalkStep[]; readonly env: Readonly<Record<string, string>> },
): Promise<RunningProcess> {
  const replies = join(ground.folder, 'replies.json');
  await writeFile(replies, JSON.stringify(walk.map(({ reply }) => reply)));
  return startProcess({
    name: script,
    argv: [join(import.meta.dirname, 'rivals', `${script}.ts`)],
    env: { WEBHOOK_SECRET, REPLIES: replies, VENDOR_URL: ground.vendor.url, ...env },
    folder: ground.folder,
    withChannel: true,
  });
}

/** Starts everyone, each with a database of its own on the same server. */
export async function startContestants(
  ground: Ground,
  postgres: PostgresGround,
  { server, walk }: Ours,
): Promise<Contestants> {
  const rival = async (script: string, table?: string) => {
    const env = table === undefined ? {} : { DATABASE_URL: await postgres.newDatabase(table) };
    return startRival(ground, script, { walk, env });
  };
  const [empty, one, conversations] = [
    await rival('empty-handler'),
    await rival('one-statement', SESSION_TABLE),
    await rival('conversations', CONVERSATIONS_TABLE),
  ];
  return {
    ours: { name: 'Em Nói', process: server, steps: stepsOf(walk) },
    empty: { name: 'empty handler', process: empty, steps: stepsOf(walk, () => '{"ok":true}') },
    one: { name: 'one statement', process: one, steps: stepsOf(walk, () => '"method":"sendMessage"') },
    // Its questions go to the vendor, which counts them.
    conversations: { name: 'grammY conversations', process: conversations, steps: stepsOf(walk, () => '') },
  };
}
