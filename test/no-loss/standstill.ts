/** Notices when the whole machine stood still: then every time-out strikes at once, and nobody of ours is to blame. */

import type { FaultCount } from './fault-count.ts';

const LOOK_EVERY_MS = 200;
/** More than a busy machine makes a timer late. */
const STANDSTILL_MS = 3_000;
/** What was under way before is only now given up on, or arrives. */
const AFTERMATH_MS = 3_000;

/** Watches until the returned function is called. */
export function watchStandstill(count: FaultCount): () => void {
  let last = Date.now();
  const watch = setInterval(() => {
    const now = Date.now();
    if (now - last > STANDSTILL_MS) {
      count.add('pause');
      const endTrouble = count.trouble('the machine stood still', 'machine', last);
      setTimeout(endTrouble, AFTERMATH_MS).unref();
    }
    last = now;
  }, LOOK_EVERY_MS);
  return () => clearInterval(watch);
}
