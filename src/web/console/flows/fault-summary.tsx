/** All that was found in a draft, at the top of its page; each line leads to its field. */

import {
  type DraftSource,
  draftSource,
  entryKeys,
  findEntry,
  listOf,
  MAIN_LIST,
} from '../../../core/flow-draft/draft-source.ts';
import { nearestField } from '../../../core/flow-draft/find-place.ts';
import { numberEntries } from '../../../core/flow-draft/number-entries.ts';
import { hasOwnQuestions } from '../../../core/flow-draft/question-parts.ts';
import type { Visit } from '../console-route.ts';
import { fieldId } from '../fields.tsx';
import { draftPath, entryPath } from './draft-access.ts';
import { type FlowPhrase, flowPhrase, numberWords } from './flow-words.ts';
import type { FoundFault } from './found-faults.ts';
import { questionFieldNames } from './question-form.tsx';
import { settingsFieldNames } from './settings-fields.tsx';
import { frameOf } from './wording-fields.tsx';

/** What it lists. */
export type FaultSummaryProps = {
  readonly visit: Visit;
  readonly draft: string;
  readonly source: DraftSource;
  readonly faults: readonly FoundFault[];
};

/** Draws it; a draft without faults is told that it can be published, one without questions how to begin. */
export function FaultSummary(props: FaultSummaryProps) {
  const { source, faults } = props;
  if (hasOwnQuestions(source)) return <Findings {...props} />;
  const others = faults.filter(({ code }) => code !== 'dead-end');
  return (
    <>
      <FirstQuestion {...props} />
      {others.length > 0 && <Findings {...props} faults={others} />}
    </>
  );
}

/** That nobody is asked anything yet is no fault of somebody who has only just begun. */
function FirstQuestion({ visit, draft, source }: FaultSummaryProps) {
  const phrase = flowPhrase(visit);
  const last = entryKeys(listOf(source, MAIN_LIST) ?? []).at(-1) ?? '';
  const add = `${draftPath(draft, 'add')}?list=${MAIN_LIST}&after=${encodeURIComponent(last)}`;
  return (
    <p class="note">
      {phrase('summary.no-questions')} <a href={add}>{phrase('summary.first-question')}</a>
    </p>
  );
}

function Findings(props: FaultSummaryProps) {
  const { visit, faults } = props;
  const phrase = flowPhrase(visit);
  const errors = faults.filter(({ severity }) => severity === 'error');
  const warnings = faults.filter(({ severity }) => severity === 'warning');
  if (faults.length === 0) return <p class="news">{phrase('summary.none')}</p>;
  return (
    <section class="summary" aria-label={phrase('summary.title')}>
      {errors.length > 0 && (
        <div class="faults">
          <p>
            <strong>{phrase('summary.errors', { number: errors.length })}</strong>
          </p>
          <FaultLines {...props} faults={errors} />
        </div>
      )}
      {warnings.length > 0 && (
        <details class="note" open={errors.length === 0}>
          <summary>{phrase('summary.warnings', { number: warnings.length })}</summary>
          <FaultLines {...props} faults={warnings} />
        </details>
      )}
    </section>
  );
}

function FaultLines({ visit, draft, source, faults }: FaultSummaryProps) {
  const phrase = flowPhrase(visit);
  return (
    <ul>
      {faults.map((fault) => (
        <li>
          <a href={linkOf(draft, source, fault)}>{whereOf(phrase, source, fault)}</a>: {fault.text}
        </li>
      ))}
    </ul>
  );
}

function linkOf(draft: string, source: DraftSource, { address, within }: FoundFault): string {
  if (address === null) {
    const field = nearestField(settingsFieldNames(source), within);
    return field === '' ? '#questions' : `${draftPath(draft, 'settings')}#${fieldId(field)}`;
  }
  const entry = findEntry(source, address)?.entry ?? draftSource(null);
  const field = nearestField(questionFieldNames(entry, frameOf(source)), within);
  return `${entryPath(draft, address)}${field === '' ? '' : `#${fieldId(field)}`}`;
}

function whereOf(phrase: FlowPhrase, source: DraftSource, { address, within }: FoundFault): string {
  const [part = '', at = ''] = within.split('.');
  if (address === null) {
    const known = ['title', 'closing', 'languages', 'ages', 'channels', 'indicators'].includes(part);
    return known ? phrase(`settings.${part}`) : phrase('summary.whole');
  }
  const number = numberWords(numberEntries(source, address.list).get(address.key));
  const question =
    address.list === '-'
      ? phrase('summary.question', { number })
      : phrase('summary.block-question', { number, name: address.list });
  const named = partWords(phrase, part, at);
  return named === '' ? question : `${question} · ${named}`;
}

const NAMED = [
  'text',
  'simpler',
  'yes',
  'no',
  'declined',
  'partial',
  'explain',
  'when',
  'right',
  'min',
  'max',
  'max-length',
];

function partWords(phrase: FlowPhrase, part: string, at: string): string {
  if (part === 'options' && /^\d+$/.test(at)) return phrase('part.option', { number: Number(at) + 1 });
  if (part === 'routes' && /^\d+$/.test(at)) return phrase('part.route', { number: Number(at) + 1 });
  if (part === 'options') return phrase('options.title');
  return NAMED.includes(part) ? phrase(`part.${part}`) : '';
}
