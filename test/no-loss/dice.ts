/** Chance that can be had again: dice made from a seed and a name. */

/** Dice. */
export type Dice = {
  /** A number from 0 up to, not including, 1. */
  share(): number;
  /** A whole number from 0 to `n - 1`. */
  below(n: number): number;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  /** True in this share of throws, 0..1. */
  chance(share: number): boolean;
  /** One of a list, which must not be empty. */
  pick<T>(list: readonly T[]): T;
};

/** Makes dice; the same seed and name give the same throws. */
export function createDice(seed: number, name: string): Dice {
  let state = seed >>> 0;
  for (const sign of name)
    state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 2_654_435_761) ^ (state >>> 15);
  // Mulberry32, by Tommy Ettinger: 32 bits of state are plenty for a test.
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(share() * n);
  return {
    share,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (wanted) => share() < wanted,
    pick(list) {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}
