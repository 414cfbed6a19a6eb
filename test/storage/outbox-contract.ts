/** What the sender may rely on. */

import { beforeEach, describe, expect, it } from 'vitest';
import type { ChannelName } from '../../src/core/channel.ts';
import type { SendOutcome } from '../../src/ports/channel.ts';
import type { TriedStore } from './engines.ts';
import { aTurn, later, NOW } from './made-up.ts';

const LEASE_MS = 60_000;
/** A message in 100 seconds: gaps that no slow machine can bridge. */
const SLOW = 0.01;
const FAILED: SendOutcome = { kind: 'retry', reason: 'HTTP 502' };

export function outboxContract(tried: () => TriedStore): void {
  const outbox = () => tried().store.outbox;
  /** As fast as can be: these tests are not about the rate. */
  const claim = async (now = NOW, channel: ChannelName = 'telegram', limit = 100) =>
    outbox().claim({ channel, limit, leaseMs: LEASE_MS, perSecond: 1_000_000, aheadMs: 5_000 }, now);
  const claimAt = async (perSecond: number, aheadMs: number, channel: ChannelName = 'telegram') =>
    outbox().claim({ channel, limit: 100, leaseMs: LEASE_MS, perSecond, aheadMs }, NOW);
  const texts = async (now = NOW) => (await claim(now)).map(({ payload }) => payload['text']);

  /** A contact for whom these texts wait. */
  async function queue(words: readonly string[], channel: ChannelName = 'telegram') {
    const turn = aTurn({ contact: { channel }, outbox: words.map((text) => ({ text })) });
    await tried().store.receiving.commit([turn], NOW);
    return turn.contact;
  }

  async function settleAll(outcome: SendOutcome, retryAt: Date | null, now = NOW): Promise<number> {
    const claimed = await claim(now);
    await outbox().settle(
      claimed.map(({ id }) => ({ id, outcome, retryAt })),
      now,
    );
    return claimed.length;
  }

  beforeEach(async () => {
    await tried().database.query('DELETE FROM outbox');
    await tried().database.query("UPDATE sending_lanes SET free_at = '2000-01-01', parked_until = NULL");
  });

  describe('claiming', () => {
    it('gives what is needed to send, of the asked channel only', async () => {
      const contact = await queue(['chào'], 'zalo');
      expect(await claim()).toEqual([]);
      expect(await claim(NOW, 'zalo')).toEqual([
        {
          id: expect.stringMatching(/^\d+$/),
          contactId: contact.id,
          channel: 'zalo',
          account: 'ciphertext',
          payload: { text: 'chào' },
          attempts: 0,
          waitMs: 0,
          broadcastId: null,
        },
      ]);
    });

    it('gives a contact its messages one after the other, in order', async () => {
      await queue(['1', '2', '3']);
      const order: unknown[] = [];
      for (let n = 0; n < 4; n += 1) {
        const [message] = await claim();
        if (message === undefined) break;
        order.push(message.payload['text']);
        expect(await claim()).toEqual([]);
        await outbox().settle([{ id: message.id, outcome: { kind: 'sent' }, retryAt: null }], NOW);
      }
      expect(order).toEqual(['1', '2', '3']);
    });

    it('gives a message to one of many senders', async () => {
      for (let n = 0; n < 20; n += 1) await queue([`m${n}`]);
      const claims = await Promise.all(Array.from({ length: 6 }, () => claim(NOW, 'telegram', 8)));
      const ids = claims.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect([...ids, ...(await claim()).map(({ id }) => id)]).toHaveLength(20);
    });

    it('obeys the limit, oldest first', async () => {
      for (const word of ['1', '2', '3']) await queue([word]);
      expect((await claim(NOW, 'telegram', 2)).map(({ payload }) => payload['text'])).toEqual(['1', '2']);
    });

    it('gives a message again when its lease ran out, and not before', async () => {
      await queue(['lost']);
      expect(await texts()).toEqual(['lost']);
      expect(await texts(new Date(NOW.getTime() + LEASE_MS - 1))).toEqual([]);
      expect(await texts(new Date(NOW.getTime() + LEASE_MS))).toEqual(['lost']);
    });

    it('gives nothing for someone who blocked us', async () => {
      const contact = await queue(['ignored']);
      await tried().store.receiving.commit(
        [aTurn({ contact: { ...contact, expectedVersion: 1, blocked: true } })],
        NOW,
      );
      expect(await claim()).toEqual([]);
    });
  });

  describe('a channel’s rate', () => {
    const many = async (count: number, channel: ChannelName = 'telegram') => {
      for (let n = 0; n < count; n += 1) await queue([`m${n}`], channel);
    };

    it('gives the messages of one claim moments one gap apart, and the first of them at once', async () => {
      await many(3);
      const waits = (await claimAt(5, 5_000)).map(({ waitMs }) => waitMs);
      expect(waits).toEqual([0, 200, 400]);
    });

    it('is kept by all senders together: no two messages get moments closer than the gap', async () => {
      await many(12);
      const claims = await Promise.all(
        Array.from({ length: 6 }, async () => {
          const claimed = await outbox().claim(
            { channel: 'telegram', limit: 2, leaseMs: LEASE_MS, perSecond: SLOW, aheadMs: 9_000_000 },
            NOW,
          );
          return { waits: claimed.map(({ waitMs }) => waitMs), at: performance.now() };
        }),
      );
      const moments = claims.flatMap(({ waits, at }) => waits.map((wait) => at + wait)).sort((a, b) => a - b);
      expect(moments).toHaveLength(12);
      // The claims came back within seconds of each other; 100 seconds lie between any two sends.
      for (const [index, moment] of moments.slice(1).entries()) {
        expect(moment - (moments[index] ?? 0)).toBeGreaterThan(50_000);
      }
    });

    it('leaves for later what has no moment soon enough, and gives it when there is one again', async () => {
      await many(8);
      expect(await claimAt(SLOW, 450_000)).toHaveLength(4);
      expect(await claimAt(SLOW, 450_000)).toEqual([]);
      await tried().database.query('UPDATE sending_lanes SET free_at = now()');
      expect(await claimAt(SLOW, 450_000)).toHaveLength(4);
    });

    it('is of one channel: another one waits for nothing', async () => {
      await many(2);
      await many(1, 'zalo');
      await claimAt(1, 60_000);
      expect(await claimAt(1, 60_000, 'zalo')).toMatchObject([{ waitMs: 0 }]);
    });

    it('is not used up by looking into an empty outbox', async () => {
      for (let n = 0; n < 5; n += 1) expect(await claimAt(1, 1_500)).toEqual([]);
      await many(1);
      expect(await claimAt(1, 1_500)).toMatchObject([{ waitMs: 0 }]);
    });
  });

  describe('a parked channel', () => {
    const PARKED: SendOutcome = { kind: 'parked', reason: 'quota', afterMs: 3_600_000 };

    it('gives nothing to any sender until its time, and holds up no other channel', async () => {
      await queue(['parks it']);
      await queue(['waits'], 'telegram');
      const [first] = await claim(NOW, 'telegram', 1);
      await outbox().settle([{ id: first!.id, outcome: PARKED, retryAt: later(60) }], NOW);
      expect(await claim()).toEqual([]);
      await queue(['other'], 'zalo');
      expect(await claim(NOW, 'zalo')).toHaveLength(1);
      await tried().database.query('UPDATE sending_lanes SET parked_until = now()');
      expect(await texts()).toEqual(['waits']);
    });

    it('is free again as soon as an operator says so, in whatever process', async () => {
      await queue(['parks it']);
      await settleAll(PARKED, later(60));
      await queue(['waits']);
      expect(await claim()).toEqual([]);
      await outbox().revive('zalo', NOW);
      expect(await claim()).toEqual([]);
      await outbox().revive('telegram', NOW);
      expect(await texts()).toEqual(['parks it', 'waits']);
    });
  });

  describe('settling', () => {
    it('deletes what was sent', async () => {
      await queue(['gone']);
      expect(await settleAll({ kind: 'sent' }, null)).toBe(1);
      expect(await tried().database.query('SELECT id FROM outbox')).toEqual([]);
    });

    it('tries again at the time it is told, and counts the tries', async () => {
      await queue(['again', 'after it']);
      await settleAll(FAILED, later(5));
      expect(await claim(later(4))).toEqual([]);
      const [message] = await claim(later(5));
      expect(message).toMatchObject({ attempts: 1, payload: { text: 'again' } });
    });

    it('does not count a try against a message whose channel is parked', async () => {
      await queue(['parked']);
      await settleAll({ kind: 'parked', reason: 'quota', afterMs: 60_000 }, null);
      await tried().database.query('UPDATE sending_lanes SET parked_until = now()');
      expect(await claim(NOW)).toEqual([]);
      expect(await claim(later(1))).toMatchObject([{ attempts: 0 }]);
    });

    it('buries what is refused or given up, and goes on with the next message', async () => {
      await queue(['given up', 'next']);
      await settleAll(FAILED, null);
      expect(await texts()).toEqual(['next']);
      const [letter] = await outbox().deadLetters(10);
      expect(letter).toEqual({
        id: expect.any(String),
        channel: 'telegram',
        attempts: 1,
        reason: 'HTTP 502',
        failedAt: NOW,
      });
    });

    it('revives dead letters', async () => {
      await queue(['revived']);
      await settleAll({ kind: 'refused', reason: 'bad request' }, null);
      expect(await outbox().revive('zalo', later(1))).toBe(0);
      expect(await outbox().revive(null, later(1))).toBe(1);
      expect(await claim(later(1))).toMatchObject([{ attempts: 0, payload: { text: 'revived' } }]);
      expect(await outbox().deadLetters(10)).toEqual([]);
    });

    it('marks who blocked us, drops what waits for them, and makes a turn under way notice', async () => {
      const contact = await queue(['1', '2']);
      await settleAll({ kind: 'blocked', reason: 'bot was blocked' }, null);
      expect(await tried().database.query('SELECT id FROM outbox')).toEqual([]);
      const request = { contacts: [contact.hash], withAllSessions: [], keys: [], codes: [] };
      const stored = (await tried().store.receiving.load(request)).contacts.get(contact.hash);
      expect(stored).toMatchObject({ blocked: true, version: 2 });
      const stale = aTurn({ contact: { ...contact, expectedVersion: 1, blocked: false } });
      expect(await tried().store.receiving.commit([stale], NOW)).toEqual(['conflict']);
    });

    it('does not mind a message that is gone', async () => {
      await queue(['x']);
      const [message] = await claim();
      const settlement = { id: message!.id, outcome: { kind: 'sent' } as const, retryAt: null };
      await outbox().settle([settlement], NOW);
      await outbox().settle([settlement, { ...settlement, outcome: FAILED }], NOW);
      expect(await tried().database.query('SELECT id FROM outbox')).toEqual([]);
    });
  });

  it('tells how deep each channel is', async () => {
    await queue(['1', '2']);
    await queue(['buried'], 'zalo');
    const claimed = await claim(NOW, 'zalo');
    await outbox().settle([{ id: claimed[0]!.id, outcome: FAILED, retryAt: null }], NOW);
    expect(await outbox().depths()).toEqual([
      { channel: 'telegram', waiting: 2, oldestAt: NOW, dead: 0 },
      { channel: 'zalo', waiting: 0, oldestAt: null, dead: 1 },
    ]);
  });

  it('purges dead letters after two weeks', async () => {
    await queue(['dead']);
    await settleAll(FAILED, null);
    await tried().store.purge(later(13 * 24 * 60));
    expect(await outbox().deadLetters(10)).toHaveLength(1);
    await tried().store.purge(later(15 * 24 * 60));
    expect(await outbox().deadLetters(10)).toEqual([]);
  });

  it('purges what waits for someone who blocked us', async () => {
    const contact = await queue(['never']);
    await queue(['kept']);
    await tried().store.receiving.commit(
      [aTurn({ contact: { ...contact, expectedVersion: 1, blocked: true } })],
      NOW,
    );
    await tried().store.purge(NOW);
    expect(await tried().database.query('SELECT payload FROM outbox')).toEqual([
      { payload: { text: 'kept' } },
    ]);
  });
}
