/** What writers of flows may rely on. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type FlowDraft, KEPT_REVISIONS } from '../../src/ports/flow-draft-store.ts';
import type { TriedStore } from './engines.ts';
import { flowFile, later, NOW } from './made-up.ts';

const aFlowId = () => `f-${randomUUID().slice(0, 8)}`;

export function flowDraftContract(tried: () => TriedStore): void {
  const drafts = () => tried().store.flowDrafts;
  const publications = () => tried().store.flowPublications;

  async function beginOne(more: Partial<FlowDraft> = {}): Promise<FlowDraft> {
    const flowId = aFlowId();
    return drafts().begin({
      ...{ id: randomUUID(), flowId, place: '79', source: flowFile(flowId), basedOn: null },
      ...{ changedBy: 'Lan', changedAt: NOW },
      ...more,
    });
  }

  const changeOf = (draft: FlowDraft, source: unknown) => ({
    ...{ id: draft.id, seen: draft.revision, source, by: 'Lan', at: later(1), what: 'wording' },
  });

  it('begins a draft once, however often it is asked to', async () => {
    const draft = await beginOne();
    expect(draft).toMatchObject({ revision: 1, publishedAs: null, place: '79', changedAt: NOW });
    const again = await drafts().begin({ ...draft, source: { other: true }, changedBy: 'Minh' });
    expect(again).toEqual(draft);
    expect(await drafts().get(draft.id)).toEqual(draft);
    expect(await drafts().history(draft.id)).toEqual([
      { revision: 1, by: 'Lan', at: NOW, what: 'begun', about: null },
    ]);
  });

  it('keeps every change, and who made it', async () => {
    const draft = await beginOne();
    const outcome = await drafts().change({ ...changeOf(draft, { a: 1 }), about: 'mood' });
    expect(outcome).toMatchObject({ kind: 'changed', draft: { revision: 2, source: { a: 1 } } });
    expect(await drafts().history(draft.id)).toEqual([
      { revision: 2, by: 'Lan', at: later(1), what: 'wording', about: 'mood' },
      { revision: 1, by: 'Lan', at: NOW, what: 'begun', about: null },
    ]);
    expect(await drafts().sourceAt(draft.id, 1)).toEqual(draft.source);
    expect(await drafts().sourceAt(draft.id, 2)).toEqual({ a: 1 });
    expect(await drafts().sourceAt(draft.id, 3)).toBeNull();
  });

  it('overwrites nobody: of two changes of one revision the second is told', async () => {
    const draft = await beginOne();
    const outcomes = await Promise.all([
      drafts().change({ ...changeOf(draft, { by: 'Lan' }), by: 'Lan' }),
      drafts().change({ ...changeOf(draft, { by: 'Minh' }), by: 'Minh' }),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'outdated']);
    const late = outcomes.find((outcome) => outcome.kind === 'outdated');
    expect(late).toMatchObject({ current: { revision: 2 } });
    expect((await drafts().get(draft.id))?.revision).toBe(2);
  });

  it('makes one row of what is typed in one go, and of nothing else', async () => {
    let draft = await beginOne();
    const type = async (source: unknown, more: object = {}) => {
      const outcome = await drafts().change({
        ...{ ...changeOf(draft, source), about: 'mood', joinsSince: NOW },
        ...more,
      });
      if (outcome.kind === 'changed') draft = outcome.draft;
    };
    await type({ n: 1 });
    await type({ n: 2 });
    await type({ n: 3 }, { about: 'age' });
    await type({ n: 4 }, { by: 'Minh' });
    await type({ n: 5 }, { by: 'Minh', joinsSince: later(2) });
    expect((await drafts().history(draft.id)).map(({ revision }) => revision)).toEqual([6, 5, 4, 3, 1]);
    expect(await drafts().sourceAt(draft.id, 3)).toEqual({ n: 2 });
  });

  it(`keeps the newest ${KEPT_REVISIONS} changes`, async () => {
    let draft = await beginOne({ source: {} });
    for (let n = 0; n < KEPT_REVISIONS + 2; n++) {
      const outcome = await drafts().change(changeOf(draft, { n }));
      if (outcome.kind === 'changed') draft = outcome.draft;
    }
    const history = await drafts().history(draft.id);
    expect([history.length, history[0]?.revision]).toEqual([KEPT_REVISIONS, KEPT_REVISIONS + 3]);
    expect(await drafts().sourceAt(draft.id, 3)).toBeNull();
  });

  it('lists unpublished drafts with their titles, the newest change first', async () => {
    const [first, second] = [await beginOne(), await beginOne()];
    await drafts().change({ ...changeOf(first, { title: { vi: 'Mới' } }), at: later(5) });
    const rows = (await drafts().list()).filter(({ id }) => id === first.id || id === second.id);
    expect(rows.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(rows[0]).toMatchObject({ title: { vi: 'Mới' }, revision: 2 });
    expect(rows[0]).not.toHaveProperty('source');
  });

  it('forgets a draft that was discarded, with its history', async () => {
    const draft = await beginOne();
    await drafts().discard(draft.id);
    expect(await drafts().get(draft.id)).toBeNull();
    expect(await drafts().history(draft.id)).toEqual([]);
    expect(await drafts().change(changeOf(draft, {}))).toEqual({ kind: 'absent' });
  });

  it('keeps what cannot be in a text out of it', async () => {
    const draft = await beginOne({ changedBy: 'La\u0000n' });
    const hostile = { 'a\u0000': 'b\u0000\ud800', __proto__: null, '😀': '<script>' };
    const outcome = await drafts().change({ ...changeOf(draft, hostile), by: '\ud800' });
    expect(outcome).toMatchObject({
      draft: { source: { 'a\ufffd': 'b\ufffd\ufffd', '😀': '<script>' }, changedBy: '\ufffd' },
    });
  });

  it('has nothing under a name that is none', async () => {
    for (const name of ['', 'x', "'; DROP TABLE flow_drafts; --", '__proto__', '\u0000']) {
      expect(await drafts().get(name)).toBeNull();
      expect(await drafts().history(name)).toEqual([]);
      expect(await drafts().sourceAt(name, 1)).toBeNull();
      await drafts().discard(name);
    }
    expect(await drafts().sourceAt(randomUUID(), 1e12)).toBeNull();
    expect(await publications().get('\ufffd')).toBeNull();
  });

  describePublishing(tried, beginOne);
}

function describePublishing(
  tried: () => TriedStore,
  beginOne: (more?: Partial<FlowDraft>) => Promise<FlowDraft>,
): void {
  const drafts = () => tried().store.flowDrafts;
  const publications = () => tried().store.flowPublications;
  const orderOf = (draft: FlowDraft, version = 1) => ({
    ...{ draft: draft.id, seen: draft.revision, flowId: draft.flowId, version, place: draft.place },
    ...{ source: { ...flowFile(draft.flowId), version }, by: 'Lan', at: later(2) },
  });

  it('publishes a draft once, and says whose it is', async () => {
    const draft = await beginOne();
    const outcomes = await Promise.all([
      publications().publish(orderOf(draft)),
      publications().publish(orderOf(draft)),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['outdated', 'published']);
    const done = outcomes.find((outcome) => outcome.kind === 'published');
    const hash = done?.kind === 'published' ? done.hash : '';
    expect(await publications().get(hash)).toEqual({
      ...{ hash, flowId: draft.flowId, version: 1, title: flowFile(draft.flowId).title },
      ...{ place: '79', by: 'Lan', at: later(2) },
    });
    expect((await drafts().get(draft.id))?.publishedAs).toBe(hash);
    expect((await drafts().list()).map(({ id }) => id)).not.toContain(draft.id);
  });

  it('changes and discards no draft that was published', async () => {
    const draft = await beginOne();
    await publications().publish(orderOf(draft));
    const change = { id: draft.id, seen: 1, source: {}, by: 'Lan', at: later(3), what: 'wording' };
    expect(await drafts().change(change)).toEqual({ kind: 'published' });
    await drafts().discard(draft.id);
    expect(await drafts().get(draft.id)).not.toBeNull();
  });

  it('publishes nothing that was changed since it was checked, or under a version that is taken', async () => {
    const draft = await beginOne();
    expect(await publications().publish({ ...orderOf(draft), seen: 7 })).toEqual({ kind: 'outdated' });
    await publications().publish(orderOf(draft));
    const second = await beginOne({ flowId: draft.flowId, place: 'VN' });
    const other = { ...orderOf(second), source: { ...flowFile(draft.flowId), indicators: [24] } };
    expect(await publications().publish(other)).toEqual({ kind: 'version-taken' });
    expect((await drafts().get(second.id))?.publishedAs).toBeNull();
    expect(await publications().publish(orderOf(second, 2))).toMatchObject({ kind: 'published' });
    const versions = (await publications().list()).filter(({ flowId }) => flowId === draft.flowId);
    expect(versions.map(({ version, place }) => [version, place])).toEqual([
      [2, 'VN'],
      [1, '79'],
    ]);
  });

  it('gives what was published from the command line to the nation', async () => {
    const id = aFlowId();
    const published = await tried().store.consultations.publishFlow({ id, version: 1, source: flowFile(id) });
    if (published.kind !== 'published') throw new Error(published.kind);
    expect(await publications().get(published.hash)).toMatchObject({ place: 'VN', by: null, at: null });
  });
}
