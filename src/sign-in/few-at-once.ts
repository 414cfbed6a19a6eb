/** Lets only a few works run at once, and only so many wait. */

/** Thrown where too many wait already. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/** Makes a gate. @returns runs a work once it is its turn; throws `TooBusy` where `waiting` are waiting */
export function fewAtOnce(most: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running >= most) {
      if (queue.length >= waiting) throw new TooBusy();
      // Whoever ends hands the place on, so that nobody slips in between.
      await new Promise<void>((begin) => queue.push(begin));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
