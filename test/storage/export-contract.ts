/** What every store keeps of exports: each made once, few at a time, none lost to a killed process, all gone after a day. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ExportBounds, ExportOrder } from '../../src/ports/export-store.ts';
import type { TriedStore } from './engines.ts';
import { later, launchOne, NOW } from './made-up.ts';

const BOUNDS: ExportBounds = { mostWaiting: 4, mostWaitingOfOne: 3, mostRunning: 2, mostAttempts: 2 };
const BODY = new Uint8Array([0, 1, 2, 255, 254]);

export function exportContract(tried: () => TriedStore): void {
  const fresh = async () => {
    const { store, database } = tried();
    const { exports } = store;
    // Bounds are over all: whatever an earlier test left is out of the way.
    await database.query('DELETE FROM exports');
    const { id: consultationId } = await launchOne(store);
    const anOrder = (changes: Partial<ExportOrder> = {}): ExportOrder => ({
      ...{ id: randomUUID(), consultationId, scope: 'VN', release: 1, form: 'pdf', language: 'vi' },
      ...{ place: 'VN', orderedBy: 'lan', orderedAt: NOW, ...changes },
    });
    return { exports, anOrder };
  };

  it('makes the same file once for everyone who asks', async () => {
    const { exports, anOrder } = await fresh();
    const first = anOrder();
    expect(await exports.order(first, BOUNDS)).toEqual({ kind: 'ordered', id: first.id });
    expect(await exports.order(anOrder({ orderedBy: 'mai' }), BOUNDS)).toEqual({
      kind: 'same',
      id: first.id,
    });
    const claimed = await exports.claim(NOW, later(1), BOUNDS);
    expect(claimed).toMatchObject({ id: first.id, attempt: 1, form: 'pdf', scope: 'VN', orderedAt: NOW });
    await exports.finish(first.id, 1, { body: BODY, expiresAt: later(60) });
    expect(await exports.order(anOrder({ orderedAt: later(5) }), BOUNDS)).toEqual({
      ...{ kind: 'same', id: first.id },
    });
    expect(await exports.order(anOrder({ release: 2 }), BOUNDS)).toMatchObject({ kind: 'ordered' });
    expect(await exports.order(anOrder({ orderedAt: later(61) }), BOUNDS)).toMatchObject({ kind: 'ordered' });
  });

  it('bounds how many wait, of one person and of all', async () => {
    const { exports, anOrder } = await fresh();
    for (const form of ['pdf', 'csv', 'sav'] as const) {
      expect(await exports.order(anOrder({ form }), BOUNDS)).toMatchObject({ kind: 'ordered' });
    }
    expect(await exports.order(anOrder({ form: 'json' }), BOUNDS)).toEqual({ kind: 'too-many' });
    const mai = { orderedBy: 'mai' };
    expect(await exports.order(anOrder({ form: 'json', ...mai }), BOUNDS)).toMatchObject({ kind: 'ordered' });
    expect(await exports.order(anOrder({ form: 'xlsx', ...mai }), BOUNDS)).toEqual({ kind: 'too-many' });
  });

  it('keeps to its bound when many order at once', async () => {
    const { exports, anOrder } = await fresh();
    const orders = [...Array(12).keys()].map((at) => anOrder({ release: at + 1, orderedBy: `staff ${at}` }));
    const outcomes = await Promise.all(orders.map((order) => exports.order(order, BOUNDS)));
    expect(outcomes.filter(({ kind }) => kind === 'ordered')).toHaveLength(BOUNDS.mostWaiting);
  });

  it('hands each out once, the oldest first, and so many at a time', async () => {
    const { exports, anOrder } = await fresh();
    const orders = [0, 1, 2].map((at) => anOrder({ release: at + 1, orderedAt: later(at) }));
    for (const order of orders) await exports.order(order, BOUNDS);
    const claims = await Promise.all([0, 1, 2].map(() => exports.claim(later(3), later(4), BOUNDS)));
    const taken = claims.flatMap((one) => (one === null ? [] : [one.id])).sort();
    expect(taken).toEqual(
      orders
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('gives what a killed process was at to the next, and does not listen to the dead', async () => {
    const { exports, anOrder } = await fresh();
    const { id } = anOrder();
    await exports.order(anOrder({ id }), BOUNDS);
    await exports.claim(NOW, later(1), BOUNDS);
    expect(await exports.advance(id, 1, { progress: 40, leaseUntil: later(2) })).toBe(true);
    expect((await exports.read(id, NOW))?.state).toEqual({ kind: 'running', progress: 40 });
    expect(await exports.claim(later(1), later(3), BOUNDS)).toBeNull();
    expect(await exports.claim(later(2), later(4), BOUNDS)).toMatchObject({ id, attempt: 2 });
    expect((await exports.read(id, NOW))?.state).toEqual({ kind: 'running', progress: 0 });
    expect(await exports.advance(id, 1, { progress: 90, leaseUntil: later(9) })).toBe(false);
    await exports.finish(id, 1, { body: BODY, expiresAt: later(60) });
    expect((await exports.read(id, NOW))?.state.kind).toBe('running');
    expect(await exports.claim(later(5), later(6), BOUNDS)).toBeNull();
    expect((await exports.read(id, later(5)))?.state.kind).toBe('failed');
  });

  it('gives the file back byte by byte until it has expired', async () => {
    const { exports, anOrder } = await fresh();
    const order = anOrder();
    await exports.order(order, BOUNDS);
    expect(await exports.file(order.id, NOW)).toBeNull();
    await exports.claim(NOW, later(1), BOUNDS);
    await exports.finish(order.id, 1, { body: BODY, expiresAt: later(60) });
    expect(await exports.file(order.id, later(59))).toEqual(BODY);
    expect((await exports.read(order.id, NOW))?.state).toEqual({
      ...{ kind: 'done', bytes: 5, expiresAt: later(60) },
    });
    expect(await exports.file(order.id, later(60))).toBeNull();
    expect(await exports.read(order.id, later(60))).toBeNull();
    await exports.purge(later(60));
    expect(await exports.orderedBy('lan', NOW)).toEqual([]);
  });

  it('lists what somebody ordered, newest first', async () => {
    const { exports, anOrder } = await fresh();
    const [one, two] = [anOrder(), anOrder({ form: 'csv', orderedAt: later(1) })];
    for (const order of [one, two, anOrder({ form: 'sav', orderedBy: 'mai' })]) {
      await exports.order(order, BOUNDS);
    }
    expect((await exports.orderedBy('lan', NOW)).map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(await exports.read('no id', NOW)).toBeNull();
  });
}
