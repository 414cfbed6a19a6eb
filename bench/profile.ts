/** Where the time of our server goes: one round under V8's profiler. */

import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOurs, stepsOf } from './contestants.ts';
import { sumUp, type Times } from './cpu-profile.ts';
import { WEBHOOK_SECRET } from './em-noi.ts';
import type { Ground, PostgresGround } from './ground.ts';
import type { BenchOptions } from './options.ts';
import { printHeading, printTable, tellProgress, whole } from './report.ts';

const LINES = { rooms: 25, self: 45, inclusive: 60 };
const SAMPLE_EVERY_US = 200;
const WARM_SECONDS = 4;
const MEASURED_SECONDS = 8;

/** Plays one warm round under the profiler and prints the functions and packages that took the most. */
export async function profileOurs(
  ground: Ground,
  postgres: PostgresGround | null,
  { connections: [connections = 64], quick }: BenchOptions,
): Promise<void> {
  const folder = join(ground.folder, 'profile');
  await mkdir(folder);
  tellProgress('Starting our server under the profiler …');
  const { server, walk } = await startOurs(ground, {
    name: 'em-noi',
    nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${SAMPLE_EVERY_US}`],
    ...(postgres === null ? {} : { databaseUrl: await postgres.newDatabase() }),
  });
  const steps = stepsOf(walk);
  const round = { port: server.port, secret: WEBHOOK_SECRET, steps, connections, rampSeconds: 0 };
  await ground.play({ ...round, seconds: quick ? 2 : WARM_SECONDS });
  const from = microseconds();
  const result = await ground.play({ ...round, seconds: quick ? 3 : MEASURED_SECONDS });
  const to = microseconds();
  await server.stop();
  const [file = ''] = await readdir(folder);
  const sums = await sumUp(JSON.parse(await readFile(join(folder, file), 'utf8')), from, to);
  printHeading(
    `${connections} connections under the profiler: ${whole(result.messages / result.seconds)} messages/s, p99 ${result.p99.toFixed(1)} ms`,
  );
  const print = (title: string, times: Times, lines: number) => {
    const rows = [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, lines)
      .map(([name, time]) => [
        name,
        `${((time / (to - from)) * 100).toFixed(1)} %`,
        (time / result.sent).toFixed(2),
      ]);
    printTable([title, 'of the time', 'µs/message'], rows);
  };
  print('room or package, own time', sums.rooms, LINES.rooms);
  print('function, with what it calls', sums.inclusive, LINES.inclusive);
  print('function, own time', sums.self, LINES.self);
}

function microseconds(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
