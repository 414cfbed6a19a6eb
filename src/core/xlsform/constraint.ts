/** Bounds of answers as forms write them: `. >= 0 and . <= 24`, `count-selected(.) <= 3`, `string-length(.) <= 200`. */

import { type Comparison, parseXpath, partsOf, type Xpath } from './xpath.ts';

/** What is bounded. */
export type BoundedThing = 'number' | 'picks' | 'length';

/** What a constraint says. */
export type Bounds = {
  readonly min: number | null;
  readonly max: number | null;
  /** Parts of the constraint that say something else, as written. */
  readonly rest: readonly string[];
  /** Whether a bound was no whole number. */
  readonly isRounded: boolean;
};

/** Greatest size of a bound that is taken for one. */
const MAX_BOUND = 1_000_000_000;

/** Reads the bounds of a constraint. */
export function readBounds(text: string, of: BoundedThing): Bounds {
  const parsed = parseXpath(text);
  if (parsed.kind === 'faulty') return { min: null, max: null, rest: [text], isRounded: false };
  let min: number | null = null;
  let max: number | null = null;
  let isRounded = false;
  const rest: string[] = [];
  for (const part of partsOf(parsed.xpath)) {
    const test = testOf(part, of);
    if (test === null) {
      rest.push(text.slice(part.from, part.to));
      continue;
    }
    isRounded ||= !Number.isInteger(test.value);
    const [least, most] = rangeOf(test);
    if (least !== null) min = Math.max(min ?? least, least);
    if (most !== null) max = Math.min(max ?? most, most);
  }
  return { min, max, rest, isRounded };
}

/** Writes bounds; empty where there are none. */
export function writeBounds(of: BoundedThing, min: number | null, max: number | null): string {
  const subject = of === 'number' ? '.' : of === 'picks' ? 'count-selected(.)' : 'string-length(.)';
  return [
    ...(min === null ? [] : [`${subject} >= ${min}`]),
    ...(max === null ? [] : [`${subject} <= ${max}`]),
  ].join(' and ');
}

type Test = { readonly operator: Exclude<Comparison, '!='>; readonly value: number };

const FLIPPED = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function testOf(part: Xpath, of: BoundedThing): Test | null {
  if (part.kind !== 'compare' || part.operator === '!=') return null;
  const [left, right] = [boundIn(part.left), boundIn(part.right)];
  if (right !== null && isSubject(part.left, of)) return { operator: part.operator, value: right };
  if (left !== null && isSubject(part.right, of)) return { operator: FLIPPED[part.operator], value: left };
  return null;
}

function boundIn(xpath: Xpath): number | null {
  const value =
    xpath.kind === 'number'
      ? xpath.value
      : xpath.kind === 'text' && xpath.value.trim() !== ''
        ? Number(xpath.value)
        : Number.NaN;
  return Math.abs(value) <= MAX_BOUND ? value : null;
}

function isSubject(xpath: Xpath, of: BoundedThing): boolean {
  if (of === 'number') return xpath.kind === 'self';
  const name = of === 'picks' ? 'count-selected' : 'string-length';
  return (
    xpath.kind === 'call' &&
    xpath.name.toLowerCase() === name &&
    xpath.args.length === 1 &&
    xpath.args[0]?.kind === 'self'
  );
}

/** The least and greatest whole number that pass. */
function rangeOf({ operator, value }: Test): readonly [number | null, number | null] {
  switch (operator) {
    case '=':
      return [Math.ceil(value), Math.floor(value)];
    case '>':
      return [Math.floor(value) + 1, null];
    case '>=':
      return [Math.ceil(value), null];
    case '<':
      return [null, Math.ceil(value) - 1];
    case '<=':
      return [null, Math.floor(value)];
    default:
      return operator satisfies never;
  }
}
