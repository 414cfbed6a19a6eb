/** What watching may rely on. */

import { describe, expect, it } from 'vitest';
import type { KeptCut } from '../../src/core/progress/progress-cut.ts';
import type { TriedStore } from './engines.ts';
import { aBatch, aChild, aResponse, launchOne, NOW, nextTurn } from './made-up.ts';

const KEPT: KeptCut = {
  cut: {
    ...{ day: '2026-11-24', started: 20, answered: 10, stopped: 0, simulated: 0 },
    ...{ places: { 79: 10 }, bands: { '9-10': 10 }, stretches: [], minutes: 5 },
  },
  basis: { started: 23, answered: 14 },
};

export function progressContract(tried: () => TriedStore): void {
  const progress = () => tried().store.progress;

  describe('counting', () => {
    it('counts walks, responses by place and band, and where walks rest', async () => {
      const { store } = tried();
      const consultation = await launchOne(store);
      const responses = [
        aResponse(consultation),
        aResponse(consultation, { place: '00004', ageBand: '7-8', simulated: true }),
        aResponse(consultation, { place: null, ageBand: null, disposition: 'partial' }),
      ];
      const marks = { 'took:5': 2, 'took:30': 1, 'stopped:many': 3 };
      await store.sealing.seal(aBatch(consultation, { responses, marks }));
      await store.sealing.seal(aBatch(consultation, { marks: { 'took:5': 4 } }));
      const child = await aChild(store, consultation);
      await aChild(store, consultation, { disposition: 'complete' });
      await store.receiving.commit([nextTurn(child, 1)], NOW);
      const day = '2026-11-24';
      const found = await progress().counts(consultation.id, day);
      expect(found).toEqual({
        ...{ started: 3, answered: 3, simulated: 1 },
        byPlace: { 79: 1, '00004': 1 },
        byBand: { '9-10': 1, '7-8': 1 },
        // Something came of the walk the day before: it does not rest yet.
        stops: { many: 3 },
        minutes: { 5: 6, 30: 1 },
      });
      expect((await progress().counts(consultation.id, '2026-11-25')).stops).toEqual({ many: 3, one: 1 });
    });

    it('counts nothing where nobody came', async () => {
      const { id } = await launchOne(tried().store);
      expect(await progress().counts(id, '2026-11-24')).toEqual({
        ...{ started: 0, answered: 0, simulated: 0 },
        ...{ byPlace: {}, byBand: {}, stops: {}, minutes: {} },
      });
    });
  });

  it('keeps a cut a day, gives the latest, and never changes one', async () => {
    const { id } = await launchOne(tried().store);
    expect(await progress().latest(id)).toBeNull();
    expect(await progress().keep(id, KEPT)).toBe('kept');
    expect(await progress().keep(id, { ...KEPT, basis: { started: 99, answered: 99 } })).toBe('conflict');
    expect(await progress().latest(id)).toEqual(KEPT);
    const next = { ...KEPT, cut: { ...KEPT.cut, day: '2026-11-25' } };
    await progress().keep(id, next);
    expect(await progress().latest(id)).toEqual(next);
    const change = tried().database.query(
      'UPDATE progress_cuts SET started = 0 WHERE consultation_id = $1::uuid',
      [id],
    );
    await expect(change).rejects.toThrow();
  });

  it('keeps goals as numbers and as shares, all of them anew', async () => {
    const { id } = await launchOne(tried().store);
    const hand = { by: 'Lan', at: NOW };
    const number = { place: '79', children: 200, share: null };
    const share = { place: '01', children: 51, share: { percent: 2.5, living: 2_040, source: 'Sở Y tế' } };
    await progress().setGoals(id, [number, share], hand);
    expect(await progress().goals(id)).toEqual([share, number]);
    await progress().setGoals(id, [], hand);
    expect(await progress().goals(id)).toEqual([]);
  });
}
