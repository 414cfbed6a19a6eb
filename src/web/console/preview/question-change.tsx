/** One question that is not what it was: added, removed, or changed in parts. */

import type { Condition } from '../../../core/flow/condition.ts';
import type { Flow, Option, Question, Route } from '../../../core/flow/flow.ts';
import type { QuestionDifference } from '../../../core/flow/flow-difference.ts';
import type { PartChange } from '../../../core/flow/question-difference.ts';
import { questionHeadline } from '../../../core/flow/question-headline.ts';
import { sayCondition } from '../../../core/flow/say-condition.ts';
import { readText } from '../../../core/flow/text.ts';
import { hasQuestion, questionOf } from '../../../core/flow/walk.ts';
import { conditionWords } from '../../../reports/flow-map/flow-map.ts';
import type { Visit } from '../console-route.ts';
import { WordingTable } from './wording-table.tsx';

/** What is drawn. */
export type QuestionChangeProps = {
  readonly visit: Visit;
  readonly before: Flow;
  readonly after: Flow;
  readonly change: QuestionDifference;
};

const COMPARISON_TAGS = { same: 'tag good', careful: 'tag', not: 'tag warning' } as const;

/** Draws it. */
export function QuestionChange({ visit, before, after, change }: QuestionChangeProps) {
  const { phrase, language } = visit;
  const question = change.kind === 'changed' ? change.after : change.question;
  const number = change.kind === 'removed' ? change.was + 1 : change.at + 1;
  return (
    <article class={`card change ${change.kind}`}>
      <h3>{phrase(`console.preview.change.${change.kind}`, { number })}</h3>
      <p class="change-words">{questionHeadline(question, { language }, 160)}</p>
      <p class="tags">
        <span class="tag">{phrase(`console.flows.kind.${question.kind}`)}</span>
        {change.kind === 'changed' && (
          <span class={COMPARISON_TAGS[change.comparability]}>
            {phrase(`console.preview.compare.tag.${change.comparability}`)}
          </span>
        )}
      </p>
      {change.kind === 'changed' ? (
        <Parts {...{ visit, before, after, change }} />
      ) : (
        <Options {...{ visit, question }} />
      )}
    </article>
  );
}

function Options({ visit, question }: { readonly visit: Visit; readonly question: Question }) {
  if (!('options' in question)) return null;
  return (
    <ul>
      {question.options.map((option) => (
        <li>{optionWords(visit, option)}</li>
      ))}
    </ul>
  );
}

type Changed = Extract<QuestionDifference, { kind: 'changed' }>;

function Parts({
  visit,
  before,
  after,
  change,
}: Omit<QuestionChangeProps, 'change'> & { readonly change: Changed }) {
  const { phrase } = visit;
  const tables = change.changes.flatMap((part) => tableOf(visit, part) ?? []);
  const lines = change.changes.flatMap((part) => linesOf({ visit, before, after }, part));
  return (
    <>
      <ul>
        {change.isMoved && (
          <li>{phrase('console.preview.change.moved', { from: change.was + 1, to: change.at + 1 })}</li>
        )}
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      {tables}
    </>
  );
}

function tableOf(visit: Visit, part: PartChange) {
  const { phrase } = visit;
  if (part.part === 'words') {
    return (
      <WordingTable
        {...{ visit, caption: phrase(`console.preview.part.${part.of}`), wordings: part.wordings }}
      />
    );
  }
  if (part.part !== 'option-words') return null;
  const caption = phrase('console.preview.part.option', { option: optionWords(visit, part.option) });
  return <WordingTable {...{ visit, caption, wordings: part.wordings }} />;
}

type Versions = Pick<QuestionChangeProps, 'visit' | 'before' | 'after'>;

function linesOf(versions: Versions, part: PartChange): readonly string[] {
  const { visit, before, after } = versions;
  const { phrase } = visit;
  const say = (key: string, values: Record<string, string>) => [
    phrase(`console.preview.part.${key}`, values),
  ];
  switch (part.part) {
    case 'words':
    case 'option-words':
      return [];
    case 'kind':
      return say('kind', {
        before: phrase(`console.flows.kind.${part.before}`),
        after: phrase(`console.flows.kind.${part.after}`),
      });
    case 'option-added':
    case 'option-removed':
      return say(part.part, { option: optionWords(visit, part.option) });
    case 'option-face':
      return say('option-face', {
        option: readText(part.option.label, visit.language, null),
        before: part.before ?? '–',
        after: part.after ?? '–',
      });
    case 'option-order':
    case 'right':
      return say(part.part, { before: listed(visit, part.before), after: listed(visit, part.after) });
    case 'when':
      return say('when', {
        before: whenWords(visit, before, part.before),
        after: whenWords(visit, after, part.after),
      });
    case 'routes':
      return say('routes', {
        before: routeWords(visit, before, part.before),
        after: routeWords(visit, after, part.after),
      });
    case 'bound':
      return say(`bound.${part.bound}`, {
        before: boundWords(visit, part.before),
        after: boundWords(visit, part.after),
      });
    default:
      return part satisfies never;
  }
}

function boundWords({ phrase }: Visit, value: string): string {
  if (value === 'province' || value === 'commune') return phrase(`console.preview.depth.${value}`);
  if (value === '' || value === 'sex' || value === 'circumstances')
    return phrase(`console.preview.cut.${value === '' ? 'none' : value}`);
  return value;
}

function optionWords({ language }: Visit, { face, label }: Option): string {
  const words = readText(label, language, null);
  return face === undefined ? words : `${face} ${words}`;
}

function listed(visit: Visit, options: readonly Option[]): string {
  return options.map((option) => optionWords(visit, option)).join(' · ');
}

/** Questions are named by their words here: their numbers differ between the versions. */
function wordsFor({ phrase, language, ground }: Visit, flow: Flow) {
  const named = (id: string) =>
    hasQuestion(flow, id) ? `“${questionHeadline(questionOf(flow, id), { language }, 40)}”` : id;
  return {
    ...conditionWords(flow, { phrase, language, gazetteer: ground.gazetteer }),
    question: (id: string) => phrase('console.preview.condition.question-named', { question: named(id) }),
    named,
  };
}

function whenWords(visit: Visit, flow: Flow, when: Condition | null): string {
  return when === null
    ? visit.phrase('console.preview.condition.always')
    : sayCondition(when, wordsFor(visit, flow));
}

function routeWords(visit: Visit, flow: Flow, routes: readonly Route[]): string {
  const { phrase } = visit;
  if (routes.length === 0) return phrase('console.preview.route.none');
  const words = wordsFor(visit, flow);
  return routes
    .map(({ when, to }) => {
      const target = to === 'end' ? phrase('console.preview.map.to-end') : words.named(to);
      return when === null
        ? phrase('console.preview.route.always', { target })
        : phrase('console.preview.route.when', { condition: sayCondition(when, words), target });
    })
    .join('; ');
}
