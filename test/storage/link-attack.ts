/** An attacker who holds every row of the database and tries to link people to what was said. */

import { cryptoRandom } from '../../src/runtime/random.ts';

/** A thing the attacker sees, as text by column: physical place, transaction id, stored columns, counts. */
export type Sighting = Readonly<Record<string, string>>;

/** The two piles, in matching order: `people[i]` said `words[i]`. The attacker may not use that. */
export type Piles = { readonly people: readonly Sighting[]; readonly words: readonly Sighting[] };

/** What an attack found: for each signal how many of the links it would guess right. */
export type Finding = { readonly signal: string; readonly hits: number };

/**
 * Guesses by equal values: for a pair of columns, a person's words are among those with the same value, in the batch
 * that equal transaction ids show. A guess among n counts 1/n.
 */
export function guessByEquality({ people, words }: Piles): readonly Finding[] {
  return columnPairs(people, words).map(([personal, said]) => {
    let hits = 0;
    people.forEach((person, index) => {
      const fits = (word: Sighting) =>
        word[said] !== undefined && word[said] === person[personal] && word['xmin'] === person['xmin'];
      const truth = words[index];
      if (truth !== undefined && fits(truth)) hits += 1 / words.filter(fits).length;
    });
    return { signal: `${personal} = ${said}`, hits };
  });
}

/**
 * Guesses by order: sorts the people of a batch by one column and the words by another and pairs them off, forwards
 * and backwards.
 */
export function guessByOrder(piles: Piles): readonly Finding[] {
  return orderPairs(piles).flatMap(({ personal, said, orders }) => {
    let [forwards, backwards] = [0, 0];
    for (const { people, words } of orders) {
      people.forEach((person, rank) => {
        if (words[rank] === person) forwards += 1;
        if (words[words.length - 1 - rank] === person) backwards += 1;
      });
    }
    return [
      { signal: `order of ${personal} as ${said}`, hits: forwards },
      { signal: `order of ${personal} against ${said}`, hits: backwards },
    ];
  });
}

/** How strongly the ranks of two columns go together within the batches, from 0 to 1, for the strongest pair. */
export function strongestTrend(piles: Piles): { readonly signal: string; readonly trend: number } {
  const trends = orderPairs(piles).map(({ personal, said, orders }) => {
    let [together, apart] = [0, 0];
    for (const { people, words } of orders) {
      const centre = (people.length - 1) / 2;
      people.forEach((person, rank) => {
        together += (rank - centre) * (words.indexOf(person) - centre);
        apart += (rank - centre) ** 2;
      });
    }
    return { signal: `${personal} ~ ${said}`, trend: Math.abs(together / apart) };
  });
  return trends.reduce((best, one) => (one.trend > best.trend ? one : best));
}

/** The best guess of all. */
export function bestOf(findings: readonly Finding[]): Finding {
  return findings.reduce((best, one) => (one.hits > best.hits ? one : best));
}

function columnPairs(people: readonly Sighting[], words: readonly Sighting[]): [string, string][] {
  return columnsOf(people).flatMap((personal) =>
    columnsOf(words).map((said): [string, string] => [personal, said]),
  );
}

function columnsOf(pile: readonly Sighting[]): readonly string[] {
  return [...new Set(pile.flatMap((sighting) => Object.keys(sighting)))];
}

type Order = { readonly people: readonly number[]; readonly words: readonly number[] };

/** For each pair of columns, each batch in the order of the one and in the order of the other. */
function orderPairs({ people, words }: Piles) {
  // Batches are what the transaction ids of the words show.
  const batches = [...Map.groupBy(words.keys(), (index) => words[index]?.['xmin']).values()];
  const ordersOf = (pile: readonly Sighting[]) =>
    new Map(columnsOf(pile).map((column) => [column, batches.map((batch) => ranked(batch, pile, column))]));
  const [personalOrders, saidOrders] = [ordersOf(people), ordersOf(words)];
  return [...personalOrders].flatMap(([personal, byPerson]) =>
    [...saidOrders].map(([said, byWord]) => ({
      personal,
      said,
      orders: byPerson.map((order, batch): Order => ({ people: order, words: byWord[batch] ?? [] })),
    })),
  );
}

const collator = new Intl.Collator('en', { numeric: true });

/** Sorts by a column, as numbers where they are. Ties fall at random, as an attacker's guess would. */
function ranked(batch: readonly number[], pile: readonly Sighting[], column: string): readonly number[] {
  const value = (index: number) => pile[index]?.[column] ?? '';
  const shuffled = cryptoRandom().shuffle(batch);
  return shuffled.sort((a, b) => collator.compare(value(a), value(b)));
}
