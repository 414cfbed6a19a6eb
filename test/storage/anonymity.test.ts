/** Nobody who holds the whole database can tell who said what better than one in the batch. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, pglite, postgres, type TriedStore } from './engines.ts';
import {
  markOf,
  pilesOf,
  playHundredChildren,
  readRaw,
  sightPeople,
  sightResponses,
  sightTable,
} from './hundred-children.ts';
import { bestOf, guessByEquality, guessByOrder, type Piles, strongestTrend } from './link-attack.ts';

/** A hundred guesses of one in ten hit ten times; so lucky is one signal in half a billion, and there are hundreds. */
const LUCK = 34;

/** For a hundred pairs that have nothing to do with each other the trend strays from 0 by 0.1; this is six times that. */
const CHANCE_TREND = 0.6;

const ADDRESS_SIDE = ['contacts', 'sessions', 'inbox', 'outbox', 'waiting_texts'];

function expectNoLink(piles: Piles): void {
  expect(piles.people).toHaveLength(100);
  const guesses = [bestOf(guessByEquality(piles)), bestOf(guessByOrder(piles))];
  for (const { signal, hits } of guesses) expect(hits, signal).toBeLessThan(LUCK);
  const { signal, trend } = strongestTrend(piles);
  expect(trend, signal).toBeLessThan(CHANCE_TREND);
}

function anonymity(engine: Engine): void {
  describe(`after a hundred children were sealed on ${engine.name}`, () => {
    let tried: TriedStore;
    let played: Awaited<ReturnType<typeof playHundredChildren>>;
    beforeAll(async () => {
      tried = await engine.open();
      await tried.database.query('ANALYZE');
      played = await playHundredChildren(tried, 'shuffled');
      await tried.database.query('ANALYZE');
    });
    afterAll(() => tried?.close());

    it('no signal links a contact to a response', async () => {
      const people = await sightPeople(tried);
      expectNoLink(pilesOf([...played.truth.responseOf], people, await sightResponses(tried)));
    });

    it('no signal links a contact to a row of the ledger', async () => {
      const people = new Map(
        [...(await sightPeople(tried)).values()].map((one) => [one['contact_id']!, one]),
      );
      expectNoLink(
        pilesOf([...played.truth.pseudonymOf], people, await sightTable(tried, 'ledger', 'pseudonym')),
      );
    });

    it('no signal links a contact to a text that waits for a moderator', async () => {
      const people = new Map(
        [...(await sightPeople(tried)).values()].map((one) => [one['contact_id']!, one]),
      );
      // Each made-up text is its writer's id, so that the test knows; the attacker looks at everything else.
      const texts = await sightTable(tried, 'waiting_texts', 'text');
      const blind = new Map([...texts].map(([text, { text: _own, ...sighting }]) => [text, sighting]));
      expectNoLink(
        pilesOf(
          [...blind.keys()].map((text) => [text, text] as const),
          people,
          blind,
        ),
      );
    });

    it('walks that were sealed look all the same', async () => {
      const sealed = (await readRaw(tried, 'sessions')).map(({ columns }) => {
        const { id: _id, contact_id: _contact, ...rest } = columns as Record<string, unknown>;
        return JSON.stringify(rest);
      });
      expect(new Set(sealed).size).toBe(1);
    });

    it('nothing a child said is left on the address side, nor in the statistics of the planner', async () => {
      const dump = JSON.stringify([
        ...(await Promise.all(ADDRESS_SIDE.map((table) => readRaw(tried, table)))),
        await tried.database.query(
          `SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE tablename = ANY ($1::text[])`,
          [`{${ADDRESS_SIDE.join()}}`],
        ),
      ]);
      for (const { n } of played.children) expect(dump).not.toContain(markOf(n));
    });
  });

  it(`the attack notices what it should on ${engine.name}`, async () => {
    const tried = await engine.open();
    try {
      const { truth, children } = await playHundredChildren(tried, 'in-order');
      const people = await sightPeople(tried);
      const piles = pilesOf([...truth.responseOf], people, await sightResponses(tried));
      expect(bestOf(guessByOrder(piles)).hits).toBe(100);
      expect(strongestTrend(piles).trend).toBeCloseTo(1);
      // Had a sealed walk kept its version, it would tell how much was answered.
      const kept = new Map(
        children.map(({ walk, version }) => [walk.id, { ...people.get(walk.id), turns: `${version - 1}` }]),
      );
      const careless = pilesOf([...truth.responseOf], kept as typeof people, await sightResponses(tried));
      const telling = guessByEquality(careless).find(({ signal }) => signal === 'turns = answers');
      expect(telling?.hits).toBeGreaterThan(LUCK);
    } finally {
      await tried.close();
    }
  });
}

anonymity(pglite);
anonymity(postgres);
