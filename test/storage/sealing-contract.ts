/** What sealing may rely on. */

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { TriedStore } from './engines.ts';
import { aBatch, aChild, aHash, aLedgerRow, aResponse, later, launchOne, NOW, nextTurn } from './made-up.ts';

export function sealingContract(tried: () => TriedStore): void {
  const sealing = () => tried().store.sealing;
  const rows = (sql: string, values: string[] = []) =>
    tried().database.query<Record<string, unknown>>(sql, values);
  let consultation: Consultation;
  beforeEach(async () => {
    consultation = await launchOne(tried().store);
  });

  /** Children whose walks end as told, and those walks as sealing sees them. */
  async function finished(dispositions: readonly ('complete' | 'partial' | 'refusal' | null)[]) {
    return Promise.all(
      dispositions.map((disposition) => aChild(tried().store, consultation, { disposition })),
    );
  }

  describe('finding walks', () => {
    it('counts and gives those that ended with something to keep', async () => {
      const children = await finished(['complete', 'partial', 'refusal', null]);
      const waiting = await sealing().waiting();
      expect(waiting).toContainEqual({ consultationId: consultation.id, count: 2 });
      const found = await sealing().sealable(consultation.id, 10, false);
      expect(new Set(found.map(({ id }) => id))).toEqual(
        new Set(children.slice(0, 2).map(({ walk }) => walk.id)),
      );
      const first = found.find(({ id }) => id === children[0]!.walk.id);
      expect(first).toEqual({
        id: children[0]!.walk.id,
        version: 1,
        contactHash: children[0]!.contact.hash,
        contactId: children[0]!.contact.id,
        respondent: 1,
        channel: 'telegram',
        flowHash: consultation.flowHash,
        disposition: 'complete',
        state: children[0]!.walk.state,
      });
    });

    it('gives every walk not sealed of a consultation that is over', async () => {
      await finished(['complete', 'refusal', null]);
      expect(await sealing().sealable(consultation.id, 10, true)).toHaveLength(3);
      expect(await sealing().sealable(consultation.id, 2, true)).toHaveLength(2);
    });
  });

  describe('a batch', () => {
    it('keeps the answers, in the order given, and erases the walks', async () => {
      const children = await finished(['complete', 'partial']);
      const responses = [
        aResponse(consultation),
        aResponse(consultation, { disposition: 'partial', answers: { one: null } }),
      ];
      const sessions = children.map(({ walk }) => ({ id: walk.id, version: 1 }));
      expect(await sealing().seal(aBatch(consultation, { sessions, responses }))).toBe('sealed');
      const kept = await rows(
        'SELECT id, disposition FROM responses WHERE consultation_id = $1::uuid ORDER BY ctid',
        [consultation.id],
      );
      expect(kept).toEqual(responses.map(({ id, disposition }) => ({ id, disposition })));
      const answers = await rows(
        'SELECT question, options, number, skipped FROM answers WHERE response_id = $1::uuid ORDER BY question',
        [responses[0]!.id],
      );
      expect(answers).toEqual([
        { question: 'best', options: ['b', 'a', 'c'], number: null, skipped: false },
        { question: 'hours', options: null, number: 3, skipped: false },
        { question: 'many', options: ['a', 'b'], number: null, skipped: false },
        { question: 'one', options: ['a'], number: null, skipped: false },
      ]);
      const walks = await rows(
        `SELECT state, disposition, version, ended_on, sealed_on::text AS "sealedOn" FROM sessions
         WHERE consultation_id = $1::uuid`,
        [consultation.id],
      );
      const erased = { state: null, disposition: null, version: 0, ended_on: null, sealedOn: '2026-11-23' };
      expect(walks).toEqual([erased, erased]);
    });

    it('erases the replies, and a repeated delivery is still known', async () => {
      const [child] = await finished([null]);
      const turn = nextTurn(child!, 1, { disposition: 'complete' });
      await tried().store.receiving.commit([turn], NOW);
      await sealing().seal(aBatch(consultation, { sessions: [{ id: child!.walk.id, version: 2 }] }));
      const key = turn.inbox[0]!.key;
      const situation = await tried().store.receiving.load({
        contacts: [],
        withAllSessions: [],
        keys: [key],
        codes: [],
      });
      expect(situation.seen).toEqual(new Map([[key, null]]));
      expect(await rows('SELECT session_id FROM inbox WHERE key = $1', [key])).toEqual([
        { session_id: null },
      ]);
    });

    it('leaves a message that has not left yet', async () => {
      const [child] = await finished([null]);
      const goodbye = {
        ...nextTurn(child!, 1, { disposition: 'complete' }),
        outbox: [{ text: 'Cảm ơn em!' }],
      };
      await tried().store.receiving.commit([goodbye], NOW);
      await sealing().seal(aBatch(consultation, { sessions: [{ id: child!.walk.id, version: 2 }] }));
      expect(
        await rows('SELECT payload FROM outbox WHERE contact_id = $1::uuid', [child!.contact.id]),
      ).toHaveLength(1);
    });

    it('is refused whole when a walk changed, was sealed, or belongs elsewhere', async () => {
      const [one, two] = await finished(['complete', 'complete']);
      const sessions = [one!, two!].map(({ walk }) => ({ id: walk.id, version: 1 }));
      const batch = () =>
        aBatch(consultation, { sessions, responses: [aResponse(consultation)], ledger: [aLedgerRow()] });
      await tried().store.receiving.commit([nextTurn(two!, 1, { disposition: 'complete' })], NOW);
      expect(await sealing().seal(batch())).toBe('conflict');
      const fresh = { ...batch(), sessions: [{ id: two!.walk.id, version: 2 }] };
      expect(await sealing().seal({ ...fresh, consultationId: (await launchOne(tried().store)).id })).toBe(
        'conflict',
      );
      expect(
        await rows('SELECT id FROM responses WHERE consultation_id = $1::uuid', [consultation.id]),
      ).toEqual([]);
      expect(await sealing().seal(fresh)).toBe('sealed');
      expect(await sealing().seal(fresh)).toBe('conflict');
      expect(await sealing().seal({ ...fresh, sessions: [{ id: two!.walk.id, version: 0 }] })).toBe(
        'conflict',
      );
    });

    it('is written whole or not at all', async () => {
      const [child] = await finished(['complete']);
      const twice = aResponse(consultation);
      const batch = aBatch(consultation, {
        sessions: [{ id: child!.walk.id, version: 1 }],
        responses: [twice, twice],
      });
      await expect(sealing().seal(batch)).rejects.toMatchObject({ code: '23505' });
      expect(await sealing().sealable(consultation.id, 10, false)).toHaveLength(1);
    });

    it('is sealed by one of many who try', async () => {
      const children = await finished(Array(10).fill('complete'));
      const sessions = children.map(({ walk }) => ({ id: walk.id, version: 1 }));
      const tries = Array.from({ length: 5 }, () =>
        sealing().seal(
          aBatch(consultation, { sessions: [...sessions].reverse(), responses: [aResponse(consultation)] }),
        ),
      );
      expect((await Promise.all(tries)).sort()).toEqual([
        'conflict',
        'conflict',
        'conflict',
        'conflict',
        'sealed',
      ]);
    });

    it('closes a sealed walk to turns that come late', async () => {
      const [child] = await finished(['complete']);
      await sealing().seal(aBatch(consultation, { sessions: [{ id: child!.walk.id, version: 1 }] }));
      for (const version of [0, 1]) {
        const late = nextTurn(child!, version);
        expect(await tried().store.receiving.commit([late], NOW)).toEqual(['conflict']);
      }
      const request = { contacts: [child!.contact.hash], withAllSessions: [], keys: [], codes: [] };
      const stored = (await tried().store.receiving.load(request)).contacts.get(child!.contact.hash);
      expect(stored?.active).toMatchObject({ id: child!.walk.id, state: null, disposition: null });
    });

    it('writes texts that wait anew, in the order of their random ids, with its own', async () => {
      const text = (words: string) => ({
        consultationId: consultation.id,
        question: 'why',
        text: words,
        trace: 'c',
      });
      for (let n = 0; n < 12; n += 1) {
        const child = await aChild(tried().store, consultation);
        await tried().store.receiving.commit([{ ...nextTurn(child, 1), texts: [text(`t${n}`)] }], NOW);
      }
      await sealing().seal(aBatch(consultation, { texts: [text('t12'), text('t13')] }));
      const written = await rows(
        `SELECT id, text, mixed, xmin::text FROM waiting_texts WHERE consultation_id = $1::uuid ORDER BY ctid`,
        [consultation.id],
      );
      expect(written.map((row) => row['id'])).toEqual(written.map((row) => String(row['id'])).sort());
      expect(new Set(written.map((row) => row['text'])).size).toBe(14);
      expect(new Set(written.map((row) => `${row['mixed']} ${row['xmin']}`)).size).toBe(1);
    });
  });

  describe('the ledger', () => {
    it('counts a child once a year, and adds indicators to it', async () => {
      const pseudonym = aHash();
      const first = aLedgerRow({ pseudonym, place: null, indicators: [24, 22] });
      const second = aLedgerRow({
        pseudonym,
        place: '01',
        ageBand: '11-13',
        sex: 'girl',
        basis: 'browser',
        indicators: [22, 23],
      });
      await sealing().seal(aBatch(consultation, { ledger: [first, first] }));
      await sealing().seal(aBatch(consultation, { ledger: [second, aLedgerRow({ pseudonym, year: 2027 })] }));
      expect(await rows('SELECT * FROM ledger WHERE pseudonym = $1 ORDER BY year', [pseudonym])).toEqual([
        {
          year: 2026,
          pseudonym,
          place: '01',
          age_band: '9-10',
          sex: 'girl',
          basis: 'account',
          indicators: [22, 23, 24],
        },
        {
          year: 2027,
          pseudonym,
          place: '79',
          age_band: '9-10',
          sex: null,
          basis: 'account',
          indicators: [22],
        },
      ]);
    });

    it('has one key a year, the same for all who ask, until it is destroyed', async () => {
      const keys = await Promise.all(Array.from({ length: 5 }, () => sealing().yearlyKey(2031)));
      expect(new Set(keys.map((key) => Buffer.from(key!).toString('hex'))).size).toBe(1);
      expect(keys[0]).toHaveLength(32);
      expect(await sealing().yearlyKey(2032)).not.toEqual(keys[0]);
      const [stored] = await rows('SELECT key FROM yearly_keys WHERE year = 2031');
      expect(Buffer.from(String(stored!['key']), 'base64url').includes(Buffer.from(keys[0]!))).toBe(false);
      await rows(`UPDATE yearly_keys SET key = NULL, destroyed_on = '2032-03-01' WHERE year = 2031`);
      expect(await sealing().yearlyKey(2031)).toBeNull();
    });

    it('refuses the key of another year in its place', async () => {
      await sealing().yearlyKey(2033);
      await rows('INSERT INTO yearly_keys (year, key) SELECT 2034, key FROM yearly_keys WHERE year = 2033');
      await expect(sealing().yearlyKey(2034)).rejects.toThrow('not a key of that year');
    });
  });

  it('counts what is not published, simulated children left out', async () => {
    await finished(['complete', 'refusal', null]);
    const responses = [
      aResponse(consultation),
      aResponse(consultation, { id: randomUUID(), simulated: true }),
    ];
    await sealing().seal(aBatch(consultation, { responses, ledger: [aLedgerRow()] }));
    const [ledger] = await rows('SELECT count(*)::int AS n FROM ledger');
    expect(await sealing().unpublishedCounts(consultation.id)).toEqual({
      responses: 1,
      waiting: 1,
      ledger: ledger!['n'],
    });
  });

  it('forgets inbox keys after three days', async () => {
    const child = await aChild(tried().store, consultation);
    const turn = nextTurn(child, 1);
    await tried().store.receiving.commit([turn], NOW);
    const known = () => rows('SELECT key FROM inbox WHERE key = $1', [turn.inbox[0]!.key]);
    await tried().store.purge(later(3 * 24 * 60));
    expect(await known()).toHaveLength(1);
    await tried().store.purge(later(4 * 24 * 60));
    expect(await known()).toEqual([]);
  });
}
