/** The things that addresses of the console name: one of each kind, belonging to a place. */

import { randomUUID } from 'node:crypto';
import type { IndicatorContent } from '../../../src/core/indicators/indicator-row.ts';
import type { Store } from '../../../src/storage/store.ts';
import { flowFile, launchOne, NOW } from '../../storage/made-up.ts';
import { anEvent, aPlan } from '../../storage/made-up-plan.ts';

/** Values of an address's parameters. */
export type PathValues = Readonly<Record<string, string>>;

/** Makes a thing that belongs to a place. */
export type MakeThing = (store: Store, place: string) => Promise<PathValues>;

const HAND = { byId: 'lan', by: 'Lan', at: NOW };

const invitation: MakeThing = async ({ staff }, place) => {
  const { id } = await staff.invite({
    ...{ id: randomUUID(), name: 'Lan', invitedBy: null, createdAt: NOW },
    aim: { kind: 'invitation', email: `${randomUUID()}@b.vn`, role: 'staff', place },
    expiresAt: new Date('2099-01-01'),
  });
  return { invitation: id };
};

const account: MakeThing = async (store, place) => {
  const { staff } = store;
  const { invitation: id = '' } = await invitation(store, place);
  const outcome = await staff.accept(staff.tokenOf(id), {
    ...{ newId: randomUUID(), name: 'Lan', email: '', passwordHash: 'salt:hash', now: NOW },
  });
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  return { account: outcome.accountId };
};

async function beginDraft({ flowDrafts }: Store, place: string) {
  const flowId = `f-${randomUUID().slice(0, 8)}`;
  return flowDrafts.begin({
    ...{ id: randomUUID(), flowId, place, source: flowFile(flowId), basedOn: null },
    ...{ changedBy: 'Lan', changedAt: NOW },
  });
}

/** Its first block stands under the list `main`, its questions are keyed by their ids. */
const draft: MakeThing = async (store, place) => ({
  ...{ draft: (await beginDraft(store, place)).id, list: 'main', key: 'one', block: 'bank' },
});

const version: MakeThing = async (store, place) => {
  const begun = await beginDraft(store, place);
  const outcome = await store.flowPublications.publish({
    ...{ draft: begun.id, seen: begun.revision, flowId: begun.flowId, version: 1, place },
    ...{ source: flowFile(begun.flowId), by: 'Lan', at: NOW },
  });
  if (outcome.kind !== 'published') throw new Error(outcome.kind);
  return { hash: outcome.hash };
};

/** A plan and its consultation, which have one id. */
const consultation: MakeThing = async (store, place) => {
  const { id, flowHash } = await launchOne(store, { places: [place] });
  const plan = aPlan({ id, place, places: [place], flowHash });
  await store.plans.begin(plan, anEvent(id, 'begun'));
  return { ...{ id, consultation: id, province: '79' }, ...{ sheet: randomUUID(), broadcast: randomUUID() } };
};

/** Results of a consultation at its own place. */
const results: MakeThing = async (store, place) => {
  const { slug } = await launchOne(store, { places: [place] });
  return { consultation: slug, place, at: '1', question: 'one' };
};

const tally: MakeThing = async ({ tallies }, place) => {
  const id = randomUUID();
  const content = { kind: 'forum', heldOn: '2026-11-20', place, consultationId: null, children: 3 } as const;
  const groups = [{ ageBand: '9-10', sex: 'girl', children: 3 }] as const;
  await tallies.enter(id, { ...content, groups, circumstances: {}, questions: [], source: 'Biên bản' }, HAND);
  return { id };
};

const sitting: MakeThing = async (store, place) => {
  const { id: consultationId } = await launchOne(store, { places: [place] });
  const id = randomUUID();
  await store.tallies.beginSitting(
    {
      ...{ id, consultationId, place, heldOn: '2026-11-20', ageBand: '9-10', present: 30 },
      ...{ questions: ['one'], hands: {}, revision: 1, ended: false },
    },
    HAND,
  );
  return { id };
};

const board: MakeThing = async (_store, place) => ({ place, year: '2026' });

const indicatorRow: MakeThing = async ({ indicators }, place) => {
  const row = randomUUID();
  const content: IndicatorContent = {
    ...{ kind: 'denominator', place, former: null, ages: { from: 7, to: 15 }, sex: null, children: 1000 },
    // Of those that speak of the same thing one holds: each has a year of its own.
    ...{ asOf: '2025-12-31', from: nextYear(), until: null, source: 'Niên giám' },
  };
  await indicators.bring({ ...HAND, what: 'entered', reason: '', rows: [{ id: row, content }] });
  return { row };
};

let year = 3000;
function nextYear(): number {
  year += 1;
  return year;
}

const apiKey: MakeThing = async ({ apiKeys }, place) => {
  const key = randomUUID();
  const expiresAt = new Date('2099-01-01');
  await apiKeys.make({ id: key, name: 'Cổng', place, madeBy: 'Lan', madeAt: NOW, expiresAt });
  return { key };
};

const releaseHook: MakeThing = async ({ releaseHooks }, place) => {
  const hook = randomUUID();
  const url = 'https://solieu.vn/tin';
  await releaseHooks.add({ id: hook, name: 'Cổng', url, place, madeBy: 'Lan', madeAt: NOW });
  return { hook };
};

/** A file that was ordered: it belongs to the place whose figures it holds. */
const anExport: MakeThing = async (store, place) => {
  const { id: consultationId } = await launchOne(store, { places: [place] });
  const id = randomUUID();
  const bounds = { mostWaiting: 10_000, mostWaitingOfOne: 10_000, mostRunning: 1, mostAttempts: 1 };
  await store.exports.order(
    {
      ...{ id, consultationId, place, scope: place, release: 1, form: 'csv', language: 'vi' },
      ...{ orderedBy: 'lan', orderedAt: new Date() },
    },
    bounds,
  );
  return { export: id };
};

const protectionCase: MakeThing = async ({ protection, addressBook }, place) => {
  const textId = randomUUID();
  const words = addressBook.encrypt('Lời thử');
  await protection.openFromText({
    ...{ textId, contact: null, consultationId: randomUUID(), place, words, at: new Date() },
  });
  return { case: textId };
};

const noticeWay: MakeThing = async ({ protection, addressBook }, place) => {
  const way = randomUUID();
  const address = addressBook.encrypt('truc@example.org');
  await protection.addWay({ id: way, place, way: 'email', address, minutes: 10 }, new Date());
  return { way };
};

/** What addresses that begin so are about; the first that fits. */
export const THINGS: readonly (readonly [begin: string, make: MakeThing])[] = [
  ['/staff/invitations/:invitation', invitation],
  ['/staff/:account', account],
  ['/flows/drafts/:draft', draft],
  ['/flows/versions/:hash', version],
  ['/preview/drafts/:draft', draft],
  ['/preview/flows/:hash', version],
  ['/xlsforms/drafts/:draft', draft],
  ['/xlsforms/flows/:hash', version],
  ['/:consultation/:place', results],
  ['/consultations/:id', consultation],
  ['/consultations/:consultation', consultation],
  ['/nearby/:id', consultation],
  ['/nearby/:consultation', consultation],
  ['/progress/:id', consultation],
  ['/exports/:export', anExport],
  ['/tallies/class/:id', sitting],
  ['/tallies/:id', tally],
  ['/protection/ways/:way', noticeWay],
  ['/protection/:case', protectionCase],
  ['/programs/keys/:key', apiKey],
  ['/programs/hooks/:hook', releaseHook],
  ['/indicators/places/:place', board],
  ['/indicators/rows/:row', indicatorRow],
];

/**
 * Addresses that name something and have no places: whose it is does not matter, or the page itself looks at it. Each
 * with the reason; a test holds the list to the routes.
 */
export const WITHOUT_PLACES: Readonly<Record<string, string>> = {
  'post /account/sessions/:session/end': 'one’s own sessions only; anybody else’s are not found',
  'get /flows/versions/:hash': 'what was published may be read by all who read flows',
  'post /flows/versions/:hash/copy': 'makes a draft of one’s own of something published',
  'get /preview/flows/:hash': 'published',
  'get /preview/flows/:hash/map': 'published',
  'get /preview/flows/:hash/difference': 'published',
  'get /preview/bank/:block': 'the bank of questions belongs to all',
  'get /preview/bank/:block/play': 'the bank of questions belongs to all',
  'get /xlsforms/flows/:hash': 'published',
  'get /exports/of/:consultation':
    'a place in it may be within reach where all of it is not; the page looks at each',
  'post /exports/of/:consultation': 'the same',
  'get /tallies/class/phones/:consultation': 'the page itself looks whether it asks within reach',
  'get /comments/:consultation/:question':
    'whose comments somebody reads goes by their place; the page itself looks',
  'post /comments/:consultation/:question': 'the same',
  'get /indicators/close/:year': 'a year is the whole country’s: the page itself asks for that reach',
  'post /indicators/close/:year': 'a year is the whole country’s: the page itself asks for that reach',
};
