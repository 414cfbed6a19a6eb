/** Puts questions into a flow that is being written, with ids, languages and age bands that fit it. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import { type Language, SOURCE_LANGUAGE } from '../language.ts';
import { isRecord } from './checks/shape.ts';
import type { Condition } from './condition.ts';
import { references } from './evaluate-condition.ts';
import { MAX_QUESTIONS } from './expand-blocks.ts';
import type { Cut, QuestionId } from './flow.ts';
import { parseCondition } from './parse-condition.ts';
import { printCondition } from './print-condition.ts';
import type { FlowTextSource, QuestionSource } from './question-source.ts';
import { readWrittenFlow } from './read-written-flow.ts';
import { resolveCondition } from './resolve-condition.ts';
import { renamePiped } from './walk.ts';

/** What is put in, and where. */
export type InsertionOrder = {
  /** In order; they look at nothing but each other and the age. */
  readonly questions: readonly QuestionSource[];
  /** Those of them that are wanted; what they look at comes with them. */
  readonly wanted: ReadonlySet<QuestionId>;
  /** Position in the list of questions before which they go; the end where it is greater. */
  readonly before: number;
};

/** What came of it. */
export type Insertion =
  | {
      readonly kind: 'inserted';
      /** The data anew; the old are as they were. */
      readonly data: object;
      /** Ids as they are now. */
      readonly added: readonly QuestionId[];
      /** Wanted ones that are for no age band of the flow. */
      readonly unfit: readonly QuestionId[];
    }
  /** The data are no flow, or what they call questions is no list. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too-many'; readonly most: number };

/** Puts them in. */
export function insertQuestions(data: unknown, order: InsertionOrder): Insertion {
  const { flow } = readWrittenFlow(data);
  if (!isRecord(data) || flow === null) return { kind: 'unreadable' };
  const { questions: list = [] } = data;
  if (!Array.isArray(list)) return { kind: 'unreadable' };
  const fit: Fit = {
    ages: flow.ages.length === 0 ? AGE_BANDS : flow.ages,
    languages: flow.languages.length === 0 ? null : new Set([SOURCE_LANGUAGE, ...flow.languages]),
    cuts: new Set(flow.expansion.questions.flatMap(({ source }) => cutOf(source))),
  };
  const wanted = withReferences(order);
  const fitting = fittingOf(order.questions, fit);
  const chosen = order.questions.filter(({ id }) => wanted.has(id) && fitting.has(id));
  if (flow.expansion.questions.length + chosen.length > MAX_QUESTIONS) {
    return { kind: 'too-many', most: MAX_QUESTIONS };
  }
  const names = freshNames(chosen, takenIds(data));
  const added = chosen.map((question) => fitted(question, names, fit));
  const at = Math.max(0, Math.min(order.before, list.length));
  return {
    kind: 'inserted',
    data: { ...data, questions: [...list.slice(0, at), ...added, ...list.slice(at)] },
    added: added.map(({ id }) => id),
    unfit: [...order.wanted].filter((id) => !fitting.has(id)),
  };
}

/** What a flow is for and has; `languages` are `null` where they cannot be read. */
type Fit = {
  readonly ages: readonly AgeBand[];
  readonly languages: ReadonlySet<Language> | null;
  /** What its results are split by already. */
  readonly cuts: ReadonlySet<Cut>;
};

function conditionOf(text: string | undefined): Condition | null {
  const parsed = text === undefined ? null : parseCondition(text);
  return parsed?.kind === 'parsed' ? parsed.condition : null;
}

/** The wanted questions, and all that their conditions look at. */
function withReferences({ questions, wanted }: InsertionOrder): ReadonlySet<QuestionId> {
  const all = new Set(wanted);
  for (const { id, when } of [...questions].reverse()) {
    if (all.has(id)) for (const needed of references(conditionOf(when))) all.add(needed);
  }
  return all;
}

/** The questions that some child of the flow's ages can be asked. */
function fittingOf(questions: readonly QuestionSource[], { ages }: Fit): ReadonlySet<QuestionId> {
  const fitting = new Set<QuestionId>();
  for (const { id, when } of questions) {
    const condition = conditionOf(when);
    const isForSome = condition === null || withinAges(condition, ages) !== 'never';
    if (isForSome && references(condition).every((needed) => fitting.has(needed))) fitting.add(id);
  }
  return fitting;
}

/** Every id written anywhere in the data, those of blocks included: one of them may be used without a prefix. */
function takenIds(data: Readonly<Record<string, unknown>>): Set<string> {
  const blocks = isRecord(data['blocks']) ? Object.values(data['blocks']) : [];
  const entries = [data['questions'], ...blocks].flatMap((list) => (Array.isArray(list) ? list : []));
  return new Set(
    entries.flatMap((entry) => (isRecord(entry) && typeof entry['id'] === 'string' ? entry['id'] : [])),
  );
}

/** Longest id of a question. */
const MAX_ID = 24;

function freshNames(
  questions: readonly QuestionSource[],
  taken: Set<string>,
): ReadonlyMap<QuestionId, QuestionId> {
  const names = new Map<QuestionId, QuestionId>();
  for (const { id } of questions) {
    let name = id;
    for (let count = 2; taken.has(name); count++) {
      const ending = `-${count}`;
      name = `${id.slice(0, MAX_ID - ending.length).replace(/-+$/, '')}${ending}`;
    }
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

type Names = ReadonlyMap<QuestionId, QuestionId>;

function fitted(question: QuestionSource, names: Names, fit: Fit): QuestionSource {
  const { when, ...rest } = question;
  const condition = fittedCondition(when, names, fit);
  const text = (written: FlowTextSource) => fittedText(written, names, fit);
  const named: QuestionSource = {
    ...rest,
    id: names.get(question.id) ?? question.id,
    text: text(question.text),
    ...(condition === null ? {} : { when: condition }),
    ...(question.simpler === undefined ? {} : { simpler: text(question.simpler) }),
  };
  const fresh = withFittedParts(named, text);
  return cutOf(fresh).some((cut) => fit.cuts.has(cut)) ? withoutCut(fresh) : fresh;
}

function cutOf(question: QuestionSource): readonly Cut[] {
  return 'cut' in question && question.cut !== undefined ? [question.cut] : [];
}

/** Results are split by one question of a sort. */
function withoutCut(question: QuestionSource): QuestionSource {
  if (question.kind !== 'choice' && question.kind !== 'yes-no') return question;
  const { cut: _taken, ...rest } = question;
  return rest;
}

function withFittedParts(
  question: QuestionSource,
  text: (written: FlowTextSource) => FlowTextSource,
): QuestionSource {
  switch (question.kind) {
    case 'choice':
    case 'choices':
    case 'scale':
    case 'rank':
    case 'lesson': {
      const options = question.options.map((option) => ({ ...option, label: text(option.label) }));
      return question.kind === 'lesson'
        ? { ...question, options, explain: text(question.explain) }
        : { ...question, options };
    }
    case 'yes-no': {
      const { yes, no } = question;
      return {
        ...question,
        ...(yes === undefined ? {} : { yes: text(yes) }),
        ...(no === undefined ? {} : { no: text(no) }),
      };
    }
    default:
      return question;
  }
}

/** A condition that holds for every age of the flow is none. */
function fittedCondition(when: string | undefined, names: Names, { ages }: Fit): string | null {
  const written = conditionOf(when);
  const condition = written === null ? 'always' : withinAges(written, ages);
  if (condition === 'always' || condition === 'never') return null;
  const named = resolveCondition(condition, (name) => {
    const id = names.get(name);
    return id === undefined ? undefined : { id, kind: 'choice' };
  });
  return printCondition(named);
}

/** The condition without what it says of ages that the flow does not have. */
function withinAges(condition: Condition, ages: readonly AgeBand[]): Condition | 'always' | 'never' {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const sides = [withinAges(condition.left, ages), withinAges(condition.right, ages)];
      const { decides, leaves } = DECIDING[condition.kind];
      if (sides.includes(decides)) return decides;
      const [left, right] = sides.filter((side) => typeof side !== 'string');
      if (left === undefined) return leaves;
      return right === undefined ? left : { kind: condition.kind, left, right };
    }
    case 'not': {
      const of = withinAges(condition.of, ages);
      if (of === 'always') return 'never';
      return of === 'never' ? 'always' : { kind: 'not', of };
    }
    case 'in': {
      if (condition.subject.kind !== 'age') return condition;
      const values = condition.values.filter((value) => ages.some((band) => band === value));
      if (values.length === 0) return 'never';
      return values.length === ages.length ? 'always' : { ...condition, values };
    }
    default:
      return condition;
  }
}

/** What decides a conjunction or disjunction by itself, and what leaves it to the other side. */
const DECIDING = {
  and: { decides: 'never', leaves: 'always' },
  or: { decides: 'always', leaves: 'never' },
} as const;

function fittedText(text: FlowTextSource, names: Names, { ages, languages }: Fit): FlowTextSource {
  const rename = (words: string) => renamePiped(words, (id) => names.get(id) ?? id);
  return Object.fromEntries(
    Object.entries(text)
      .filter(([language]) => languages === null || languages.has(language))
      .map(([language, wording]) => [language, fittedWording(wording, ages, rename)]),
  );
}

function fittedWording(
  wording: FlowTextSource[string],
  ages: readonly AgeBand[],
  rename: (words: string) => string,
): FlowTextSource[string] {
  if (typeof wording === 'string') return rename(wording);
  const { all, ...bands } = wording;
  const own = ages.flatMap((band): (readonly [AgeBand, string])[] => {
    const words = bands[band];
    return words === undefined ? [] : [[band, rename(words)]];
  });
  return own.length === 0 ? rename(all) : { all: rename(all), ...Object.fromEntries(own) };
}
