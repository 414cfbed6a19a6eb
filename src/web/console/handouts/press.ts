/** Lets one handout be drawn at a time: drawing takes a processor, and children are chatting on it. */

/** Does a piece of work when those before it are done, whether they went well or not. */
export type Press = <T>(work: () => Promise<T>) => Promise<T>;

/** Builds it. */
export function createPress(): Press {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = before.then(work, work);
    before = done.catch(() => undefined);
    return done;
  };
}
