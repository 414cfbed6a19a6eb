/** Where children broke off, in the words of the questions. */

import type { Flow, QuestionId } from '../../../core/flow/flow.ts';
import { readText } from '../../../core/flow/text.ts';
import { hasQuestion, positionOf, questionOf } from '../../../core/flow/walk.ts';
import type { Stretch } from '../../../core/progress/stops.ts';
import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { Visit } from '../console-route.ts';
import { tell } from './told.tsx';

/** Draws the list. */
export function Stretches({
  visit,
  watched,
}: {
  readonly visit: Visit;
  readonly watched: WatchedConsultation;
}) {
  const { phrase } = visit;
  const stretches = watched.cut?.stretches ?? [];
  return (
    <section>
      <h2>{phrase('console.progress.stops')}</h2>
      {stretches.length === 0 ? (
        <p class="soft">{phrase('console.progress.stops.none')}</p>
      ) : (
        <ol class="stretches">
          {stretches.map((stretch) => (
            <li>
              <strong>{tell(visit, stretch.children)}</strong>
              <StretchWords {...{ visit, stretch }} flow={watched.flow} />
            </li>
          ))}
        </ol>
      )}
      <p class="hint">{phrase('console.progress.stops.hint')}</p>
    </section>
  );
}

type StretchProps = { readonly visit: Visit; readonly stretch: Stretch; readonly flow: Flow };

function StretchWords({ visit, stretch, flow }: StretchProps) {
  const first = numberOf(flow, stretch.from);
  const last = numberOf(flow, stretch.to);
  if (first === last) {
    return (
      <span>
        {visit.phrase('console.progress.stops.at', { number: first })} “{wordsOf(visit, flow, stretch.from)}”
      </span>
    );
  }
  return (
    <span>
      {visit.phrase('console.progress.stops.between', { first, last })} “{wordsOf(visit, flow, stretch.from)}”{' '}
      {visit.phrase('console.progress.stops.to')} “{wordsOf(visit, flow, stretch.to)}”
    </span>
  );
}

/** Cards are not counted: children see questions. */
function numberOf(flow: Flow, id: QuestionId): number {
  if (!hasQuestion(flow, id)) return 0;
  return flow.questions.slice(0, positionOf(flow, id) + 1).filter(({ kind }) => kind !== 'info').length;
}

function wordsOf(visit: Visit, flow: Flow, id: QuestionId): string {
  return hasQuestion(flow, id) ? readText(questionOf(flow, id).text, visit.language, null) : id;
}
