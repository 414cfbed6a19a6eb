/** Counts what is tried, so that nobody can go on guessing, or asking without end. */

/** Something that may be tried so often in a time. */
export type AttemptLimit = {
  /** What is counted, in words: `password account a@b.vn`. Only a keyed hash of it is stored. */
  readonly key: string;
  readonly most: number;
  readonly windowSeconds: number;
};

/** Counts shared by all processes. */
export interface AttemptStore {
  /**
   * Counts one more try against each limit, in the order given, and stops at the first that is used up. Count before
   * trying: of many tries at once no more than allowed get through.
   *
   * @returns whether it may be tried
   */
  take(limits: readonly AttemptLimit[], now: Date): Promise<boolean>;
  /**
   * The same, for what may be done so often and is no guessing.
   *
   * @returns 0 where it may be done, else the seconds until it may be tried again, at least 1
   */
  wait(limits: readonly AttemptLimit[], now: Date): Promise<number>;
  /** A try went well: forgets what was counted against these. */
  forget(keys: readonly string[]): Promise<void>;
  /** A try went well: takes back the one that was counted against these. */
  giveBack(keys: readonly string[]): Promise<void>;
}
