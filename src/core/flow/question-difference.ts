/** What changed in one question between two versions of a flow. */

import type { Condition } from './condition.ts';
import type { Option, Question, QuestionKind, Route } from './flow.ts';
import { printCondition } from './print-condition.ts';
import { type WordingChange, wordingChanges } from './word-difference.ts';

/** A text of a question. */
export type TextName = 'text' | 'simpler' | 'declined' | 'partial' | 'explain';

/** One thing that changed. */
export type PartChange =
  | { readonly part: 'kind'; readonly before: QuestionKind; readonly after: QuestionKind }
  | { readonly part: 'words'; readonly of: TextName; readonly wordings: readonly WordingChange[] }
  | { readonly part: 'option-added' | 'option-removed'; readonly option: Option }
  | { readonly part: 'option-words'; readonly option: Option; readonly wordings: readonly WordingChange[] }
  | {
      readonly part: 'option-face';
      readonly option: Option;
      readonly before: string | null;
      readonly after: string | null;
    }
  | { readonly part: 'option-order'; readonly before: readonly Option[]; readonly after: readonly Option[] }
  | { readonly part: 'when'; readonly before: Condition | null; readonly after: Condition | null }
  | { readonly part: 'routes'; readonly before: readonly Route[]; readonly after: readonly Route[] }
  | { readonly part: 'bound'; readonly bound: BoundName; readonly before: string; readonly after: string }
  | { readonly part: 'right'; readonly before: readonly Option[]; readonly after: readonly Option[] };

/** What bounds an answer. */
export type BoundName = 'min' | 'max' | 'max-length' | 'depth' | 'cut';

/** Gives everything that changed, its words first. */
export function questionChanges(before: Question, after: Question): readonly PartChange[] {
  return [
    ...(before.kind === after.kind
      ? []
      : [{ part: 'kind', before: before.kind, after: after.kind } satisfies PartChange]),
    ...textChanges(before, after),
    ...optionChanges(optionsOf(before), optionsOf(after)),
    ...boundChanges(before, after),
    ...rightChanges(before, after),
    ...wayChanges(before, after),
  ];
}

const TEXTS = ['text', 'simpler', 'declined', 'partial', 'explain'] as const;

function textChanges(before: Question, after: Question): readonly PartChange[] {
  return TEXTS.flatMap((of): readonly PartChange[] => {
    const wordings = wordingChanges(textOf(before, of), textOf(after, of));
    return wordings.length === 0 ? [] : [{ part: 'words', of, wordings }];
  });
}

function textOf(question: Question, name: TextName) {
  switch (name) {
    case 'text':
    case 'simpler':
      return question[name];
    case 'declined':
    case 'partial':
      return question.kind === 'consent' ? question[name] : null;
    case 'explain':
      return question.kind === 'lesson' ? question.explain : null;
    default:
      return name satisfies never;
  }
}

function optionsOf(question: Question): readonly Option[] {
  return 'options' in question ? question.options : [];
}

function optionChanges(before: readonly Option[], after: readonly Option[]): readonly PartChange[] {
  const was = new Map(before.map((option) => [option.id, option]));
  const is = new Map(after.map((option) => [option.id, option]));
  const kept = after.filter(({ id }) => was.has(id));
  const keptBefore = before.filter(({ id }) => is.has(id));
  const isReordered = kept.some((option, at) => option.id !== keptBefore[at]?.id);
  return [
    ...before
      .filter(({ id }) => !is.has(id))
      .map((option): PartChange => ({ part: 'option-removed', option })),
    ...after.filter(({ id }) => !was.has(id)).map((option): PartChange => ({ part: 'option-added', option })),
    ...kept.flatMap((option) => oneOptionChanges(was.get(option.id) ?? option, option)),
    ...(isReordered ? [{ part: 'option-order', before, after } satisfies PartChange] : []),
  ];
}

function oneOptionChanges(before: Option, option: Option): readonly PartChange[] {
  const wordings = wordingChanges(before.label, option.label);
  const [was, is] = [before.face ?? null, option.face ?? null];
  return [
    ...(wordings.length === 0 ? [] : [{ part: 'option-words', option, wordings } satisfies PartChange]),
    ...(was === is ? [] : [{ part: 'option-face', option, before: was, after: is } satisfies PartChange]),
  ];
}

function boundChanges(before: Question, after: Question): readonly PartChange[] {
  if (before.kind !== after.kind) return [];
  const [was, is] = [boundsOf(before), boundsOf(after)];
  return was.flatMap(([bound, value], at): readonly PartChange[] => {
    const now = is[at]?.[1] ?? value;
    // As many as there are options is no bound that anyone chose.
    return value === now || isAllOptions(before, after, bound)
      ? []
      : [{ part: 'bound', bound, before: value, after: now }];
  });
}

function isAllOptions(before: Question, after: Question, bound: BoundName): boolean {
  const isAll = (one: Question) => one.kind === 'choices' && one.max === one.options.length;
  return bound === 'max' && isAll(before) && isAll(after);
}

function boundsOf(question: Question): readonly (readonly [BoundName, string])[] {
  switch (question.kind) {
    case 'number':
    case 'choices':
      return [
        ['min', String(question.min)],
        ['max', String(question.max)],
      ];
    case 'text':
      return [['max-length', String(question.maxLength)]];
    case 'place':
      return [['depth', question.depth]];
    case 'choice':
    case 'yes-no':
      return [['cut', question.cut ?? '']];
    default:
      return [];
  }
}

function rightChanges(before: Question, after: Question): readonly PartChange[] {
  if (before.kind !== 'lesson' || after.kind !== 'lesson') return [];
  const rightOf = ({ options, right }: typeof before) => options.filter(({ id }) => right.includes(id));
  const [was, is] = [rightOf(before), rightOf(after)];
  const ids = (options: readonly Option[]) =>
    options
      .map(({ id }) => id)
      .sort()
      .join(' ');
  return ids(was) === ids(is) ? [] : [{ part: 'right', before: was, after: is }];
}

function wayChanges(before: Question, after: Question): readonly PartChange[] {
  const print = (condition: Condition | null) => (condition === null ? '' : printCondition(condition));
  const routes = (question: Question) =>
    question.routes.map(({ when, to }) => `${print(when)} → ${to}`).join('\n');
  return [
    ...(print(before.when) === print(after.when)
      ? []
      : [{ part: 'when', before: before.when, after: after.when } satisfies PartChange]),
    ...(routes(before) === routes(after)
      ? []
      : [{ part: 'routes', before: before.routes, after: after.routes } satisfies PartChange]),
  ];
}
