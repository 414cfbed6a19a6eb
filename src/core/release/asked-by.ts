/** Whom a question is asked of, as everyone can read it from the flow: figures of one question tell of others by it. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import type { AnswerValue } from '../answer.ts';
import type { Condition } from '../flow/condition.ts';
import { holds, references, testsIn } from '../flow/evaluate-condition.ts';
import type { Flow, Question, QuestionId } from '../flow/flow.ts';

/** An earlier question on which it depends whether one is asked. */
export type Dependence = {
  readonly question: QuestionId;
  /** Options with one of which a child may be asked; `null` where that cannot be said by single options. */
  readonly options: ReadonlySet<string> | null;
  /** Whether a child may be asked who gave no answer to it. */
  readonly orNone: boolean;
};

/** @see Dependence */
export type AskedBy = {
  /** Age bands of which children may be asked; `null`: any. */
  readonly bands: ReadonlySet<AgeBand> | null;
  readonly on: readonly Dependence[];
};

/** More questions than these in one condition are not looked into: then all of their figures must be known. */
const MOST_TRIED = 2;

/** Finds it for every question. */
export function askedBy(flow: Flow): ReadonlyMap<QuestionId, AskedBy> {
  const byId = new Map(flow.questions.map((question) => [question.id, question]));
  return new Map(
    flow.questions.map((question, at) => [question.id, readConditions(conditionsOf(flow, at), flow, byId)]),
  );
}

/** The question's own condition, and those under which earlier questions lead past it. */
function conditionsOf(flow: Flow, at: number): readonly (Condition | { readonly past: QuestionId })[] {
  const { when = null } = flow.questions[at] ?? {};
  const past = flow.questions.slice(0, at).flatMap(({ id, routes }) =>
    routes.flatMap((route): readonly (Condition | { readonly past: QuestionId })[] => {
      const target = flow.questions.findIndex((one) => one.id === route.to);
      if (target !== -1 && target <= at) return [];
      return [route.when === null ? { past: id } : { kind: 'not', of: route.when }];
    }),
  );
  return [...(when === null ? [] : [when]), ...past];
}

function readConditions(
  conditions: readonly (Condition | { readonly past: QuestionId })[],
  flow: Flow,
  byId: ReadonlyMap<QuestionId, Question>,
): AskedBy {
  const read = conditions.map((one) => readOne(one, flow, byId));
  const bands = read.flatMap((one) => (one.bands === null ? [] : [one.bands]));
  const shared =
    bands.length === 0 ? null : new Set(AGE_BANDS.filter((band) => bands.every((set) => set.has(band))));
  return { bands: shared, on: read.flatMap(({ on }) => on) };
}

function readOne(
  condition: Condition | { readonly past: QuestionId },
  flow: Flow,
  byId: ReadonlyMap<QuestionId, Question>,
): AskedBy {
  if ('past' in condition) {
    return { bands: null, on: [{ question: condition.past, options: null, orNone: true }] };
  }
  const named = references(condition);
  const closed = named.map((id) => ({ id, values: valuesOf(byId.get(id)) }));
  const looksElsewhere = testsIn(condition).some(
    (test) => test.kind === 'in' && (test.subject.kind === 'place' || test.subject.kind === 'language'),
  );
  if (looksElsewhere || named.length > MOST_TRIED || closed.some(({ values }) => values === null)) {
    return { bands: null, on: named.map((question) => ({ question, options: null, orNone: true })) };
  }
  const bands = flow.ageBands.length === 0 ? AGE_BANDS : flow.ageBands;
  const tried = triesOf(closed.map(({ id, values }) => ({ id, values: values ?? [] })));
  const asked = bands.flatMap((ageBand) =>
    tried
      .filter((answers) => holds(condition, { answers, ageBand, place: null, language: 'vi' }))
      .map((answers) => ({ ageBand, answers })),
  );
  const open = new Set(asked.map(({ ageBand }) => ageBand));
  return {
    bands: open.size === bands.length ? null : open,
    on: named.map((question) => {
      const values = asked.map(({ answers }) => answers[question]);
      const options = values.flatMap((value) => (typeof value === 'string' ? [value] : []));
      const orNone = values.some((value) => typeof value !== 'string');
      return { question, options: new Set(options), orNone };
    }),
  };
}

/** Options of a question with one answer, and a skipped one; `null` for other kinds. */
function valuesOf(question: Question | undefined): readonly (string | null)[] | null {
  switch (question?.kind) {
    case 'choice':
    case 'yes-no':
    case 'scale':
    case 'lesson':
      return [...question.options.map(({ id }) => id), null];
    default:
      return null;
  }
}

type Tried = Readonly<Record<string, AnswerValue>>;

/** Every combination of answers, a question that was not asked included. */
function triesOf(
  questions: readonly { readonly id: QuestionId; readonly values: readonly (string | null)[] }[],
): readonly Tried[] {
  return questions.reduce<readonly Tried[]>(
    (tries, { id, values }) =>
      tries.flatMap((one) => [one, ...values.map((value) => ({ ...one, [id]: value }))]),
    [{}],
  );
}
