/**
 * What someone knows who keeps everything that was ever published, and knows the code: linear constraints over the kinds of
 * children. Written from `docs/privacy.md`, not from the code it attacks.
 */

import { NATION } from '../../src/core/locality.ts';
import type { PublishedTable } from '../../src/core/release/table.ts';
import { type Children, type Cut, type Kind, pickedOf } from './consultation.ts';

/** A number of children at a release, and the least and most it can be as far as one published figure tells. */
export type Constraint = {
  readonly release: number;
  /** The figure, in words. */
  readonly name: string;
  /** Which kinds are counted. */
  readonly kinds: readonly number[];
  readonly lo: number;
  readonly hi: number;
  /** Whether the figure was withheld, so that it must not be found out. */
  readonly withheld: boolean;
};

type Figure = {
  readonly value: number | null;
  /** Whether it is withheld as one cell among shown ones: from then on it is shown later. */
  readonly isGap: boolean;
  /** Whether that it is withheld tells that it is small. */
  readonly tellsSmall: boolean;
  readonly rests: boolean;
};

const MANY = 1_000_000;

/**
 * Reads all releases, oldest first.
 *
 * @param truth tells only what is granted to the outsider beyond what they see
 * @param steps whether figures move in steps, as ours do; a simpler publisher rounds each time
 */
export function knownTo(
  cuts: readonly Cut[],
  kinds: readonly Kind[],
  { truth, steps = true }: { readonly truth: readonly Children[]; readonly steps?: boolean },
): readonly Constraint[] {
  const past = new Map<string, { shown: number | null; wasSmall: boolean }>();
  return cuts.flatMap((cut, at) => [
    ...lineConstraints(cut, kinds),
    ...tableConstraints(cut, kinds, { past, children: truth[at] ?? [], steps }),
  ]);
}

function lineConstraints({ line }: Cut, kinds: readonly Kind[]): readonly Constraint[] {
  const exactly = (name: string, fits: (kind: Kind) => boolean, count: number): Constraint => ({
    release: line.number,
    name,
    kinds: where(kinds, fits),
    lo: count,
    hi: count,
    withheld: false,
  });
  return [
    exactly('all', () => true, line.responses),
    ...line.tabulations.flatMap(({ question, cells, answered, answeredAsOf }) => [
      ...cells.flatMap(({ id, count, asOf }) =>
        count !== null && asOf === line.number
          ? [exactly(`${question}=${id}`, (kind) => pickedOf(kind, question).includes(id), count)]
          : [],
      ),
      ...(answered !== null && answeredAsOf === line.number
        ? [exactly(`${question} answered`, (kind) => pickedOf(kind, question).length > 0, answered)]
        : []),
    ]),
  ];
}

type Known = {
  readonly past: Map<string, { shown: number | null; wasSmall: boolean }>;
  readonly children: Children;
  readonly steps: boolean;
};

function tableConstraints(cut: Cut, kinds: readonly Kind[], known: Known): readonly Constraint[] {
  const fresh = new Set(
    cut.line.tabulations.flatMap(({ question, cells }) =>
      cells.filter(({ asOf }) => asOf === cut.line.number).map(({ id }) => `${question}=${id}`),
    ),
  );
  const asked = new Set(cut.line.tabulations.map(({ question }) => question));
  const rests = (scope: string, name: string, id: string): boolean =>
    scope === NATION && asked.has(name) && !fresh.has(`${name}=${id}`);
  const done = new Map<string, Constraint>();
  const changes: (() => void)[] = [];
  const add = (key: string, figure: Figure, by: { table: PublishedTable; fits: (kind: Kind) => boolean }) => {
    const before = (known.steps ? known.past.get(key) : undefined) ?? { shown: null, wasSmall: false };
    const constraint = constraintOf(key, figure, { ...by, before, kinds });
    const other = done.get(key);
    // Two tables may show the same count: the one above says how it is to be read.
    done.set(
      key,
      other === undefined ? constraint : { ...other, withheld: other.withheld && constraint.withheld },
    );
    changes.push(() => {
      const now = known.past.get(key) ?? { shown: null, wasSmall: false };
      const shown = figure.value ?? now.shown;
      known.past.set(key, { shown, wasSmall: now.wasSmall || figure.isGap });
    });
  };
  for (const table of cut.tables) {
    const { scope, rows, columns } = table;
    if (columns === null && asked.has(rows) && scope === NATION) continue;
    const lives = (kind: Kind): boolean => scope === NATION || kind.commune.startsWith(scope);
    if (scope !== NATION) {
      const isGap = table.responses === null;
      const figure = { value: table.responses, isGap, tellsSmall: isGap, rests: false };
      add(`${scope}:`, figure, { table, fits: lives });
    }
    const complement = columns === null && hidesLarge(table, known.children, lives);
    table.columnIds.forEach((column, at) => {
      const inColumn = (kind: Kind): boolean =>
        lives(kind) && (columns === null || pickedOf(kind, columns).includes(column));
      const columnRests = columns !== null && rests(scope, columns, column);
      const columnTells = table.counts.some((row) => row[at] !== null);
      const name =
        columns === '@place' ? `${column}:` : `${scope}:${columns === null ? '' : `${columns}=${column},`}`;
      table.rowIds.forEach((row, index) => {
        const value = table.counts[index]?.[at] ?? null;
        const rowTells = columns === null || table.counts[index]?.some((count) => count !== null) === true;
        const isRest = columnRests || rests(scope, rows, row);
        const isGap = value === null && rowTells && columnTells;
        const tellsSmall = isGap && !complement && !isRest;
        const key = rows === '@place' && columns === null ? `${row}:` : `${name}${rows}=${row}`;
        add(
          key,
          { value, isGap, tellsSmall, rests: isRest },
          {
            table,
            fits: (kind) => inColumn(kind) && pickedOf(kind, rows).includes(row),
          },
        );
      });
      // Of what everyone has, those who answered are the column again.
      if (kinds.every((kind) => pickedOf(kind, rows).length > 0)) return;
      const value = table.answered[at] ?? null;
      add(
        `${name}${rows} answered`,
        { value, isGap: value === null, tellsSmall: false, rests: columnRests },
        {
          table,
          fits: (kind) => inColumn(kind) && pickedOf(kind, rows).length > 0,
        },
      );
    });
  }
  for (const change of changes) change();
  return [...done.values()];
}

/** Granted to the outsider: whether any withheld cell of a table of one variable is not a small one. */
function hidesLarge(table: PublishedTable, children: Children, lives: (kind: Kind) => boolean): boolean {
  return table.rowIds.some((id, row) => {
    if (table.counts[row]?.[0] !== null) return false;
    const those = children.filter(({ kind }) => lives(kind) && pickedOf(kind, table.rows).includes(id));
    return those.reduce((sum, { count }) => sum + count, 0) >= table.minCell;
  });
}

function constraintOf(
  key: string,
  { value, tellsSmall, rests }: Figure,
  by: {
    readonly table: PublishedTable;
    readonly before: { shown: number | null; wasSmall: boolean };
    readonly fits: (kind: Kind) => boolean;
    readonly kinds: readonly Kind[];
  },
): Constraint {
  const { base, minCell, release } = by.table;
  const step = Math.floor(base / 2);
  const { shown, wasSmall } = by.before;
  const figure = { release, name: key, kinds: where(by.kinds, by.fits), withheld: value === null };
  const least = shown === null ? (wasSmall ? afterSmall(minCell, base) : minCell) : shown + base - 1;
  if (value === null) return { ...figure, lo: 0, hi: tellsSmall ? least - 1 : MANY };
  const lo = value - step;
  if (rests) return { ...figure, lo, hi: MANY };
  if (value === shown) return { ...figure, lo: Math.max(lo, minCell), hi: least - 1 };
  return { ...figure, lo: Math.max(lo, least), hi: lo + base - 1 };
}

/** A cell known to be small is shown once k more are there, and not while only a few counts would look the same. */
function afterSmall(minCell: number, base: number): number {
  const least = minCell - 1 + base / 2;
  const end = Math.floor(least / base + 0.5) * base + base / 2 - 1;
  return end - least < base / 2 ? end + 1 : least;
}

function where(kinds: readonly Kind[], fits: (kind: Kind) => boolean): readonly number[] {
  return kinds.flatMap((kind, at) => (fits(kind) ? [at] : []));
}
