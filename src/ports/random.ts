/** Unpredictable values from a cryptographic generator. */

/** Gives random values. */
export interface Random {
  /** A random UUID (version 4). */
  uuid(): string;
  /** A random number, at least 0 and below 1. */
  fraction(): number;
  /** A uniformly random order of the same things; the argument is left as it was. */
  shuffle<T>(things: readonly T[]): T[];
}
