/** One question of the bank: what it asks, in every language and for every age, and when it is asked. */

import { AGE_BANDS } from '../../../core/age-band.ts';
import { references, testsIn } from '../../../core/flow/evaluate-condition.ts';
import { parseCondition } from '../../../core/flow/parse-condition.ts';
import { playableFlow } from '../../../core/flow/playable-flow.ts';
import type { BankBlock } from '../../../core/flow/question-bank.ts';
import { flowAround } from '../../../core/flow/question-bank.ts';
import type { FlowTextSource, QuestionSource } from '../../../core/flow/question-source.ts';
import { sayCondition } from '../../../core/flow/say-condition.ts';
import { readText } from '../../../core/flow/text.ts';
import { conditionWords } from '../../../reports/flow-map/flow-map.ts';
import type { Visit } from '../console-route.ts';
import { readerWords } from './wording-table.tsx';

/** What is drawn. */
export type BankQuestionProps = {
  readonly visit: Visit;
  readonly block: BankBlock;
  readonly question: QuestionSource;
  /** In its block, from 1. */
  readonly number: number;
  /** Whether it is ticked; `null` where nothing can be chosen. */
  readonly isPicked: boolean | null;
  /** Whether the draft that is added to has it already. */
  readonly isPresent: boolean;
};

/** Draws it. */
export function BankQuestion(props: BankQuestionProps) {
  const { visit, block, question, number, isPicked, isPresent } = props;
  const { phrase, language } = visit;
  const headline = readText(question.text, language, null);
  const heading = phrase('console.preview.bank.question', {
    number,
    kind: phrase(`console.flows.kind.${question.kind}`),
  });
  return (
    <article class="card bank-question">
      <h2>
        {heading}
        {isPresent && (
          <>
            {' '}
            <span class="tag good">{phrase('console.preview.bank.present')}</span>
          </>
        )}
      </h2>
      {isPicked !== null && (
        <label class="choice">
          <input type="checkbox" name="question" value={question.id} checked={isPicked} />
          <span>{phrase('console.preview.bank.take', { question: headline })}</span>
        </label>
      )}
      <When {...{ visit, block, question }} />
      <Wordings {...{ visit, text: question.text }} caption={phrase('console.preview.part.text')} />
      {question.simpler !== undefined && (
        <Wordings {...{ visit, text: question.simpler }} caption={phrase('console.preview.part.simpler')} />
      )}
      <Answers {...{ visit, question }} />
      {question.kind === 'lesson' && (
        <Wordings {...{ visit, text: question.explain }} caption={phrase('console.preview.part.explain')} />
      )}
    </article>
  );
}

/** When it is asked; the questions it looks at come with it. */
function When({ visit, block, question }: Pick<BankQuestionProps, 'visit' | 'block' | 'question'>) {
  const { phrase, language, ground } = visit;
  const parsed = question.when === undefined ? null : parseCondition(question.when);
  const { flow } = playableFlow(flowAround(block));
  if (parsed === null || parsed.kind === 'faulty' || flow === null) return null;
  const numberOf = (id: string) => block.questions.findIndex((one) => one.id === id) + 1;
  const words = {
    ...conditionWords(flow, { phrase, language, gazetteer: ground.gazetteer }),
    question: (id: string) => phrase('console.flows.question-number', { number: numberOf(id) }),
  };
  const needs = references(parsed.condition);
  return (
    <p class="soft">
      {phrase('console.preview.bank.when', { condition: sayCondition(parsed.condition, words) })}{' '}
      {needs.length > 0 &&
        testsIn(parsed.condition).length > 0 &&
        phrase('console.preview.bank.needs', { numbers: needs.map(numberOf).join(', ') })}
    </p>
  );
}

function Wordings({
  visit,
  text,
  caption,
}: {
  readonly visit: Visit;
  readonly text: FlowTextSource;
  readonly caption: string;
}) {
  const rows = Object.entries(text).flatMap(([language, wording]) => {
    if (typeof wording === 'string') return [{ language, band: 'all' as const, words: wording }];
    const own = AGE_BANDS.flatMap((band) => {
      const words = wording[band];
      return words === undefined ? [] : [{ language, band, words }];
    });
    return [{ language, band: 'all' as const, words: wording.all }, ...own];
  });
  return (
    <>
      <h3>{caption}</h3>
      <dl class="facts">
        {rows.map(({ language, band, words }) => (
          <>
            <dt>{readerWords(visit, language, band)}</dt>
            <dd lang={language}>{words}</dd>
          </>
        ))}
      </dl>
    </>
  );
}

/** What can be answered, in every language. */
function Answers({ visit, question }: Pick<BankQuestionProps, 'visit' | 'question'>) {
  const { phrase } = visit;
  const options = optionsOf(question);
  if (question.kind === 'number') {
    return <p>{phrase('console.preview.bank.number', { min: question.min, max: question.max })}</p>;
  }
  if (question.kind === 'text')
    return <p>{phrase('console.preview.bank.text', { most: question['max-length'] })}</p>;
  if (options.length === 0) return null;
  const right = question.kind === 'lesson' ? question.right : [];
  return (
    <>
      <h3>
        {question.kind === 'choices'
          ? phrase('console.preview.bank.options-most', { most: question.max ?? options.length })
          : phrase('console.preview.bank.options')}
      </h3>
      <ul class="bank-options">
        {options.map(({ id, face, label }) => (
          <li>
            {face !== undefined && <span aria-hidden="true">{`${face} `}</span>}
            {Object.entries(label).map(([language, wording], at) => (
              <>
                {at > 0 && ' · '}
                <span lang={language}>{typeof wording === 'string' ? wording : wording.all}</span>
              </>
            ))}
            {right.includes(id) && (
              <>
                {' '}
                <span class="tag good">{phrase('console.preview.bank.right')}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function optionsOf(
  question: QuestionSource,
): readonly { id: string; face?: string | undefined; label: FlowTextSource }[] {
  if ('options' in question) return question.options;
  if (question.kind !== 'yes-no') return [];
  const { yes, no } = question;
  return [
    ...(yes === undefined ? [] : [{ id: 'yes', label: yes }]),
    ...(no === undefined ? [] : [{ id: 'no', label: no }]),
  ];
}
