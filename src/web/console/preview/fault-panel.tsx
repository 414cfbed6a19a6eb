/** What keeps a draft from being published, and what of it is not played. */

import type { LeftOut } from '../../../core/flow/playable-flow.ts';
import {
  type DraftSource,
  draftSource,
  entryKeys,
  listOf,
  MAIN_LIST,
} from '../../../core/flow-draft/draft-source.ts';
import { numberEntries, numberQuestions } from '../../../core/flow-draft/number-entries.ts';
import type { Visit } from '../console-route.ts';
import { FaultSummary } from '../flows/fault-summary.tsx';
import { wordFindings } from '../flows/found-faults.ts';
import type { Subject } from './subject.ts';

/** Most parts listed; the editor shows everything where it is. */
const MOST = 12;

/** Draws it; nothing where there is no error. */
export function FaultPanel({ visit, subject }: { readonly visit: Visit; readonly subject: Subject }) {
  const { phrase } = visit;
  const { of, findings, playable } = subject;
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0 || of.kind !== 'draft') return null;
  const source = draftSource(subject.source);
  const { leftOut } = playable;
  return (
    <>
      {playable.flow !== null && leftOut.length > 0 && (
        <section class="note">
          <p>{phrase('console.preview.left-out')}</p>
          <ul>
            {leftOut.slice(0, MOST).map((part) => (
              <li>{leftOutWords(visit, source, part)}</li>
            ))}
            {leftOut.length > MOST && (
              <li>{phrase('console.preview.left-out.more', { count: leftOut.length - MOST })}</li>
            )}
          </ul>
        </section>
      )}
      <details class="fault-details" open={playable.flow === null || leftOut.length > 0}>
        <summary>{phrase('console.preview.faults', { count: errors.length })}</summary>
        <FaultSummary
          {...{ visit, draft: of.draft.id, source }}
          faults={wordFindings(source, errors, visit)}
        />
      </details>
    </>
  );
}

function leftOutWords({ phrase }: Visit, source: DraftSource, part: LeftOut): string {
  const number = numberOf(source, part);
  return phrase('console.preview.left-out.at', {
    where: number === null ? part.path : phrase('console.preview.left-out.number', { number }),
    what: phrase(`console.preview.left-out.${part.what}`),
  });
}

/** The number that the editor gives it; `null` where it stands in a block and has no id. */
function numberOf(source: DraftSource, { path, question }: LeftOut): number | null {
  const at = /^questions\[(\d+)\]/.exec(path)?.[1];
  const key = at === undefined ? undefined : entryKeys(listOf(source, MAIN_LIST) ?? [])[Number(at)];
  const own = key === undefined ? undefined : numberEntries(source, MAIN_LIST).get(key)?.first;
  return own ?? (question === null ? null : (numberQuestions(source).get(question) ?? null));
}
