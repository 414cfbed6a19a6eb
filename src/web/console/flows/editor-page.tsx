/** The page of a draft: its questions in order as cards, what is wrong, and all that can be done with it. */

import { historySteps } from '../../../core/flow-draft/draft-history.ts';
import {
  blockNames,
  type DraftSource,
  draftSource,
  entryKeys,
  listOf,
  MAIN_LIST,
} from '../../../core/flow-draft/draft-source.ts';
import { numberEntries } from '../../../core/flow-draft/number-entries.ts';
import type { DraftAtWork, DraftChangeRow } from '../../../usecases/edit-flow-draft.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { type ConditionSpeech, conditionSpeech } from './condition-words.ts';
import { draftPath, FLOWS, withDraft } from './draft-access.ts';
import { DraftActions } from './draft-actions.tsx';
import { EntryCard } from './entry-card.tsx';
import { settingsLists } from './entry-rows.ts';
import { FaultSummary } from './fault-summary.tsx';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase, placeWords, timeWords, titleOf } from './flow-words.ts';
import { type FoundFault, faultsAt, faultsOf } from './found-faults.ts';

/** What a success is called in the address. */
const DONE = [
  'saved',
  'added',
  'moved',
  'duplicated',
  'removed',
  'unfolded',
  'begun',
  'undone',
  'redone',
  'restored',
];

/** What did not succeed is said in the same place. */
const NOT_DONE = ['outdated', 'nothing', 'full', 'gone', 'not-unfolded', 'not-removed', 'open-already'];

/** `GET /flows/drafts/:draft`. */
export function showEditor(deps: FlowDependencies) {
  return (visit: Visit) =>
    withDraft(visit, deps, async (draft) => drawEditor(visit, draft, await deps.history(draft.id)));
}

function drawEditor(visit: Visit, draft: DraftAtWork, history: readonly DraftChangeRow[]) {
  const phrase = flowPhrase(visit);
  const source = draftSource(draft.source);
  const faults = faultsOf(source, visit);
  const done = visit.c.req.query('done') ?? '';
  const speech = conditionSpeech(visit, source);
  const lists = [MAIN_LIST, ...blockNames(source)];
  return showConsolePage(visit, {
    area: 'flows',
    title: titleOf(visit, source.title),
    trail: [{ href: FLOWS, text: visit.phrase('console.area.flows') }],
    wide: true,
    script: 'console/flows/order.js',
    ...(DONE.includes(done) || NOT_DONE.includes(done) ? { news: phrase(`done.${done}`) } : {}),
    actions: <DraftActions {...{ visit, draft, steps: historySteps(history) }} />,
    children: (
      <>
        <p class="hint">
          {phrase('draft.state', {
            place: placeWords(visit, draft.place),
            by: draft.changedBy,
            at: timeWords(draft.changedAt),
          })}
        </p>
        <FaultSummary {...{ visit, draft: draft.id, source, faults }} />
        <SettingsCard {...{ visit, draft, source, faults: faultsAt(faults, null).filter(isOfSettings) }} />
        {lists.map((list) => (
          <EntryList {...{ visit, draft, source, list, speech, faults }} />
        ))}
      </>
    ),
  });
}

/** What is wrong with the flow as a whole is said at the top alone. */
function isOfSettings({ within }: FoundFault): boolean {
  return /^(title|closing|languages|ages|channels|indicators)(\.|$)/.test(within);
}

type ListProps = {
  readonly visit: Visit;
  readonly draft: DraftAtWork;
  readonly source: DraftSource;
  readonly list: string;
  readonly speech: ConditionSpeech;
  readonly faults: readonly FoundFault[];
};

function EntryList({ visit, draft, source, list, speech, faults }: ListProps) {
  const phrase = flowPhrase(visit);
  const entries = listOf(source, list);
  if (entries === null) return null;
  const keys = entryKeys(entries);
  const numbers = numberEntries(source, list);
  const pressed = visit.c.req.query('pressed') ?? '';
  const add = `${draftPath(draft.id, 'add')}?list=${encodeURIComponent(list)}`;
  const isMain = list === MAIN_LIST;
  return (
    <section>
      <h2 id={isMain ? 'questions' : `block-${list}`}>
        {isMain ? phrase('questions') : phrase('block.title', { name: list })}
      </h2>
      {!isMain && <p class="hint">{phrase('block.hint')}</p>}
      <ol class="entries" data-list={list} data-move={draftPath(draft.id, 'entries')}>
        {keys.map((key, at) => {
          const address = { list, key };
          return (
            <EntryCard
              {...{ visit, draft: draft.id, address, number: numbers.get(key), speech, pressed }}
              entry={draftSource(entries[at])}
              faults={faultsAt(faults, address)}
              isFirst={at === 0}
              isLast={at === keys.length - 1}
            />
          );
        })}
      </ol>
      <p class="actions">
        <a class="button" href={`${add}&after=${encodeURIComponent(keys.at(-1) ?? '')}`}>
          {phrase('add-question')}
        </a>
        {isMain && (
          <a class="button second" href={`/console/preview/bank?draft=${encodeURIComponent(draft.id)}`}>
            {phrase('bank')}
          </a>
        )}
      </p>
    </section>
  );
}

function SettingsCard(props: {
  readonly visit: Visit;
  readonly draft: DraftAtWork;
  readonly source: DraftSource;
  readonly faults: readonly FoundFault[];
}) {
  const { visit, draft, source, faults } = props;
  const phrase = flowPhrase(visit);
  return (
    <section class="card settings" id="settings">
      <h2>{phrase('settings')}</h2>
      <dl class="facts">
        {settingsLists(visit, source).map(({ label, words }) => (
          <>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </>
        ))}
      </dl>
      {faults.length > 0 && (
        <ul class="found-list">
          {faults.map(({ severity, text }) => (
            <li class={severity === 'error' ? 'fault' : 'advice'}>{text}</li>
          ))}
        </ul>
      )}
      <a class="button second small" href={draftPath(draft.id, 'settings')}>
        {phrase('settings.edit')}
      </a>
    </section>
  );
}
