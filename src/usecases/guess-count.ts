/** Counts codes that lead nowhere, by contact, so that a chat account cannot go on guessing those of other children. */

import type { ContactHash } from '../ports/address-book.ts';

/** Wrong codes of a contact in an hour; a child mistypes one or two. */
export const WRONG_CODES_AN_HOUR = 60;

const HOUR_MS = 60 * 60 * 1_000;

/** How many contacts are remembered; those who tried longest ago go first. In memory alone. */
const REMEMBERED = 20_000;

/** The counts of one process. */
export type GuessCount = {
  /** Whether a contact's codes are not looked up any more: they lead nowhere then, right or wrong. */
  isSpent(hash: ContactHash, now: Date): boolean;
  wrong(hash: ContactHash, now: Date): void;
};

/** Begins counting. */
export function countGuesses(): GuessCount {
  const tries = new Map<ContactHash, { readonly until: number; readonly wrong: number }>();
  const running = (hash: ContactHash, now: Date) => {
    const found = tries.get(hash);
    return found !== undefined && found.until > now.getTime() ? found : null;
  };
  return {
    isSpent: (hash, now) => (running(hash, now)?.wrong ?? 0) >= WRONG_CODES_AN_HOUR,
    wrong(hash, now) {
      const { until, wrong } = running(hash, now) ?? { until: now.getTime() + HOUR_MS, wrong: 0 };
      tries.delete(hash);
      tries.set(hash, { until, wrong: wrong + 1 });
      const [oldest] = tries.keys();
      if (tries.size > REMEMBERED && oldest !== undefined) tries.delete(oldest);
    },
  };
}

/** Whether a word may be a try at a code for one child, which has letters and digits; short answers have one or the other. */
export function isGuess(code: string): boolean {
  return /[A-Z]/.test(code) && /\d/.test(code);
}
