/** Tabulates one question: raw counts in, published counts out. The only way from the one to the other. */

import type { Cell, Tabulation } from './release.ts';
import { isProtected, type RawCell, withheldOf } from './suppress.ts';

/** Raw counts of one question. */
export type RawTabulation = {
  readonly question: string;
  readonly kind: string;
  /** Every possible cell, those nobody chose included. */
  readonly cells: readonly RawCell[];
  readonly answered: number;
  readonly skipped: number;
  /** All sealed responses: those who were never asked this question included. Published beside the tables. */
  readonly responses: number;
  /** Whether one child may stand in several cells, so that they do not add up to `answered`. */
  readonly several: boolean;
};

const SKIPPED = ' skipped';
const NOT_ASKED = ' not-asked';

/**
 * Withholds what could point at a child.
 *
 * Who answered, who skipped and who was not asked add up to the published number of responses, and the cells of a
 * question with one answer add up to those who answered: both sums are closed, so both are protected.
 *
 * @param minCell threshold k, ≥ 1
 */
export function tabulate(raw: RawTabulation, minCell: number): Tabulation {
  const around: RawCell[] = [
    { id: SKIPPED, count: raw.skipped },
    { id: NOT_ASKED, count: Math.max(0, raw.responses - raw.answered - raw.skipped) },
  ];
  const aroundHidden = new Set(around.filter((cell) => cell.count < minCell).map((cell) => cell.id));
  const closed = { withheld: aroundHidden, primary: aroundHidden, minCell };
  const publishesAnswered = raw.answered >= minCell && isProtected(around, closed);
  if (raw.several)
    return several(raw, minCell, { publishesAnswered, skippedHidden: aroundHidden.has(SKIPPED) });
  const withheld = publishesAnswered
    ? new Set([...withheldOf(raw.cells, minCell), ...aroundHidden])
    : withheldOf([...raw.cells, ...around], minCell);
  return {
    question: raw.question,
    kind: raw.kind,
    answered: publishesAnswered ? raw.answered : null,
    skipped: withheld.has(SKIPPED) ? null : raw.skipped,
    cells: raw.cells.map((cell) => publish(cell, withheld.has(cell.id))),
  };
}

/** Each option is a table of its own: those who picked it and those who did not. */
function several(
  raw: RawTabulation,
  minCell: number,
  around: { readonly publishesAnswered: boolean; readonly skippedHidden: boolean },
): Tabulation {
  return {
    question: raw.question,
    kind: raw.kind,
    answered: around.publishesAnswered ? raw.answered : null,
    skipped: around.skippedHidden ? null : raw.skipped,
    cells: raw.cells.map((cell) =>
      publish(cell, cell.count < minCell || raw.answered - cell.count < minCell),
    ),
  };
}

function publish(cell: RawCell, withheld: boolean): Cell {
  return { id: cell.id, count: withheld ? null : cell.count };
}
