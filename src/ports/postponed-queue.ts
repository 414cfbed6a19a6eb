/** A queue outside the database that keeps messages while the database is away. */

import type { Ciphertext } from './address-book.ts';

/** Keeps messages and hands each back until it is said to be done. */
export interface PostponedQueue {
  /** Resolves once all are kept; rejects when that is not certain. */
  put(messages: readonly Ciphertext[]): Promise<void>;
}
