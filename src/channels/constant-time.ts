/** Compares secrets without telling, by the time it takes, how much of a guess was right. */

import { timingSafeEqual } from 'node:crypto';

/**
 * Makes a comparison with one secret. A guess is brought to the secret's length first, so that neither its length
 * nor a common beginning shows in the time taken.
 *
 * @param secret an empty one matches nothing
 * @returns whether a given value is the secret; a missing value never is
 */
export function secretMatcher(secret: string): (given: string | undefined) => boolean {
  const expected = Buffer.from(secret);
  return (given = '') => {
    const guess = Buffer.from(given);
    const sized = Buffer.alloc(expected.length);
    guess.copy(sized);
    return timingSafeEqual(sized, expected) && guess.length === expected.length && guess.length > 0;
  };
}
