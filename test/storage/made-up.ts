/** Made-up flows, consultations, contacts and turns for the tests of storage. */

import { createHash, randomUUID } from 'node:crypto';
import type { Consultation } from '../../src/core/consultation.ts';
import { compileFlow } from '../../src/core/flow/compile-flow.ts';
import { countResponses } from '../../src/core/release/count-responses.ts';
import { layOutTallies } from '../../src/core/release/tally-layout.ts';
import type { SessionState } from '../../src/core/session/state.ts';
import type { ContactTurn, SessionWrite } from '../../src/ports/receiving-store.ts';
import type { LedgerRow, ResponseRecord, SealBatch } from '../../src/ports/sealing-store.ts';
import type { Store } from '../../src/storage/store.ts';

export const NOW = new Date('2026-11-23T03:04:05.678Z');

/** A minute later, or more. */
export function later(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}

/** 43 characters of base64url, as every keyed hash has. */
export function aHash(of: string = randomUUID()): string {
  return createHash('sha256').update(of).digest('base64url');
}

/** A flow file with a choice, several choices and a rank. */
export function flowFile(id: string) {
  const text = { vi: 'Chữ', en: 'Words' };
  const options = ['a', 'b', 'c'].map((option) => ({ id: option, label: text }));
  return {
    flow: id,
    version: 1,
    title: text,
    languages: ['vi', 'en'],
    ages: ['7-8', '9-10', '11-13', '14-15'],
    channels: ['web'],
    indicators: [22],
    closing: text,
    questions: [
      { id: 'age', kind: 'age', text },
      { id: 'consent', kind: 'consent', text, declined: text },
      { id: 'one', kind: 'choice', text, options },
      { id: 'many', kind: 'choices', text, options },
      { id: 'best', kind: 'rank', text, options },
      { id: 'hours', kind: 'number', text, min: 0, max: 24 },
    ],
  };
}

/** Publishes a flow of its own and launches a consultation with it. */
export async function launchOne(store: Store, changes: Partial<Consultation> = {}): Promise<Consultation> {
  const id = `f-${randomUUID().slice(0, 8)}`;
  const published = await store.consultations.publishFlow({ id, version: 1, source: flowFile(id) });
  if (published.kind !== 'published') throw new Error(published.kind);
  const consultation: Consultation = {
    id: randomUUID(),
    slug: `dot-${randomUUID().slice(0, 8)}`,
    title: { vi: 'Trường học hạnh phúc', en: 'A happy school' },
    flowHash: published.hash,
    opensAt: NOW,
    closesAt: null,
    pausedAt: null,
    closedAt: null,
    minCell: 5,
    places: ['VN'],
    demo: false,
    terms: null,
    ...changes,
  };
  const outcome = await store.consultations.launch(consultation, []);
  if (outcome !== 'launched') throw new Error(outcome);
  return consultation;
}

export function aState(changes: Partial<SessionState> = {}): SessionState {
  return {
    language: 'vi',
    phase: 'asking',
    asking: 'one',
    trail: ['age'],
    answers: { age: '9-10' },
    ...changes,
  };
}

/** A walk to be begun. */
export function aWalk(consultation: Consultation, changes: Partial<SessionWrite> = {}): SessionWrite {
  return {
    id: randomUUID(),
    expectedVersion: null,
    consultationId: consultation.id,
    flowHash: consultation.flowHash,
    respondent: 1,
    state: aState(),
    disposition: null,
    ...changes,
  };
}

type TurnChanges = Partial<Omit<ContactTurn, 'contact'>> & {
  readonly contact?: Partial<ContactTurn['contact']>;
};

/** The turn of a contact never seen before, with one message. */
export function aTurn({ contact, ...changes }: TurnChanges = {}): ContactTurn {
  return {
    contact: {
      id: randomUUID(),
      hash: aHash(),
      channel: 'telegram',
      expectedVersion: null,
      account: 'ciphertext',
      language: 'vi',
      blocked: false,
      active: null,
      changed: true,
      ...contact,
    },
    sessions: [],
    inbox: [{ key: aHash(), session: null, reply: [{ text: 'Chào em!' }] }],
    outbox: [],
    texts: [],
    codes: [],
    standing: [],
    ...changes,
  };
}

/** A contact that has just begun a walk, committed. */
export async function aChild(store: Store, consultation: Consultation, changes: Partial<SessionWrite> = {}) {
  const walk = aWalk(consultation, changes);
  const turn = aTurn({ contact: { active: walk.id }, sessions: [walk] });
  const [outcome] = await store.receiving.commit([turn], NOW);
  if (outcome !== 'committed') throw new Error(outcome);
  return { walk, contact: turn.contact };
}

/** The next turn of such a child: only the walk changes, as on the hot path. */
export function nextTurn(
  child: { readonly walk: SessionWrite; readonly contact: ContactTurn['contact'] },
  version: number,
  changes: Partial<SessionWrite> = {},
): ContactTurn {
  return aTurn({
    contact: { ...child.contact, expectedVersion: 1, changed: false },
    sessions: [{ ...child.walk, expectedVersion: version, ...changes }],
    inbox: [{ key: aHash(), session: child.walk.id, reply: [{ text: 'Tiếp nhé!' }] }],
  });
}

export function aResponse(consultation: Consultation, changes: Partial<ResponseRecord> = {}): ResponseRecord {
  return {
    id: randomUUID(),
    flowHash: consultation.flowHash,
    disposition: 'complete',
    ageBand: '9-10',
    place: '79',
    channel: null,
    language: null,
    simulated: false,
    answers: { one: 'a', many: ['a', 'b'], best: ['b', 'a', 'c'], hours: 3 },
    ...changes,
  };
}

export function aLedgerRow(changes: Partial<LedgerRow> = {}): LedgerRow {
  return {
    year: 2026,
    pseudonym: aHash(),
    place: '79',
    ageBand: '9-10',
    sex: null,
    basis: 'account',
    indicators: [22],
    ...changes,
  };
}

/** The order of counts of every flow that `flowFile` makes. */
export const LAYOUT = layOutTallies(compileFlow(flowFile('made-up')));

/** Of made-up communes all lie in the province that their first two digits name. */
export function madeUpProvinceOf(code: string): string {
  return code.slice(0, 2);
}

/** A batch whose tallies are those of its responses. */
export function aBatch(consultation: Consultation, changes: Partial<SealBatch> = {}): SealBatch {
  return {
    tallies: countResponses(LAYOUT, changes.responses ?? [], madeUpProvinceOf),
    consultationId: consultation.id,
    sessions: [],
    responses: [],
    ledger: [],
    companions: 0,
    marks: {},
    consents: [],
    texts: [],
    day: '2026-11-23',
    ...changes,
  };
}
