/** Rules of piping: only earlier answers that have a label are put into a text. */

import type { Path } from '../expand-blocks.ts';
import type { QuestionKind } from '../flow.ts';
import { didYouMean } from '../nearest-name.ts';
import { hasLooseBrace, pipedQuestions } from '../walk.ts';
import { questionNamed, type TextRole, textsOf, type WrittenFlow, wordingsOf } from '../written-flow.ts';
import { namesWithin } from './conditions.ts';
import type { Fault } from './fault.ts';

/** Kinds whose answer can be said again. Never open words: what a child wrote is not shown on any screen again. */
const SAYABLE: ReadonlySet<QuestionKind> = new Set([
  'choice',
  'choices',
  'yes-no',
  'scale',
  'rank',
  'number',
  'place',
]);

/** Texts into which answers are put. */
const PIPING: ReadonlySet<TextRole> = new Set(['text', 'simpler', 'explain', 'closing']);

type Stand = {
  readonly flow: WrittenFlow;
  readonly path: Path;
  readonly scopes: readonly string[];
  /** Questions before this position have been asked or passed over. */
  readonly before: number;
  readonly pipes: boolean;
};

/** Unknown, later and unsayable questions in braces, and braces that mean nothing. */
export function pipingFaults(flow: WrittenFlow): readonly Fault[] {
  const { questions } = flow.expansion;
  const stands = questions.flatMap((question, at) =>
    flow.standIns.has(question.source)
      ? []
      : textsOf(question).map(({ text, path, role }) => ({
          text,
          stand: { flow, path, scopes: question.scopes, before: at, pipes: PIPING.has(role) },
        })),
  );
  if (flow.closing !== null) {
    const stand = { flow, path: ['closing'], scopes: [''], before: questions.length, pipes: true };
    stands.push({ text: flow.closing, stand });
  }
  return stands.flatMap(({ text, stand }) =>
    Object.keys(text)
      .flatMap((language) => wordingsOf(text, language))
      .flatMap(({ words, path }) => faultsOf(words, { ...stand, path: [...stand.path, ...path] })),
  );
}

function faultsOf(words: string, stand: Stand): readonly Fault[] {
  const { path, flow, scopes } = stand;
  const piped = pipedQuestions(words);
  if (!stand.pipes) {
    if (piped.length === 0) return [];
    const message = `answers cannot be put in here: {${piped[0]}}`;
    const advice = 'Put it into the text of a question.';
    return [{ code: 'bad-piping', path, variant: 'here', facts: { name: piped[0] ?? '' }, message, advice }];
  }
  const faults = piped.flatMap((name) => nameFaults(name, stand));
  const doubled = [...words.matchAll(/\{\{([a-z][a-z0-9.-]*)\}/g)].find(
    ([, name = '']) => questionNamed(flow, name, scopes) !== undefined,
  );
  if (doubled !== undefined) {
    const message = `the child would read {${doubled[1]}} as it stands, since {{ is a brace`;
    const said = { variant: 'doubled', facts: { name: doubled[1] ?? '' }, message };
    faults.push({ code: 'bad-piping', path, ...said, advice: `Write {${doubled[1]}} to put the answer in.` });
  }
  if (hasLooseBrace(words)) {
    const message = 'there is a { that names no question';
    const advice = 'Write {question-id}, or {{ for a brace.';
    faults.push({ code: 'bad-piping', path, variant: 'brace', message, advice });
  }
  return faults;
}

function nameFaults(name: string, { flow, path, scopes, before }: Stand): Fault[] {
  const fault = (message: string, advice: string, variant?: string): Fault[] => [
    {
      ...{ code: 'bad-piping', path, facts: { name }, message, advice },
      ...(variant === undefined ? {} : { variant }),
    },
  ];
  const question = questionNamed(flow, name, scopes);
  if (question === undefined) {
    // It may be among those left out.
    if (flow.expansion.isCut) return [];
    const hint = didYouMean(name, namesWithin(flow, scopes));
    return fault(
      `{${name}} names no question`,
      `${hint}Write the id of an earlier question, or {{ for a brace.`,
    );
  }
  if (flow.standIns.has(question.source)) return [];
  if ((flow.positions.get(question.id) ?? 0) >= before) {
    return fault(
      `{${name}} is asked only later, so there is no answer to put in`,
      'Name an earlier question.',
      'later',
    );
  }
  if (SAYABLE.has(question.source.kind)) return [];
  const what =
    question.source.kind === 'text' ? "the child's own words" : `a question of kind ${question.source.kind}`;
  return fault(
    `{${name}} is ${what}, which cannot be put into a text`,
    `Name a question of kind ${[...SAYABLE].join(', ')}.`,
    'kind',
  );
}
