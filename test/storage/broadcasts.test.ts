/** Broadcasts in the database: resumable at every statement, replies first, nobody twice, nobody left out. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Broadcast } from '../../src/core/broadcast/broadcast.ts';
import { dayOf } from '../../src/core/day.ts';
import type { Candidate } from '../../src/ports/broadcast-store.ts';
import type { SendOutcome } from '../../src/ports/channel.ts';
import { createBroadcastStore } from '../../src/storage/broadcast-store.ts';
import {
  aBroadcast,
  aBrokenOff,
  begin,
  decide,
  failingAt,
  feedAll,
  feedOrder,
  waitingFor,
  writeToAll,
} from './broadcast-world.ts';
import { type Engine, pglite, postgres, type TriedStore } from './engines.ts';
import { aState, aTurn, later, launchOne, NOW, nextTurn } from './made-up.ts';

const LEASE_MS = 60_000;

function broadcastContract(engine: Engine): void {
  describe(`broadcasts on ${engine.name}`, () => {
    let tried: TriedStore;
    beforeAll(async () => {
      tried = await engine.open();
    });
    afterAll(() => tried?.close());
    beforeEach(async () => {
      await tried.database.query('DELETE FROM outbox');
      await tried.database.query("UPDATE broadcasts SET status = 'stopped' WHERE status = 'running'");
      await tried.database.query("UPDATE sending_lanes SET free_at = '2000-01-01', parked_until = NULL");
    });

    const store = () => tried.store;
    const claim = (now = NOW, broadcastAheadMs = 1_000) =>
      store().outbox.claim(
        {
          ...{ channel: 'telegram', limit: 100, leaseMs: LEASE_MS, perSecond: 1_000_000 },
          ...{ aheadMs: 5_000, broadcastAheadMs },
        },
        now,
      );
    const children = async (count: number) => {
      const consultation = await launchOne(store());
      const all = [];
      for (let n = 0; n < count; n += 1) all.push(await aBrokenOff(store(), consultation));
      return { consultation, all };
    };
    const progress = async (broadcast: Broadcast) => {
      const found = await store().broadcasts.get(broadcast.id);
      if (found === null) throw new Error('gone');
      return found;
    };
    const lane = async (broadcast: Broadcast) => (await progress(broadcast)).lanes[0]!;
    const settleAll = async (claimed: Awaited<ReturnType<typeof claim>>, outcome: SendOutcome) =>
      store().outbox.settle(
        claimed.map(({ id, broadcastId }) => ({ id, broadcastId, outcome, retryAt: null })),
        NOW,
      );

    describe('beginning', () => {
      it('is done once, however often the form comes, and shows where it stands', async () => {
        const { consultation } = await children(1);
        const broadcast = await begin(store(), aBroadcast(consultation), 12);
        expect(await store().broadcasts.begin(broadcast, new Map([['telegram', 99]]))).toBe('known');
        expect(await progress(broadcast)).toEqual({
          ...broadcast,
          lanes: [
            {
              ...{ channel: 'telegram', audience: 12, lookedAt: 0, queued: 0, waiting: 0, skipped: {} },
              ...{ sent: 0, failed: 0, blocked: 0, unsure: 0, done: false, perSecond: null },
            },
          ],
        });
        expect(await store().broadcasts.running()).toMatchObject([{ id: broadcast.id }]);
      });

      it('waits for the one before: two at once would write to the same children', async () => {
        const { consultation } = await children(1);
        const first = await begin(store(), aBroadcast(consultation));
        const second = aBroadcast(consultation);
        expect(await store().broadcasts.begin(second, new Map([['telegram', 1]]))).toBe('another-runs');
        const other = aBroadcast(consultation, { kind: 'invitation' });
        expect(await store().broadcasts.begin(other, new Map([['telegram', 1]]))).toBe('begun');
        const event = { what: 'stopped', by: 'Chị Lan', at: later(1), reason: 'Nhầm đợt' } as const;
        expect(await store().broadcasts.change(first.id, 'stopped', event)).toBe(true);
        expect(await store().broadcasts.begin(second, new Map([['telegram', 1]]))).toBe('begun');
        expect((await progress(first)).events.at(-1)).toEqual(event);
      });

      it('changes only from where each change makes sense', async () => {
        const { consultation } = await children(1);
        const { id } = await begin(store(), aBroadcast(consultation));
        const change = (to: Broadcast['status']) =>
          store().broadcasts.change(id, to, { what: 'paused', by: null, at: NOW, reason: null });
        expect(await change('running')).toBe(false);
        expect(await change('paused')).toBe(true);
        expect(await change('done')).toBe(false);
        expect(await change('running')).toBe(true);
        expect(await change('stopped')).toBe(true);
        expect(await change('running')).toBe(false);
      });
    });

    describe('feeding', () => {
      it('comes to every child once, in the order of random ids, in stretches', async () => {
        const { consultation, all } = await children(23);
        await aBrokenOff(store(), consultation, { channel: 'zalo' });
        const broadcast = await begin(store(), aBroadcast(consultation), 23);
        expect(await feedAll(store(), feedOrder(broadcast))).toBe(23);
        const queued = await waitingFor(tried.database, broadcast);
        expect(queued).toEqual(all.map(({ contact }) => contact.id).sort());
        expect(await lane(broadcast)).toMatchObject({ lookedAt: 23, queued: 23, waiting: 23, done: true });
      });

      it('leaves out who has finished, of whatever consultation, and who is of another one', async () => {
        const { consultation, all } = await children(3);
        const other = await children(2);
        const [first] = all;
        await store().receiving.commit([nextTurn(first!, 1, { disposition: 'complete' })], NOW);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const queued = await waitingFor(tried.database, broadcast);
        expect(queued).toEqual([all[1]!, all[2]!].map(({ contact }) => contact.id).sort());
        expect(other.all).toHaveLength(2);
      });

      it('gives a contact with two unfinished walks one message', async () => {
        const { consultation, all } = await children(1);
        const [first] = all;
        const second = aTurn({
          contact: { ...first!.contact, expectedVersion: 1 },
          sessions: [{ ...first!.walk, id: randomUUID(), respondent: 2, expectedVersion: null }],
        });
        expect(await store().receiving.commit([second], NOW)).toEqual(['committed']);
        const broadcast = await begin(store(), aBroadcast(consultation));
        const seen: number[] = [];
        await feedAll(
          store(),
          feedOrder(broadcast, {
            scan: 1,
            decide: (candidate) => {
              if (candidate.about.kind === 'reminder') seen.push(candidate.about.walks.length);
              return writeToAll(candidate);
            },
          }),
        );
        expect(await waitingFor(tried.database, broadcast)).toEqual([first!.contact.id]);
        expect(seen).toEqual([2]);
      });

      it('knows of no walk to remind of where answers would go to another child’s, which has ended', async () => {
        const { consultation, all } = await children(1);
        const [first] = all;
        const second = { ...first!.walk, id: randomUUID(), respondent: 2, expectedVersion: null };
        const turn = aTurn({
          contact: { ...first!.contact, expectedVersion: 1, active: second.id },
          sessions: [{ ...second, disposition: 'complete' }],
        });
        expect(await store().receiving.commit([turn], NOW)).toEqual(['committed']);
        const broadcast = await begin(store(), aBroadcast(consultation));
        const seen: unknown[] = [];
        const decideNone = (candidate: Candidate) => {
          seen.push(candidate.about);
          return { kind: 'skip', reason: 'stopped' } as const;
        };
        await feedAll(store(), feedOrder(broadcast, { decide: decideNone }));
        expect(seen).toEqual([{ kind: 'reminder', walks: [] }]);
      });

      it('fills the outbox no further than told, and goes on behind the last one', async () => {
        const { consultation, all } = await children(20);
        const broadcast = await begin(store(), aBroadcast(consultation));
        const order = feedOrder(broadcast, { fill: 5, scan: 8 });
        expect(await feedAll(store(), order)).toBe(5);
        expect(await store().broadcasts.feed(order)).toEqual({ kind: 'full' });
        const got: string[] = [];
        while (got.length < all.length) {
          const claimed = await claim();
          got.push(...claimed.map(({ contactId }) => contactId));
          await settleAll(claimed, { kind: 'sent' });
          await feedAll(store(), order);
        }
        expect([...got].sort()).toEqual(all.map(({ contact }) => contact.id).sort());
        expect(await lane(broadcast)).toMatchObject({ done: true, sent: 20, waiting: 0, lookedAt: 20 });
      });

      it('counts who is not written to, by reason', async () => {
        const { consultation } = await children(9);
        const broadcast = await begin(store(), aBroadcast(consultation));
        let n = 0;
        const reasons = ['weekly', 'withdrawn', 'weekly'] as const;
        await feedAll(
          store(),
          feedOrder(broadcast, {
            scan: 4,
            decide: () => {
              n += 1;
              return { kind: 'skip', reason: reasons[n % 3]! };
            },
          }),
        );
        expect(await lane(broadcast)).toMatchObject({ skipped: { weekly: 6, withdrawn: 3 }, queued: 0 });
      });

      it('knows how many messages each got within seven days, over all broadcasts, and not longer', async () => {
        const { consultation, all } = await children(2);
        const seen: number[] = [];
        for (const minutes of [0, 60, 24 * 60, 6 * 24 * 60, 8 * 24 * 60]) {
          const broadcast = await begin(store(), aBroadcast(consultation));
          await feedAll(
            store(),
            feedOrder(broadcast, {
              today: dayOf(later(minutes)),
              decide: (candidate) => {
                if (candidate.contactId === all[0]!.contact.id) {
                  seen.push(candidate.approached.messagesThisWeek);
                }
                return writeToAll(candidate);
              },
            }),
          );
          const event = { what: 'done', by: null, at: NOW, reason: null } as const;
          await store().broadcasts.change(broadcast.id, 'done', event);
          await tried.database.query('DELETE FROM outbox');
        }
        expect(seen).toEqual([0, 1, 2, 3, 1]);
        await store().purge(later(30 * 24 * 60));
        expect(await tried.database.query('SELECT 1 FROM broadcast_marks')).toEqual([]);
      });

      it('knows who wants no more messages, and who blocked us', async () => {
        const { consultation, all } = await children(3);
        const [stopped, blocked] = all;
        await decide(store(), stopped!.contact, { purpose: 'reminder', decision: 'withdrawn' });
        const turn = aTurn({ contact: { ...blocked!.contact, expectedVersion: 1, blocked: true } });
        await store().receiving.commit([turn], NOW);
        const broadcast = await begin(store(), aBroadcast(consultation));
        const known = new Map<string, unknown>();
        await feedAll(
          store(),
          feedOrder(broadcast, {
            decide: (candidate) => {
              known.set(candidate.contactId, candidate.approached);
              return writeToAll(candidate);
            },
          }),
        );
        const usual = { channel: 'telegram', blocked: false, withdrawn: false, messagesThisWeek: 0 };
        expect(known.get(stopped!.contact.id)).toEqual({ ...usual, withdrawn: true });
        expect(known.get(blocked!.contact.id)).toEqual({ ...usual, blocked: true });
        expect(known.get(all[2]!.contact.id)).toEqual(usual);
      });

      it('is done by one of many processes at a time, none of which repeats or leaves out anyone', async () => {
        const { consultation, all } = await children(40);
        const broadcast = await begin(store(), aBroadcast(consultation));
        const order = feedOrder(broadcast, { scan: 3 });
        const worker = async () => {
          for (let n = 0; n < 200; n += 1) {
            const outcome = await store().broadcasts.feed(order);
            if (outcome.kind === 'done') return;
          }
        };
        await Promise.all(Array.from({ length: 5 }, worker));
        expect(await waitingFor(tried.database, broadcast)).toEqual(
          all.map(({ contact }) => contact.id).sort(),
        );
      });
    });

    describe('a kill', () => {
      it.each(['before', 'after', 'commit'] as const)(
        '%s any statement of a stretch repeats nobody and leaves out nobody',
        async (when) => {
          const { consultation, all } = await children(17);
          const broadcast = await begin(store(), aBroadcast(consultation));
          const order = feedOrder(broadcast, { scan: 5 });
          let killed = 0;
          // A stretch has ten statements at most; each is killed once, and what was begun before goes on.
          for (let statement = 1; statement <= 12; statement += 1) {
            const failing = failingAt(tried.database, { statement, when });
            const mortal = createBroadcastStore(failing, store().addressBook);
            const outcome = await mortal.feed(order).catch((error: Error) => error.message);
            if (outcome === 'killed') killed += 1;
          }
          expect(killed).toBeGreaterThanOrEqual(8);
          await feedAll(store(), order);
          const expected = all.map(({ contact }) => contact.id).sort();
          expect(await waitingFor(tried.database, broadcast)).toEqual(expected);
          const marks = await tried.database.query<{ n: number }>(
            `SELECT messages AS n FROM broadcast_marks
             WHERE key = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb)))`,
            [JSON.stringify(expected.map((id) => store().addressBook.contactMark('week', id)))],
          );
          expect(marks.map(({ n }) => n)).toEqual(expected.map(() => 1));
          expect(await lane(broadcast)).toMatchObject({ lookedAt: 17, queued: 17, done: true });
        },
      );
    });

    describe('leaving', () => {
      it('lets every reply go first, also one that came later and one behind a reminder to the same child', async () => {
        const { consultation, all } = await children(5);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const [same] = all;
        const replies = [
          aTurn({ contact: { ...same!.contact, expectedVersion: 1 }, outbox: [{ text: 'reply 1' }] }),
          aTurn({ outbox: [{ text: 'reply 2' }] }),
        ];
        expect(await store().receiving.commit(replies, later(1))).toEqual(['committed', 'committed']);
        const claimed = await claim(later(2));
        expect(claimed.slice(0, 2).map(({ payload }) => payload['text'])).toEqual(['reply 1', 'reply 2']);
        // The child who is answered gets the reminder only once the answer has left.
        expect(claimed).toHaveLength(2 + 4);
        expect(claimed.map(({ broadcastId }) => broadcastId)).toEqual([
          ...[null, null],
          ...Array.from({ length: 4 }, () => broadcast.id),
        ]);
      });

      it('takes moments only a little ahead, so that a reply never waits behind a long row', async () => {
        const { consultation } = await children(30);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const slow = {
          ...({ channel: 'telegram', limit: 32, leaseMs: LEASE_MS, perSecond: 5 } as const),
          ...{ aheadMs: 5_000, broadcastAheadMs: 1_000 },
        };
        const claimed = await store().outbox.claim(slow, NOW);
        expect(claimed.length).toBeGreaterThan(0);
        expect(claimed.length).toBeLessThanOrEqual(5);
        await store().receiving.commit([aTurn({ outbox: [{ text: 'reply' }] })], NOW);
        const [reply] = await store().outbox.claim(slow, NOW);
        expect(reply?.payload).toEqual({ text: 'reply' });
        expect(reply?.waitMs).toBeLessThan(1_100);
      });

      it('is closed by the sender in quiet hours, to broadcasts only', async () => {
        const { consultation } = await children(2);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        await store().receiving.commit([aTurn({ outbox: [{ text: 'reply' }] })], NOW);
        expect((await claim(NOW, 0)).map(({ broadcastId }) => broadcastId)).toEqual([null]);
      });

      it('stops at once for a broadcast that rests, a consultation that rests or is over, and a child who finished', async () => {
        const { consultation, all } = await children(4);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const set = (column: string, value: string) =>
          tried.database.query(`UPDATE consultations SET ${column} = ${value} WHERE id = $1::uuid`, [
            consultation.id,
          ]);
        const note = { what: 'paused', by: null, at: NOW, reason: null } as const;
        await store().broadcasts.change(broadcast.id, 'paused', note);
        expect(await claim()).toEqual([]);
        await store().broadcasts.change(broadcast.id, 'running', note);
        await set('paused_at', `'${NOW.toISOString()}'`);
        expect(await claim()).toEqual([]);
        await set('paused_at', 'NULL');
        await set('closes_at', `'${later(1).toISOString()}'`);
        expect(await claim(later(1))).toEqual([]);
        await set('closes_at', 'NULL');
        const [finished, stoppedChild] = all;
        await store().receiving.commit([nextTurn(finished!, 1, { disposition: 'complete' })], NOW);
        const stopped = { state: aState({ phase: 'stopped' }) };
        await store().receiving.commit([nextTurn(stoppedChild!, 1, stopped)], NOW);
        expect((await claim()).map(({ contactId }) => contactId).sort()).toEqual(
          [all[2]!, all[3]!].map(({ contact }) => contact.id).sort(),
        );
        await store().broadcasts.tidy(NOW);
        expect(await lane(broadcast)).toMatchObject({ waiting: 2 });
      });

      it('never sends again what was on its way when its sender vanished', async () => {
        const { consultation } = await children(3);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const [one, two] = await claim();
        expect(await store().outbox.setOut([one!.id], NOW)).toEqual(new Set([one!.id]));
        expect(await store().outbox.setOut([one!.id], NOW)).toEqual(new Set());
        const after = new Date(NOW.getTime() + LEASE_MS);
        // What was only claimed goes on; what may have reached a child does not.
        const again = await claim(after);
        expect(again.map(({ id }) => id)).toContain(two!.id);
        expect(again.map(({ id }) => id)).not.toContain(one!.id);
        await store().broadcasts.tidy(after);
        expect(await lane(broadcast)).toMatchObject({ unsure: 1, waiting: 2 });
      });

      it('counts how each ended, and keeps no dead letter of a broadcast', async () => {
        const { consultation } = await children(5);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const claimed = await claim();
        const outcomes: readonly SendOutcome[] = [
          { kind: 'sent' },
          { kind: 'refused', reason: 'telegram 400' },
          { kind: 'retry', reason: 'no answer', isUnsure: true },
          { kind: 'retry', reason: 'HTTP 502' },
          { kind: 'blocked', reason: 'blocked' },
        ];
        for (const [at, outcome] of outcomes.entries()) await settleAll([claimed[at]!], outcome);
        expect(await lane(broadcast)).toMatchObject({
          sent: 1,
          failed: 2,
          unsure: 1,
          blocked: 1,
          waiting: 0,
        });
        expect(await store().outbox.deadLetters(10)).toEqual([]);
        await settleAll([claimed[0]!], { kind: 'sent' });
        expect(await lane(broadcast)).toMatchObject({ sent: 1 });
      });

      it('is no business of the watch over replies', async () => {
        const { consultation } = await children(2);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const signs = await store().channelSigns.read(later(600));
        expect(signs.find(({ channel }) => channel === 'telegram')?.oldestDueSeconds).toBe(0);
        const backlog = await store().backlog.read(later(600));
        expect(backlog.outbox.find(({ channel }) => channel === 'telegram')?.oldestDueSeconds).toBe(0);
      });

      it('is taken back with everything that waits when the broadcast is stopped', async () => {
        const { consultation } = await children(4);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const [claimed] = await claim();
        const note = { what: 'stopped', by: 'Chị Lan', at: NOW, reason: 'Nhầm' } as const;
        await store().broadcasts.change(broadcast.id, 'stopped', note);
        await store().broadcasts.tidy(NOW);
        expect(await waitingFor(tried.database, broadcast)).toEqual([]);
        expect(await store().outbox.setOut([claimed!.id], NOW)).toEqual(new Set());
      });

      it('is measured over busy minutes only', async () => {
        const { consultation } = await children(10);
        const broadcast = await begin(store(), aBroadcast(consultation));
        await feedAll(store(), feedOrder(broadcast));
        const at = { broadcastId: broadcast.id, channel: 'telegram' } as const;
        const claimed = await claim();
        await store().broadcasts.measure(at, true, NOW);
        await settleAll(claimed.slice(0, 6), { kind: 'sent' });
        await store().broadcasts.measure(at, true, later(0.5));
        expect(await lane(broadcast)).toMatchObject({ perSecond: null });
        await store().broadcasts.measure(at, true, later(2));
        expect(await lane(broadcast)).toMatchObject({ perSecond: 6 / 120 });
        await store().broadcasts.measure(at, false, later(3));
        await settleAll(claimed.slice(6), { kind: 'sent' });
        await store().broadcasts.measure(at, true, later(60));
        await store().broadcasts.measure(at, true, later(62));
        expect(await lane(broadcast)).toMatchObject({ perSecond: 6 / 120 });
      });
    });

    describe('standing consents', () => {
      const agree = async (count: number, province: string | null = '01') => {
        const { all } = await children(count);
        for (const { contact } of all) {
          await decide(store(), contact, { purpose: 'invitation', decision: 'given' }, province);
        }
        return all;
      };
      beforeEach(async () => {
        await tried.database.query('DELETE FROM standing_consents');
      });

      it('are where invitations look, each with province and day; who takes part is known', async () => {
        const all = await agree(5, '79');
        const here = await launchOne(store());
        const joined = aTurn({
          contact: { ...all[0]!.contact, expectedVersion: 2 },
          sessions: [{ ...all[0]!.walk, id: randomUUID(), consultationId: here.id, flowHash: here.flowHash }],
        });
        expect(await store().receiving.commit([joined], NOW)).toEqual(['committed']);
        const broadcast = await begin(store(), aBroadcast(here, { kind: 'invitation' }));
        const seen = new Map<string, unknown>();
        const order = feedOrder(broadcast, {
          scan: 2,
          decide: (candidate) => {
            seen.set(candidate.contactId, candidate.about);
            return writeToAll(candidate);
          },
        });
        expect(await feedAll(store(), order)).toBe(5);
        const about = { kind: 'invitation', province: '79', agreedOn: dayOf(NOW), takesPart: false };
        expect(seen.get(all[1]!.contact.id)).toEqual(about);
        expect(seen.get(all[0]!.contact.id)).toEqual({ ...about, takesPart: true });
        // Who takes part meanwhile is not invited any more.
        expect((await claim()).map(({ contactId }) => contactId)).not.toContain(all[0]!.contact.id);
      });

      it('that are withdrawn are found by nobody, and take back what waits', async () => {
        const all = await agree(3);
        const broadcast = await begin(store(), aBroadcast(await launchOne(store()), { kind: 'invitation' }));
        await feedAll(store(), feedOrder(broadcast));
        const [first] = all;
        await decide(store(), first!.contact, { purpose: 'invitation', decision: 'withdrawn' });
        expect(await waitingFor(tried.database, broadcast)).not.toContain(first!.contact.id);
        expect(await waitingFor(tried.database, broadcast)).toHaveLength(2);
        const search = {
          kind: 'invitation',
          channel: 'telegram',
          consultationId: broadcast.consultationId,
        } as const;
        expect(await store().broadcasts.count(search, null)).toBe(2);
      });

      it('name nobody: neither by what stands in them, nor by place or transaction once they are mixed', async () => {
        const all = await agree(12);
        const raw = async () =>
          tried.database.query<{ key: string; xmin: string; row: string }>(
            'SELECT key, xmin::text AS xmin, s::text AS row FROM standing_consents s',
          );
        const before = await raw();
        for (const { contact } of all) {
          for (const { row } of before) {
            expect(row).not.toContain(contact.id);
            expect(row).not.toContain(contact.hash);
          }
        }
        expect(new Set(before.map(({ xmin }) => xmin)).size).toBe(12);
        await store().broadcasts.mixConsents(13);
        expect(await raw()).toEqual(before);
        await store().broadcasts.mixConsents(10);
        const after = await raw();
        expect(new Set(after.map(({ xmin }) => xmin)).size).toBe(1);
        expect(after.map(({ key }) => key)).toEqual([...before.map(({ key }) => key)].sort());
        // A single later one is written anew in the company of others.
        await agree(1);
        await store().purge(NOW);
        const [newest] = await tried.database.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM standing_consents GROUP BY xmin::text ORDER BY xmin::text::bigint DESC LIMIT 1',
        );
        expect(newest?.n).toBeGreaterThanOrEqual(10);
        expect(await tried.database.query('SELECT 1 FROM standing_consents WHERE NOT mixed')).toEqual([]);
      });
    });

    it('counts what left in a month, by channel', async () => {
      const before = await store().channelSigns.sentThisMonth('telegram', NOW);
      await store().outbox.countSent('telegram', 3, NOW);
      await store().outbox.countSent('telegram', 4, later(5));
      expect(await store().channelSigns.sentThisMonth('telegram', NOW)).toBe(before + 7);
      expect(await store().channelSigns.sentThisMonth('zalo', NOW)).toBe(0);
      expect(await store().channelSigns.sentThisMonth('telegram', later(31 * 24 * 60))).toBe(0);
    });

    it('tells what a channel suffers from', async () => {
      await store().receiving.commit([aTurn({ outbox: [{ text: 'reply' }] })], NOW);
      const [message] = await claim();
      const parked = {
        kind: 'parked',
        reason: 'telegram 401: the bot token is refused',
        afterMs: 600_000,
      } as const;
      await store().outbox.settle([{ id: message!.id, outcome: parked, retryAt: later(10) }], NOW);
      const signs = await store().channelSigns.read(NOW);
      expect(signs.map(({ channel }) => channel)).toEqual(['telegram', 'zalo', 'zalo-oa']);
      expect(signs[0]).toMatchObject({ parked: true, lastFailure: parked.reason });
    });
  });
}

broadcastContract(pglite);
broadcastContract(postgres);
