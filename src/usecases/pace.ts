/** Keeps sends apart, so that a vendor's rate is kept over any stretch of time and not only within a round. */

/** Gives each send its moment. */
export type Pace = {
  /** @returns how long to wait before the next send, in ms; the moment counts as taken */
  next(nowMs: number): number;
};

/** Builds a pace for one channel of one process. A lone send waits for nothing. */
export function createPace(perSecond: number): Pace {
  const gapMs = 1_000 / perSecond;
  let freeAt = 0;
  return {
    next(nowMs) {
      const at = Math.max(nowMs, freeAt);
      freeAt = at + gapMs;
      return at - nowMs;
    },
  };
}
