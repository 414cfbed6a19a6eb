/** What waits, as whoever watches is told: the same on both engines, and due is only what a sender could take. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelName } from '../../src/core/channel.ts';
import { pglite, postgres, type TriedStore } from './engines.ts';
import { aChild, aTurn, later, launchOne, NOW } from './made-up.ts';

const NOTHING = { waiting: 0, dead: 0, oldestDueSeconds: 0, parked: false };

describe.each([pglite, postgres])('the backlog on $name', (engine) => {
  let tried: TriedStore;
  beforeAll(async () => {
    tried = await engine.open();
  });
  afterAll(() => tried?.close());
  beforeEach(async () => {
    for (const table of ['outbox', 'waiting_texts', 'inbox', 'contacts', 'sessions'])
      await tried.database.query(`DELETE FROM ${table}`);
    await tried.database.query('UPDATE sending_lanes SET parked_until = NULL');
  });

  const read = (minutes = 0) => tried.store.backlog.read(later(minutes));
  const outboxOf = async (channel: ChannelName, minutes = 0) => {
    const found = (await read(minutes)).outbox.find((one) => one.channel === channel);
    if (found === undefined) throw new Error(`nothing is told of ${channel}`);
    const { channel: _, ...rest } = found;
    return rest;
  };
  async function queue(channel: ChannelName, words: readonly string[]) {
    const turn = aTurn({ contact: { channel }, outbox: words.map((text) => ({ text })) });
    await tried.store.receiving.commit([turn], NOW);
    return turn.contact.id;
  }

  it('is told for each channel that sends, also where nothing waits', async () => {
    const { outbox, walks, texts } = await read();
    expect(outbox.map(({ channel }) => channel)).toEqual(['telegram', 'zalo', 'zalo-oa']);
    for (const one of outbox) expect(one).toMatchObject(NOTHING);
    expect({ walks, texts }).toEqual({
      walks: { count: 0, oldestDays: null },
      texts: { count: 0, oldestDays: null },
    });
  });

  it('counts by channel, and tells how long the oldest has been due', async () => {
    await queue('zalo', ['một', 'hai']);
    await queue('zalo', ['ba']);
    expect(await outboxOf('zalo', 2)).toEqual({ ...NOTHING, waiting: 3, oldestDueSeconds: 120 });
    expect(await outboxOf('telegram', 2)).toEqual(NOTHING);
  });

  it('does not call due what waits for its next try, what is being sent, or what waits behind such a one', async () => {
    await queue('zalo', ['một', 'hai']);
    const order = {
      channel: 'zalo',
      limit: 9,
      leaseMs: 60_000,
      perSecond: 1_000_000,
      aheadMs: 5_000,
    } as const;
    const [claimed] = await tried.store.outbox.claim(order, NOW);
    expect(await outboxOf('zalo', 0.5)).toEqual({ ...NOTHING, waiting: 2 });
    const outcome = { kind: 'retry', reason: 'HTTP 502' } as const;
    await tried.store.outbox.settle([{ id: claimed?.id ?? '', outcome, retryAt: later(10) }], NOW);
    expect(await outboxOf('zalo', 5)).toEqual({ ...NOTHING, waiting: 2 });
    expect(await outboxOf('zalo', 11)).toMatchObject({ waiting: 2, oldestDueSeconds: 60 });
  });

  it('does not call due what waits for someone who blocked us', async () => {
    const id = await queue('telegram', ['một']);
    await tried.database.query('UPDATE contacts SET blocked_at = now() WHERE id = $1::uuid', [id]);
    expect(await outboxOf('telegram', 5)).toEqual({ ...NOTHING, waiting: 1 });
  });

  it('keeps dead letters apart, and tells of a parked channel', async () => {
    await queue('zalo', ['một']);
    await queue('zalo', ['hai']);
    const order = {
      channel: 'zalo',
      limit: 1,
      leaseMs: 60_000,
      perSecond: 1_000_000,
      aheadMs: 5_000,
    } as const;
    const [dead] = await tried.store.outbox.claim(order, NOW);
    const refused = { kind: 'refused', reason: 'zalo 400' } as const;
    await tried.store.outbox.settle([{ id: dead?.id ?? '', outcome: refused, retryAt: null }], NOW);
    await tried.database.query(
      "UPDATE sending_lanes SET parked_until = clock_timestamp() + interval '1 hour' WHERE channel = 'zalo'",
    );
    expect(await outboxOf('zalo')).toMatchObject({ waiting: 1, dead: 1, parked: true });
  });

  it('counts finished walks and waiting texts of all consultations as one number, by days', async () => {
    for (const consultation of [await launchOne(tried.store), await launchOne(tried.store)]) {
      await aChild(tried.store, consultation, { disposition: 'complete' });
      await aChild(tried.store, consultation, { disposition: 'partial' });
      await aChild(tried.store, consultation, { disposition: 'refusal' });
      await aChild(tried.store, consultation);
      const text = { consultationId: consultation.id, question: 'why', text: 'vì sao', trace: 'ciphertext' };
      await tried.store.receiving.commit([aTurn({ texts: [text] })], NOW);
    }
    const threeDays = 3 * 24 * 60;
    expect(await read(threeDays)).toMatchObject({
      walks: { count: 4, oldestDays: 3 },
      texts: { count: 2, oldestDays: 3 },
    });
  });
});
