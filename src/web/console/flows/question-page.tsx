/** The page of one question: its form, what the check finds in it, and the way to the next. */

import {
  type DraftEntry,
  draftSource,
  type EntryAddress,
  entryKeys,
  findEntry,
  listOf,
  MAIN_LIST,
  textOf,
} from '../../../core/flow-draft/draft-source.ts';
import { fingerprint } from '../../../core/flow-draft/fingerprint.ts';
import { numberEntries } from '../../../core/flow-draft/number-entries.ts';
import { isBlockUse } from '../../../core/flow-draft/question-parts.ts';
import type { DraftAtWork } from '../../../usecases/edit-flow-draft.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { linkChoices } from './condition-subjects.ts';
import { conditionSpeech } from './condition-words.ts';
import { cardId, draftPath, entryPath, FLOWS, notFound, withDraft } from './draft-access.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { type FieldFaults, faultsByField } from './flow-field.tsx';
import { flowPhrase, headlineOf, kindWords, numberWords, placeWords, titleOf } from './flow-words.ts';
import { faultsAt, faultsOf } from './found-faults.ts';
import { QuestionFields, questionFieldNames } from './question-form.tsx';
import { frameOf } from './wording-fields.tsx';

/** Script of forms that save themselves. */
export const AUTOSAVE = 'console/flows/autosave.js';

/** The question that the address names. */
export function addressOf(visit: Visit): EntryAddress {
  return { list: visit.param('list'), key: visit.param('key') };
}

/** `GET …/questions/:list/:key`. */
export function showQuestion(deps: FlowDependencies) {
  return (visit: Visit) => withDraft(visit, deps, (draft) => drawQuestion(visit, draft, addressOf(visit)));
}

/** What was found in one question, beside the fields of its form. */
export function questionFaults(visit: Visit, draft: DraftAtWork, address: EntryAddress): FieldFaults {
  const source = draftSource(draft.source);
  const entry = findEntry(source, address)?.entry ?? {};
  return faultsByField(
    faultsAt(faultsOf(source, visit), address),
    questionFieldNames(entry, frameOf(source)),
  );
}

/**
 * Draws the page.
 *
 * @param unsaved what was typed and not saved, and why
 */
export function drawQuestion(
  visit: Visit,
  draft: DraftAtWork,
  address: EntryAddress,
  unsaved?: { readonly entry: DraftEntry; readonly faults: Faults; readonly status: 413 | 422 },
): Response | Promise<Response> {
  const source = draftSource(draft.source);
  const found = findEntry(source, address);
  if (found === null) return notFound(visit);
  const phrase = flowPhrase(visit);
  const entry = unsaved?.entry ?? found.entry;
  const done = visit.c.req.query('done');
  const number = numberEntries(source, address.list).get(address.key);
  const speech = conditionSpeech(visit, source);
  return showConsolePage(
    visit,
    {
      area: 'flows',
      title: phrase('question.title', { number: numberWords(number), kind: kindWords(visit, entry) }),
      trail: [
        { href: FLOWS, text: visit.phrase('console.area.flows') },
        { href: `${draftPath(draft.id)}#${cardId(address)}`, text: titleOf(visit, source.title) },
      ],
      wide: true,
      script: AUTOSAVE,
      ...(done === 'saved' || done === 'added' ? { news: phrase(`done.${done}`) } : {}),
      ...(unsaved === undefined
        ? {}
        : { faults: <FormFaults title={visit.phrase('console.faults')} faults={unsaved.faults} /> }),
      actions: <Neighbours {...{ visit, draft, address }} />,
      children: (
        <form
          method="post"
          action={entryPath(draft.id, address)}
          class="question"
          data-autosave
          data-left={phrase('left', { number: '#' })}
          data-over={phrase('over', { number: '#' })}
        >
          {/* Enter in a field presses the first button of a form: this one. */}
          <button class="unseen" type="submit" name="do" value="" tabindex={-1}>
            {phrase('save')}
          </button>
          <input type="hidden" name="base" value={fingerprint(found.entry)} />
          {address.list !== MAIN_LIST && (
            <p class="note">{phrase('question.in-block', { name: address.list })}</p>
          )}
          {isBlockUse(entry) && <p class="note">{phrase('question.use', { name: textOf(entry, 'use') })}</p>}
          <QuestionFields
            {...{ entry, phrase, frame: frameOf(source), faults: questionFaults(visit, draft, address) }}
            links={linkChoices(visit, source, address)}
            inWords={speech.condition}
            placeName={(code) => placeWords(visit, code)}
          />
          <datalist id="faces">
            {FACES.map((face) => (
              <option value={face} />
            ))}
          </datalist>
          <div class="saving">
            <button type="submit" name="do" value="">
              {phrase('save')}
            </button>
            <button class="second" type="submit" name="do" value="leave">
              {phrase('save-and-back')}
            </button>
            <p
              class="hint"
              role="status"
              data-said
              data-busy={phrase('saving')}
              data-failed={phrase('not-saved')}
            />
          </div>
          {!isBlockUse(entry) && <p class="hint">{phrase('question.id', { id: textOf(entry, 'id') })}</p>}
        </form>
      ),
    },
    unsaved?.status ?? 200,
  );
}

/** Faces offered for options: none of them cries, so that no child is led. */
const FACES = [
  '😄',
  '🙂',
  '😐',
  '🤔',
  '😟',
  '👍',
  '👎',
  '⭐',
  '❤️',
  '🏫',
  '🏠',
  '⚽',
  '📚',
  '📱',
  '🌳',
  '🚸',
  '🤝',
  '🗣️',
];

function Neighbours(props: {
  readonly visit: Visit;
  readonly draft: DraftAtWork;
  readonly address: EntryAddress;
}) {
  const { visit, draft, address } = props;
  const phrase = flowPhrase(visit);
  const source = draftSource(draft.source);
  const entries = listOf(source, address.list) ?? [];
  const keys = entryKeys(entries);
  const at = keys.indexOf(address.key);
  const to = (index: number, key: 'question.before' | 'question.after') => {
    const next = keys[index];
    if (next === undefined) return null;
    return (
      <a
        class="button second small"
        href={entryPath(draft.id, { ...address, key: next })}
        title={headlineOf(visit, draftSource(entries[index]))}
      >
        {phrase(key)}
      </a>
    );
  };
  return (
    <>
      {to(at - 1, 'question.before')}
      {to(at + 1, 'question.after')}
    </>
  );
}
