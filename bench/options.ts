/** What the command line of the benchmarks asks for. */

import { parseArgs } from 'node:util';

/** The parts of the benchmarks. */
export const PARTS = ['http', 'pglite', 'engine', 'size', 'memory'] as const;

/** @see PARTS */
export type Part = (typeof PARTS)[number];

/** The order of a run. */
export type BenchOptions = {
  readonly parts: readonly Part[];
  /** Short rounds: to try things out, not to be quoted. */
  readonly quick: boolean;
  /** Connections at once, each count measured by itself. */
  readonly connections: readonly number[];
  /** One round of our server under the profiler, and nothing else. */
  readonly profile: boolean;
};

/** A command line that cannot be followed; the message says what is wrong and what is right. */
export class OptionRefusal extends Error {
  override readonly name = 'OptionRefusal';
}

/** What `--help` prints. */
export const HELP = `npm run bench -- [options]

  --quick              short rounds, for trying; the figures are not to be quoted
  --long               also plays 1,000,000 messages and watches the memory
  --only=PART          one part: ${PARTS.join(', ')} (several: --only=http,engine)
  --connections=LIST   connections at once, e.g. 64,256; default 64,256,4
  --profile            one round of our server under the profiler: where its time goes;
                       with --only=pglite on the embedded database
  --help               this text

The last line printed is JSON; each ratio is ours divided by theirs.`;

const DEFAULT_CONNECTIONS = [64, 256, 4];
const MAX_CONNECTIONS = 1_000;

/**
 * Reads the command line.
 *
 * @returns `null` where help is asked for
 * @throws {OptionRefusal}
 */
export function readOptions(argv: readonly string[]): BenchOptions | null {
  const given = parse(argv);
  if (given.help === true) return null;
  const long = given.long === true;
  const only = given.only === undefined ? null : readParts(given.only);
  const usual = PARTS.filter((part) => part !== 'memory' || long);
  return {
    parts: only ?? usual,
    quick: given.quick === true,
    connections: given.connections === undefined ? DEFAULT_CONNECTIONS : readConnections(given.connections),
    profile: given.profile === true,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        quick: { type: 'boolean' },
        long: { type: 'boolean' },
        only: { type: 'string' },
        connections: { type: 'string' },
        profile: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new OptionRefusal(`${sentence}. See: npm run bench -- --help`);
  }
}

function readParts(list: string): readonly Part[] {
  return list.split(',').map((name) => {
    const part = PARTS.find((one) => one === name.trim());
    if (part === undefined) {
      throw new OptionRefusal(`--only knows no part "${name}": it is one of ${PARTS.join(', ')}.`);
    }
    return part;
  });
}

function readConnections(list: string): readonly number[] {
  const counts = list.split(',').map((text) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : 0));
  if (counts.some((count) => count < 1 || count > MAX_CONNECTIONS)) {
    throw new OptionRefusal(
      `--connections must be whole numbers from 1 to ${MAX_CONNECTIONS} with commas between, e.g. 64,256; it was "${list}".`,
    );
  }
  return [...new Set(counts)];
}
