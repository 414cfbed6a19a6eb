/** Our server as an operator runs it: built, its own process, settings in the environment, commands beside it. */

import { join } from 'node:path';
import { type RunningProcess, runScript, startProcess } from './node-process.ts';

/** Where it runs. */
export type EmNoiOrder = {
  /** For messages. */
  readonly name: string;
  /** Without it the embedded database in the folder is used. */
  readonly databaseUrl?: string;
  readonly vendorUrl: string;
  /** Temporary; holds data and logs. */
  readonly folder: string;
  /** Options of Node. */
  readonly nodeOptions?: readonly string[];
};

/** The running server. */
export type EmNoi = RunningProcess & {
  /** Publishes a flow of `bench/flows` and launches it under a code. */
  readonly launch: (file: string, code: string) => Promise<void>;
};

/** What Telegram would send with every update. */
export const WEBHOOK_SECRET = 'bench-webhook-secret-0123456789-abcdef';

const ROOT = join(import.meta.dirname, '..');

/** Starts it; it migrates its database itself. */
export async function startEmNoi(order: EmNoiOrder): Promise<EmNoi> {
  const { name, databaseUrl, vendorUrl, folder, nodeOptions = [] } = order;
  const env = {
    PORT: '0',
    DATA_DIR: join(folder, 'data'),
    DEMO: '0',
    SECRET_KEY: 'a secret key for the benchmarks, long enough',
    TELEGRAM_BOT_TOKEN: '123456:bench-token',
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    TELEGRAM_BOT_USERNAME: 'em_noi_bot',
    TELEGRAM_API_ROOT: vendorUrl,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  const guard = ['--import', join(import.meta.dirname, 'end-with-parent.ts')];
  // As `npm start` does, but for the guard.
  const argv = [...nodeOptions, ...guard, '--enable-source-maps', join(ROOT, 'dist/node.js')];
  const server = await startProcess({ name, argv, env, folder, withChannel: true });
  const command = (...words: string[]) =>
    runScript({
      name: `em-noi ${words.join(' ')}`,
      argv: [join(ROOT, 'dist/cli.js'), ...words],
      env,
      folder,
    });
  return {
    ...server,
    async launch(file, code) {
      const published = await command('flow', 'publish', join(ROOT, 'bench/flows', file));
      const flow = /^(\S+) version \d+ is published/m.exec(published)?.[1];
      if (flow === undefined) throw new Error(`${file} was not published:\n${published}`);
      await command('consultation', 'launch', flow, '--code', code);
    },
  };
}
