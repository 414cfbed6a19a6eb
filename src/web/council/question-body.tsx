/** What stands on a question's own page: its picture, its groups side by side, and how it was answered before. */

import type { Wave } from '../../usecases/read-result-question.ts';
import { sayOf } from './dependencies.ts';
import { Answered, AskedOf, FigureTable, Picture, Rounded } from './figure.tsx';
import { Files, Printed, Simulated } from './result-body.tsx';
import { Split, SplitChoice, type SplitChoiceProps } from './split-body.tsx';
import { Waves } from './waves.tsx';

/** Everything on it. */
export type QuestionProps = SplitChoiceProps & { readonly waves: readonly Wave[] };

/** Draws it. */
export function QuestionBody(props: QuestionProps) {
  const { view, question, splits, split, waves } = props;
  const { figures } = question;
  const say = sayOf(view);
  return (
    <>
      <Printed view={view} />
      <Simulated view={view} />
      <AskedOf {...{ view, question }} />
      {question.role === 'matter' && <p class="finding">{question.main}</p>}
      <div class="beside">
        <Picture {...{ view, figures }} />
        <div>
          <FigureTable {...{ view, figures }} />
          <Answered {...{ view, figures }} />
          <Rounded {...{ view, figures }} />
        </div>
      </div>
      <p class="more">
        <Files {...{ view, question }} what="slide" />
        <Files {...{ view, question }} what="picture" />
      </p>
      <section id="groups" aria-labelledby="groups-title">
        <h2 id="groups-title">{say('groups')}</h2>
        <SplitChoice {...props} />
        {split === null && splits.length > 0 && <p class="empty">{say('split.none')}</p>}
        {split !== null && split !== undefined && <Split {...props} split={split} />}
      </section>
      {waves.length > 1 && <Waves {...{ view, figures, waves }} />}
    </>
  );
}
