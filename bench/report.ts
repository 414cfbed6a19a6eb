/** What the benchmarks print: tables for people, one line of JSON for programs. */

import { availableParallelism, cpus, totalmem } from 'node:os';

/** Figures by the name under which they stand in the JSON line. */
export type Figures = Record<string, number>;

/** Prints a table; numbers are already text. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  console.log(line(head));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) console.log(line(row));
  console.log('');
}

/** Prints a heading. */
export function printHeading(text: string): void {
  console.log(`\n${text}\n`);
}

/** Says on the error stream how far things are, so that the figures stay by themselves. */
export function tellProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The machine in one line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${availableParallelism()} cores, ${gibibytes} GiB, ${process.platform}, Node ${process.versions.node}`;
}

/** Rounds for the eye: three significant digits. */
export function rounded(figure: number): number {
  return Number(figure.toPrecision(3));
}

/** A whole number with thin grouping. */
export function whole(figure: number): string {
  return Math.round(figure).toLocaleString('en');
}
