/** The screen at the front of a class: one question in large print, and a number of hands for each answer. */

import type { Child } from 'hono/jsx';
import { type ClassSitting, handsFor, handsTooMany, MAX_CLASS } from '../../../core/tally/class-sitting.ts';
import type { CountableQuestion } from '../../../core/tally/countable.ts';
import { Brand, Layout } from '../../layout.tsx';
import { showPage } from '../../show-page.ts';
import type { Visit } from '../console-route.ts';
import { SKIPPED_HANDS } from './hands-form.ts';
import { cellLabel, questionText } from './tally-words.ts';

/** A stage: a page without the bars of the console, for a projector. */
export function showStage(
  visit: Visit,
  stage: {
    readonly title: string;
    readonly back: string;
    readonly script?: string;
    readonly children: Child;
  },
  status: 200 | 422 = 200,
): Response | Promise<Response> {
  const { phrase, language } = visit;
  const page = (
    <Layout
      {...{ language, title: `${stage.title} · Em Nói`, style: 'console/console.css', hidden: true }}
      {...(stage.script === undefined ? {} : { script: stage.script })}
    >
      <header class="stage-bar">
        <Brand />
        <a href={stage.back}>{phrase('console.tallies.class.leave')}</a>
      </header>
      <main id="main" class="stage">
        {stage.children}
      </main>
    </Layout>
  );
  return showPage(visit.c, page, status);
}

/** One question of a class. */
export type StageQuestion = {
  readonly sitting: ClassSitting;
  readonly question: CountableQuestion;
  /** From 1. */
  readonly step: number;
};

/** Shows a question with its numbers. */
export function showQuestion(
  visit: Visit,
  { sitting, question, step }: StageQuestion,
): Response | Promise<Response> {
  const { phrase } = visit;
  const { cells, several } = question;
  const hands = handsFor(sitting, question.question.id);
  const tooMany = handsTooMany(sitting, question, hands);
  const title = questionText(visit, question, sitting.ageBand);
  return showStage(visit, {
    title,
    back: '/console/tallies',
    script: 'console/tallies/hands.js',
    children: (
      <form method="post" action={`/console/tallies/class/${sitting.id}`} class="hands" data-hands>
        <input type="hidden" name="step" value={String(step)} />
        {/* Enter presses the first button of a form: it goes on, and adds no hand. */}
        <button type="submit" name="do" value="next" hidden />
        <p class="stage-step">
          {phrase('console.tallies.class.step', { step, steps: sitting.questions.length })}
        </p>
        <h1>{title}</h1>
        <p class="stage-hint">
          {howManyHands(visit, question)} {phrase('console.tallies.class.nobody-must')}
        </p>
        <p class="fault" role="alert" data-too-many hidden={tooMany === 0}>
          {phrase('console.tallies.class.too-many', { present: sitting.present })}
        </p>
        <ul class="hand-rows" data-present={String(sitting.present)} data-several={several ? 'yes' : 'no'}>
          {cells.map((cell, at) => (
            <HandRow
              {...{ visit, name: `hands.${at}`, label: cellLabel(visit, cell, sitting.ageBand) }}
              value={hands.counts[cell.id] ?? 0}
            />
          ))}
          <HandRow
            {...{ visit, name: SKIPPED_HANDS, label: phrase('console.tallies.class.skipped') }}
            value={hands.skipped}
          />
        </ul>
        <div class="stage-buttons">
          <button class="second" type="submit" name="do" value="back">
            {phrase(step === 1 ? 'console.tallies.class.to-start' : 'console.tallies.class.back')}
          </button>
          <button type="submit" name="do" value="next">
            {phrase(
              step === sitting.questions.length
                ? 'console.tallies.class.to-end'
                : 'console.tallies.class.next',
            )}
          </button>
        </div>
        <p
          class="stage-saved"
          role="status"
          data-saved
          data-kept={phrase('console.tallies.class.saved')}
          data-lost={phrase('console.tallies.class.not-saved')}
        />
      </form>
    ),
  });
}

/** How often a child may raise a hand. */
function howManyHands({ phrase }: Visit, { question, several }: CountableQuestion): string {
  const max = question.kind === 'choices' ? question.max : 1;
  if (!several || max === 1) return phrase('console.tallies.class.one');
  const isBounded = question.kind === 'choices' && max < question.options.length;
  return isBounded
    ? phrase('console.tallies.class.several-most', { max })
    : phrase('console.tallies.class.several');
}

/** An answer with its number. */
function HandRow(props: {
  readonly visit: Visit;
  readonly name: string;
  readonly label: string;
  readonly value: number;
}) {
  const { visit, name, label, value } = props;
  const { phrase } = visit;
  return (
    <li class="hand-row">
      <label for={name}>{label}</label>
      <span class="hand-count">
        <button
          class="second step-hand"
          type="submit"
          name="do"
          value={`less:${name}`}
          aria-label={phrase('console.tallies.class.less', { label })}
        >
          −
        </button>
        <input
          id={name}
          name={name}
          value={String(value)}
          inputmode="numeric"
          maxlength={3}
          autocomplete="off"
          data-most={String(MAX_CLASS)}
        />
        <button
          class="step-hand"
          type="submit"
          name="do"
          value={`more:${name}`}
          aria-label={phrase('console.tallies.class.more', { label })}
        >
          +
        </button>
      </span>
    </li>
  );
}

/** Shows the rules before the first question. */
export function showWelcome(
  visit: Visit,
  sitting: ClassSitting,
  title: string,
): Response | Promise<Response> {
  const { phrase } = visit;
  return showStage(visit, {
    ...{ title, back: '/console/tallies' },
    children: (
      <form method="post" action={`/console/tallies/class/${sitting.id}`} class="stage-welcome">
        <input type="hidden" name="step" value="0" />
        <h1>{title}</h1>
        <ul class="stage-rules">
          {['asked', 'free', 'no-names', 'eyes', 'help'].map((rule) => (
            <li>{phrase(`console.tallies.class.rule.${rule}`)}</li>
          ))}
        </ul>
        <div class="stage-buttons">
          <button type="submit" name="do" value="next">
            {phrase('console.tallies.class.start')}
          </button>
        </div>
      </form>
    ),
  });
}
