/** Rules of conditions: readable, about known questions already asked, with values these can have. */

import { type ConditionTest, testsIn } from '../evaluate-condition.ts';
import type { ExpandedQuestion, Path } from '../expand-blocks.ts';
import { didYouMean } from '../nearest-name.ts';
import { parseCondition } from '../parse-condition.ts';
import { questionNamed, type WrittenFlow } from '../written-flow.ts';
import type { Fault } from './fault.ts';
import { factFaults, valueFaults } from './values.ts';

/** A condition and where it stands. */
type Stand = {
  readonly flow: WrittenFlow;
  readonly path: Path;
  readonly scopes: readonly string[];
  /** Questions before this position have been asked or passed over. */
  readonly before: number;
};

/** Faults of every condition, of questions, blocks and routes. */
export function conditionFaults(flow: WrittenFlow): readonly Fault[] {
  return flow.expansion.questions.flatMap((question, at) => {
    const own = question.conditions.flatMap(({ text, path, scopes }) =>
      faultsOf(text, { flow, path, scopes, before: at }),
    );
    return [
      ...own,
      ...routeConditions(question).flatMap(({ text, path }) =>
        faultsOf(text, { flow, path, scopes: question.scopes, before: at + 1 }),
      ),
    ];
  });
}

function routeConditions({ source, path }: ExpandedQuestion): readonly { text: string; path: Path }[] {
  return (source.routes ?? []).flatMap(({ when }, at) =>
    when === undefined ? [] : [{ text: when, path: [...path, 'routes', at, 'when'] }],
  );
}

function faultsOf(text: string, stand: Stand): readonly Fault[] {
  const parsed = parseCondition(text);
  if (parsed.kind === 'parsed') return testsIn(parsed.condition).flatMap((test) => testFaults(test, stand));
  const { column, message, expected } = parsed.fault;
  return [
    badCondition(
      stand,
      `in the condition "${shortened(text)}", at character ${column}: ${message}`,
      `Expected here: ${expected}.`,
    ),
  ];
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function testFaults(test: ConditionTest, stand: Stand): readonly Fault[] {
  if (test.kind === 'in') {
    const { subject, values } = test;
    if (subject.kind !== 'answer') return factFaults(subject.kind, values, stand);
    return questionFaults(subject.question, stand, (question) => valueFaults(question, values, stand));
  }
  return questionFaults(test.question, stand, (question) =>
    test.kind === 'compare' && question.source.kind !== 'number'
      ? [
          {
            code: 'bad-condition',
            path: stand.path,
            variant: 'size',
            facts: { name: test.question },
            message: `${test.question} is not a number, so it cannot be compared by size`,
            advice: 'Use = or in [ … ] with its options.',
          },
        ]
      : [],
  );
}

/** Checks that a name is a question asked before, then what is particular to the test. */
function questionFaults(
  name: string,
  stand: Stand,
  particular: (question: ExpandedQuestion) => readonly Fault[],
): readonly Fault[] {
  const { flow, path, scopes, before } = stand;
  const question = questionNamed(flow, name, scopes);
  if (question === undefined) {
    // It may be among those left out.
    if (flow.expansion.isCut) return [];
    const advice = `${didYouMean(name, namesWithin(flow, scopes))}Write the id of an earlier question, or age, place or language.`;
    const message = `there is no question called ${name}`;
    return [{ code: 'unknown-reference', path, facts: { name }, message, advice }];
  }
  if ((flow.positions.get(question.id) ?? 0) >= before) {
    return [
      {
        ...{ variant: 'later', facts: { name } },
        ...badCondition(
          stand,
          `${name} is asked only later, so its answer is not known here`,
          'Look at an earlier question, or move this one behind it.',
        ),
      },
    ];
  }
  if (flow.standIns.has(question.source)) return [];
  if (question.source.kind === 'info') {
    const fault = badCondition(stand, `${name} is a card, which has no answer`, 'Look at a question.');
    return [{ ...fault, variant: 'card', facts: { name } }];
  }
  return particular(question);
}

/** Tells whether a condition looks at the age; what cannot be read does not. */
export function looksAtAge(text: string): boolean {
  const parsed = parseCondition(text);
  const tests = parsed.kind === 'parsed' ? testsIn(parsed.condition) : [];
  return tests.some((test) => test.kind === 'in' && test.subject.kind === 'age');
}

/** Gives the names of all questions as they would be written at a place. */
export function namesWithin(flow: WrittenFlow, scopes: readonly string[]): readonly string[] {
  return [...flow.byId.keys()].flatMap((id) =>
    scopes.filter((scope) => id.startsWith(scope)).map((scope) => id.slice(scope.length)),
  );
}

function badCondition({ path }: Stand, message: string, advice: string): Fault {
  return { code: 'bad-condition', path, message, advice };
}
