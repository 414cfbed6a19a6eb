/** `npm run fuzz:webhooks`: malformed deliveries by the million, at a server that must neither fall nor remember them. */

import { parseArgs } from 'node:util';
import { runFuzz } from './run-fuzz.ts';
import { judgeRun, tableOf } from './verdict.ts';

const HELP = `npm run fuzz:webhooks -- [options]

Starts the built server with an empty embedded database and sends malformed deliveries of Telegram, Zalo, Zalo OA and the
web page: broken JSON, wrong types, depth, huge numbers, broken letters, poisoned keys, wrong secrets, and right secrets
around rubbish. Children answer before and after.

  --count=N         deliveries, 1 to 100000000; 1000000 when not given
  --seed=N          the same deliveries again; by chance when not given
  --minutes=N       longest time, 1 to 600; 60 when not given
  --connections=N   connections that stay open, 1 to 200; 24 when not given
  --help            this text

Ends with code 1 if the server failed, fell, grew, told of its inside, logged a body, or kept what it should not.`;

const BOUNDS = {
  count: { least: 1, most: 100_000_000, usual: 1_000_000 },
  seed: { least: 0, most: 4_294_967_295, usual: Math.floor(Math.random() * 1_000_000) },
  minutes: { least: 1, most: 600, usual: 60 },
  connections: { least: 1, most: 200, usual: 24 },
};

function readNumber(name: keyof typeof BOUNDS, text: string | undefined): number {
  const { least, most, usual } = BOUNDS[name];
  if (text === undefined) return usual;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`--${name} must be a whole number from ${least} to ${most}; it was "${text}".`);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readOrder(argv: readonly string[]) {
  const string = { type: 'string' } as const;
  const options = { count: string, seed: string, minutes: string, connections: string };
  const { values } = parseArgs({ args: [...argv], options: { ...options, help: { type: 'boolean' } } });
  if (values.help === true) return null;
  return {
    count: readNumber('count', values.count),
    seed: readNumber('seed', values.seed),
    minutes: readNumber('minutes', values.minutes),
    connections: readNumber('connections', values.connections),
  };
}

async function main(): Promise<number> {
  let order: ReturnType<typeof readOrder>;
  try {
    order = readOrder(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error} See --help.\n`);
    return 2;
  }
  if (order === null) {
    tell(HELP);
    return 0;
  }
  tell(`seed ${order.seed}`);
  const result = await runFuzz({ ...order, tell });
  tell(tableOf(result));
  const wrong = judgeRun(result);
  for (const finding of wrong) tell(`FINDING  ${finding}`);
  if (result.sent < order.count) tell(`The time was over after ${result.sent} of ${order.count}.`);
  tell(wrong.length === 0 ? 'Nothing failed, fell, grew, told or stayed.' : `${wrong.length} findings.`);
  return wrong.length === 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

process.exit(await main());
