/** What was done to the product during a run: counted by kind, and remembered with its moment where that explains a repeat. */

/** Every kind of fault, in the order of the table, with the words for it. */
export const FAULT_KINDS = {
  kill: 'server killed (SIGKILL)',
  'kill-starting': '… while it was starting',
  'vain-start': '… in vain: no database at its start',
  ended: 'server ended by itself',
  terminate: 'database connections terminated',
  'restart-fast': 'PostgreSQL restarted (fast)',
  'restart-immediate': 'PostgreSQL restarted (immediate)',
  'restart-kill': 'PostgreSQL killed (SIGKILL)',
  'disk-full': 'disk full',
  'vendor-error': 'vendor: 500/502',
  'vendor-lost': 'vendor: call lost',
  'vendor-unclear': 'vendor: taken, answer lost',
  'vendor-slow': 'vendor: slow',
  'vendor-stall': 'vendor: silent until time-out',
  'vendor-limit': 'vendor: too many requests',
  'vendor-token': 'vendor: access token expired',
  parallel: 'deliveries repeated at once',
  late: 'deliveries repeated late',
  unanswered: 'deliveries whose answer was lost',
  cut: 'deliveries cut off midway',
  refused: 'deliveries refused or unanswered, brought again',
  swapped: 'pairs of messages delivered in the wrong order',
  impatient: 'pairs of messages sent without waiting',
  pause: 'this machine stood still (not of our doing)',
} as const;

/** @see FAULT_KINDS */
export type FaultKind = keyof typeof FAULT_KINDS;

/** What was away: a server that is gone forgets what it knew, one whose database is gone does not. */
export type Away = 'server' | 'database' | 'machine';

/** Counts, and the history of what was away and when. */
export type FaultCount = {
  add(kind: FaultKind, times?: number): void;
  of(kind: FaultKind): number;
  /** Marks the present moment, or an earlier one, as the beginning of trouble; the returned function ends it. */
  trouble(what: string, away: Away, from?: number): () => void;
  /** Whether a server may have forgotten what it knew between two moments, in ms since the epoch. */
  wasForgotten(from: number, to: number): boolean;
  /** All trouble so far, a line each. */
  history(): readonly string[];
};

/** Makes an empty count. */
export function countFaults(): FaultCount {
  const counts = new Map<FaultKind, number>();
  const troubles: { readonly what: string; readonly away: Away; readonly from: number; to: number }[] = [];
  return {
    add: (kind, times = 1) => void counts.set(kind, (counts.get(kind) ?? 0) + times),
    of: (kind) => counts.get(kind) ?? 0,
    trouble(what, away, from = Date.now()) {
      const entry = { what, away, from, to: Number.POSITIVE_INFINITY };
      troubles.push(entry);
      return () => {
        entry.to = Date.now();
      };
    },
    wasForgotten: (from, to) =>
      troubles.some((one) => one.away !== 'database' && one.from <= to && one.to >= from),
    history: () => troubles.map(({ what, from, to }) => `${timeOf(from)} to ${timeOf(to)} ${what}`),
  };
}

function timeOf(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(11, 23) : '…';
}
