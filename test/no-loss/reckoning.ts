/** The reckoning: the consultation is closed by the product's own commands, and what lies in the database is read. */

import { pause } from './network.ts';
import type { SetUp } from './set-up.ts';
import { type Ask, countUnsent, readStored, type Stored, withDatabase } from './stored.ts';
import { CODE } from './walked-flow.ts';

const SENT_WITHIN_MS = 120_000;

/** What lies there, and which commands or stops failed on the way to it. */
export type Reckoning = {
  readonly stored: Stored;
  /** The same after it was tampered with. */
  readonly tampered: Stored | null;
  readonly failed: readonly string[];
};

/** Closes the consultation by the product's own commands, stops the servers politely, and reads what lies there. */
export async function reckon(running: SetUp, tamper?: (ask: Ask) => Promise<unknown>): Promise<Reckoning> {
  const failed: string[] = [];
  const attempt = async (...argv: string[]): Promise<string> =>
    running.command(...argv).catch((error: unknown) => {
      failed.push(String(error));
      return '';
    });
  for (const until = Date.now() + SENT_WITHIN_MS; Date.now() < until && (await isAnythingUnsent(running)); )
    await pause(200);
  await attempt('consultation', 'close', CODE);
  const counts = await attempt('results', CODE, '--unpublished-counts');
  for (const server of running.servers) {
    const code = await server.end('SIGTERM');
    if (code !== 0) failed.push(`a server ended with ${code} when asked to stop`);
  }
  const { stored, tampered } = await withDatabase(running.place, async (ask) => ({
    stored: await readStored(ask),
    tampered: tamper === undefined ? null : await tamper(ask).then(() => readStored(ask)),
  }));
  const told = counts === '' ? null : (JSON.parse(counts) as { responses: number; ledger: number });
  if (told?.responses !== stored.responses.length)
    failed.push(`--unpublished-counts says ${counts}, there are ${stored.responses.length} responses`);
  return { stored, tampered, failed };
}

/** The embedded database is asked through the product, which owns it. */
async function isAnythingUnsent({ place, command }: SetUp): Promise<boolean> {
  if (place.databaseUrl === null) return !(await command('outbox', 'list')).includes('Nothing waits');
  return (await withDatabase(place, countUnsent)) > 0;
}
