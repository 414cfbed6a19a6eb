/** What keeping consents, and erasing what was taken back, may rely on. */

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsentCount } from '../../src/core/consent-counts.ts';
import type { Consultation } from '../../src/core/consultation.ts';
import type { StandingConsentWrite } from '../../src/ports/receiving-store.ts';
import type { TriedStore } from './engines.ts';
import { aBatch, aChild, aHash, aState, aTurn, launchOne, NOW } from './made-up.ts';

type Child = Awaited<ReturnType<typeof aChild>>;

export function consentContract(tried: () => TriedStore): void {
  const rows = (sql: string, values: string[] = []) =>
    tried().database.query<Record<string, unknown>>(sql, values);
  let consultation: Consultation;
  beforeEach(async () => {
    consultation = await launchOne(tried().store);
  });

  async function decide(
    { contact, walk }: Child,
    standing: readonly Pick<StandingConsentWrite, 'decision' | 'consultation'>[],
  ): Promise<void> {
    const [found] = await rows('SELECT version FROM contacts WHERE id = $1::uuid', [contact.id]);
    const turn = aTurn({
      contact: { ...contact, expectedVersion: Number(found?.['version']), active: walk.id },
      standing: standing.map((one) => ({
        ...{ key: aHash(), purpose: 'hearing-back', wording: 1, holder: null, ...one },
      })),
    });
    expect(await tried().store.receiving.commit([turn], NOW)).toEqual(['committed']);
  }

  const hearing = async ({ contact }: Child) =>
    (await rows('SELECT 1 FROM hearing_back WHERE contact_id = $1::uuid', [contact.id])).length;

  it('hearing back stands by contact and consultation, ends for one or for all, and goes with the contact', async () => {
    const other = await launchOne(tried().store);
    const child = await aChild(tried().store, consultation);
    const sibling = await aChild(tried().store, consultation);
    const given = (one: Consultation) => ({ decision: 'given', consultation: one.id }) as const;
    await decide(child, [given(consultation), given(other)]);
    await decide(sibling, [given(consultation)]);
    await decide(child, [given(consultation)]);
    expect(await hearing(child)).toBe(2);
    await decide(child, [{ decision: 'withdrawn', consultation: other.id }]);
    expect(await hearing(child)).toBe(1);
    await decide(child, [{ decision: 'withdrawn', consultation: null }]);
    expect([await hearing(child), await hearing(sibling)]).toEqual([0, 1]);
    const { contact } = sibling;
    expect(await tried().store.retention.erase({ contact: contact.id, marks: [], texts: [] })).toBe('erased');
    expect(await hearing(sibling)).toBe(0);
  });

  it('counts of consents add up over batches, and are read with the words that were shown', async () => {
    const count = (walks: number, changes: Partial<ConsentCount> = {}): ConsentCount => ({
      ...{ purpose: 'answering', decision: 'given', flowHash: consultation.flowHash },
      ...{ language: 'vi', ageWording: '9-10', wording: 1, walks, ...changes },
    });
    const { sealing, retention } = tried().store;
    await sealing.seal(aBatch(consultation, { consents: [count(7), count(2, { decision: 'refused' })] }));
    await sealing.seal(
      aBatch(consultation, { consents: [count(5), count(3, { ageWording: '*', language: '*' })] }),
    );
    const kept = (await retention.consents()).filter((one) => one.consultation?.id === consultation.id);
    expect(kept.map(({ decision, words, people }) => [decision, words.flow?.ageWording, people])).toEqual([
      ['given', '*', 3],
      ['given', '9-10', 12],
      ['refused', '9-10', 2],
    ]);
    expect(kept[0]?.consultation?.title).toEqual(consultation.title);
  });

  describe('what is left of walks', () => {
    it('goes: the walk of a child who is not asked with its ties and its code, and replies; one begun anew stays', async () => {
      const state = aState({ phase: 'ineligible', asking: null });
      const codeKey = aHash();
      await rows('INSERT INTO code_marks (key, used) VALUES ($1, true)', [codeKey]);
      const gone = await aChild(tried().store, consultation, {
        state: { ...state, codeKey },
        disposition: 'refusal',
      });
      const again = await aChild(tried().store, consultation);
      const key = aHash();
      await rows(
        `INSERT INTO standing_consents (key, purpose, decision, channel, wording, day, holder)
         VALUES ($1, 'withdrawal', 'given', 'web', 1, '2026-11-24', 'ciphertext')`,
        [key],
      );
      const text = randomUUID();
      await rows(
        `INSERT INTO waiting_texts (id, consultation_id, question, text, trace, waiting_since)
         VALUES ($1::uuid, $2::uuid, 'why', 'Em kể', 'trace', '2026-11-24')`,
        [text, consultation.id],
      );
      const { retention } = tried().store;
      expect((await retention.leavings(10)).map((one) => one.key)).toContain(key);
      const walks = [gone.walk.id, again.walk.id];
      await retention.eraseLeavings({ keys: [key], walks, gone: walks, texts: [text] });
      expect(await rows('SELECT id FROM sessions WHERE id = ANY ($1::uuid[])', [`{${walks}}`])).toEqual([
        { id: again.walk.id },
      ]);
      expect(
        await rows('SELECT active_session_id AS active, version FROM contacts WHERE id = $1::uuid', [
          gone.contact.id,
        ]),
      ).toEqual([{ active: null, version: 2 }]);
      expect(await rows('SELECT used FROM code_marks WHERE key = $1', [codeKey])).toEqual([{ used: false }]);
      expect(await rows('SELECT 1 FROM waiting_texts WHERE id = $1::uuid', [text])).toEqual([]);
      expect((await retention.leavings(10)).map((one) => one.key)).not.toContain(key);
    });
  });
}
