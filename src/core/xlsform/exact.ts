/** Keeps beside a row what its cells cannot say: the part of the flow itself, which counts while the cells say the same. */

import { canonicalFlowJson } from '../flow/compile-flow.ts';
import { recordEntries } from './cell-text.ts';
import { OWN } from './form-columns.ts';
import type { Cells } from './form-table.ts';

/** Name of the first column; further ones are counted from 2. */
export const EXACT = `${OWN}exact`;

/** Characters a cell: some room below what a cell can hold. */
const PIECE = 30_000;
/** Most characters of one part, and its deepest nesting. */
const MAX_EXACT = 1_000_000;
const MAX_DEPTH = 20;

/** Writes a part into cells: letters, digits and signs only, so that no program changes them. */
export function exactCells(part: unknown): readonly (readonly [string, string])[] {
  const json = JSON.stringify(part ?? null).replace(
    /[^!-~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const pieces = json.match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? [];
  return pieces.map((piece, at) => [at === 0 ? EXACT : `${EXACT}::${at + 1}`, piece] as const);
}

/** Reads a part; `undefined` where there is none or it was damaged. */
export function readExact(cells: Cells): unknown {
  const pieces: string[] = [];
  for (let count = 1; ; count++) {
    const piece = cells.get(count === 1 ? EXACT : `${EXACT}::${count}`);
    if (piece === undefined) break;
    pieces.push(piece);
  }
  const json = pieces.join('');
  if (json === '' || json.length > MAX_EXACT) return undefined;
  try {
    const part: unknown = JSON.parse(json);
    return isShallow(part, MAX_DEPTH) ? part : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, left: number): boolean {
  if (left === 0) return false;
  if (Array.isArray(value)) return value.every((one) => isShallow(one, left - 1));
  return recordEntries(value).every(([, inner]) => isShallow(inner, left - 1));
}

/** Tells whether two rows say the same, apart from what is kept beside them. */
export function sayTheSame(one: Cells, other: Cells): boolean {
  const said = (cells: Cells) =>
    [...cells]
      .filter(([name, text]) => text !== '' && !name.startsWith(EXACT) && name !== 'list_name')
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(said(one)) === JSON.stringify(said(other));
}

/** Tells whether two parts of a flow are the same to its content hash. */
export function isSamePart(one: unknown, other: unknown): boolean {
  return canonicalFlowJson(one) === canonicalFlowJson(other);
}
