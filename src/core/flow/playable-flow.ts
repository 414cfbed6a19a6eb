/** Makes of a flow that is still being written what can be walked of it already. */

import { AGE_BANDS } from '../age-band.ts';
import { CHANNEL_NAMES } from '../channel.ts';
import { SOURCE_LANGUAGE } from '../language.ts';
import { printPath } from './checks/fault.ts';
import { isRecord } from './checks/shape.ts';
import { compileExpanded, type FlowHead } from './compile-flow.ts';
import { type ExpandedQuestion, type Path, resolveName } from './expand-blocks.ts';
import type { Flow, QuestionId } from './flow.ts';
import { headerSource } from './flow-source.ts';
import { parseCondition } from './parse-condition.ts';
import type { QuestionSource } from './question-source.ts';
import { readWrittenFlow } from './read-written-flow.ts';
import type { WrittenFlow } from './written-flow.ts';

/** Something of the file that is not played. */
export type LeftOut = {
  readonly what: 'question' | 'block' | 'condition' | 'route';
  /** Where in the data, as findings write it. */
  readonly path: string;
  /** The question it is, or belongs to; `null` where it has no id that can be read, and for a block. */
  readonly question: QuestionId | null;
};

/** What can be walked. */
export type PlayableFlow = {
  /** `null` where no question can be read. What is missing at the head of the file is filled in. */
  readonly flow: Flow | null;
  /** The questions of `flow` as they are written, in the same order. */
  readonly written: readonly QuestionSource[];
  readonly leftOut: readonly LeftOut[];
};

/** Stands where the title or closing cannot be read. */
const NOTHING_SAID = { vi: '…' };

/**
 * Leaves out what cannot be read, what has the id of a question before it, and what leads back or nowhere, and compiles
 * the rest. Never throws, whatever the data are. Of a flow without errors nothing is left out.
 */
export function playableFlow(data: unknown): PlayableFlow {
  const { flow: written } = readWrittenFlow(data);
  if (written === null) return { flow: null, written: [], leftOut: [] };
  const leftOut = new LeftOuts();
  for (const { kind, path } of written.expansion.faults) {
    leftOut.add(kind === 'too-many-questions' ? 'question' : 'block', path, null);
  }
  const first = new Map<QuestionId, ExpandedQuestion>();
  for (const question of written.expansion.questions) {
    const { id, path, source } = question;
    if (written.standIns.has(source)) leftOut.add('question', path, /^[a-z]/.test(id) ? id : null);
    else if (first.has(id)) leftOut.add('question', path, id);
    else first.set(id, question);
  }
  const questions = [...first.values()];
  const sound = questions.map((question, at) =>
    withSoundRoutes(withSoundConditions(question, leftOut), { questions, first, at, leftOut }),
  );
  const flow = sound.length === 0 ? null : compileExpanded(headOf(written, data), sound);
  return { flow, written: sound.map(({ source }) => source), leftOut: leftOut.list() };
}

/** Gathers what is left out; what stands in a block that is used twice is named once. */
class LeftOuts {
  private readonly byPath = new Map<string, LeftOut>();

  add(what: LeftOut['what'], path: Path, question: QuestionId | null): void {
    const printed = printPath(path);
    if (!this.byPath.has(printed)) this.byPath.set(printed, { what, path: printed, question });
  }

  list(): readonly LeftOut[] {
    return [...this.byPath.values()];
  }
}

function withSoundConditions(question: ExpandedQuestion, leftOut: LeftOuts): ExpandedQuestion {
  const conditions = question.conditions.filter(({ text, path }) => {
    const isSound = parseCondition(text).kind === 'parsed';
    if (!isSound) leftOut.add('condition', path, question.id);
    return isSound;
  });
  return { ...question, conditions };
}

type Way = {
  readonly questions: readonly ExpandedQuestion[];
  readonly first: ReadonlyMap<QuestionId, ExpandedQuestion>;
  readonly at: number;
  readonly leftOut: LeftOuts;
};

/** A walk along a route that leads back would never end. */
function withSoundRoutes(question: ExpandedQuestion, way: Way): ExpandedQuestion {
  const { source, scopes, path } = question;
  if (source.routes === undefined) return question;
  const later = new Set(way.questions.slice(way.at + 1).map(({ id }) => id));
  const routes = source.routes.filter(({ to, when }, index) => {
    const target = to === 'end' ? null : resolveName(to, scopes, way.first);
    const isForward = target === null || (target !== undefined && later.has(target.id));
    const isSound = isForward && (when === undefined || parseCondition(when).kind === 'parsed');
    if (!isSound) way.leftOut.add('route', [...path, 'routes', index], question.id);
    return isSound;
  });
  return { ...question, source: { ...source, routes } };
}

function headOf(written: WrittenFlow, data: unknown): FlowHead {
  const { shape } = headerSource;
  const values: Readonly<Record<string, unknown>> = isRecord(data) ? data : {};
  const { flow, version, indicators } = values;
  return {
    flow: shape.flow.catch('draft').parse(flow),
    version: shape.version.catch(1).parse(version),
    indicators: shape.indicators.catch([]).parse(indicators),
    title: written.title ?? NOTHING_SAID,
    closing: written.closing ?? NOTHING_SAID,
    languages: written.languages.length === 0 ? [SOURCE_LANGUAGE] : written.languages,
    ages: written.ages.length === 0 ? AGE_BANDS : written.ages,
    channels: written.channels.length === 0 ? CHANNEL_NAMES : written.channels,
  };
}
