/** Counts responses into tallies: what one batch adds to each place it came from, and nothing of who said what. */

import type { AgeBand } from '../age-band.ts';
import type { Answers } from '../answer.ts';
import type { ChannelName } from '../channel.ts';
import type { Language } from '../language.ts';
import { isProvinceCode, type LocalityCode, NATION } from '../locality.ts';
import { binOf, type LaidOutVariable, type TallyLayout, TOTALS } from './tally-layout.ts';

/** What of a response is counted. */
export type CountedResponse = {
  readonly disposition: 'complete' | 'partial';
  readonly ageBand: AgeBand | null;
  readonly place: LocalityCode | null;
  readonly channel: ChannelName | null;
  readonly language: Language | null;
  readonly simulated: boolean;
  readonly answers: Answers;
};

/** What comes to the tallies of one place. */
export type TallyAddition = {
  /** `VN`, a province or a commune. */
  readonly scope: LocalityCode;
  /** How many counts the place has. */
  readonly length: number;
  readonly responses: number;
  /** Positions of the counts that grow, from 0, rising. */
  readonly at: readonly number[];
  /** By how much each of them grows, ≥ 1. */
  readonly more: readonly number[];
};

/** Finds the province of a place; `null` where it is none of ours. */
export type ProvinceOf = (place: LocalityCode) => LocalityCode | null;

/** Counts of places, filled response by response. */
export type TallySheet = {
  add(response: CountedResponse): void;
  /** What was added, the nation first, then by code: everyone who adds does so in this order. */
  additions(): readonly TallyAddition[];
};

/** Counts of one batch. @see openTallySheet */
export function countResponses(
  layout: TallyLayout,
  responses: readonly CountedResponse[],
  provinceOf: ProvinceOf,
): readonly TallyAddition[] {
  const sheet = openTallySheet(layout, provinceOf);
  for (const response of responses) sheet.add(response);
  return sheet.additions();
}

/** Opens an empty sheet. A response counts for the nation, its province and its commune. */
export function openTallySheet(layout: TallyLayout, provinceOf: ProvinceOf): TallySheet {
  const scopes = new Map<LocalityCode, Int32Array>();
  const countsOf = (scope: LocalityCode, length: number): Int32Array => {
    const counts = scopes.get(scope) ?? new Int32Array(length);
    scopes.set(scope, counts);
    return counts;
  };
  return {
    add(response) {
      const entries = entriesOf(layout, response, provinceOf);
      const province = response.place === null ? null : provinceOf(response.place);
      addTo(countsOf(NATION, layout.wide), layout, entries);
      if (province !== null) addTo(countsOf(province, layout.wide), layout, entries);
      if (province !== null && response.place !== null && !isProvinceCode(response.place)) {
        addTo(countsOf(response.place, layout.narrow), layout, entries);
      }
    },
    additions: () =>
      [...scopes]
        .sort(([one], [other]) => orderOf(one).localeCompare(orderOf(other), 'en'))
        .map(([scope, counts]) => additionOf(scope, counts)),
  };
}

function orderOf(scope: LocalityCode): string {
  return scope === NATION ? '' : scope;
}

function additionOf(scope: LocalityCode, counts: Int32Array): TallyAddition {
  const at: number[] = [];
  const more: number[] = [];
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index] ?? 0;
    if (count === 0) continue;
    at.push(index);
    more.push(count);
  }
  return { scope, length: counts.length, responses: counts[0] ?? 0, at, more };
}

/** Where one response stands: its totals, and by variable its entries among that variable's counts. */
type Entries = { readonly totals: readonly number[]; readonly own: ReadonlyMap<string, readonly number[]> };

function addTo(counts: Int32Array, layout: TallyLayout, { totals, own }: Entries): void {
  const grow = (at: number): void => {
    counts[at] = (counts[at] ?? 0) + 1;
  };
  for (const total of totals) grow(total);
  for (const { name, at } of layout.variables) for (const entry of own.get(name) ?? []) grow(at + entry);
  if (counts.length === layout.narrow) return;
  for (const { rows, columns, at } of layout.pairs) {
    const across = own.get(columns.name);
    if (across === undefined) continue;
    for (const row of own.get(rows.name) ?? []) {
      for (const column of across) grow(at + row * columns.size + column);
    }
  }
}

function entriesOf(layout: TallyLayout, response: CountedResponse, provinceOf: ProvinceOf): Entries {
  const own = new Map<string, readonly number[]>();
  for (const variable of layout.variables) {
    const entries = entriesOfVariable(variable, response, provinceOf);
    if (entries.length > 0) own.set(variable.name, entries);
  }
  const holds = {
    responses: true,
    complete: response.disposition === 'complete',
    simulated: response.simulated,
    straight: isStraight(layout, response.answers),
  };
  return { totals: TOTALS.flatMap((total, at) => (holds[total] ? [at] : [])), own };
}

function entriesOfVariable(
  variable: LaidOutVariable,
  response: CountedResponse,
  provinceOf: ProvinceOf,
): readonly number[] {
  const { question, ids } = variable;
  if (question === null) {
    const known = attributeOf(variable.name, response);
    const at = known === null ? -1 : ids.indexOf(known);
    return at < 0 ? [] : [at];
  }
  const value = response.answers[question.id];
  if (value === undefined) return [];
  if (value === null) return [variable.size - 1];
  const answered = variable.countsAnswered ? [ids.length] : [];
  return [...cellsAt(variable, value, provinceOf), ...answered];
}

function attributeOf(name: string, response: CountedResponse): string | null {
  if (name === '@age') return response.ageBand;
  return name === '@channel' ? response.channel : response.language;
}

/** A rank counts its first place, of every other answer each option counts, once. */
function cellsAt(
  { question, ids }: LaidOutVariable,
  value: string | number | readonly string[],
  provinceOf: ProvinceOf,
): readonly number[] {
  const picked = typeof value === 'number' || typeof value === 'string' ? [value] : value;
  switch (question?.kind) {
    case 'number':
      return found(binOf(question, Number(picked[0])));
    case 'place':
      return found(ids.indexOf(provinceOf(String(picked[0])) ?? ''));
    case 'rank':
      return found(ids.indexOf(String(picked[0])));
    default:
      return [...new Set(picked)].flatMap((option) => found(ids.indexOf(String(option))));
  }
}

function found(at: number): readonly number[] {
  return at < 0 ? [] : [at];
}

/** Fewest scales from which the same place on all of them is worth a note. */
const FEWEST_SCALES = 3;

/** Tells whether every scale was answered at the same place, counted from its first option. */
function isStraight({ variables }: TallyLayout, answers: Answers): boolean {
  const places = variables.flatMap(({ question, ids }) => {
    const value = question?.kind === 'scale' ? (answers[question.id] ?? null) : null;
    return value === null || typeof value === 'number' ? [] : [ids.indexOf(String(value))];
  });
  return places.length >= FEWEST_SCALES && new Set(places).size === 1;
}
