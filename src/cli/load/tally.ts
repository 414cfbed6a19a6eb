/** What is counted while a lesson is played, and how it is told. */

/** The counts. */
export type Tally = {
  arrived: number;
  finished: number;
  /** Counts an answer that was replied to. @param ms from the moment it was due */
  readonly answered: (ms: number) => void;
  /** Counts an error by its kind. */
  readonly fail: (what: string) => void;
  readonly answers: () => number;
  readonly errors: () => number;
  /** A line on what happened since the last one. */
  readonly news: () => string;
  /** The lines at the end. */
  readonly summary: () => readonly string[];
};

/** A tally with nothing in it; its clock runs from now. */
export function newTally(): Tally {
  const startedAt = performance.now();
  const latencies: number[] = [];
  const kinds = new Map<string, number>();
  let told = { answers: 0, at: startedAt };
  const errors = () => [...kinds.values()].reduce((sum, count) => sum + count, 0);
  const seconds = () => (performance.now() - startedAt) / 1_000;
  return {
    arrived: 0,
    finished: 0,
    answered: (ms) => void latencies.push(ms),
    fail: (what) => void kinds.set(what, (kinds.get(what) ?? 0) + 1),
    answers: () => latencies.length,
    errors,
    news() {
      const now = performance.now();
      const fresh = latencies.slice(told.answers);
      const rate = fresh.length / Math.max((now - told.at) / 1_000, 0.001);
      told = { answers: latencies.length, at: now };
      return `  ${seconds().toFixed(0).padStart(4)} s  ${rate.toFixed(0)} answers/s  p99 ${percentile(fresh, 0.99)}  ${this.arrived} children, ${this.finished} finished  ${errors()} errors`;
    },
    summary() {
      const total = latencies.length;
      return [
        `${total} answers in ${seconds().toFixed(1)} s: ${(total / seconds()).toFixed(0)} answers/s.`,
        `From the moment an answer was due to its reply: p50 ${percentile(latencies, 0.5)}, p95 ${percentile(latencies, 0.95)}, p99 ${percentile(latencies, 0.99)}, longest ${percentile(latencies, 1)}.`,
        `${this.arrived} children came, ${this.finished} reached the end.`,
        ...[...kinds].map(([what, count]) => `Error: ${what}, ${count} times.`),
      ];
    },
  };
}

/** In words, such as `12 ms`; the smallest value that this share of all does not exceed. */
function percentile(values: readonly number[], share: number): string {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}
