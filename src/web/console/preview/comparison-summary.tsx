/** How many changes there are, and which results can be set beside those of the version before. */

import type {
  Comparability,
  FlowDifference,
  QuestionDifference,
} from '../../../core/flow/flow-difference.ts';
import { questionHeadline } from '../../../core/flow/question-headline.ts';
import type { Visit } from '../console-route.ts';

/** Draws it. */
export function ComparisonSummary({
  visit,
  difference,
}: {
  readonly visit: Visit;
  readonly difference: FlowDifference;
}) {
  const { phrase } = visit;
  const { questions, unchanged, settings } = difference;
  const count = (kind: QuestionDifference['kind']) => questions.filter((one) => one.kind === kind).length;
  return (
    <section class="card">
      <h2>{phrase('console.preview.difference.summary')}</h2>
      <ul class="tags">
        {(['added', 'removed', 'changed'] as const).map((kind) => (
          <li class="tag">{phrase(`console.preview.difference.count.${kind}`, { count: count(kind) })}</li>
        ))}
        <li class="tag">{phrase('console.preview.difference.count.unchanged', { count: unchanged })}</li>
      </ul>
      <h3>{phrase('console.preview.difference.compare-title')}</h3>
      <ul>
        <Level {...{ visit, questions }} level="not" />
        <Level {...{ visit, questions }} level="careful" />
        {questions.some(({ kind }) => kind === 'added') && <li>{phrase('console.preview.compare.added')}</li>}
        {questions.some(({ kind }) => kind === 'removed') && (
          <li>{phrase('console.preview.compare.removed')}</li>
        )}
        {settings.some(({ setting }) => setting === 'ages' || setting === 'channels') && (
          <li>{phrase('console.preview.compare.children')}</li>
        )}
        {questions.some(
          (one) => one.kind === 'changed' && one.changes.some(({ part }) => part === 'routes'),
        ) && <li>{phrase('console.preview.compare.routes')}</li>}
        <li>{phrase('console.preview.compare.rest')}</li>
      </ul>
    </section>
  );
}

/** The questions of one level, by their wordings. */
function Level({
  visit,
  questions,
  level,
}: {
  readonly visit: Visit;
  readonly questions: FlowDifference['questions'];
  readonly level: Exclude<Comparability, 'same'>;
}) {
  const { phrase, language } = visit;
  const found = questions.flatMap((one) =>
    one.kind === 'changed' && one.comparability === level
      ? [questionHeadline(one.after, { language }, 70)]
      : [],
  );
  if (found.length === 0) return null;
  return (
    <li>
      {phrase(`console.preview.compare.${level}`, { count: found.length })}
      <ul>
        {found.map((headline) => (
          <li>{headline}</li>
        ))}
      </ul>
    </li>
  );
}
