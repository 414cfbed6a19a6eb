/** Solves what an outsider knows, with a solver that shares nothing with the code under attack. */

import * as solver from 'highs';
import type { Children } from './consultation.ts';
import type { Constraint } from './outsider.ts';

/** A withheld figure, and a range of values that it can have; the exact bounds where they are closer than `SPREAD`. */
export type Recovered = Constraint & { readonly least: number; readonly most: number };

/** How far apart the bounds must be so that nothing is known to ±1. */
export const SPREAD = 3;

const NEAR = 1e-6;

type Highs = solver.Highs;
type Model = solver.Model;

let loaded: Promise<Highs> | undefined;

/**
 * Finds how far withheld figures can be narrowed down from all releases and tables together: the new children of each kind at
 * each release are the variables, so that every figure is a sum of them. Counts need not be whole here, which can only widen
 * the bounds; these are then rounded inwards.
 *
 * Every solution shows values that each figure can have; only what is still in doubt is minimised and maximised.
 */
export async function recover(
  constraints: readonly Constraint[],
  { kinds, releases }: { readonly kinds: number; readonly releases: number },
): Promise<readonly Recovered[]> {
  // The package's types are those of a CommonJS module, its value that of an ES module.
  loaded ??= (solver.default as unknown as () => Promise<Highs>)();
  const highs = await loaded;
  const columns = constraints.map(({ kinds: counted, release }) =>
    Int32Array.from(
      Array.from({ length: release }, (_, at) => counted.map((kind) => at * kinds + kind)).flat(),
    ),
  );
  const model = highs.createModel(modelOf(constraints, columns, kinds * releases));
  try {
    model.options.set({ output_flag: false, solver: 'simplex', simplex_strategy: 4 });
    // The same children may be counted by another figure that is shown: then nothing is withheld of them.
    const nameOf = ({ release, kinds: counted }: Constraint): string => `${release} ${counted.join()}`;
    const shown = new Set(constraints.filter(({ withheld }) => !withheld).map(nameOf));
    const targets = constraints.flatMap((one, at) =>
      one.withheld && one.kinds.length > 0 && !shown.has(nameOf(one)) ? [at] : [],
    );
    const seen = new Map(targets.map((at) => [at, { least: Number.POSITIVE_INFINITY, most: 0 }]));
    const solve = (aims: readonly number[], sense: 1 | -1): void => {
      const values = solveFor(
        model,
        aims.map((at) => columns[at] ?? new Int32Array()),
        sense,
      );
      for (const [at, range] of seen) {
        const value = (columns[at] ?? new Int32Array()).reduce(
          (sum, column) => sum + (values[column] ?? 0),
          0,
        );
        range.least = Math.min(range.least, value);
        range.most = Math.max(range.most, value);
      }
    };
    const isOpen = (at: number): boolean => {
      const { least = 0, most = 0 } = seen.get(at) ?? {};
      return Math.floor(most + NEAR) - Math.ceil(least - NEAR) < SPREAD;
    };
    for (const sense of [1, -1] as const) solve(targets, sense);
    for (const at of targets) {
      for (const sense of [-1, 1] as const) if (isOpen(at)) solve([at], sense);
    }
    return targets.flatMap((at) => {
      const constraint = constraints[at];
      const { least = 0, most = 0 } = seen.get(at) ?? {};
      return constraint === undefined
        ? []
        : [{ ...constraint, least: Math.max(0, Math.ceil(least - NEAR)), most: Math.floor(most + NEAR) }];
    });
  } finally {
    model.dispose();
  }
}

function modelOf(constraints: readonly Constraint[], columns: readonly Int32Array[], numCols: number) {
  const starts = [0];
  for (const row of columns) starts.push((starts.at(-1) ?? 0) + row.length);
  const indices = new Int32Array(starts.at(-1) ?? 0);
  columns.forEach((row, at) => {
    indices.set(row, starts[at] ?? 0);
  });
  return {
    numCols,
    numRows: constraints.length,
    colCost: new Float64Array(numCols),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1e6),
    rowLower: Float64Array.from(constraints, ({ lo }) => lo),
    rowUpper: Float64Array.from(constraints, ({ hi }) => hi),
    matrix: {
      format: 'csr' as const,
      numRows: constraints.length,
      numCols,
      starts: Int32Array.from(starts),
      indices,
      values: new Float64Array(indices.length).fill(1),
    },
  };
}

/** Optimal, as HiGHS numbers its answers. */
const OPTIMAL = 7;

/** @returns the values of all variables where the sum of some figures is smallest (1) or largest (-1) */
function solveFor(model: Model, aims: readonly Int32Array[], sense: 1 | -1): ArrayLike<number> {
  const costs = new Float64Array(model.getDimensions().numCols);
  for (const aim of aims) for (const column of aim) costs[column] = (costs[column] ?? 0) + 1;
  model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs);
  model.changeObjectiveSense(sense as ReturnType<Model['getObjectiveSense']>);
  model.run();
  if (model.getModelStatus() !== OPTIMAL) throw new Error(`not solved: ${model.getModelStatus()}`);
  return model.getSolution().colValue;
}

/** Constraints that the truth does not obey: the outsider would be mistaken about the rule. */
export function mistaken(constraints: readonly Constraint[], truth: readonly Children[]): readonly string[] {
  return constraints.flatMap(({ name, release, kinds, lo, hi }) => {
    const children = truth[release - 1] ?? [];
    const count = kinds.reduce((sum, kind) => sum + (children[kind]?.count ?? 0), 0);
    return count < lo || count > hi ? [`${release} ${name}: ${count} is not within ${lo}–${hi}`] : [];
  });
}
