/** An address of another system that is told of new releases, and when it is told again after a failure. */

import type { LocalityCode } from '../locality.ts';

/** An address. Its secret, which signs what it is sent, is shown once and stored encrypted. */
export type ReleaseHook = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** It hears of consultations that ask children of this place or of some of it. */
  readonly place: LocalityCode;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
};

/** Something an address is told. */
export type HookDelivery = {
  /** The same in every try, so that whoever gets it twice knows. */
  readonly id: string;
  readonly kind: 'release' | 'test';
  /** Slug and number of the release; `null` for a test. */
  readonly about: string | null;
  readonly madeAt: Date;
  readonly attempts: number;
  /** When it is tried next; `null` once it arrived or was given up. */
  readonly dueAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly deadAt: Date | null;
  /** How the last try ended: a status, or one of our words. */
  readonly lastOutcome: string | null;
};

/** Longest name and address, in characters. */
export const MAX_HOOK_NAME = 80;
export const MAX_HOOK_URL = 500;

/** After this long a delivery is given up. */
export const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Tells when a delivery that failed is tried again: after 1, 2, 4 … minutes, at most an hour, for a day.
 *
 * @param attempts tries so far, at least 1
 * @returns `null`: it is given up
 */
export function nextTry(madeAt: Date, attempts: number, now: Date): Date | null {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 12));
  const next = new Date(now.getTime() + wait);
  return next.getTime() - madeAt.getTime() > GIVE_UP_AFTER_MS ? null : next;
}
