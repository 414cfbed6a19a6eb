/** Runs the benchmarks: `npm run bench -- --help`. */

import { cleanUp, cleanUpOnSignals, isEnding } from './cleanup.ts';
import { benchEngine } from './engine-bench.ts';
import { layGround, layPostgres } from './ground.ts';
import { benchHttp } from './http-bench.ts';
import { benchMemory } from './memory-bench.ts';
import { type BenchOptions, HELP, OptionRefusal, readOptions } from './options.ts';
import { benchPglite } from './pglite-bench.ts';
import { profileOurs } from './profile.ts';
import { type Figures, machine } from './report.ts';
import { benchSize } from './size/size-bench.ts';

async function main(options: BenchOptions): Promise<void> {
  const { parts } = options;
  const ground = await layGround();
  const needsPostgres = parts.some((part) => part === 'http' || part === 'memory' || part === 'size');
  const postgres = needsPostgres ? await layPostgres() : null;
  console.log(`${machine()}${postgres === null ? '' : `, PostgreSQL ${postgres.version}`}`);
  if (options.profile) return profileOurs(ground, postgres, options);
  const figures: Figures = {};
  if (parts.includes('http') && postgres !== null) {
    Object.assign(figures, await benchHttp(ground, postgres, options));
  }
  if (parts.includes('pglite')) Object.assign(figures, await benchPglite(ground, options));
  if (parts.includes('engine')) Object.assign(figures, await benchEngine(options));
  if (parts.includes('size') && postgres !== null) {
    Object.assign(figures, await benchSize(postgres, { responses: options.quick ? 50_000 : 100_000 }));
  }
  if (parts.includes('memory') && postgres !== null) {
    Object.assign(figures, await benchMemory(ground, postgres, options));
  }
  if (options.quick) console.log('Short rounds were asked for: these figures are not to be quoted.');
  console.log(JSON.stringify(figures));
}

cleanUpOnSignals();
try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(HELP);
  else await main(options);
} catch (error) {
  if (error instanceof OptionRefusal) console.error(error.message);
  else if (!isEnding()) console.error('The benchmarks broke off.', error);
  process.exitCode = error instanceof OptionRefusal ? 2 : 1;
} finally {
  await cleanUp();
}
