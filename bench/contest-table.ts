/** A contest as a table, and its ratios as figures. */

import type { ContestResult, MeasuredRound } from './contest.ts';
import { printHeading, printTable, rounded, whole } from './report.ts';
import { median, medianRatio } from './statistics.ts';

/** Above this share of a core for other work on the machine, a contest says that it is not to be trusted. */
const BUSY_SHARE = 0.15;

/** Prints the medians of a contest. */
export function printContest(heading: string, result: ContestResult): void {
  printHeading(heading);
  const rows = [...result].map(([name, rounds]) => {
    const middle = (figure: (round: MeasuredRound) => number) => median(rounds.map(figure));
    const percent = (figure: (round: MeasuredRound) => number) => `${Math.round(middle(figure) * 100)} %`;
    return [
      name,
      whole(middle(({ perSecond }) => perSecond)),
      middle(({ p50 }) => p50).toFixed(2),
      middle(({ p99 }) => p99).toFixed(2),
      percent(({ serverCpuShare }) => serverCpuShare),
      percent(({ databaseCpuShare }) => databaseCpuShare),
      percent(({ ownCpuShare }) => ownCpuShare),
      percent(({ othersCpuShare }) => othersCpuShare),
      whole(middle((round) => (round.residentBytes ?? 0) / 2 ** 20)),
    ];
  });
  const shares = ['server', 'PostgreSQL', 'load', 'others'];
  printTable(['', 'messages/s', 'p50 ms', 'p99 ms', ...shares, 'MiB'], rows);
  const others = median([...result.values()].flat().map(({ othersCpuShare }) => othersCpuShare));
  if (others > BUSY_SHARE) {
    console.log(
      `The machine was busy with other work (${Math.round(others * 100)} % of a core): do not quote this.\n`,
    );
  }
}

/** Messages a second of one contestant, the median of its rounds. */
export function throughput(result: ContestResult, name: string): number {
  return median(roundsOf(result, name).map(({ perSecond }) => perSecond));
}

/** Throughput of one divided by that of the other. */
export function throughputRatio(result: ContestResult, ours: string, theirs: string): number {
  return ratio(result, [ours, theirs], ({ perSecond }) => perSecond);
}

/** The delay that 99 of 100 answers stay below, of one divided by that of the other. */
export function p99Ratio(result: ContestResult, ours: string, theirs: string): number {
  return ratio(result, [ours, theirs], ({ p99 }) => p99);
}

function ratio(
  result: ContestResult,
  [ours, theirs]: readonly [string, string],
  figure: (round: MeasuredRound) => number,
): number {
  return rounded(medianRatio(roundsOf(result, ours).map(figure), roundsOf(result, theirs).map(figure)));
}

function roundsOf(result: ContestResult, name: string): readonly MeasuredRound[] {
  const rounds = result.get(name);
  if (rounds === undefined) throw new Error(`${name} was not met.`);
  return rounds;
}
