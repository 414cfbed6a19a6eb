/** How results grow with the number of answers: pages, batches, releases, bytes. */

import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { NATION, provinceOf } from '../../src/core/locality.ts';
import { openTallySheet } from '../../src/core/release/count-responses.ts';
import { createSay } from '../../src/i18n/say.ts';
import { cutRelease } from '../../src/usecases/cut-release.ts';
import { readResults } from '../../src/usecases/read-results.ts';
import { listTables, readTable, readTables } from '../../src/usecases/read-table.ts';
import type { PostgresGround } from '../ground.ts';
import { type Figures, printHeading, printTable, rounded, tellProgress, whole } from '../report.ts';
import { median } from '../statistics.ts';
import { timeCouncilPages } from './council-pages.ts';
import { generateResponses } from './generate-responses.ts';
import { SIZE_QUESTIONS } from './size-flow.ts';
import { openSizeWorld, SECRET_KEY, type SizeWorld } from './size-world.ts';

/** How large the first of the two sizes is: 1 million answers where the second has 50 million. */
const FIRST_SHARE = 1 / 50;
const BATCH = 1_000;
const BATCHES = 9;
const PAGES = 200;
const SEED = 20_261_124;
/** Responses made between two words about it. */
const TELL_EVERY = 200_000;

/** Measures at a fiftieth of the size and at the whole. */
export async function benchSize(
  postgres: PostgresGround,
  order: { readonly responses: number },
): Promise<Figures> {
  const world = await openSizeWorld(await postgres.newDatabase());
  const first = Math.max(BATCH, Math.round(order.responses * FIRST_SHARE));
  const small = await measureAt(world, { from: 0, to: first });
  const large = await measureAt(world, { from: first, to: order.responses });
  const grouping = await timeGrouping(world);
  const bytes = await measureBytes(world);
  print([small, large], grouping, bytes);
  return {
    size_answers: bytes.answers,
    size_batch_ratio: rounded(large.batchMs / small.batchMs),
    size_page_p95_ms: rounded(large.pageP95),
    size_page_ratio: rounded(large.pageP95 / small.pageP95),
    size_reading_p95_ms: rounded(large.readingP95),
    size_pages_mib: rounded(large.mib[1]),
    size_pages_mib_growth: rounded(large.mib[1] - large.mib[0]),
    size_heap_growth_mb: rounded(large.heapMb - small.heapMb),
    size_vs_grouping: rounded(grouping / large.readingMedian),
    size_release_s: rounded(large.releaseMs / 1_000),
    size_bytes_per_answer: rounded(bytes.table / bytes.answers),
    size_bytes_per_answer_with_indexes: rounded(bytes.total / bytes.answers),
  };
}

/** What was measured at one size. */
type AtSize = {
  readonly responses: number;
  readonly batchMs: number;
  readonly releaseMs: number;
  /** Reading what a page shows. */
  readonly readingMedian: number;
  readonly readingP95: number;
  /** The whole page. */
  readonly pageMedian: number;
  readonly pageP95: number;
  readonly heapMb: number;
  /** What the server of the pages held after half of them and after all. */
  readonly mib: readonly [number, number];
};

async function measureAt(
  world: SizeWorld,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<AtSize> {
  await fill(world, from, to);
  const releaseMs = await timeOf(async () => {
    const outcome = await cut(world);
    if (outcome.kind !== 'released') throw new Error('there was nothing to release');
  });
  const batches: number[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const made = world.batch(BATCH);
    batches.push(await timeOf(() => world.store.sealing.seal(made)));
  }
  const readings = await timeReadings(world);
  const { times: pages, mib } = await timeCouncilPages({
    ...{ database: world.url, secretKey: SECRET_KEY, slug: world.consultation.slug, pages: 5 * PAGES },
    places: (await world.store.tables.scopes(world.consultation.id)).filter((scope) => scope !== NATION),
  });
  return {
    responses: to,
    batchMs: median(batches),
    releaseMs,
    ...{ readingMedian: median(readings), readingP95: percentile95(readings) },
    ...{ pageMedian: median(pages), pageP95: percentile95(pages) },
    heapMb: heapMb(),
    mib,
  };
}

/** Makes responses, and counts those into the tallies that were not sealed but made. */
async function fill(world: SizeWorld, from: number, to: number): Promise<void> {
  const { client, consultation, gazetteer, store, layout } = world;
  const communes = gazetteer
    .provinces()
    .flatMap(({ code }) => gazetteer.communesOf(code).map((one) => one.code));
  const startedAt = performance.now();
  const what = {
    consultationId: consultation.id,
    flowHash: consultation.flowHash,
    questions: SIZE_QUESTIONS,
  };
  const order = { ...what, communes, seed: SEED };
  const middle = Math.round((from + to) / 2);
  const other = await anotherClient(world);
  let [done, told] = [0, 0];
  const tell = (made: number) => {
    done += made;
    if (done - told < TELL_EVERY) return;
    told = done;
    tellProgress(`size: ${whole(done)} more responses made`);
  };
  await Promise.all([
    generateResponses(client, { ...order, from, to: middle }, tell),
    generateResponses(other, { ...order, from: middle, to }, tell),
  ]).finally(() => other.end());
  tellProgress(`size: ${whole(to)} responses made in ${whole((performance.now() - startedAt) / 1_000)} s`);
  await client.query('VACUUM ANALYZE responses, answers');
  // As after an update from a version without tallies.
  await client.query(
    `INSERT INTO raw_counts (consultation_id, scope, responses, cut_at, counts) VALUES ($1, 'VN', 0, 0, NULL)
     ON CONFLICT (consultation_id, scope) DO UPDATE SET counts = NULL`,
    [consultation.id],
  );
  const countMs = await timeOf(() =>
    store.releases.recount(
      consultation.id,
      openTallySheet(layout, (code) => provinceOf(code, gazetteer)),
    ),
  );
  tellProgress(`size: counted anew in ${whole(countMs / 1_000)} s`);
}

/** Two make responses at once, as PostgreSQL gives each connection one core. */
async function anotherClient({ url }: SizeWorld): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

function cut({ store, flows, gazetteer, consultation }: SizeWorld) {
  const clock = { now: () => new Date() };
  const random = { fraction: Math.random };
  return cutRelease({ store: store.releases, flows, gazetteer, clock, random })(consultation);
}

function percentile95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

/** What a council's pages read, of what is published: the consultation, a province, splits and crosses, the list of tables. */
async function timeReadings(world: SizeWorld): Promise<readonly number[]> {
  const { store, flows, gazetteer, consultation } = world;
  const { consultations, tables, releases } = store;
  const services = { consultations, tables, releases, flows, gazetteer, say: createSay() };
  const { id, slug } = consultation;
  const results = readResults({ ...services, store: releases });
  const scopes = (await tables.scopes(id)).filter((scope) => scope.length === 2);
  const crosses = (await tables.names(id, NATION)).filter(({ columns }) => columns !== null);
  const scopeAt = (at: number) => scopes[at % scopes.length] ?? NATION;
  const cross = (at: number) =>
    readTable(services)({ consultation: slug, language: 'vi', name: anyOf(crosses, at) });
  const pages: readonly ((at: number) => Promise<unknown>)[] = [
    () => results(slug, 'vi'),
    (at) => results(slug, 'vi', scopeAt(at)),
    (at) => readTables(services)({ consultation: slug, scope: scopeAt(at), language: 'vi', kind: 'one-way' }),
    cross,
    (at) => cross(at * 7),
    () => listTables(services)(slug, NATION, 'vi'),
  ];
  const times: number[] = [];
  for (let at = 0; at < PAGES; at += 1) times.push(await timeOf(() => anyOf(pages, at)(at)));
  return times;
}

function anyOf<T>(things: readonly T[], at: number): T {
  const thing = things[at % things.length];
  if (thing === undefined) throw new Error('nothing was published');
  return thing;
}

/** The same page by grouping what children said: every question of the consultation, in milliseconds. */
function timeGrouping({ client, consultation }: SizeWorld): Promise<number> {
  return timeOf(() =>
    client.query(
      `SELECT question, value, count(*) FROM answers JOIN responses ON responses.id = response_id
       CROSS JOIN LATERAL unnest(coalesce(options[1:1], ARRAY[number::text])) AS value
       WHERE consultation_id = $1 GROUP BY question, value`,
      [consultation.id],
    ),
  );
}

type Bytes = {
  readonly answers: number;
  readonly table: number;
  readonly total: number;
  readonly tallies: number;
};

async function measureBytes({ client }: SizeWorld): Promise<Bytes> {
  const { rows } = await client.query<Record<keyof Bytes, string>>(
    `SELECT (SELECT count(*) FROM answers) AS answers,
       pg_table_size('answers') + pg_table_size('responses') AS table,
       pg_total_relation_size('answers') + pg_total_relation_size('responses') AS total,
       pg_total_relation_size('raw_counts') + pg_total_relation_size('published_tables') AS tallies`,
  );
  const [row] = rows;
  const read = (name: keyof Bytes) => Number(row?.[name] ?? Number.NaN);
  return { answers: read('answers'), table: read('table'), total: read('total'), tallies: read('tallies') };
}

function print(sizes: readonly AtSize[], grouping: number, bytes: Bytes): void {
  printHeading('Size: results of many answers');
  printTable(
    [
      'responses',
      'batch of 1,000 ms',
      'release s',
      'reading median ms',
      'p95',
      'page median ms',
      'p95',
      'heap MB',
    ],
    sizes.map((one) => [
      ...[whole(one.responses), one.batchMs.toFixed(0), (one.releaseMs / 1_000).toFixed(1)],
      ...[one.readingMedian.toFixed(2), one.readingP95.toFixed(2)],
      ...[one.pageMedian.toFixed(1), one.pageP95.toFixed(1)],
      ...[one.mib.map((size) => size.toFixed(0)).join(' → '), one.heapMb.toFixed(0)],
    ]),
  );
  printTable(
    ['', ''],
    [
      ['answers', whole(bytes.answers)],
      ['bytes an answer, its share of the response included', (bytes.table / bytes.answers).toFixed(1)],
      ['the same with indexes', (bytes.total / bytes.answers).toFixed(1)],
      ['tallies and published tables, MB', (bytes.tallies / 1e6).toFixed(1)],
      ['a page by grouping what was said, ms', grouping.toFixed(0)],
    ],
  );
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function heapMb(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
