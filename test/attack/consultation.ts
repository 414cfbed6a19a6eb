/** A made-up consultation whose children can be counted in every way, and the releases cut of it. */

import type { Question } from '../../src/core/flow/flow.ts';
import { NATION } from '../../src/core/locality.ts';
import { publishTables, type TablesPlace } from '../../src/core/release/publish-table.ts';
import type { RawScope, RawTable, RawVariable } from '../../src/core/release/raw-scope.ts';
import type { Release } from '../../src/core/release/release.ts';
import type { PublishedTable } from '../../src/core/release/table.ts';
import { tabulate } from '../../src/core/release/tabulate.ts';

/** A question or attribute of a made-up consultation. */
export type Asked = {
  readonly name: string;
  readonly ids: readonly string[];
  readonly several?: boolean;
  readonly sensitive?: boolean;
  /** Whether everyone has an answer, as with an age. */
  readonly always?: boolean;
  /** Whether a child with these answers to earlier questions is asked. */
  readonly when?: (answers: Answers) => boolean;
};

/** What a child picked, by variable; none where it skipped or was not asked. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** A kind of child: all who answered alike and live in the same commune. */
export type Kind = { readonly commune: string; readonly answers: Answers };

/** What is asked, and where: communes by province. */
export type Form = {
  readonly asked: readonly Asked[];
  readonly places: Readonly<Record<string, readonly string[]>>;
};

/** One release: the line, and the tables cut with it. */
export type Cut = { readonly line: Release; readonly tables: readonly PublishedTable[] };

/** The publisher under attack; another one is used to see that the attack can succeed. */
export type Publisher = (raw: RawScope, by: TablesPlace) => readonly PublishedTable[];

/** Children of each kind, at the place of the kind in the list. */
export type Children = readonly { readonly kind: Kind; readonly count: number }[];

const provinceOf = (commune: string): string => commune.slice(0, 2);

/** Cuts a release for each state of the consultation. */
export function cutAll(
  form: Form,
  states: readonly Children[],
  { minCell, publish = publishTables }: { readonly minCell: number; readonly publish?: Publisher },
): readonly Cut[] {
  const cuts: Cut[] = [];
  for (const children of states) {
    const earlier = cuts.map(({ line }) => line);
    const line = releaseOf(form, children, { minCell, earlier });
    const tables: PublishedTable[] = [];
    for (const scope of [NATION, ...Object.keys(form.places), ...Object.values(form.places).flat()]) {
      const by = {
        minCell,
        release: line.number,
        day: line.day,
        earlier: [...cuts.flatMap((cut) => cut.tables), ...tables],
        line: scope === NATION ? line : null,
      };
      tables.push(...publish(rawScope(form, children, scope), by));
    }
    cuts.push({ line, tables });
  }
  return cuts;
}

/** Cuts the exact figures of a release. */
export function releaseOf(
  form: Form,
  children: Children,
  { minCell, earlier }: { readonly minCell: number; readonly earlier: readonly Release[] },
): Release {
  const responses = children.reduce((sum, { count }) => sum + count, 0);
  const number = earlier.length + 1;
  const tabulations = form.asked
    .filter(({ name }) => !name.startsWith('@'))
    .map((one) => {
      const answered = sumWhere(children, ({ answers }) => (answers[one.name] ?? []).length > 0);
      return tabulate(
        {
          question: one.name,
          kind: one.several === true ? 'choices' : 'choice',
          cells: one.ids.map((id) => ({ id, count: countOf(children, one.name, id) })),
          answered,
          skipped: sumWhere(
            children,
            ({ answers }) => (answers[one.name] ?? []).length === 0 && (one.when?.(answers) ?? true),
          ),
          responses,
          several: one.several === true,
        },
        { minCell, release: number, earlier },
      );
    });
  const day = `2026-12-${String(number).padStart(2, '0')}`;
  return { number, day, responses, complete: null, partial: null, simulated: 0, minCell, tabulations };
}

/** Counts all tables of a place, straight from the children. */
export function rawScope(form: Form, children: Children, scope: string): RawScope {
  const here = children.filter(({ kind }) => kind.commune.startsWith(scope === NATION ? '' : scope));
  const below = scope === NATION ? Object.keys(form.places) : (form.places[scope] ?? []);
  const own = form.asked.map(rawVariable);
  const place: RawVariable = { name: '@place', question: null, ids: below, several: false };
  const variables = below.length === 0 ? own : [...own, place];
  const pairs =
    below.length === 0
      ? []
      : variables.flatMap((rows, at) => variables.slice(at + 1).map((columns) => [rows, columns] as const));
  return {
    scope,
    responses: here.reduce((sum, { count }) => sum + count, 0),
    variables,
    tables: [
      ...variables.map((rows) => rawTable(here, rows, null)),
      ...pairs.map(([rows, columns]) => rawTable(here, rows, columns)),
    ],
  };
}

function rawVariable({ name, ids, several = false, sensitive = false }: Asked): RawVariable {
  const cut = sensitive ? { cut: 'circumstances' } : {};
  const question = name.startsWith('@')
    ? null
    : ({ id: name, kind: 'choice', ...cut } as unknown as Question);
  return { name, question, ids, several };
}

function rawTable(children: Children, rows: RawVariable, columns: RawVariable | null): RawTable {
  const counts = rows.ids.map(() => (columns?.ids ?? ['']).map(() => 0));
  const answered = (columns?.ids ?? ['']).map(() => 0);
  for (const { kind, count } of children) {
    const inRows = pickedOf(kind, rows.name).map((id) => rows.ids.indexOf(id));
    const inColumns =
      columns === null ? [0] : pickedOf(kind, columns.name).map((id) => columns.ids.indexOf(id));
    for (const column of inColumns) {
      if (column < 0 || inRows.length === 0) continue;
      answered[column] = (answered[column] ?? 0) + count;
      for (const row of inRows) {
        const line = counts[row];
        if (line !== undefined) line[column] = (line[column] ?? 0) + count;
      }
    }
  }
  return { rows, columns, counts, answered, skipped: answered.map(() => 0) };
}

/** The cells of a variable that a kind of child stands in; of `@place` its province and its commune. */
export function pickedOf(kind: Kind, name: string): readonly string[] {
  return name === '@place' ? [provinceOf(kind.commune), kind.commune] : (kind.answers[name] ?? []);
}

function countOf(children: Children, name: string, id: string): number {
  return sumWhere(children, (kind) => pickedOf(kind, name).includes(id));
}

function sumWhere(children: Children, fits: (kind: Kind) => boolean): number {
  return children.reduce((sum, { kind, count }) => sum + (fits(kind) ? count : 0), 0);
}

/** Every kind of child that the form allows. */
export function kindsOf({ asked, places }: Form): readonly Kind[] {
  let all: Answers[] = [{}];
  for (const one of asked) {
    const choices = one.several === true ? subsetsOf(one.ids) : one.ids.map((id) => [id]);
    all = all.flatMap((answers) => {
      if (one.when !== undefined && !one.when(answers)) return [answers];
      const given = choices.map((picked) => ({ ...answers, [one.name]: picked }));
      return one.always === true ? given : [...given, answers];
    });
  }
  const communes = Object.values(places).flat();
  return communes.flatMap((commune) => all.map((answers) => ({ commune, answers })));
}

function subsetsOf(ids: readonly string[]): readonly (readonly string[])[] {
  const all = Array.from({ length: 2 ** ids.length }, (_, bits) => ids.filter((_id, at) => bits & (1 << at)));
  return all.filter((set) => set.length > 0);
}

/** Numbers from 0 to below 1, always the same for a seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lets children answer: kinds of uneven weight, one state for each size, growing. */
export function answerAtRandom(form: Form, sizes: readonly number[], seed: number): readonly Children[] {
  const random = chance(seed);
  const kinds = kindsOf(form);
  const weights = kinds.map((kind) => weightOf(kind, seed));
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  const counts = kinds.map(() => 0);
  let done = 0;
  return sizes.map((size) => {
    for (; done < size; done += 1) {
      const at = random() * (sums.at(-1) ?? 0);
      const index = sums.findIndex((sum) => sum > at);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    return kinds.map((kind, at) => ({ kind, count: counts[at] ?? 0 }));
  });
}

/** Each option has a weight of its own, drawn from the seed, so that some are rare. */
function weightOf(kind: Kind, seed: number): number {
  let weight = draw(`${seed} ${kind.commune}`);
  for (const [name, picked] of Object.entries(kind.answers)) {
    for (const id of picked) weight *= draw(`${seed} ${name} ${id}`);
  }
  return weight;
}

function draw(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  const value = chance(hash)();
  return 0.05 + value * value;
}
