/** What lies in the product's database when all is over, read behind its back. */

import pg from 'pg';
import type { AnswerValue } from '../../src/core/answer.ts';
import { openEmbedded } from '../../src/storage/embedded.ts';
import { FLOW } from './walked-flow.ts';

/** A response as it was sealed. */
export type StoredResponse = {
  readonly disposition: string;
  readonly ageBand: string | null;
  readonly place: string | null;
  /** Kept only where its whole batch shares them. */
  readonly channel: string | null;
  readonly language: string | null;
  readonly answers: Readonly<Record<string, AnswerValue>>;
};

/** A child of the ledger. */
export type StoredChild = {
  readonly place: string | null;
  readonly ageBand: string;
  readonly basis: string;
  readonly indicators: readonly number[];
};

/** Everything the verdict looks at. */
export type Stored = {
  readonly responses: readonly StoredResponse[];
  readonly texts: readonly { readonly question: string; readonly text: string }[];
  readonly ledger: readonly StoredChild[];
  /** Walks that are not sealed. */
  readonly unsealed: number;
  /** Messages that never left. */
  readonly unsent: number;
};

/** Runs SQL on the database of a run. */
export type Ask = <Row>(sql: string) => Promise<readonly Row[]>;

/** Opens a database: one on a server at any time, the embedded one only while no product is running. */
export async function withDatabase<T>(
  place: { readonly databaseUrl: string | null; readonly folder: string },
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  if (place.databaseUrl === null) {
    const database = await openEmbedded(place.folder);
    try {
      return await work((sql) => database.query(sql));
    } finally {
      await database.close();
    }
  }
  const client = new pg.Client({ connectionString: place.databaseUrl });
  // A connection that is terminated while idle is no reason to end.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(async <Row>(sql: string) => (await client.query(sql)).rows as Row[]);
  } finally {
    await client.end();
  }
}

/** Reads all of it. */
export async function readStored(ask: Ask): Promise<Stored> {
  return {
    responses: await readResponses(ask),
    texts: await ask('SELECT question, text FROM waiting_texts'),
    ledger: await ask('SELECT place, age_band AS "ageBand", basis, indicators FROM ledger'),
    unsealed: await count(ask, 'sessions WHERE sealed_on IS NULL'),
    unsent: await count(ask, 'outbox'),
  };
}

type AnswerRow = {
  readonly question: string;
  readonly options: readonly string[] | null;
  readonly number: number | null;
  readonly skipped: boolean;
};

async function readResponses(ask: Ask): Promise<StoredResponse[]> {
  const rows = await ask<StoredResponse & { readonly said: readonly AnswerRow[] }>(
    `SELECT r.disposition, r.age_band AS "ageBand", r.place, r.channel, r.language,
       coalesce(json_agg(json_build_object('question', a.question, 'options', a.options, 'number', a.number,
         'skipped', a.skipped)) FILTER (WHERE a.question IS NOT NULL), '[]') AS said
     FROM responses r LEFT JOIN answers a ON a.response_id = r.id WHERE NOT r.simulated GROUP BY r.id`,
  );
  return rows.map(({ said, ...response }) => ({
    ...response,
    answers: Object.fromEntries(said.map((row) => [row.question, answerIn(row)])),
  }));
}

function answerIn({ question, options, number, skipped }: AnswerRow): AnswerValue {
  if (skipped) return null;
  if (number !== null) return number;
  const kind = FLOW.questions.find(({ id }) => id === question)?.kind;
  return kind === 'choices' || kind === 'rank' ? (options ?? []) : (options?.[0] ?? null);
}

async function count(ask: Ask, rows: string): Promise<number> {
  const [row] = await ask<{ n: number }>(`SELECT count(*)::int AS n FROM ${rows}`);
  return row?.n ?? 0;
}

/** How many messages still wait to leave. */
export function countUnsent(ask: Ask): Promise<number> {
  return count(ask, 'outbox WHERE dead_at IS NULL');
}

/** As if a day had passed: what is leased, parked or put off is due now. Only while no sender is at work. */
export async function letTimePass(ask: Ask): Promise<void> {
  await ask('UPDATE outbox SET claimed_until = NULL, due_at = least(due_at, now())');
  await ask('UPDATE sending_lanes SET parked_until = NULL, free_at = least(free_at, now())');
}
