/** The page that tells what changed between two versions of a flow. */

import type { Flow } from '../../../core/flow/flow.ts';
import { differenceOf, type FlowDifference } from '../../../core/flow/flow-difference.ts';
import { playableFlow } from '../../../core/flow/playable-flow.ts';
import type { Visit } from '../console-route.ts';
import { SelectField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { ComparisonSummary } from './comparison-summary.tsx';
import { FaultPanel } from './fault-panel.tsx';
import { QuestionChange } from './question-change.tsx';
import { SettingChanges } from './setting-changes.tsx';
import { type Subject, trailTo, type VersionRow, type VersionToSee } from './subject.ts';
import { SubjectLinks } from './subject-links.tsx';

/** What it is compared with. */
export type Comparison = {
  /** Other versions of the same flow, newest first. */
  readonly versions: readonly VersionRow[];
  /** The earlier one of the two; `null` where there is none. */
  readonly base: VersionToSee | null;
};

/** Answers with the page. */
export function showDifference(
  visit: Visit,
  subject: Subject,
  { versions, base }: Comparison,
): Response | Promise<Response> {
  const { phrase } = visit;
  const [before, after] = [base === null ? null : playableFlow(base.source).flow, subject.playable.flow];
  return showConsolePage(visit, {
    area: 'flows',
    title: phrase('console.preview.difference.title', { title: subject.title }),
    trail: trailTo(visit, subject),
    actions: <SubjectLinks {...{ visit, subject }} here="difference" />,
    wide: true,
    children: [
      <FaultPanel {...{ visit, subject }} />,
      base !== null && <VersionChoice {...{ visit, versions, base, subject }} />,
      before === null || after === null ? (
        <p class="empty">
          {phrase(after === null ? 'console.preview.nothing' : 'console.preview.difference.first')}
        </p>
      ) : (
        <Changes {...{ visit, before, after }} difference={differenceOf(before, after)} />
      ),
    ],
  });
}

type ChangesProps = {
  readonly visit: Visit;
  readonly before: Flow;
  readonly after: Flow;
  readonly difference: FlowDifference;
};

function Changes({ visit, before, after, difference }: ChangesProps) {
  const { phrase } = visit;
  const { settings, questions } = difference;
  if (settings.length === 0 && questions.length === 0) {
    return <p class="empty">{phrase('console.preview.difference.none')}</p>;
  }
  return (
    <>
      <ComparisonSummary {...{ visit, difference }} />
      {settings.length > 0 && <SettingChanges {...{ visit, settings }} />}
      {questions.length > 0 && (
        <>
          <h2>{phrase('console.preview.difference.questions')}</h2>
          {questions.map((change) => (
            <QuestionChange {...{ visit, before, after, change }} />
          ))}
        </>
      )}
    </>
  );
}

/** Which earlier version; with one there is nothing to choose. */
function VersionChoice({
  visit,
  versions,
  base,
  subject,
}: {
  readonly visit: Visit;
  readonly versions: readonly VersionRow[];
  readonly base: VersionToSee;
  readonly subject: Subject;
}) {
  const { phrase } = visit;
  const name = (version: number) => phrase('console.preview.version', { version });
  if (versions.length < 2) {
    return <p>{phrase('console.preview.difference.with', { version: name(base.version) })}</p>;
  }
  return (
    <form method="get" class="card preview-choose" action={`${subject.address}/difference`}>
      <SelectField
        name="with"
        label={phrase('console.preview.difference.choose')}
        choices={versions.map(({ hash, version }) => ({ value: hash, label: name(version) }))}
        value={base.hash}
      />
      <button type="submit" class="button">
        {phrase('console.preview.difference.compare')}
      </button>
    </form>
  );
}
