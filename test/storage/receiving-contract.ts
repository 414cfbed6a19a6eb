/** What the receiving path may rely on. */

import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { CommitOutcome, ContactTurn, SituationRequest } from '../../src/ports/receiving-store.ts';
import { cryptoRandom } from '../../src/runtime/random.ts';
import type { TriedStore } from './engines.ts';
import { aChild, aHash, aState, aTurn, aWalk, later, launchOne, NOW, nextTurn } from './made-up.ts';

const random = cryptoRandom();

const NOTHING: SituationRequest = { contacts: [], withAllSessions: [], keys: [], codes: [] };

export function receivingContract(tried: () => TriedStore): void {
  let consultation: Consultation;
  beforeAll(async () => {
    consultation = await launchOne(tried().store);
  });
  const receiving = () => tried().store.receiving;
  const load = (request: Partial<SituationRequest>) => receiving().load({ ...NOTHING, ...request });
  const rows = async (sql: string, values: string[] = []) =>
    tried().database.query<Record<string, unknown>>(sql, values);

  describe('loading', () => {
    it('finds nothing where there is nothing', async () => {
      const situation = await load({
        contacts: [aHash()],
        withAllSessions: [aHash()],
        keys: [aHash()],
        codes: ['NOPE'],
      });
      expect([situation.contacts.size, situation.seen.size, situation.invitations.size]).toEqual([0, 0, 0]);
    });

    it('finds a contact with the walk it is in, and its other walks only when asked', async () => {
      const { walk, contact } = await aChild(tried().store, consultation, { state: aState({ place: '01' }) });
      const second = aWalk(consultation, { respondent: 2 });
      const changed = { ...contact, expectedVersion: 1, active: second.id, language: 'en' };
      await receiving().commit([aTurn({ contact: changed, sessions: [second] })], NOW);
      const few = (await load({ contacts: [contact.hash] })).contacts.get(contact.hash);
      expect(few).toEqual({
        id: contact.id,
        hash: contact.hash,
        version: 2,
        language: 'en',
        blocked: false,
        active: {
          id: second.id,
          consultationId: consultation.id,
          flowHash: consultation.flowHash,
          respondent: 2,
          version: 1,
          disposition: null,
          state: second.state,
        },
      });
      const all = await load({ contacts: [contact.hash], withAllSessions: [contact.hash] });
      expect(new Set(all.contacts.get(contact.hash)?.sessions?.map(({ id }) => id))).toEqual(
        new Set([walk.id, second.id]),
      );
    });

    it('gives the reply of a key that was handled', async () => {
      const turn = aTurn();
      await receiving().commit([turn], NOW);
      const key = turn.inbox[0]!.key;
      expect((await load({ keys: [key, aHash()] })).seen).toEqual(new Map([[key, [{ text: 'Chào em!' }]]]));
    });

    it('finds invitations by code', async () => {
      const own = await launchOne(tried().store);
      const invitation = {
        code: `C${randomUUID().slice(0, 6).toUpperCase()}`,
        consultationId: own.id,
        place: '26881',
        oneTime: false,
      };
      const other = { ...own, id: randomUUID(), slug: `s-${randomUUID()}` };
      await tried().store.consultations.launch(other, [{ ...invitation, consultationId: other.id }]);
      const found = (await load({ codes: [invitation.code] })).invitations.get(invitation.code);
      expect(found).toEqual({
        ...{ ...invitation, consultationId: other.id },
        ...{ parentsSigned: false, withdrawn: false },
      });
    });
  });

  // A step alone and several steps have statements of their own; a newcomer among them sends all the general way.
  describe.each<[string, () => Promise<readonly ContactTurn[]>]>([
    ['by itself', async () => []],
    ['beside a step', async () => [nextTurn(await aChild(tried().store, consultation), 1)]],
    ['beside a newcomer', async () => [aTurn()]],
  ])('%s', (_name, companions) => {
    const commit = async (turns: readonly ContactTurn[], now: Date): Promise<readonly CommitOutcome[]> =>
      (await receiving().commit([...turns, ...(await companions())], now)).slice(0, turns.length);

    describe('committing', () => {
      it('writes contact, walk, reply, messages and texts of a turn', async () => {
        const walk = aWalk(consultation, { disposition: 'complete' });
        const text = {
          consultationId: consultation.id,
          question: 'why',
          text: `Vì vui ${walk.id}`,
          trace: 'ciphertext',
        };
        const payloads = [{ text: 'một' }, { text: 'hai' }, { text: 'ba' }];
        const turn = aTurn({
          contact: { active: walk.id },
          sessions: [walk],
          outbox: payloads,
          texts: [text],
        });
        expect(await commit([turn], NOW)).toEqual(['committed']);
        expect(
          await rows('SELECT payload FROM outbox WHERE contact_id = $1::uuid ORDER BY id', [turn.contact.id]),
        ).toEqual(payloads.map((payload) => ({ payload })));
        const texts = await rows(
          'SELECT trace, waiting_since::text AS day FROM waiting_texts WHERE text = $1',
          [text.text],
        );
        expect(texts).toEqual([{ trace: 'ciphertext', day: '2026-11-23' }]);
        const [session] = await rows(
          'SELECT disposition, ended_on::text AS day FROM sessions WHERE id = $1::uuid',
          [walk.id],
        );
        expect(session).toEqual({ disposition: 'complete', day: '2026-11-23' });
      });

      it('takes characters that PostgreSQL refuses', async () => {
        const odd = 'a\u0000b\ud83dc\\u0000"\'\\';
        const child = await aChild(tried().store, consultation, { state: aState({ answers: { why: odd } }) });
        const found = (await load({ contacts: [child.contact.hash] })).contacts.get(child.contact.hash);
        expect(found?.active?.state?.answers['why']).toBe('a\ufffdb\ufffdc\\u0000"\'\\');
      });

      it('lets a walk grow by one version a turn', async () => {
        const child = await aChild(tried().store, consultation);
        const state = aState({ asking: 'many' });
        expect(await commit([nextTurn(child, 1, { state })], NOW)).toEqual(['committed']);
        const found = (await load({ contacts: [child.contact.hash] })).contacts.get(child.contact.hash);
        expect(found?.active).toMatchObject({ version: 2, state });
        expect(found?.version).toBe(1);
      });

      it('refuses a turn whose walk changed meanwhile, whole, and commits the others', async () => {
        const [slow, fine] = [
          await aChild(tried().store, consultation),
          await aChild(tried().store, consultation),
        ];
        await commit([nextTurn(slow, 1)], NOW);
        const stale = { ...nextTurn(slow, 1), outbox: [{ text: 'never' }] };
        expect(await commit([stale, nextTurn(fine, 1)], NOW)).toEqual(['conflict', 'committed']);
        expect((await load({ keys: [stale.inbox[0]!.key] })).seen.size).toBe(0);
        expect(await rows('SELECT id FROM outbox WHERE contact_id = $1::uuid', [slow.contact.id])).toEqual(
          [],
        );
      });

      it('refuses a contact that exists meanwhile, whole', async () => {
        const { contact } = await aChild(tried().store, consultation);
        const walk = aWalk(consultation);
        const late = aTurn({ contact: { hash: contact.hash, active: walk.id }, sessions: [walk] });
        expect(await commit([late], NOW)).toEqual(['conflict']);
        expect(await rows('SELECT id FROM sessions WHERE id = $1::uuid', [walk.id])).toEqual([]);
      });

      it('refuses a contact that changed meanwhile', async () => {
        const { contact } = await aChild(tried().store, consultation);
        const change = () => aTurn({ contact: { ...contact, expectedVersion: 1, blocked: true } });
        expect(await commit([change()], NOW)).toEqual(['committed']);
        expect(await commit([change()], NOW)).toEqual(['conflict']);
        expect((await load({ contacts: [contact.hash] })).contacts.get(contact.hash)?.blocked).toBe(true);
      });

      it('guards a turn that changes nothing but the inbox by the contact', async () => {
        const { contact } = await aChild(tried().store, consultation);
        const greet = () =>
          aTurn({ contact: { ...contact, expectedVersion: 1 }, outbox: [{ text: 'once' }] });
        expect(await commit([greet()], NOW)).toEqual(['committed']);
        expect(await commit([greet()], NOW)).toEqual(['conflict']);
        expect(await rows('SELECT id FROM outbox WHERE contact_id = $1::uuid', [contact.id])).toHaveLength(1);
      });

      it('refuses a turn of a walk whose contact changed meanwhile', async () => {
        const child = await aChild(tried().store, consultation);
        const blocked = aTurn({ contact: { ...child.contact, expectedVersion: 1, blocked: true } });
        expect(await commit([blocked], NOW)).toEqual(['committed']);
        expect(await commit([nextTurn(child, 1)], NOW)).toEqual(['conflict']);
        const found = (await load({ contacts: [child.contact.hash] })).contacts.get(child.contact.hash);
        expect(found?.active?.version).toBe(1);
      });

      it('refuses a turn of a contact that is gone', async () => {
        const child = await aChild(tried().store, consultation);
        await rows('UPDATE contacts SET active_session_id = NULL WHERE id = $1::uuid', [child.contact.id]);
        await rows('DELETE FROM sessions WHERE contact_id = $1::uuid', [child.contact.id]);
        await rows('DELETE FROM contacts WHERE id = $1::uuid', [child.contact.id]);
        expect(await commit([nextTurn(child, 1)], NOW)).toEqual(['conflict']);
      });

      it('refuses a turn with a message that was handled before, whole, and commits the others', async () => {
        const [child, other] = [
          await aChild(tried().store, consultation),
          await aChild(tried().store, consultation),
        ];
        const first = nextTurn(child, 1);
        expect(await commit([first], NOW)).toEqual(['committed']);
        const fresh = nextTurn(child, 2);
        const repeated = { ...fresh, inbox: [...first.inbox, ...fresh.inbox], outbox: [{ text: 'again' }] };
        expect(await commit([nextTurn(other, 1), repeated], NOW)).toEqual(['committed', 'conflict']);
        const found = (await load({ contacts: [child.contact.hash] })).contacts.get(child.contact.hash);
        expect(found?.active?.version).toBe(2);
        expect(await rows('SELECT id FROM outbox WHERE contact_id = $1::uuid', [child.contact.id])).toEqual(
          [],
        );
      });

      it('finds the commit of an empty batch easy', async () => {
        expect(await receiving().commit([], NOW)).toEqual([]);
      });

      it('keeps the day on which a walk ended, and forgets it when the walk is taken up again', async () => {
        const child = await aChild(tried().store, consultation, { disposition: 'complete' });
        const day = () =>
          rows('SELECT ended_on::text AS day FROM sessions WHERE id = $1::uuid', [child.walk.id]);
        await commit([nextTurn(child, 1, { disposition: 'complete' })], later(60 * 24 * 2));
        expect(await day()).toEqual([{ day: '2026-11-23' }]);
        await commit([nextTurn(child, 2, { disposition: null })], later(60 * 24 * 3));
        expect(await day()).toEqual([{ day: null }]);
      });
    });

    describe('racing', () => {
      it('commits exactly one of many that bring the same new contact', async () => {
        const hash = aHash();
        const turns = Array.from({ length: 8 }, () =>
          aTurn({ contact: { hash }, outbox: [{ text: 'hello' }] }),
        );
        const outcomes = await Promise.all(turns.map((turn) => commit([turn], NOW)));
        expect(outcomes.flat().sort()).toEqual(['committed', ...Array(7).fill('conflict')]);
        const written = await rows(
          'SELECT count(*)::int AS n FROM outbox JOIN contacts ON contacts.id = contact_id WHERE hash = $1',
          [hash],
        );
        expect(written).toEqual([{ n: 1 }]);
      });

      it('commits a message delivered to many processes at once exactly once', async () => {
        const child = await aChild(tried().store, consultation);
        const key = aHash();
        const deliveries = Array.from({ length: 8 }, () => ({
          ...nextTurn(child, 1),
          inbox: [{ key, session: child.walk.id, reply: [] }],
          outbox: [{ text: 'answer' }],
        }));
        const outcomes = await Promise.all(deliveries.map((turn) => commit([turn], NOW)));
        expect(outcomes.flat().filter((outcome) => outcome === 'committed')).toHaveLength(1);
        expect(
          await rows('SELECT id FROM outbox WHERE contact_id = $1::uuid', [child.contact.id]),
        ).toHaveLength(1);
      });

      it('never waits in a circle, whatever the order of the contacts', async () => {
        const children = await Promise.all(
          Array.from({ length: 40 }, () => aChild(tried().store, consultation)),
        );
        for (let version = 1; version <= 12; version += 1) {
          const strangers = Array.from({ length: 40 }, () => aHash());
          const outcomes = await Promise.all(
            Array.from({ length: 5 }, () => {
              const fresh = strangers.map((hash) => aTurn({ contact: { hash } }));
              const known = children.map((child) => nextTurn(child, version));
              return commit(random.shuffle([...fresh, ...known]), NOW);
            }),
          );
          // Each newcomer and each walk goes to one of the five.
          expect(outcomes.flat().filter((outcome) => outcome === 'committed')).toHaveLength(80);
        }
      });
    });
  });
}
