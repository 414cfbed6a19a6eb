/** What tallying may rely on. */

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ClassSitting } from '../../src/core/tally/class-sitting.ts';
import type { TallyContent } from '../../src/core/tally/tally.ts';
import type { TriedStore } from './engines.ts';
import { later, launchOne, NOW } from './made-up.ts';

const LAN = { byId: 'lan', by: 'Nguyễn Thị Lan', at: NOW };
const BINH = { byId: 'binh', by: 'Trần Văn Bình', at: later(60) };

/** A year that no other test uses. */
let nextYear = 2000;

function content(changes: Partial<TallyContent> = {}): TallyContent {
  return {
    ...{ kind: 'forum', heldOn: '2026-11-20', place: '79', consultationId: null, children: 30 },
    groups: [
      { ageBand: '9-10', sex: 'girl', children: 18 },
      { ageBand: '11-13', sex: 'boy', children: 12 },
    ],
    circumstances: { poor: 4 },
    questions: [{ question: 'one', counts: { a: 20, b: 6 }, skipped: 4 }],
    source: 'Biên bản “số 12”; \u0000 <script>',
    ...changes,
  };
}

export function tallyContract(tried: () => TriedStore): void {
  const tallies = () => tried().store.tallies;

  it('enters a tally once and gives it back as it was', async () => {
    const id = randomUUID();
    const consultation = await launchOne(tried().store);
    const entered = content({ consultationId: consultation.id });
    expect(await tallies().enter(id, entered, LAN)).toBe('entered');
    expect(await tallies().enter(id, content({ children: 1 }), BINH)).toBe('there-already');
    const tally = await tallies().get(id);
    expect(tally).toEqual({
      ...entered,
      // What the database cannot hold is marked as such.
      source: 'Biên bản “số 12”; \ufffd <script>',
      ...{ id, withdrawn: false, revision: 1, enteredBy: LAN.by, enteredAt: NOW },
    });
    expect(await tallies().sumOf(consultation.id)).toEqual({ tallies: 1, children: 30 });
    expect(await tallies().list({ consultationId: consultation.id })).toEqual([tally]);
    expect(await tallies().get('nothing')).toBeNull();
    expect(await tallies().list({ consultationId: 'nothing' })).toEqual([]);
  });

  it('records every change, and lets nobody overwrite another', async () => {
    const id = randomUUID();
    await tallies().enter(id, content(), LAN);
    const fixed = content({ children: 29 });
    const change = { id, seen: 1, what: 'corrected', reason: 'Đếm nhầm', content: fixed, ...BINH } as const;
    const both = await Promise.all([tallies().change(change), tallies().change(change)]);
    expect(both.sort()).toEqual(['changed', 'outdated']);
    expect(await tallies().change({ ...change, id: randomUUID() })).toBe('absent');
    const withdrawal = { ...change, seen: 2, what: 'withdrawn', reason: 'Trùng' } as const;
    expect(await tallies().change(withdrawal)).toBe('changed');
    expect(await tallies().get(id)).toMatchObject({ children: 29, revision: 3, withdrawn: true });
    const record = await tallies().changes(id);
    expect(record.map(({ what, by, reason }) => [what, by, reason])).toEqual([
      ['entered', LAN.by, ''],
      ['corrected', BINH.by, 'Đếm nhầm'],
      ['withdrawn', BINH.by, 'Trùng'],
    ]);
    expect(record[0]?.content.children).toBe(30);
    const erase = tried().database.query('DELETE FROM tally_changes WHERE tally_id = $1::uuid', [id]);
    await expect(erase).rejects.toThrow();
  });

  it('finds one that says the same, unless it was withdrawn', async () => {
    const id = randomUUID();
    const said = content({ place: '01', children: 777 });
    await tallies().enter(id, said, LAN);
    expect((await tallies().alike({ ...said, source: 'anders' }))?.id).toBe(id);
    expect(await tallies().alike({ ...said, children: 778 })).toBeNull();
    await tallies().change({ id, seen: 1, what: 'withdrawn', reason: 'x', content: said, ...LAN });
    expect(await tallies().alike(said)).toBeNull();
  });

  it('gives the children of a year by place, band and sex for indicators, withdrawn tallies left out', async () => {
    nextYear += 1;
    const year = nextYear;
    const heldOn = `${year}-03-01`;
    for (const changes of [{}, {}, { place: '01' }, { heldOn: `${year + 500}-01-01` }]) {
      await tallies().enter(randomUUID(), content({ heldOn, ...changes }), LAN);
    }
    const gone = randomUUID();
    await tallies().enter(gone, content({ heldOn }), LAN);
    await tallies().change({
      id: gone,
      seen: 1,
      what: 'withdrawn',
      reason: 'x',
      content: content({ heldOn }),
      ...LAN,
    });
    const one = { consultationId: null };
    expect(await tallies().offChatCounts(year)).toEqual([
      { place: '01', ageBand: '11-13', sex: 'boy', ...one, children: 12 },
      { place: '01', ageBand: '9-10', sex: 'girl', ...one, children: 18 },
      { place: '79', ageBand: '11-13', sex: 'boy', ...one, children: 24 },
      { place: '79', ageBand: '9-10', sex: 'girl', ...one, children: 36 },
    ]);
  });

  it('leaves the ledger and the answers of the chat as they are', async () => {
    const sizes = () =>
      tried().database.query(
        `SELECT (SELECT count(*)::int FROM ledger) AS ledger, (SELECT count(*)::int FROM responses) AS responses,
           (SELECT count(*)::int FROM answers) AS answers`,
      );
    const before = await sizes();
    await tallies().enter(randomUUID(), content(), LAN);
    expect(await sizes()).toEqual(before);
  });

  describe('a class', () => {
    async function begun(): Promise<ClassSitting> {
      const { id: consultationId } = await launchOne(tried().store);
      const sitting: ClassSitting = {
        ...{ id: randomUUID(), consultationId, place: '00004', heldOn: '2026-11-24', ageBand: '9-10' },
        ...{ present: 30, questions: ['one', 'many'], hands: {}, revision: 1, ended: false },
      };
      await tallies().beginSitting(sitting, LAN);
      return sitting;
    }

    it('is kept question by question, and not over what another screen wrote', async () => {
      const sitting = await begun();
      expect(await tallies().sitting(sitting.id)).toEqual(sitting);
      const counted = { ...sitting, hands: { one: { counts: { a: 3 }, skipped: 1 } } };
      expect(await tallies().keepSitting(counted)).toBe('kept');
      expect(await tallies().keepSitting(counted)).toBe('outdated');
      expect(await tallies().sitting(sitting.id)).toEqual({ ...counted, revision: 2 });
      expect((await tallies().openSittings('lan')).map(({ id }) => id)).toContain(sitting.id);
      expect(await tallies().openSittings('binh')).toEqual([]);
    });

    it('ends once, with its tally, and takes nothing more', async () => {
      const sitting = await begun();
      const vote = content({ kind: 'class-vote', consultationId: sitting.consultationId, place: '00004' });
      const outcomes = await Promise.all([
        tallies().endSitting(sitting.id, vote, LAN),
        tallies().endSitting(sitting.id, vote, LAN),
      ]);
      expect(outcomes.sort()).toEqual(['entered', 'there-already']);
      expect(await tallies().get(sitting.id)).toMatchObject({ kind: 'class-vote', children: 30 });
      expect(await tallies().keepSitting(sitting)).toBe('ended');
      expect((await tallies().openSittings('lan')).map(({ id }) => id)).not.toContain(sitting.id);
    });
  });
}
