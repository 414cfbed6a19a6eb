/** The report of a proof: a table of faults and counts, and what is needed to find out about anything wrong. */

import { FAULT_KINDS, type FaultKind } from './fault-count.ts';
import type { ProofResult } from './run-proof.ts';
import { WRONGS, type Wrong } from './verdict.ts';

/** Most findings of a kind that are told in full. */
const TOLD_OF_A_KIND = 5;
const NAME_UNITS = 48;
const COLUMN_UNITS = 13;

/** Faults that a set-up does not have. */
const NOT_WITH_PGLITE: ReadonlySet<FaultKind> = new Set([
  'vain-start',
  'terminate',
  'restart-fast',
  'restart-immediate',
  'restart-kill',
]);

/** Gives the table, a column for each set-up. */
export function tableOf(results: readonly ProofResult[]): string {
  const line = (name: string, cell: (result: ProofResult) => string | number) =>
    name.padEnd(NAME_UNITS) + results.map((result) => String(cell(result)).padStart(COLUMN_UNITS)).join('');
  const kinds = Object.entries(FAULT_KINDS) as [FaultKind, string][];
  const wrongs = Object.entries(WRONGS) as [Wrong, string][];
  const isDiskMissing = results.some(({ hasDisk }) => !hasDisk);
  return [
    line('', ({ engine }) => engine),
    ...kinds.map(([kind, words]) => line(words, (result) => faultCell(result, kind))),
    ...(isDiskMissing ? ['  (no disk was filled: this user may mount none, and there is no prlimit)'] : []),
    '',
    line('children', ({ children }) => children),
    line('messages', ({ messages }) => messages),
    line('answers', ({ answers }) => answers),
    line('replies twice that nobody could have known of', ({ unavoidable }) => unavoidable),
    line('seconds', ({ seconds }) => seconds),
    '',
    ...wrongs.map(([wrong, words]) =>
      line(words, ({ findings }) => findings.filter((one) => one.wrong === wrong).length),
    ),
  ].join('\n');
}

function faultCell({ engine, count, hasDisk }: ProofResult, kind: FaultKind): string | number {
  if (engine === 'pglite' && NOT_WITH_PGLITE.has(kind)) return '–';
  return kind === 'disk-full' && !hasDisk ? 'not done' : count.of(kind);
}

/** Gives everything known about what was found wrong with one set-up; empty where nothing was. */
export function detailsOf({ engine, seed, findings, count, told }: ProofResult): readonly string[] {
  if (findings.length === 0) return [];
  const shown = (Object.keys(WRONGS) as Wrong[]).flatMap((wrong) => {
    const all = findings.filter((one) => one.wrong === wrong);
    const rest = all.length - TOLD_OF_A_KIND;
    return [
      ...all.slice(0, TOLD_OF_A_KIND).map(({ detail }) => `  ${WRONGS[wrong]}: ${detail}`),
      ...(rest > 0 ? [`  ${WRONGS[wrong]}: ${rest} more`] : []),
    ];
  });
  return [
    `${engine}: ${findings.length} findings. The same children and faults again: --engine=${engine} --seed=${seed}`,
    ...shown,
    '  Trouble, in order:',
    ...count.history().map((line) => `    ${line}`),
    '  Last words of the servers:',
    ...told.map((line) => `    ${line.slice(0, 400)}`),
  ];
}
