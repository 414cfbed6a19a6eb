/** What a round writes down while it is measured: delays, time, and what the load itself took. */

/** A round's figures. */
export type Book = {
  /** Begins to write down. */
  readonly open: () => void;
  /** Writes down one answer's delay in milliseconds, if open. */
  readonly add: (delayMs: number) => void;
  /** Ends; later calls change nothing. */
  readonly close: () => void;
  readonly summary: () => {
    readonly messages: number;
    readonly seconds: number;
    readonly p50: number;
    readonly p99: number;
    readonly max: number;
    readonly ownCpuShare: number;
  };
};

const FIRST_ROOM = 1 << 16;

/** Makes an empty book. */
export function keepBook(): Book {
  let delays = new Float64Array(FIRST_ROOM);
  let count = 0;
  let openedAt = 0;
  let cpu = process.cpuUsage();
  let isOpen = false;
  let taken = { seconds: 0, ownCpuShare: 0 };
  return {
    open() {
      isOpen = true;
      openedAt = performance.now();
      cpu = process.cpuUsage();
    },
    add(delayMs) {
      if (!isOpen) return;
      if (count === delays.length) {
        const larger = new Float64Array(count * 2);
        larger.set(delays);
        delays = larger;
      }
      delays[count] = delayMs;
      count += 1;
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      const seconds = (performance.now() - openedAt) / 1_000;
      const { user, system } = process.cpuUsage(cpu);
      taken = { seconds, ownCpuShare: (user + system) / 1_000_000 / seconds };
    },
    summary() {
      const sorted = delays.subarray(0, count).sort();
      const at = (share: number) => sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0;
      return { messages: count, ...taken, p50: at(0.5), p99: at(0.99), max: at(1) };
    },
  };
}
