/** What the storage of keys and of addresses that are told of releases must keep on every engine. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { Store } from '../../src/storage/store.ts';
import type { TriedStore } from './engines.ts';
import { later, launchOne, NOW } from './made-up.ts';

const aKey = (place = '79') => ({
  ...{ id: randomUUID(), name: 'Cổng dữ liệu', place, madeBy: 'Lan', madeAt: NOW },
  expiresAt: later(60),
});

const aHook = (place = '79') => ({
  ...{ id: randomUUID(), name: 'Cổng', url: 'https://a.vn/x', place, madeBy: 'Lan', madeAt: NOW },
});

async function publish({ releases }: Store, { id }: Consultation, number: number): Promise<void> {
  const counts = { responses: 10, complete: 10, partial: 0, simulated: 0, minCell: 5, tabulations: [] };
  const outcome = await releases.publish(id, { number, day: '2026-11-23', ...counts });
  if (outcome !== 'published') throw new Error(outcome);
}

export function programContract(tried: () => TriedStore): void {
  const store = () => tried().store;

  it('tells a key once, and knows it again by itself alone', async () => {
    const { apiKeys } = store();
    const order = aKey();
    const made = await apiKeys.make(order);
    if (made.kind !== 'made') throw new Error(made.kind);
    expect(made.key).toMatch(/^emn_[A-Za-z0-9_-]{43}$/);
    expect(await apiKeys.make(order)).toEqual({ kind: 'there-already' });
    expect(await apiKeys.open(made.key)).toMatchObject({ id: order.id, place: '79', lastUsedOn: null });
    expect(await apiKeys.open(`${made.key.slice(0, -1)}_`)).toBeNull();
    const rows = await tried().database.query('SELECT * FROM api_keys');
    expect(JSON.stringify(rows)).not.toContain(made.key.slice(4));
  });

  it('notes the last day of use and never goes back', async () => {
    const { apiKeys } = store();
    const order = aKey();
    await apiKeys.make(order);
    await apiKeys.noteUse(order.id, '2026-11-24');
    await apiKeys.noteUse(order.id, '2026-11-23');
    expect((await apiKeys.find(order.id))?.lastUsedOn).toBe('2026-11-24');
  });

  it('withdraws a key once, and lists those within reach', async () => {
    const { apiKeys } = store();
    const order = aKey('26740');
    await apiKeys.make(order);
    expect(await apiKeys.withdraw(order.id, 'Hoa', later(1))).toBe(true);
    expect(await apiKeys.withdraw(order.id, 'Minh', later(2))).toBe(false);
    expect(await apiKeys.find(order.id)).toMatchObject({ withdrawnBy: 'Hoa' });
    const ids = async (within: string) => (await apiKeys.list([within])).map(({ id }) => id);
    expect(await ids('79')).toContain(order.id);
    expect(await ids('VN')).toContain(order.id);
    expect(await ids('01')).not.toContain(order.id);
  });

  it('tells an address of releases that come after it, each once, whoever else looks', async () => {
    const { releaseHooks } = store();
    const consultation = await launchOne(store());
    await publish(store(), consultation, 1);
    const hook = aHook();
    expect((await releaseHooks.add(hook)).kind).toBe('added');
    expect((await releaseHooks.add(hook)).kind).toBe('there-already');
    const untold = async () => (await releaseHooks.untold()).filter(({ hookId }) => hookId === hook.id);
    expect(await untold()).toEqual([]);
    await publish(store(), consultation, 2);
    const [release] = await untold();
    if (release === undefined) throw new Error('nothing to tell');
    expect(release).toMatchObject({ slug: consultation.slug, number: 2, day: '2026-11-23', hookPlace: '79' });
    const tell = () => releaseHooks.tell(release, { id: randomUUID(), body: '{}', madeAt: NOW });
    await Promise.all([tell(), tell(), tell()]);
    expect(await untold()).toEqual([]);
    const deliveries = await releaseHooks.deliveries(hook.id, 10);
    expect(deliveries.map(({ about }) => about)).toEqual([`${consultation.slug} 2`]);
  });

  it('gives a delivery to one sender at a time, and again to another once that one is gone', async () => {
    const { releaseHooks } = store();
    const hook = aHook();
    const added = await releaseHooks.add(hook);
    const id = randomUUID();
    await releaseHooks.test(hook.id, { id, body: '{"a":1}', madeAt: NOW });
    const claim = async (minutes: number) =>
      (await releaseHooks.claim({ now: later(minutes), until: later(minutes + 1), most: 100 })).filter(
        (one) => one.id === id,
      );
    const both = (await Promise.all([claim(0), claim(0)])).flat();
    expect(both).toHaveLength(1);
    expect(both[0]).toMatchObject({ attempts: 1, body: '{"a":1}', url: hook.url });
    expect(added.kind === 'added' && both[0]?.secret === added.secret).toBe(true);
    expect(await claim(0.5)).toEqual([]);
    expect((await claim(2))[0]?.attempts).toBe(2);
  });

  it('keeps how a delivery ended, gives up, and tries again when asked', async () => {
    const { releaseHooks } = store();
    const hook = aHook();
    await releaseHooks.add(hook);
    const id = randomUUID();
    await releaseHooks.test(hook.id, { id, body: '{}', madeAt: NOW });
    await releaseHooks.settle(id, '500', { kind: 'again', at: later(5) }, later(1));
    const now = async () => (await releaseHooks.deliveries(hook.id, 1))[0];
    expect(await now()).toMatchObject({ lastOutcome: '500', dueAt: later(5) });
    await releaseHooks.settle(id, 'timeout', { kind: 'dead' }, later(2));
    expect(await now()).toMatchObject({ deadAt: later(2), dueAt: null });
    const dead = async () => (await releaseHooks.list(['79'])).find((one) => one.id === hook.id)?.dead;
    expect(await dead()).toBe(1);
    expect(await releaseHooks.revive(hook.id, later(3))).toBe(1);
    expect(await dead()).toBe(0);
    await releaseHooks.settle(id, '204', { kind: 'delivered' }, later(4));
    expect(await now()).toMatchObject({ deliveredAt: later(4), dueAt: null, lastOutcome: '204' });
  });

  it('sends nothing more to an address that was withdrawn, and keeps its secret unreadable', async () => {
    const { releaseHooks } = store();
    const hook = aHook();
    const added = await releaseHooks.add(hook);
    await releaseHooks.test(hook.id, { id: randomUUID(), body: '{}', madeAt: NOW });
    expect(await releaseHooks.withdraw(hook.id, 'Hoa', NOW)).toBe(true);
    await releaseHooks.claim({ now: later(9), until: later(10), most: 100 });
    expect((await releaseHooks.deliveries(hook.id, 1))[0]?.attempts).toBe(0);
    const rows = await tried().database.query('SELECT * FROM release_hooks');
    expect(added.kind === 'added' && JSON.stringify(rows).includes(added.secret)).toBe(false);
  });

  it('counts what may be done so often, and tells how long to wait', async () => {
    const { attempts } = store();
    const limit = { key: `program ${randomUUID()}`, most: 2, windowSeconds: 60 };
    const waits = [];
    for (let at = 0; at < 3; at += 1) waits.push(await attempts.wait([limit], NOW));
    expect(waits).toEqual([0, 0, 60]);
    expect(await attempts.wait([limit], later(0.5))).toBe(30);
    expect(await attempts.wait([limit], later(1))).toBe(0);
  });
}
