/** The last screen of a class: what was counted, who was there, and making a tally of it. */

import { type ClassSitting, childrenBehind, handsFor } from '../../../core/tally/class-sitting.ts';
import type { CountableQuestion } from '../../../core/tally/countable.ts';
import { readCount } from '../../../core/tally/read-tally.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, fieldId, TextArea, TextField } from '../fields.tsx';
import { writeNumber } from '../progress/told.tsx';
import { showStage } from './class-stage.tsx';
import { GroupFields } from './tally-fields.tsx';
import { cellLabel, questionText } from './tally-words.ts';

/** What is drawn. */
export type ClassEndProps = {
  readonly sitting: ClassSitting;
  readonly questions: readonly CountableQuestion[];
  readonly text: (name: string) => string;
  readonly faults: Faults;
};

/** Tells of each question with more hands than there are children, by the name its line has on the page. */
export function handsFaults(
  visit: Visit,
  { sitting, questions }: Pick<ClassEndProps, 'sitting' | 'questions'>,
  children: number,
): Faults {
  const asked = questions.filter(({ question }) => sitting.questions.includes(question.id));
  const faulty = asked.flatMap((one) => {
    const hands = childrenBehind(one, handsFor(sitting, one.question.id));
    const question = questionText(visit, one, sitting.ageBand);
    const values = { question, hands: writeNumber(visit, hands), children: writeNumber(visit, children) };
    const words = visit.phrase('console.tallies.class.hands-over', values);
    return hands > children ? [[handsName(one.question.id), words] as const] : [];
  });
  return Object.fromEntries(faulty);
}

const handsName = (question: string): string => `hands.${question}`;

/** Shows it. */
export function showClassEnd(visit: Visit, props: ClassEndProps): Response | Promise<Response> {
  const { phrase } = visit;
  const { sitting, text, faults } = props;
  const isFaulty = Object.keys(faults).length > 0;
  return showStage(
    visit,
    {
      title: phrase('console.tallies.class.end'),
      back: '/console/tallies',
      children: (
        <div class="stage-end">
          <h1>{phrase('console.tallies.class.end')}</h1>
          <p>{phrase('console.tallies.class.thanks')}</p>
          <FormFaults title={phrase('console.tallies.faulty')} faults={faults} />
          <Counted visit={visit} props={props} />
          <form method="post" action={`/console/tallies/class/${sitting.id}/end`}>
            <TextField
              {...{ name: 'children', faults, value: text('children') }}
              label={phrase('console.tallies.children')}
              hint={phrase('console.tallies.class.children.hint')}
              inputmode="numeric"
              maxlength={3}
            />
            <GroupFields {...{ visit, text, faults, bands: [sitting.ageBand] }} />
            <TextArea
              {...{ name: 'source', faults, value: text('source') }}
              label={phrase('console.tallies.source')}
              hint={phrase('console.tallies.source.hint')}
              maxlength={500}
            />
            <div class="stage-buttons">
              <a
                class="button second"
                href={`/console/tallies/class/${sitting.id}?step=${sitting.questions.length}`}
              >
                {phrase('console.tallies.class.back')}
              </a>
              <button type="submit">{phrase('console.tallies.class.finish')}</button>
            </div>
          </form>
        </div>
      ),
    },
    isFaulty ? 422 : 200,
  );
}

function Counted({ visit, props }: { readonly visit: Visit; readonly props: ClassEndProps }) {
  const { phrase } = visit;
  const { sitting, questions, text } = props;
  const over = handsFaults(visit, props, readCount(text('children')) ?? sitting.present);
  return (
    <ol class="counted">
      {sitting.questions.map((id, at) => {
        const one = questions.find(({ question }) => question.id === id);
        if (one === undefined) return null;
        const hands = handsFor(sitting, id);
        const fault = over[handsName(id)];
        return (
          <li id={fieldId(handsName(id))} tabindex={-1}>
            <a href={`/console/tallies/class/${sitting.id}?step=${at + 1}`}>
              {questionText(visit, one, sitting.ageBand)}
            </a>
            <p class="soft">
              {one.cells
                .map((cell) => `${cellLabel(visit, cell, sitting.ageBand)}: ${hands.counts[cell.id] ?? 0}`)
                .concat(`${phrase('console.tallies.skipped')}: ${hands.skipped}`)
                .join(' · ')}
            </p>
            {fault !== undefined && (
              <p class="fault">
                {fault}{' '}
                <a href={`/console/tallies/class/${sitting.id}?step=${at + 1}`}>
                  {phrase('console.tallies.class.hands-correct')}
                </a>
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
