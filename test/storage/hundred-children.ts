/** A hundred children who answer at the same time, are sealed in batches of ten, and leave their rows behind. */

import { randomUUID } from 'node:crypto';
import type { AgeBand } from '../../src/core/age-band.ts';
import type { ChannelName } from '../../src/core/channel.ts';
import type { Consultation } from '../../src/core/consultation.ts';
import { pseudonymMaker } from '../../src/core/pseudonym.ts';
import type { Disposition } from '../../src/core/response.ts';
import type { ContactTurn, SessionWrite } from '../../src/ports/receiving-store.ts';
import type { LedgerRow, SealableSession } from '../../src/ports/sealing-store.ts';
import { cryptoRandom } from '../../src/runtime/random.ts';
import type { TriedStore } from './engines.ts';
import type { Piles, Sighting } from './link-attack.ts';
import { aBatch, aHash, aResponse, aState, aTurn, aWalk, later, launchOne, nextTurn } from './made-up.ts';

const CHILDREN = 100;
const BATCH = 10;
const BANDS: readonly AgeBand[] = ['7-8', '9-10', '11-13', '14-15'];
const CHANNELS: readonly ChannelName[] = ['web', 'telegram', 'zalo', 'zalo-oa'];

/** How rows are carried across; `in-order` is the mistake that the attack must notice. */
export type Carrying = 'shuffled' | 'in-order';

type Child = {
  readonly n: number;
  readonly walk: SessionWrite;
  readonly contact: ContactTurn['contact'];
  readonly turns: number;
  readonly ends: Disposition;
  version: number;
};

/** What really belongs together; known to the test alone. */
type Truth = { readonly responseOf: Map<string, string>; readonly pseudonymOf: Map<string, string> };

const random = cryptoRandom();

const salt = randomUUID();

/** A word that only this child uses; nothing of it may be left on the address side. */
export const markOf = (n: number) => aHash(`${salt}${n}`).slice(0, 12);

/** Plays it all, and gives what really belongs together. */
export async function playHundredChildren(tried: TriedStore, carrying: Carrying) {
  const consultation = await launchOne(tried.store);
  const truth: Truth = { responseOf: new Map(), pseudonymOf: new Map() };
  const children: Child[] = [];
  for (let n = 0; n < CHILDREN + 8; n += 1) {
    if (n < CHILDREN) children.push(await begin(tried, consultation, n));
    // Eight answer at any time, each a turn a round; the one that began first is not always the first to end.
    for (const child of children.slice(-8)) await answer(tried, consultation, child);
    if (n % 16 === 0) await sendAll(tried);
    const waiting = await tried.store.sealing.sealable(consultation.id, 1_000, false);
    if (waiting.length >= BATCH) await sealBatch(tried, { consultation, waiting, carrying, truth, children });
  }
  for (const child of children) while (child.version <= child.turns) await answer(tried, consultation, child);
  await sendAll(tried);
  for (;;) {
    const waiting = await tried.store.sealing.sealable(consultation.id, BATCH, false);
    if (waiting.length < BATCH) break;
    await sealBatch(tried, { consultation, waiting, carrying, truth, children });
  }
  return { consultation, children, truth };
}

async function begin(tried: TriedStore, consultation: Consultation, n: number): Promise<Child> {
  const walk = aWalk(consultation, { state: stateOf(n, 0) });
  const contact = {
    active: walk.id,
    channel: CHANNELS[n % 7 === 0 ? 0 : 1]!,
    language: n % 9 === 0 ? 'en' : 'vi',
  };
  const turn = aTurn({ contact, sessions: [walk] });
  await tried.store.receiving.commit([turn], later(n));
  return {
    n,
    walk,
    contact: turn.contact,
    turns: 2 + Math.floor(random.fraction() * 6),
    ends: random.fraction() < 0.1 ? 'partial' : 'complete',
    version: 1,
  };
}

function stateOf(n: number, answered: number) {
  const answers = Object.fromEntries(
    Array.from({ length: answered }, (_, at) => [`q${at}`, `${markOf(n)}-${at}`]),
  );
  return aState({ answers, place: n % 4 === 0 ? '79' : '01', ageBand: BANDS[n % 4]!, keepPartial: true });
}

async function answer(tried: TriedStore, consultation: Consultation, child: Child): Promise<void> {
  if (child.version > child.turns) return;
  const isLast = child.version === child.turns;
  const reply = [{ text: `Em chọn ${markOf(child.n)}` }];
  const write = { state: stateOf(child.n, child.version), disposition: isLast ? child.ends : null };
  const text = {
    consultationId: consultation.id,
    question: 'why',
    text: `${child.contact.id}`,
    trace: 'ciphertext',
  };
  const turn: ContactTurn = {
    ...nextTurn(child, child.version, write),
    inbox: [{ key: aHash(), session: child.walk.id, reply }],
    outbox: child.contact.channel === 'web' ? [] : [{ text: `Em chọn ${markOf(child.n)}` }],
    texts: isLast ? [text] : [],
  };
  await tried.store.receiving.commit([turn], later(child.n + child.version));
  child.version += 1;
}

async function sendAll(tried: TriedStore): Promise<void> {
  for (const channel of CHANNELS) {
    for (;;) {
      const order = { channel, limit: 100, leaseMs: 1_000, perSecond: 1_000_000, aheadMs: 1_000 };
      const claimed = await tried.store.outbox.claim(order, later(1_000));
      if (claimed.length === 0) break;
      await tried.store.outbox.settle(
        claimed.map(({ id }) => ({ id, outcome: { kind: 'sent' }, retryAt: null })),
        later(1_000),
      );
    }
  }
}

async function sealBatch(
  tried: TriedStore,
  sealing: {
    readonly consultation: Consultation;
    readonly waiting: readonly SealableSession[];
    readonly carrying: Carrying;
    readonly truth: Truth;
    readonly children: readonly Child[];
  },
): Promise<void> {
  const { consultation, waiting, carrying, truth } = sealing;
  const order = <T>(things: readonly T[]) => (carrying === 'shuffled' ? random.shuffle(things) : [...things]);
  const begun = (id: string) => sealing.children.findIndex(({ walk }) => walk.id === id);
  const chosen = waiting.slice(0, BATCH).sort((a, b) => begun(a.id) - begun(b.id));
  const pseudonym = await pseudonymMaker((await tried.store.sealing.yearlyKey(2026))!);
  const ledger: LedgerRow[] = [];
  const responses = [];
  for (const { id, contactHash, contactId, state, disposition } of chosen) {
    const { ageBand = null, place = null } = state;
    const kept = disposition === 'partial' ? disposition : 'complete';
    const response = aResponse(consultation, { ageBand, place, disposition: kept, answers: state.answers });
    const row = {
      pseudonym: await pseudonym(`${contactHash}:1`),
      place,
      ageBand: ageBand!,
      indicators: [22] as const,
    };
    truth.responseOf.set(id, response.id);
    truth.pseudonymOf.set(contactId, row.pseudonym);
    responses.push(response);
    ledger.push({ year: 2026, sex: null, basis: 'account', ...row });
  }
  const sessions = chosen.map(({ id, version }) => ({ id, version }));
  await tried.store.sealing.seal(
    aBatch(consultation, { sessions, responses: order(responses), ledger: order(ledger) }),
  );
}

type RawRow = { readonly [column: string]: unknown };

/** Every row of a table, with where it lies and which transactions touched it. */
export function readRaw(tried: TriedStore, table: string): Promise<readonly RawRow[]> {
  return tried.database.query<RawRow>(
    `SELECT row_number() OVER (ORDER BY t.ctid) AS ctid, t.xmin::text, t.xmax::text, r.* FROM ${table} t
     CROSS JOIN LATERAL (SELECT to_jsonb(t) AS columns) r ORDER BY t.ctid`,
  );
}

function sightingOf(row: RawRow, prefix = ''): Sighting {
  const { columns, ...physical } = row;
  const all = { ...physical, ...(columns as RawRow) };
  const seen = Object.entries(all).filter(([, value]) => value !== null);
  return Object.fromEntries(seen.map(([name, value]) => [prefix + name, String(value)]));
}

const column = (row: RawRow, name: string) => (row['columns'] as RawRow)[name];

/** Everything that is known of a walk: its row, its contact's, and what in the inbox and outbox names them. */
export async function sightPeople(tried: TriedStore): Promise<ReadonlyMap<string, Sighting>> {
  const [sessions, contacts, inbox, outbox] = await Promise.all(
    ['sessions', 'contacts', 'inbox', 'outbox'].map((table) => readRaw(tried, table)),
  );
  return new Map(
    sessions!.map((session) => {
      const contact = contacts!.find((row) => column(row, 'id') === column(session, 'contact_id'))!;
      const received = inbox!.filter((row) => column(row, 'session_id') === column(session, 'id'));
      const queued = outbox!.filter((row) => column(row, 'contact_id') === column(contact, 'id'));
      const sighting = {
        ...sightingOf(contact, 'contact.'),
        ...sightingOf(received.at(-1) ?? {}, 'inbox.'),
        messages: String(received.length),
        queued: String(queued.length),
        ...sightingOf(session),
      };
      return [String(column(session, 'id')), sighting];
    }),
  );
}

/** Everything that is known of a response, its answers counted. */
export async function sightResponses(tried: TriedStore): Promise<ReadonlyMap<string, Sighting>> {
  const [responses, answers] = await Promise.all([readRaw(tried, 'responses'), readRaw(tried, 'answers')]);
  return new Map(
    responses.map((response) => {
      const own = answers.filter((row) => column(row, 'response_id') === column(response, 'id'));
      const sighting = {
        ...sightingOf(own[0] ?? {}, 'answer.'),
        answers: String(own.length),
        ...sightingOf(response),
      };
      return [String(column(response, 'id')), sighting];
    }),
  );
}

/** Everything that is known of the rows of a table, by one of its columns. */
export async function sightTable(
  tried: TriedStore,
  table: string,
  key: string,
): Promise<ReadonlyMap<string, Sighting>> {
  return new Map((await readRaw(tried, table)).map((row) => [String(column(row, key)), sightingOf(row)]));
}

/** Lays out the two piles so that what belongs together has the same index. */
export function pilesOf(
  pairs: readonly (readonly [string, string])[],
  people: ReadonlyMap<string, Sighting>,
  words: ReadonlyMap<string, Sighting>,
): Piles {
  return {
    people: pairs.map(([person]) => people.get(person)!),
    words: pairs.map(([, word]) => words.get(word)!),
  };
}
