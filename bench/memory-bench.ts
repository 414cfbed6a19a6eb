/** Whether our server's memory stays flat over a million messages. */

import { startOurs, stepsOf } from './contestants.ts';
import { WEBHOOK_SECRET } from './em-noi.ts';
import type { Ground, PostgresGround } from './ground.ts';
import type { BenchOptions } from './options.ts';
import { residentBytes } from './proc.ts';
import { type Figures, printHeading, printTable, rounded, tellProgress, whole } from './report.ts';
import { slope } from './statistics.ts';

const CONNECTIONS = 64;
const MEBIBYTE = 2 ** 20;
/** The first share of the messages warms caches up and is left out of the slope. */
const WARM_SHARE = 0.3;
/** No round of so few messages takes longer. */
const MOST_SECONDS = 600;

type Sample = { readonly messages: number; readonly resident: number; readonly heap: number };

/** Runs it and prints its table. */
export async function benchMemory(
  ground: Ground,
  postgres: PostgresGround,
  options: BenchOptions,
): Promise<Figures> {
  const [total, every] = options.quick ? [50_000, 5_000] : [1_000_000, 50_000];
  const databaseUrl = await postgres.newDatabase();
  const { server, walk } = await startOurs(ground, { name: 'em-noi-memory', databaseUrl });
  const order = {
    ...{ port: server.port, secret: WEBHOOK_SECRET, steps: stepsOf(walk) },
    ...{ connections: CONNECTIONS, rampSeconds: 0, seconds: MOST_SECONDS, messages: every },
  };
  const samples: Sample[] = [];
  for (let messages = every; messages <= total; messages += every) {
    const { perSecond } = await ground
      .play(order)
      .then(({ sent, seconds }) => ({ perSecond: sent / seconds }));
    const sample = { messages, ...(await measure(server)) };
    samples.push(sample);
    tellProgress(
      `  ${whole(messages)} messages, ${whole(perSecond)}/s, ${whole(sample.resident / MEBIBYTE)} MiB resident, heap ${whole(sample.heap / MEBIBYTE)} MiB`,
    );
  }
  await server.stop();
  return report(samples);
}

/** Resident memory, and the heap as the server itself tells it. */
async function measure({ pid, port }: { readonly pid: number; readonly port: number }) {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const heap = Number(/^\w*nodejs_heap_size_used_bytes(?:\{.*\})? (\d\S*)/m.exec(metrics)?.[1] ?? 0);
  return { resident: (await residentBytes(pid)) ?? 0, heap };
}

function report(samples: readonly Sample[]): Figures {
  printHeading(`Memory of our server at ${CONNECTIONS} connections`);
  const shown = samples.filter(
    (_, at) => at % Math.ceil(samples.length / 10) === 0 || at === samples.length - 1,
  );
  printTable(
    ['messages', 'resident MiB', 'heap MiB'],
    shown.map(({ messages, resident, heap }) => [
      whole(messages),
      whole(resident / MEBIBYTE),
      whole(heap / MEBIBYTE),
    ]),
  );
  const warm = samples.filter((_, at) => at >= samples.length * WARM_SHARE);
  const perMillion = (figure: (sample: Sample) => number) =>
    rounded(slope(warm.map((sample) => [sample.messages, figure(sample)])) * (1_000_000 / MEBIBYTE));
  const figures = {
    memory_mib: rounded((samples.at(-1)?.resident ?? 0) / MEBIBYTE),
    memory_mib_per_million_messages: perMillion(({ resident }) => resident),
    heap_mib_per_million_messages: perMillion(({ heap }) => heap),
  };
  console.log(
    `Once warm it grows by ${figures.memory_mib_per_million_messages} MiB resident and ${figures.heap_mib_per_million_messages} MiB heap per million messages.`,
  );
  return figures;
}
