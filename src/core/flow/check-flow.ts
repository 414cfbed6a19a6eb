/** Checks a flow file: every finding at once, and the flow where there is no error. */

import { answerFaults } from './checks/answers.ts';
import { blockFaults } from './checks/blocks.ts';
import { conditionFaults } from './checks/conditions.ts';
import { cutFaults } from './checks/cuts.ts';
import { dutyFaults, skipFaults } from './checks/duties.ts';
import { type Fault, printPath } from './checks/fault.ts';
import { languageFaults } from './checks/languages.ts';
import { limitFaults } from './checks/limits.ts';
import { nameFaults } from './checks/names.ts';
import { pipingFaults } from './checks/piping.ts';
import { reachFaults } from './checks/reach.ts';
import { readingFaults } from './checks/reading.ts';
import { routeFaults } from './checks/routes.ts';
import { wordingFaults } from './checks/wording.ts';
import { compileFlow } from './compile-flow.ts';
import { exploreFlow } from './explore-flow.ts';
import type { Finding } from './finding.ts';
import type { Flow } from './flow.ts';
import { groundOf } from './flow-ground.ts';
import { readWrittenFlow } from './read-written-flow.ts';
import type { WrittenFlow } from './written-flow.ts';

/** Data of a flow file and the way back to its lines; without `lineAt` findings have none. */
export type FlowDocument = {
  readonly data: unknown;
  /** Line, from 1, of the value at a path, or of its nearest existing ancestor. */
  lineAt?(path: readonly (string | number)[]): number;
};

/** What a check found. */
export type FlowCheck = {
  /** In the order of the file. */
  readonly findings: readonly Finding[];
  /** The flow, ready to be walked; `null` where a finding is an error. */
  readonly flow: Flow | null;
};

/**
 * Checks a flow. Never throws, whatever the data are.
 *
 * A part that cannot be read is reported and then stood in for, so that the rest is still checked; what depends on it is
 * given the benefit of the doubt.
 */
export function checkFlow(document: FlowDocument): FlowCheck {
  const { flow, faults } = readWrittenFlow(document.data);
  const findings = inOrder([...faults, ...(flow === null ? [] : ruleFaults(flow))], document);
  const isSound = !findings.some(({ severity }) => severity === 'error');
  return { findings, flow: isSound ? compileFlow(document.data) : null };
}

/** Gives findings for a file that is no YAML at all. */
export function syntaxFindings(
  faults: readonly { readonly line: number; readonly message: string }[],
): readonly Finding[] {
  return faults.map(({ line, message }) => ({
    code: 'yaml-syntax',
    severity: 'error',
    path: '',
    line,
    message,
    advice: 'Correct this line; the rest can only be checked once the file can be read.',
  }));
}

function ruleFaults(flow: WrittenFlow): readonly Fault[] {
  const way = [...conditionFaults(flow), ...routeFaults(flow)];
  return [
    ...way,
    ...nameFaults(flow),
    ...blockFaults(flow),
    ...answerFaults(flow),
    ...cutFaults(flow),
    ...languageFaults(flow),
    ...limitFaults(flow),
    ...pipingFaults(flow),
    ...wordingFaults(flow),
    ...skipFaults(flow),
    // What was left out may be what is missed or leads on.
    ...(flow.expansion.isCut ? [] : wayFaults(flow, way)),
  ];
}

function wayFaults(flow: WrittenFlow, known: readonly Fault[]): readonly Fault[] {
  const faulty = new Set(known.map(({ path }) => printPath(path)));
  const exploration = exploreFlow(groundOf(flow, (path) => faulty.has(printPath(path))));
  return [
    ...reachFaults(flow, exploration),
    ...dutyFaults(flow, exploration),
    ...readingFaults(flow, exploration),
  ];
}

/** Turns faults into findings, each once: a block that is used twice is at fault twice in one place. */
function inOrder(faults: readonly Fault[], document: FlowDocument): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const { code, severity = 'error', path, message, advice, variant, facts } of faults) {
    const line = document.lineAt?.(path);
    const printed = printPath(path);
    const finding = {
      code,
      severity,
      path: printed,
      ...(line === undefined ? {} : { line }),
      ...(variant === undefined ? {} : { variant }),
      ...(facts === undefined ? {} : { facts }),
      message,
      advice,
    };
    const key = `${code} ${printed} ${message}`;
    if (!findings.has(key)) findings.set(key, finding);
  }
  return [...findings.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
