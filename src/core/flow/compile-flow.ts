/** Makes a checked flow file into a flow that can be walked. */

import type * as z from 'zod';
import type { Condition } from './condition.ts';
import { type ExpandedQuestion, expandBlocks, resolveName } from './expand-blocks.ts';
import type { Cut, Flow, Option, Question, QuestionId, Route } from './flow.ts';
import { flowSource, type headerSource } from './flow-source.ts';
import { parseCondition } from './parse-condition.ts';
import type { OptionSource, QuestionSource } from './question-source.ts';
import { resolveCondition } from './resolve-condition.ts';
import type { FlowText } from './text.ts';
import { renamePiped } from './walk.ts';

/** Labels of a yes-no question that words none of its own; other languages must word theirs. */
export const YES_NO_LABELS: { readonly yes: FlowText; readonly no: FlowText } = {
  yes: { vi: 'Có', en: 'Yes' },
  no: { vi: 'Không', en: 'No' },
};

type Questions = ReadonlyMap<QuestionId, ExpandedQuestion>;

/**
 * Compiles the data of a flow file: puts blocks in, parses conditions, fills defaults.
 *
 * @param source data that `checkFlow` found no error in
 * @throws Error (a bug of the caller) where it was not checked
 */
export function compileFlow(source: unknown): Flow {
  const data = flowSource.parse(source);
  const expansion = expandBlocks(data);
  const fault = expansion.faults[0];
  if (fault !== undefined)
    throw new Error(`Unchecked flow ${data.flow}: ${fault.kind} at ${fault.path.join('.')}`);
  return compileExpanded(data, expansion.questions);
}

/** All of a flow file but its questions and blocks. */
export type FlowHead = Omit<z.infer<typeof headerSource>, 'languages' | 'ages' | 'channels'> & {
  readonly languages: Flow['languages'];
  readonly ages: Flow['ageBands'];
  readonly channels: Flow['channels'];
};

/**
 * Compiles questions whose blocks were put in already.
 *
 * @param questions each id once; conditions that can be read, routes to questions among them
 * @throws Error (a bug of the caller) where they are not so
 */
export function compileExpanded(head: FlowHead, questions: readonly ExpandedQuestion[]): Flow {
  const byId: Questions = new Map(questions.map((question) => [question.id, question]));
  return {
    id: head.flow,
    version: head.version,
    title: head.title,
    languages: head.languages,
    channels: head.channels,
    ageBands: head.ages,
    indicators: head.indicators ?? [],
    closing: head.closing,
    questions: questions.map((question) => compileQuestion(question, byId)),
  };
}

function compileQuestion(expanded: ExpandedQuestion, byId: Questions): Question {
  const { source } = expanded;
  const text = (written: FlowText) => qualifyPiping(written, expanded, byId);
  const common = {
    id: expanded.id,
    text: text(source.text),
    ...(source.simpler === undefined ? {} : { simpler: text(source.simpler) }),
    when: conjunction(
      expanded.conditions.map(({ text: condition, scopes }) => compileCondition(condition, scopes, byId)),
    ),
    routes: (source.routes ?? []).map((route) => compileRoute(route, expanded.scopes, byId)),
  };
  return { ...common, ...particularsOf(source, text) };
}

type Particulars<Q = Question> = Q extends Question
  ? Omit<Q, 'id' | 'text' | 'simpler' | 'when' | 'routes'>
  : never;

function particularsOf(source: QuestionSource, text: (written: FlowText) => FlowText): Particulars {
  switch (source.kind) {
    case 'choice':
      return { kind: 'choice', options: source.options.map(compileOption), ...cutOf(source) };
    case 'scale':
    case 'rank':
      return { kind: source.kind, options: source.options.map(compileOption) };
    case 'choices': {
      const { min = 1, max = source.options.length } = source;
      return { kind: 'choices', options: source.options.map(compileOption), min, max };
    }
    case 'yes-no':
      return { kind: 'yes-no', options: yesNoOptions(source), ...cutOf(source) };
    case 'number':
      return { kind: 'number', min: source.min, max: source.max };
    case 'text':
      return { kind: 'text', maxLength: source['max-length'] };
    case 'place':
      return { kind: 'place', depth: source.depth };
    case 'consent':
      return {
        kind: 'consent',
        declined: text(source.declined),
        partial: source.partial === undefined ? null : text(source.partial),
      };
    case 'lesson': {
      const options = source.options.map(compileOption);
      return { kind: 'lesson', options, right: source.right, explain: text(source.explain) };
    }
    case 'age':
    case 'info':
      return { kind: source.kind };
    default:
      return source satisfies never;
  }
}

function cutOf({ cut }: { readonly cut?: Cut | undefined }): { readonly cut?: Cut } {
  return cut === undefined ? {} : { cut };
}

function compileOption({ id, label, face }: OptionSource): Option {
  return { id, label, ...(face === undefined ? {} : { face }) };
}

function yesNoOptions(source: Extract<QuestionSource, { kind: 'yes-no' }>): readonly Option[] {
  return [
    { id: 'yes', label: { ...YES_NO_LABELS.yes, ...source.yes } },
    { id: 'no', label: { ...YES_NO_LABELS.no, ...source.no } },
  ];
}

function compileRoute(
  route: NonNullable<QuestionSource['routes']>[number],
  scopes: readonly string[],
  byId: Questions,
): Route {
  const when = route.when === undefined ? null : compileCondition(route.when, scopes, byId);
  if (route.to === 'end') return { when, to: 'end' };
  const target = resolveName(route.to, scopes, byId);
  if (target === undefined) throw new Error(`Unchecked flow: no question ${route.to} to route to`);
  return { when, to: target.id };
}

function compileCondition(text: string, scopes: readonly string[], byId: Questions): Condition {
  const parsed = parseCondition(text);
  if (parsed.kind === 'faulty') throw new Error(`Unchecked flow: condition ${text}: ${parsed.fault.message}`);
  return resolveCondition(parsed.condition, (name) => {
    const found = resolveName(name, scopes, byId);
    return found === undefined ? undefined : { id: found.id, kind: found.question.source.kind };
  });
}

function conjunction(conditions: readonly Condition[]): Condition | null {
  return conditions.reduce<Condition | null>(
    (left, right) => (left === null ? right : { kind: 'and', left, right }),
    null,
  );
}

/** Replaces the names piped into a text by full ids: inside a block they are written without its prefix. */
function qualifyPiping(text: FlowText, expanded: ExpandedQuestion, byId: Questions): FlowText {
  if (expanded.scopes.length === 1) return text;
  const qualify = (words: string) =>
    renamePiped(words, (name) => resolveName(name, expanded.scopes, byId)?.id ?? name);
  return Object.fromEntries(
    Object.entries(text).map(([language, wording]) => [language, mapWording(wording, qualify)]),
  );
}

function mapWording(wording: FlowText[string], change: (words: string) => string): FlowText[string] {
  if (typeof wording === 'string') return change(wording);
  const { all, ...bands } = wording;
  return {
    all: change(all),
    ...Object.fromEntries(Object.entries(bands).map(([band, words]) => [band, change(words)])),
  };
}

/**
 * Gives the text that the content hash of a flow is taken over: JSON with sorted keys and all text in NFC. Comments,
 * order of keys and layout of the file do not change it; every word a child reads does.
 *
 * @param source the data of the flow file
 */
export function canonicalFlowJson(source: unknown): string {
  return JSON.stringify(canonical(source));
}

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key.normalize('NFC'), canonical(inner)] as const,
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
