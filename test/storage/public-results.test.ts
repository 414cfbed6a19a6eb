/** Which results everybody may read, on both engines. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pglite, postgres, type TriedStore } from './engines.ts';
import { launchOne } from './made-up.ts';

const DECISION = { byId: 'lan', by: 'Lan', at: new Date('2026-11-24T03:00:00Z') };

describe.each([pglite, postgres])('public results on $name', (engine) => {
  let opened: TriedStore;
  beforeAll(async () => {
    opened = await engine.open();
  }, 60_000);
  afterAll(() => opened?.close());

  it('are closed until somebody opens them, and then say who did', async () => {
    const { publicResults } = opened.store;
    const { id } = await launchOne(opened.store, { places: ['79'] });
    expect(await publicResults.decision(id)).toBeNull();
    await publicResults.open(id, DECISION);
    expect(await publicResults.decision(id)).toEqual(DECISION);
    expect(await publicResults.all()).toContain(id);
  });

  it('stay as the first who opened them left them, until they are closed', async () => {
    const { publicResults } = opened.store;
    const { id } = await launchOne(opened.store, { places: ['79'] });
    await publicResults.open(id, DECISION);
    await publicResults.open(id, { ...DECISION, by: 'Minh' });
    expect((await publicResults.decision(id))?.by).toBe('Lan');
    await publicResults.close(id);
    await publicResults.close(id);
    expect(await publicResults.decision(id)).toBeNull();
  });
});
