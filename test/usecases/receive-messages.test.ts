/** Receiving when storage says no: conflicts are stepped again, a poisoned contact stands alone, an outage is told. */

import { expect, test } from 'vitest';
import { createWebChannel } from '../../src/channels/web/channel.ts';
import { AppError } from '../../src/core/app-error.ts';
import type { Consultation } from '../../src/core/consultation.ts';
import { compileFlow } from '../../src/core/flow/compile-flow.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import type { InboundMessage } from '../../src/core/message.ts';
import { createSay } from '../../src/i18n/say.ts';
import type { AddressBook } from '../../src/ports/address-book.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type {
  CommitOutcome,
  ContactTurn,
  ReceivingStore,
  Situation,
  SituationRequest,
} from '../../src/ports/receiving-store.ts';
import { cryptoRandom } from '../../src/runtime/random.ts';
import { consultationCatalogue } from '../../src/usecases/consultation-catalogue.ts';
import { flowLibrary } from '../../src/usecases/flow-library.ts';
import { receiveMessages } from '../../src/usecases/receive-messages.ts';
import { recentContacts } from '../../src/usecases/recent-contacts.ts';

const text = (vi: string) => ({ vi });
const source = {
  flow: 'thu-nghiem',
  version: 1,
  title: text('Thử'),
  languages: ['vi'],
  ages: ['9-10'],
  channels: ['web'],
  indicators: [22],
  closing: text('Cảm ơn em.'),
  questions: [
    { id: 'consent', kind: 'consent', text: text('Em tham gia nhé?'), declined: text('Không sao.') },
    { id: 'sure', kind: 'yes-no', text: text('Em chắc chứ?') },
  ],
};
compileFlow(source);

const HASH = 'f'.repeat(64);
const consultation: Consultation = {
  id: '00000000-0000-4000-8000-000000000001',
  slug: 'thu',
  title: text('Thử'),
  flowHash: HASH,
  opensAt: new Date(0),
  closesAt: null,
  pausedAt: null,
  closedAt: null,
  minCell: 5,
  places: ['VN'],
  demo: false,
  terms: null,
};
const invitation = { code: 'THU', consultationId: consultation.id, place: null, oneTime: false };
const clock = { now: () => new Date('2026-11-23T08:00:00Z') };
const addressBook: AddressBook = {
  contactHash: (_channel, account) => `hash of ${account}`,
  inboxKey: (_channel, key) => `key of ${key}`,
  contactMark: (about, id) => `${about} of ${id}`,
  codeKey: (code) => `key of ${code}`,
  parentCode: (walk) => `code of ${walk}`,
  parentKey: (code) => `key of ${code}`,
  encrypt: (plain) => `cipher of ${plain}`,
  decrypt: (cipher) => cipher,
};

const nothingRemembered = recentContacts(0, clock);

type Commit = (turns: readonly ContactTurn[], call: number) => readonly CommitOutcome[];

function house(commit: Commit, load?: () => Situation, recent = nothingRemembered) {
  const committed: ContactTurn[][] = [];
  const loaded: SituationRequest[] = [];
  const errors: string[] = [];
  const nothing: Situation = {
    contacts: new Map(),
    seen: new Map(),
    invitations: new Map([['THU', invitation]]),
  };
  const store: ReceivingStore = {
    load: async (request) => {
      loaded.push(request);
      return load?.() ?? nothing;
    },
    usedCodes: async () => new Set(),
    // No turn in which nobody waits for a parent may ask for this.
    parentDecisions: () => Promise.reject(new Error('parents were asked for')),
    commit: async (turns) => {
      committed.push([...turns]);
      return commit(turns, committed.length);
    },
  };
  const published = { hash: HASH, id: 'thu-nghiem', version: 1, source };
  const receive = receiveMessages({
    flows: flowLibrary({ flow: async () => published }),
    catalogue: consultationCatalogue(
      { byId: async () => consultation, invitation: async () => invitation, webCode: async () => 'THU' },
      clock,
    ),
    addressBook,
    random: cryptoRandom(),
    gazetteer: buildGazetteer([]),
    say: createSay(),
    publicUrl: 'http://localhost',
    doors: { publicUrl: 'http://localhost' },
    contactDays: 30,
    store,
    recent,
    channels: new Map([['web', createWebChannel() as Channel]]),
    clock,
    log: { debug() {}, info() {}, warn() {}, error: (event) => errors.push(event) },
  });
  return { receive, committed, loaded, errors };
}

function opens(account: string, key = `${account}:1`): InboundMessage {
  return { channel: 'web', key, account, sentAt: clock.now(), content: { kind: 'open' }, code: 'THU' };
}

const all = (turns: readonly ContactTurn[]): CommitOutcome[] => turns.map(() => 'committed');

test('the messages of one batch become one commit, and each is answered', async () => {
  const { receive, committed } = house(all);
  const outcomes = await receive([opens('a'), opens('b'), opens('c')]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['committed', 'committed', 'committed']);
  expect(committed.map((turns) => turns.length)).toEqual([3]);
  for (const { reply } of outcomes) expect(JSON.stringify(reply)).toContain('Em tham gia nhé?');
});

test('the same message twice in one batch counts once and is answered twice', async () => {
  const { receive, committed } = house(all);
  const [first, second] = await receive([opens('a'), opens('a')]);
  expect([first?.kind, second?.kind]).toEqual(['committed', 'duplicate']);
  expect(second?.reply).toEqual(first?.reply);
  expect(committed[0]?.[0]?.inbox).toHaveLength(1);
});

test('several messages of a contact are taken in order on the state the one before left', async () => {
  const { receive, committed } = house(all);
  const outcomes = await receive([opens('a'), says('a', 'a:2', 'có'), says('a', 'a:3', 'không')]);
  expect(JSON.stringify(outcomes[2]?.reply)).toContain('Cảm ơn em.');
  expect(committed[0]?.[0]?.sessions[0]).toMatchObject({
    disposition: 'complete',
    state: { answers: { sure: 'no' } },
  });
});

test('a conflict is loaded and stepped again, and only the contact that had it', async () => {
  const { receive, committed } = house((turns, call) =>
    turns.map(({ contact }) => (call === 1 && contact.hash === 'hash of b' ? 'conflict' : 'committed')),
  );
  const outcomes = await receive([opens('a'), opens('b')]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['committed', 'committed']);
  expect(committed.map((turns) => turns.map(({ contact }) => contact.hash))).toEqual([
    ['hash of a', 'hash of b'],
    ['hash of b'],
  ]);
});

test('a conflict without end is given back for the vendor to bring again', async () => {
  const { receive, committed } = house((turns) => turns.map(() => 'conflict'));
  expect((await receive([opens('a')])).map(({ kind }) => kind)).toEqual(['unavailable']);
  expect(committed.length).toBeLessThan(20);
});

test('one contact that the database refuses does not take the others with it', async () => {
  const { receive, errors } = house((turns) => {
    if (turns.some(({ contact }) => contact.hash === 'hash of bad')) throw new Error('invalid byte sequence');
    return all(turns);
  });
  const names = ['a', 'b', 'bad', 'c', 'd'];
  const outcomes = await receive(names.map((name) => opens(name)));
  expect(outcomes.map(({ kind }) => kind)).toEqual([
    'committed',
    'committed',
    'unavailable',
    'committed',
    'committed',
  ]);
  expect(errors).toContain('receive.failed');
});

test('when the database is away nothing is tried contact by contact', async () => {
  const { receive, committed } = house(() => {
    throw new AppError('storage-unavailable');
  });
  const outcomes = await receive([opens('a'), opens('b'), opens('c')]);
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['unavailable']));
  expect(committed).toHaveLength(1);
});

test('a state that no rule can step is dropped and logged, and never brought again', async () => {
  const broken = { id: 's', consultationId: consultation.id, flowHash: HASH, respondent: 1, version: 3 };
  const state = {
    language: 'vi',
    phase: 'asking',
    asking: 'no-such-question',
    trail: [],
    answers: {},
  } as const;
  const contact = { id: 'c', hash: 'hash of a', version: 1, language: null, blocked: false };
  const active = { ...broken, state, disposition: null };
  const { receive, committed, errors } = house(all, () => ({
    contacts: new Map([['hash of a', { ...contact, active, sessions: [active] }]]),
    seen: new Map(),
    invitations: new Map([['THU', invitation]]),
  }));
  const outcomes = await receive([{ ...opens('a'), content: { kind: 'text', text: 'có' } }]);
  expect(outcomes).toEqual([{ kind: 'failed', reply: [] }]);
  expect(committed).toHaveLength(0);
  expect(errors).toEqual(['receive.turn-failed']);
});

const says = (account: string, key: string, words: string): InboundMessage => ({
  ...opens(account, key),
  content: { kind: 'text', text: words },
});

test('a contact just served is not looked up again', async () => {
  const { receive, committed, loaded } = house(all, undefined, recentContacts(10, clock));
  await receive([opens('a')]);
  const outcomes = await receive([says('a', 'a:2', 'có')]);
  expect(JSON.stringify(outcomes[0]?.reply)).toContain('Em chắc chứ?');
  expect(committed[1]?.[0]).toMatchObject({
    contact: { expectedVersion: 1, changed: false },
    sessions: [{ expectedVersion: 1, state: { answers: { consent: 'yes' } } }],
  });
  expect(loaded.map(({ contacts }) => contacts)).toEqual([['hash of a']]);
});

test('a recollection that is outdated is looked up and stepped again', async () => {
  const { receive, committed, loaded } = house(
    (turns, call) => turns.map(() => (call === 2 ? 'conflict' : 'committed')),
    undefined,
    recentContacts(10, clock),
  );
  await receive([opens('a')]);
  const [outcome] = await receive([says('a', 'a:2', 'có')]);
  expect(outcome?.kind).toBe('committed');
  expect(loaded.map(({ contacts }) => contacts)).toEqual([['hash of a'], ['hash of a']]);
  // The second look found no such contact, so the turn begins at the beginning.
  expect(committed[2]?.[0]?.contact.expectedVersion).toBeNull();
});

test('a reply that changes no walk is never made from a recollection, which nothing would compare', async () => {
  const { receive, committed, loaded } = house(all, undefined, recentContacts(10, clock));
  await receive([opens('a')]);
  await receive([{ ...opens('a', 'a:2'), content: { kind: 'tap', token: 'b:zzzzzz:sure:yes' } }]);
  expect(loaded.map(({ contacts }) => contacts)).toEqual([['hash of a'], ['hash of a']]);
  expect(committed).toHaveLength(2);
});

test('after a commit whose end nobody knows, nothing of it is remembered', async () => {
  const { receive, loaded } = house(
    (turns, call) => {
      if (call === 2) throw new AppError('storage-unavailable');
      return all(turns);
    },
    undefined,
    recentContacts(10, clock),
  );
  await receive([opens('a')]);
  expect((await receive([says('a', 'a:2', 'có')]))[0]?.kind).toBe('unavailable');
  await receive([says('a', 'a:2', 'có')]);
  expect(loaded).toHaveLength(2);
});

test('what a child answered is forgotten when the walk is done', async () => {
  const recent = recentContacts(10, clock);
  const { receive } = house(all, undefined, recent);
  await receive([opens('a'), says('a', 'a:2', 'có')]);
  expect(recent.recall('hash of a')).toBeDefined();
  await receive([says('a', 'a:3', 'không')]);
  expect(recent.recall('hash of a')).toBeUndefined();
});
