/** Measures what children cost a PostgreSQL: bytes, write-ahead log, sealing, releases. `npm run measure:storage` */

import { randomBytes, randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type Deed, decide, newMind } from '../src/cli/load/child.ts';
import { openWebLine } from '../src/cli/load/web-line.ts';
import { type Application, compose } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { buildGazetteer } from '../src/core/gazetteer.ts';
import { provinceOf } from '../src/core/locality.ts';
import { countResponses } from '../src/core/release/count-responses.ts';
import { layOutTallies } from '../src/core/release/tally-layout.ts';
import type { LedgerRow, ResponseRecord } from '../src/ports/sealing-store.ts';
import { nodeRuntime } from '../src/runtime/node-runtime.ts';
import { openStore } from '../src/storage/open-store.ts';
import { flowLibrary } from '../src/usecases/flow-library.ts';
import { simulateChild } from '../src/usecases/simulate-child.ts';
import { startPostgres } from '../test/support/postgres.ts';

const DEMO = 'truong-hoc-hanh-phuc';
const SECRET_KEY = randomBytes(48).toString('base64');
/** As PostgreSQL comes: what it has confirmed is on the disk. */
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on', 'max_wal_size=4GB'];
const ADDRESS_SIDE = ['contacts', 'sessions', 'inbox', 'outbox', 'waiting_texts'] as const;
const ANSWER_SIDE = ['responses', 'answers', 'ledger'] as const;
/** Children who answer at once. */
const AT_ONCE = 64;
/** Responses written in one transaction, as sealing writes them at most. */
const BATCH = 1_000;

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const runtime = nodeRuntime(quiet);

type Sizes = Readonly<Record<string, number>>;

/** Children of whole walks, through the real receiving path and the real sealing. */
async function measureWalks(app: Application, client: pg.Client, children: number): Promise<void> {
  const before = await look(client, ADDRESS_SIDE);
  const startedAt = performance.now();
  const messages = await playWalks(app, children);
  const seconds = (performance.now() - startedAt) / 1_000;
  const answered = await look(client, ADDRESS_SIDE);
  const wal = answered.wal - before.wal;
  tell(
    `\n${children} children walked the demo on the web: ${messages} messages, ${(messages / children).toFixed(1)} each`,
  );
  tell(`  ${(messages / seconds).toFixed(0)} messages/s here, children and server in one process`);
  tell(`  write-ahead log: ${bytes(wal / messages)} a message, ${bytes(wal / children)} a child`);
  tellSizes('  while they wait to be sealed', answered.sizes, children);

  const sealingAt = performance.now();
  const { sealed } = await app.seal();
  const sealingSeconds = (performance.now() - sealingAt) / 1_000;
  const done = await look(client, ADDRESS_SIDE);
  tell(
    `  sealed ${sealed} of them in ${sealingSeconds.toFixed(1)} s, ${((sealingSeconds / sealed) * 1_000).toFixed(2)} ms each`,
  );
  tell(`  write-ahead log of sealing: ${bytes((done.wal - answered.wal) / sealed)} a child`);
  for (const table of ADDRESS_SIDE) await client.query(`VACUUM FULL ${table}`);
  tellSizes(
    '  sealed, tables written anew (what is really kept)',
    (await look(client, ADDRESS_SIDE)).sizes,
    children,
  );
  await client.query('UPDATE inbox SET received_on = received_on - 30');
  await app.keepHouse();
  for (const table of ADDRESS_SIDE) await client.query(`VACUUM FULL ${table}`);
  tellSizes(
    '  after the days that message keys are kept',
    (await look(client, ADDRESS_SIDE)).sizes,
    children,
  );
}

/** @returns how many messages it took */
async function playWalks(app: Application, children: number): Promise<number> {
  let messages = 0;
  let left = children;
  const line = openWebLine({ send: (call) => deliver(app, call), close: () => {} }, 'THU');
  async function playOn(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const child = line.newChild();
      const mind = newMind();
      for (let next: Deed | 'finished' | 'lost' = { kind: 'open' }; next !== 'finished'; ) {
        if (next === 'lost') throw new Error('a child does not know what to do');
        const heard = await child.act(next);
        messages += 1;
        if (heard.kind === 'fault') throw new Error(heard.what);
        next = decide(mind, heard.seen);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, playOn));
  return messages;
}

/** What the web route does, without HTTP: every child has a cookie of its own. */
async function deliver(
  app: Application,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) {
  const cookie = headers.cookie ?? `visitor=${randomUUID().replaceAll('-', '')}`;
  const sent = new Headers({ 'x-em-noi-visitor': cookie.slice('visitor='.length), 'x-em-noi-code': 'THU' });
  const answer = await app.receiveDelivery({
    channel: 'web',
    body,
    header: (name) => sent.get(name) ?? undefined,
  });
  if (answer.kind !== 'accepted') return { kind: 'fault' as const, what: answer.kind };
  return { kind: 'answered' as const, status: 200, body: JSON.stringify(answer.body), cookie };
}

/** Responses as sealing writes them, in numbers: what they take, and what a release of them takes. */
async function measureResponses(
  app: Application,
  url: string,
  client: pg.Client,
  responses: number,
): Promise<void> {
  const store = await openStore({
    ...{ databaseUrl: url, secretKey: SECRET_KEY, dataDir: '' },
    readShipped: runtime.readShipped,
    log: quiet,
  });
  const consultation = await store.consultations.find(DEMO);
  if (consultation === null) throw new Error('no demo');
  const flow = await flowLibrary(store.consultations).load(consultation.flowHash);
  const gazetteer = buildGazetteer(await store.localities(), await store.formerProvinces());
  const layout = layOutTallies(flow);
  const dice = (n: number): number => Math.floor(Math.random() * n);
  const first = await look(client, ANSWER_SIDE);
  tell('\nresponses  bytes each  of which answers  log each  release takes');
  let written = 0;
  let wal = 0;
  for (const goal of [responses / 8, responses / 4, responses / 2, responses].map(Math.round)) {
    const before = await look(client, ANSWER_SIDE);
    while (written < goal) {
      const made = Array.from({ length: Math.min(BATCH, goal - written) }, () =>
        simulateChild(flow, { gazetteer, dice }),
      );
      const records = made.map(
        (child): ResponseRecord => ({
          ...{
            id: randomUUID(),
            flowHash: consultation.flowHash,
            disposition: 'complete',
            channel: 'web',
            simulated: false,
          },
          ...child,
        }),
      );
      const ledger = made.map(
        ({ place, ageBand }): LedgerRow => ({
          ...{ year: 2026, pseudonym: randomBytes(32).toString('base64url'), place, ageBand },
          ...{ sex: null, basis: 'browser', indicators: [22] },
        }),
      );
      const batch = {
        consultationId: consultation.id,
        sessions: [],
        responses: records,
        ledger,
        companions: 0,
        marks: {},
        consents: [],
        tallies: countResponses(layout, records, (code) => provinceOf(code, gazetteer)),
        texts: [],
      };
      if ((await store.sealing.seal({ ...batch, day: '2026-11-24' })) !== 'sealed')
        throw new Error('not sealed');
      written += records.length;
    }
    const after = await look(client, ANSWER_SIDE);
    wal += after.wal - before.wal;
    const grown = (table: string) => ((after.sizes[table] ?? 0) - (first.sizes[table] ?? 0)) / written;
    const each = ANSWER_SIDE.reduce((sum, table) => sum + grown(table), 0);
    await client.query('ANALYZE responses, answers');
    const startedAt = performance.now();
    await app.release(DEMO);
    const seconds = (performance.now() - startedAt) / 1_000;
    tell(
      `${String(written).padStart(9)}  ${bytes(each).padStart(10)}  ${bytes(grown('answers')).padStart(16)}  ` +
        `${bytes(wal / written).padStart(8)}  ${seconds.toFixed(2)} s`,
    );
  }
  const last = await look(client, ANSWER_SIDE);
  const rows = (await client.query('SELECT count(*)::int AS n FROM answers')).rows[0]?.n;
  tell(
    `  ${rows} answers in all; tables with their indexes: ${ANSWER_SIDE.map((t) => `${t} ${bytes(last.sizes[t] ?? 0)}`).join(', ')}`,
  );
  await store.close();
}

async function look(client: pg.Client, tables: readonly string[]): Promise<{ sizes: Sizes; wal: number }> {
  const { rows } = await client.query(
    `SELECT name, pg_total_relation_size(name::regclass)::float8 AS size,
       pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS wal FROM unnest($1::text[]) AS name`,
    [tables],
  );
  return { sizes: Object.fromEntries(rows.map(({ name, size }) => [name, size])), wal: rows[0]?.wal };
}

function tellSizes(heading: string, sizes: Sizes, children: number): void {
  const parts = Object.entries(sizes).filter(([, size]) => size / children >= 1);
  const all = parts.reduce((sum, [, size]) => sum + size, 0);
  tell(
    `${heading}: ${bytes(all / children)} a child (${parts.map(([t, size]) => `${t} ${bytes(size / children)}`).join(', ')})`,
  );
}

function bytes(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} MB`;
  return count >= 10_000 ? `${(count / 1e3).toFixed(1)} kB` : `${count.toFixed(0)} B`;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readCount(name: string, value: string, most: number): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 100 && count <= most) return count;
  process.stderr.write(`--${name} must be a whole number from 100 to ${most}.\n`);
  process.exit(2);
}

const { values } = parseArgs({
  options: { children: { type: 'string', default: '2000' }, responses: { type: 'string', default: '50000' } },
});
const children = readCount('children', values.children, 20_000);
const responses = readCount('responses', values.responses, 1_000_000);
const server = await startPostgres({ settings: DURABLE });
try {
  const read = readConfig({
    DATABASE_URL: server.url,
    SECRET_KEY,
    DEMO: '1',
    DEMO_RESPONSES: '0',
    LOG_LEVEL: 'silent',
  });
  if (read.kind === 'faulty') throw new Error(read.message);
  const app = await compose(read.config, runtime);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  tell((await client.query('SELECT version() AS v')).rows[0]?.v);
  await measureWalks(app, client, children);
  await measureResponses(app, server.url, client, responses);
  await client.end();
  await app.close();
} finally {
  await server.stop();
}
