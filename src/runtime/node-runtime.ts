/** What a Node process brings along: time, randomness, the log, and the files that ship with the program. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Runtime } from '../compose/runtime.ts';
import type { Log } from '../ports/log.ts';
import { outsideCall } from './outside-call.ts';
import { cryptoRandom } from './random.ts';
import { vendorFetch } from './vendor-fetch.ts';

/** The top of the project, from wherever in it this code runs: built into `dist/` or from its source. */
function topFolder(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : topFolder(dirname(from));
}

const TOP = topFolder(import.meta.dirname);

/** Puts the runtime together. @param watched what a server is watched by; commands are not */
export function nodeRuntime(log: Log, watched: Pick<Runtime, 'meter' | 'apart' | 'mail'> = {}): Runtime {
  return {
    ...watched,
    log,
    clock: { now: () => new Date() },
    random: cryptoRandom(),
    readShipped: (path) => readFile(join(TOP, path), 'utf8'),
    fetch: vendorFetch(),
    callOutside: outsideCall(),
  };
}
