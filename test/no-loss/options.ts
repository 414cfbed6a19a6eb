/** What the command line of the proof asks for. */

import { parseArgs } from 'node:util';
import { ENGINES, type Engine } from './set-up.ts';

/** The order of a run. */
export type ProveOptions = {
  readonly engines: readonly Engine[];
  /** Over all engines together. */
  readonly kills: number;
  /** Children's phones in use at the same time, for each engine. */
  readonly children: number;
  readonly seed: number;
  /** Longest time for the trouble, over all engines together. */
  readonly minutes: number;
};

/** A command line that cannot be followed; the message says what is wrong and what is right. */
export class OptionRefusal extends Error {
  override readonly name = 'OptionRefusal';
}

/** What is done when nothing is asked for. */
const USUAL = { kills: 102, children: 150, minutes: 30 };

/** What `--help` prints. */
export const HELP = `npm run prove:no-loss -- [options]

Plays children on all channels while servers are killed, databases restarted, disks filled and vendors fail,
and then compares what lies in the database with what the children said.

  --engine=NAME    one set-up: ${ENGINES.join(', ')} (several: --engine=pglite,postgres); all when not given
  --kills=N        kills in all, at least; ${USUAL.kills} when not given
  --children=N     children answering at the same time; ${USUAL.children} when not given
  --seed=N         the same children, vendors' faults and order of disturbances again; by chance when not given
  --minutes=N      longest time for the trouble in all; ${USUAL.minutes} when not given
  --help           this text

Ends with code 1 if anything was lost, counted twice, mixed, or left unanswered. The seed does not bind the clock:
what is struck in which moment differs from run to run.`;

const BOUNDS = {
  kills: { least: 0, most: 10_000 },
  children: { least: 1, most: 2_000 },
  seed: { least: 0, most: 4_294_967_295 },
  minutes: { least: 1, most: 1_440 },
};

/**
 * Reads the command line.
 *
 * @param chance a seed for a run that names none
 * @returns `null` where help is asked for
 * @throws {OptionRefusal}
 */
export function readOptions(argv: readonly string[], chance: number): ProveOptions | null {
  const given = parse(argv);
  if (given.help === true) return null;
  return {
    engines: given.engine === undefined ? ENGINES : readEngines(given.engine),
    kills: readNumber('kills', given.kills, USUAL.kills),
    children: readNumber('children', given.children, USUAL.children),
    seed: readNumber('seed', given.seed, chance),
    minutes: readNumber('minutes', given.minutes, USUAL.minutes),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        engine: { type: 'string' },
        kills: { type: 'string' },
        children: { type: 'string' },
        seed: { type: 'string' },
        minutes: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new OptionRefusal(`${sentence}. See: npm run prove:no-loss -- --help`);
  }
}

function readEngines(list: string): readonly Engine[] {
  const engines = list.split(',').map((name) => {
    const engine = ENGINES.find((one) => one === name.trim());
    if (engine === undefined)
      throw new OptionRefusal(`--engine knows no "${name}": it is one of ${ENGINES.join(', ')}.`);
    return engine;
  });
  return [...new Set(engines)];
}

function readNumber(name: keyof typeof BOUNDS, text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  const { least, most } = BOUNDS[name];
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new OptionRefusal(`--${name} must be a whole number from ${least} to ${most}; it was "${text}".`);
}
