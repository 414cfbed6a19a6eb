/** Changing, taking back and publishing drafts: who comes second loses nothing and overwrites nothing. */

import { describe, expect, test } from 'vitest';
import type { FlowDraft, FlowDraftStore } from '../../src/ports/flow-draft-store.ts';
import type { FlowPublicationStore, PublicationOrder } from '../../src/ports/flow-publication-store.ts';
import { editFlowDraft, MAX_DRAFT } from '../../src/usecases/edit-flow-draft.ts';
import { planPublication, publishDraft } from '../../src/usecases/publish-draft.ts';
import { demoSource } from '../core/flow-draft/typed.ts';

const NOW = new Date('2026-11-23T03:04:05Z');
const clock = { now: () => NOW };

/** Keeps one draft; `meanwhile` is what somebody else does between reading and writing, once. */
function storeOf(source: unknown, meanwhile: unknown = undefined) {
  let draft: FlowDraft = {
    ...{ id: 'd', flowId: 'san-choi', place: 'VN', source, revision: 1, basedOn: null },
    ...{ changedBy: 'Lan', changedAt: NOW, publishedAs: null },
  };
  let other = meanwhile;
  const missing = () => Promise.reject(new Error('not asked for'));
  const store: FlowDraftStore = {
    ...{ begin: missing, list: missing, sourceAt: missing, discard: missing },
    get: async (id) => (id === draft.id ? draft : null),
    history: async () => [{ revision: draft.revision, by: 'Minh', at: NOW, what: 'question', about: 'age' }],
    async change(change) {
      if (other !== undefined) {
        draft = { ...draft, source: other, revision: draft.revision + 1, changedBy: 'Minh' };
        other = undefined;
      }
      if (change.seen !== draft.revision) return { kind: 'outdated', current: draft };
      draft = { ...draft, source: change.source, revision: draft.revision + 1, changedBy: change.by };
      return { kind: 'changed', draft };
    },
  };
  return { store, draft: () => draft };
}

const order = { draft: 'd', by: 'Lan', what: 'question', joins: false };

describe('a change', () => {
  test('goes on top of what somebody else did in between', async () => {
    const { store, draft } = storeOf({ a: 1 }, { a: 1, b: 2 });
    const outcome = await editFlowDraft({ store, clock })({
      ...order,
      edit: (source) => ({ kind: 'edited', source: { ...source, c: 3 }, address: null }),
    });
    expect(outcome.kind).toBe('saved');
    expect(draft().source).toEqual({ a: 1, b: 2, c: 3 });
  });

  test('of the same thing is told whose the other is', async () => {
    const { store } = storeOf({ a: 1 });
    const outcome = await editFlowDraft({ store, clock })({
      ...order,
      edit: () => ({ kind: 'conflict', theirs: 1 }),
    });
    expect(outcome).toMatchObject({ kind: 'conflict', theirs: 1, change: { by: 'Minh' } });
  });

  test('that changes nothing writes nothing', async () => {
    const { store, draft } = storeOf({ a: 1 });
    const outcome = await editFlowDraft({ store, clock })({
      ...order,
      edit: (source) => ({ kind: 'edited', source, address: null }),
    });
    expect([outcome.kind, draft().revision]).toEqual(['unchanged', 1]);
  });

  test('that makes the draft larger than can be handled is not kept', async () => {
    const { store, draft } = storeOf({ a: 1 });
    const outcome = await editFlowDraft({ store, clock })({
      ...order,
      edit: () => ({ kind: 'edited', source: { a: 'x'.repeat(MAX_DRAFT) }, address: null }),
    });
    expect([outcome.kind, draft().revision]).toEqual(['too-large', 1]);
  });

  test('of a draft that is not there is told so', async () => {
    const { store } = storeOf({});
    expect(
      await editFlowDraft({ store, clock })({ ...order, draft: 'x', edit: () => ({ kind: 'gone' }) }),
    ).toEqual({
      kind: 'absent',
    });
  });
});

describe('publishing', () => {
  function servicesOf(source: unknown, latest: { version: number; source: unknown; place: string } | null) {
    const orders: PublicationOrder[] = [];
    let taken = 1;
    const publications: FlowPublicationStore = {
      list: async () => [],
      get: async (hash) =>
        latest === null
          ? null
          : {
              hash,
              flowId: 'san-choi',
              version: latest.version,
              title: null,
              place: latest.place,
              by: null,
              at: null,
            },
      async publish(published) {
        orders.push(published);
        taken -= 1;
        return taken === 0 && latest !== null ? { kind: 'version-taken' } : { kind: 'published', hash: 'h' };
      },
    };
    const consultations = {
      latestFlow: async () => (latest === null ? null : { hash: 'old', id: 'san-choi', ...latest }),
    };
    const { store } = storeOf(source);
    return { orders, services: { drafts: store, publications, consultations, clock } };
  }

  test('counts the version by itself, and again where somebody took it', async () => {
    const { orders, services } = servicesOf(demoSource(), { version: 4, source: {}, place: 'VN' });
    const outcome = await publishDraft(services)({ draft: 'd', seen: 1, by: 'Lan' });
    expect(outcome).toMatchObject({ kind: 'published', hash: 'h' });
    expect(orders).toHaveLength(2);
    expect(orders[0]).toMatchObject({
      version: 5,
      by: 'Lan',
      place: 'VN',
      source: { flow: 'san-choi', version: 5 },
    });
  });

  test('publishes nothing with a fault in it, that was changed since, or that is another place’s', async () => {
    const faulty = servicesOf({ questions: [] }, null);
    expect((await publishDraft(faulty.services)({ draft: 'd', seen: 1, by: 'Lan' })).kind).toBe('faulty');
    const changed = servicesOf(demoSource(), null);
    expect((await publishDraft(changed.services)({ draft: 'd', seen: 7, by: 'Lan' })).kind).toBe('outdated');
    const taken = servicesOf(demoSource(), { version: 1, source: {}, place: '79' });
    expect((await planPublication(taken.services)('d')).kind).toBe('taken');
    expect([...faulty.orders, ...changed.orders, ...taken.orders]).toEqual([]);
  });

  test('finds that nothing was changed since the newest version', async () => {
    const source = { ...demoSource(), flow: 'san-choi', version: 3 };
    const same = servicesOf(demoSource(), { version: 3, source, place: 'VN' });
    expect(await planPublication(same.services)('d')).toMatchObject({ kind: 'unchanged', version: 3 });
  });
});
