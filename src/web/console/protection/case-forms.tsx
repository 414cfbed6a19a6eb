/** The forms of a case: a step that was taken, an answer to the child, the reason for closing. */

import type { Visit } from '../console-route.ts';
import { type Faults, SelectField, TextArea } from '../fields.tsx';
import { MAX_NOTE } from './case-words.ts';
import { OFFERED_STEPS, type OpenedCase } from './dependencies.ts';

/** What each of them is drawn with. */
export type CaseFormProps = {
  readonly visit: Visit;
  /** Address of the case. */
  readonly path: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: Faults;
};

/** Writes a step down. */
export function StepForm({ visit, path, typed, faults }: CaseFormProps) {
  const { phrase, ground } = visit;
  const label = (step: string) => phrase(`console.protection.step.${step}`);
  return (
    <form class="card" method="post" action={`${path}/step`}>
      <h2>{phrase('console.protection.step.new')}</h2>
      <input type="hidden" name="id" value={ground.newId()} />
      <SelectField
        name="step"
        label={phrase('console.protection.step.which')}
        choices={OFFERED_STEPS.map((step) => ({ value: step, label: label(step) }))}
        value={typed['step']}
        faults={faults}
      />
      <TextArea
        name="note"
        label={phrase('console.protection.step.words')}
        value={typed['note']}
        maxlength={MAX_NOTE}
        faults={faults}
      />
      <button class="button" type="submit">
        {phrase('console.protection.step.save')}
      </button>
    </form>
  );
}

/** Answers the child, where it can be written to; else says why not. */
export function AnswerForm({
  visit,
  path,
  typed,
  faults,
  answerWay,
}: CaseFormProps & Pick<OpenedCase, 'answerWay'>) {
  const { phrase, ground, member } = visit;
  const title = <h2>{phrase('console.protection.answer.title')}</h2>;
  if (answerWay !== 'open') {
    return (
      <section class="card">
        {title}
        <p>{phrase(`console.protection.answer.${answerWay}`)}</p>
      </section>
    );
  }
  return (
    <form class="card" method="post" action={`${path}/answer`}>
      {title}
      <input type="hidden" name="id" value={ground.newId()} />
      <TextArea
        name="answer"
        label={phrase('console.protection.answer.words')}
        hint={phrase('console.protection.answer.hint', { name: member.name })}
        value={typed['answer']}
        maxlength={MAX_NOTE}
        required
        faults={faults}
      />
      <button class="button" type="submit">
        {phrase('console.protection.answer.send')}
      </button>
    </form>
  );
}

/** Closes it. */
export function CloseForm({ visit, path, typed, faults }: CaseFormProps) {
  const { phrase, ground } = visit;
  return (
    <form class="card" method="post" action={`${path}/close`}>
      <h2>{phrase('console.protection.close.title')}</h2>
      <input type="hidden" name="id" value={ground.newId()} />
      <TextArea
        name="reason"
        label={phrase('console.protection.close.reason')}
        value={typed['reason']}
        maxlength={MAX_NOTE}
        required
        faults={faults}
      />
      <button class="button second" type="submit">
        {phrase('console.protection.close.go')}
      </button>
    </form>
  );
}
