/** What the fuzzer left in the database, read when the server is gone. */

import { type Ask, withDatabase } from '../no-loss/stored.ts';

/** Rows after a run. */
export type StoredAfter = {
  readonly responses: number;
  /** Walks begun, and of these the finished ones. */
  readonly sessions: number;
  readonly finished: number;
  readonly contacts: number;
  readonly inbox: number;
  readonly outbox: number;
  readonly waitingTexts: number;
};

/** Counts. @param folder where the embedded database lies */
export function readStore(folder: string): Promise<StoredAfter> {
  return withDatabase({ databaseUrl: null, folder }, async (ask) => ({
    responses: await count(ask, 'responses'),
    sessions: await count(ask, 'sessions'),
    finished: await count(ask, 'sessions WHERE disposition IS NOT NULL OR sealed_on IS NOT NULL'),
    contacts: await count(ask, 'contacts'),
    inbox: await count(ask, 'inbox'),
    outbox: await count(ask, 'outbox'),
    waitingTexts: await count(ask, 'waiting_texts'),
  }));
}

async function count(ask: Ask, rows: string): Promise<number> {
  const [row] = await ask<{ n: number }>(`SELECT count(*)::int AS n FROM ${rows}`);
  return row?.n ?? 0;
}
