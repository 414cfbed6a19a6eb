/** Judges a run of the fuzzer. */

import { BROWSERS } from './make-delivery.ts';
import { MARK } from './rubbish.ts';
import type { StoredAfter } from './stored-after.ts';

/** Figures of a run. */
export type FuzzResult = {
  readonly sent: number;
  readonly bytes: number;
  readonly seconds: number;
  /** How often each HTTP status was answered; 0 stands for a broken request that got none. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly findings: readonly string[];
  /** Resident, in MB: before, after a third of the run, the most, the last. */
  readonly memory: {
    readonly first: number | null;
    readonly warm: number | null;
    readonly most: number;
    readonly last: number;
  };
  readonly ended: number | null;
  readonly healthy: number;
  readonly logLines: number;
  readonly suspicious: readonly string[];
  readonly goodChildren: number;
  readonly stored: StoredAfter;
};

/** How much the server may grow after a third of a run, in MB. What leaked with each delivery would be far above it. */
const GROWTH_MB = 256;

/** What tells of the inside: a stack, a path, a query, the name of an error of the language. */
const INSIDE =
  /\n\s+at .+:\d+|node:internal|node_modules|dist\/(node|worker)|\b(Type|Range|Syntax|Reference)Error\b|Prisma|SELECT .+ FROM/;

/** An answer as it came. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly what: string;
  readonly isProven: boolean;
};

/** Judges one answer. @returns a finding, or `null` */
export function judgeAnswer({ status, text, what, isProven }: Answer): string | null {
  if (status >= 500) return `${what}: HTTP ${status}`;
  // Also what is too long is refused before anybody looks whose it is.
  if (!isProven && status !== 401 && status !== 413) return `${what}: HTTP ${status} without proof`;
  if (INSIDE.test(text)) return `${what}: HTTP ${status} tells of the inside: ${text.slice(0, 300)}`;
  return null;
}

/** Judges the run. @returns everything wrong; nothing where all is well */
export function judgeRun(result: FuzzResult): readonly string[] {
  const { memory, stored, goodChildren } = result;
  const wrong = [...result.findings];
  if (result.ended !== null) wrong.push(`the server ended with ${result.ended}`);
  if (result.healthy !== 200) wrong.push(`it is not ready afterwards: HTTP ${result.healthy}`);
  if (memory.warm !== null && memory.last - memory.warm > GROWTH_MB) {
    wrong.push(`memory grew from ${memory.warm} to ${memory.last} MB`);
  }
  for (const line of result.suspicious) wrong.push(`logged: ${line.replaceAll(MARK, '<body>')}`);
  if (stored.responses !== 0) wrong.push(`${stored.responses} responses where nothing was sealed`);
  if (stored.finished !== goodChildren) {
    wrong.push(`${stored.finished} finished walks of ${goodChildren} good children`);
  }
  if (stored.sessions > goodChildren + BROWSERS) {
    wrong.push(`${stored.sessions} walks of ${goodChildren} good children and ${BROWSERS} browsers`);
  }
  return wrong;
}

/** What a run prints. */
export function tableOf(result: FuzzResult): string {
  const { memory, stored } = result;
  const statuses = [...result.statuses].sort(([one], [other]) => one - other);
  return [
    `deliveries   ${result.sent} in ${result.seconds.toFixed(1)} s (${Math.round(result.sent / result.seconds)}/s), ${Math.round(result.bytes / 2 ** 20)} MB`,
    `answers      ${statuses.map(([status, times]) => `${status === 0 ? 'none' : status}: ${times}`).join(', ')}`,
    `memory       ${memory.first} MB before, ${memory.warm} after a third, ${memory.most} at most, ${memory.last} at the end`,
    `log          ${result.logLines} lines`,
    `stored       ${stored.contacts} contacts, ${stored.sessions} walks (${stored.finished} finished), ${stored.inbox} message keys, ${stored.outbox} to send, ${stored.waitingTexts} texts, ${stored.responses} responses`,
  ].join('\n');
}
