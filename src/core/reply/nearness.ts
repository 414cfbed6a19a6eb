/** Measures how far two words are apart in slips of the finger. */

/**
 * Counts the slips between two words: a letter too many, too few, wrong, or two neighbours swapped
 * (optimal string alignment).
 *
 * @param most the count at which it gives up
 * @returns the count, or `most + 1` when there are more
 */
export function slipsBetween(one: string, other: string, most: number): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    let best = row;
    for (let at = 1; at <= other.length; at += 1) {
      const slips = slipsAt({ one, other, row, at, line, last, before });
      line.push(slips);
      if (slips < best) best = slips;
    }
    if (best > most) return most + 1;
    before = last;
    last = line;
  }
  return Math.min(last[other.length] ?? most + 1, most + 1);
}

/**
 * How many slips a word may hold and still be taken for another.
 *
 * @param length letters of the word that was meant
 */
export function slipsAllowed(length: number): number {
  if (length <= 3) return 0;
  if (length <= 7) return 1;
  return length <= 14 ? 2 : 3;
}

/** Letters that were held down become one: "vuiiii". */
export function squeeze(plain: string): string {
  let squeezed = '';
  for (const char of plain) if (!squeezed.endsWith(char)) squeezed += char;
  return squeezed;
}

type Cell = {
  readonly one: string;
  readonly other: string;
  readonly row: number;
  readonly at: number;
  readonly line: readonly number[];
  readonly last: readonly number[];
  readonly before: readonly number[];
};

function slipsAt({ one, other, row, at, line, last, before }: Cell): number {
  const isSame = one[row - 1] === other[at - 1];
  const far = one.length + other.length;
  let slips = Math.min(
    (last[at] ?? far) + 1,
    (line[at - 1] ?? far) + 1,
    (last[at - 1] ?? far) + (isSame ? 0 : 1),
  );
  if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
    slips = Math.min(slips, (before[at - 2] ?? far) + 1);
  }
  return slips;
}
