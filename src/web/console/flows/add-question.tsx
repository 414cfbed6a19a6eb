/** Adding a question: of which kind, and how it is asked; its id makes itself. */

import type { QuestionKind } from '../../../core/flow/flow.ts';
import {
  draftSource,
  entryKeys,
  findEntry,
  listOf,
  MAIN_LIST,
  textOf,
} from '../../../core/flow-draft/draft-source.ts';
import { addQuestion, takenIds } from '../../../core/flow-draft/edit-entries.ts';
import { MAX_FIELD, tidyWords } from '../../../core/flow-draft/fields.ts';
import { kindOf, QUESTION_KINDS } from '../../../core/flow-draft/question-parts.ts';
import { readCell } from '../../../core/flow-draft/wording.ts';
import type { DraftAtWork } from '../../../usecases/edit-flow-draft.ts';
import type { Visit } from '../console-route.ts';
import { ChoiceGroup, type Faults, FormFaults, TextArea, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import type { SentForm } from '../read-form.ts';
import { draftPath, entryPath, FLOWS, notFound, withDraft } from './draft-access.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase, headlineOf, titleOf } from './flow-words.ts';
import { withForm } from './sent-form.ts';

type Typed = {
  readonly list: string;
  readonly after: string;
  readonly kind: string;
  readonly words: string;
  readonly id: string;
};

/** `GET /flows/drafts/:draft/add?list=&after=`. */
export function showAdding(deps: FlowDependencies) {
  return (visit: Visit) =>
    withDraft(visit, deps, (draft) =>
      drawAdding(visit, draft, {
        typed: {
          list: visit.c.req.query('list') ?? MAIN_LIST,
          after: visit.c.req.query('after') ?? '',
          ...{ kind: 'choice', words: '', id: '' },
        },
        faults: {},
      }),
    );
}

function drawAdding(
  visit: Visit,
  draft: DraftAtWork,
  { typed, faults }: { readonly typed: Typed; readonly faults: Faults },
) {
  const phrase = flowPhrase(visit);
  const source = draftSource(draft.source);
  const before = findEntry(source, { list: typed.list, key: typed.after });
  return showConsolePage(
    visit,
    {
      area: 'flows',
      title: phrase('add-question'),
      trail: [
        { href: FLOWS, text: visit.phrase('console.area.flows') },
        { href: draftPath(draft.id), text: titleOf(visit, source.title) },
      ],
      faults: <FormFaults title={visit.phrase('console.faults')} faults={faults} />,
      children: (
        <form method="post" action={draftPath(draft.id, 'add')}>
          <input type="hidden" name="list" value={typed.list} />
          <input type="hidden" name="after" value={typed.after} />
          {before !== null && (
            <p class="note">{phrase('add.after', { words: headlineOf(visit, before.entry) })}</p>
          )}
          <TextArea
            name="words"
            label={phrase('add.words')}
            hint={phrase('add.words-hint')}
            value={typed.words}
            faults={faults}
            lang="vi"
          />
          <ChoiceGroup
            name="kind"
            kind="one"
            label={phrase('add.kind')}
            choices={QUESTION_KINDS.map((kind) => ({
              ...{ value: kind, label: phrase(`kind.${kind}`), hint: phrase(`kind-hint.${kind}`) },
            }))}
            values={[typed.kind]}
            faults={faults}
          />
          <details open={faults.id !== undefined}>
            <summary>{phrase('add.id-title')}</summary>
            <TextField
              name="id"
              label={phrase('add.id')}
              hint={phrase('add.id-hint')}
              value={typed.id}
              faults={faults}
              autocomplete="off"
            />
          </details>
          <p class="actions">
            <button type="submit">{phrase('add.do')}</button>
            <a class="button second" href={draftPath(draft.id)}>
              {phrase('cancel')}
            </a>
          </p>
        </form>
      ),
    },
    Object.keys(faults).length === 0 ? 200 : 422,
  );
}

/** `POST /flows/drafts/:draft/add`. */
export function addToDraft(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, (form) =>
      withDraft(visit, deps, async (draft) => {
        const typed = typedIn(form);
        const { faults, kind } = check(visit, draft, typed);
        if (Object.keys(faults).length > 0 || kind === null)
          return drawAdding(visit, draft, { typed, faults });
        const outcome = await deps.edit({
          ...{ draft: draft.id, by: visit.member.name, what: 'added', joins: false },
          edit(source) {
            const twin = twinOf(source, typed);
            if (twin !== null) return { kind: 'edited', source, address: { list: typed.list, key: twin } };
            const added = addQuestion(source, {
              ...{ list: typed.list, after: typed.after === '' ? null : typed.after, kind },
              ...{ text: { vi: typed.words }, words: typed.words, id: typed.id },
            });
            if (added === null) return { kind: listOf(source, typed.list) === null ? 'gone' : 'full' };
            return { kind: 'edited', ...added, about: added.address?.key ?? '' };
          },
        });
        if ((outcome.kind === 'saved' || outcome.kind === 'unchanged') && outcome.address !== null)
          return visit.c.redirect(`${entryPath(draft.id, outcome.address)}?done=added`, 303);
        if (outcome.kind === 'full' || outcome.kind === 'too-large')
          return drawAdding(visit, draft, { typed, faults: { '': flowPhrase(visit)('done.full') } });
        return notFound(visit);
      }),
    );
}

function typedIn(form: SentForm): Typed {
  return {
    ...{ list: form.text('list'), after: form.text('after'), kind: form.text('kind') },
    ...{ words: tidyWords(form.text('words')), id: form.text('id') },
  };
}

function check(
  visit: Visit,
  draft: DraftAtWork,
  typed: Typed,
): { readonly faults: Faults; readonly kind: QuestionKind | null } {
  const phrase = flowPhrase(visit);
  const kind = kindOf(typed);
  const { id, words } = typed;
  const isTaken = takenIds(draftSource(draft.source)).has(id);
  return {
    kind,
    faults: {
      ...(words === '' ? { words: phrase('add.no-words') } : {}),
      ...(words.length > MAX_FIELD ? { words: phrase('too-long', { most: MAX_FIELD }) } : {}),
      ...(kind === null ? { kind: phrase('add.no-kind') } : {}),
      ...(id !== '' && !/^[a-z][a-z0-9-]{0,23}$/.test(id) ? { id: phrase('add.bad-id') } : {}),
      ...(isTaken && twinOf(draftSource(draft.source), typed) === null ? { id: phrase('add.taken-id') } : {}),
    },
  };
}

/** The question that the same form made when it was sent before: it stands where the new one would, and says the same. */
function twinOf(source: ReturnType<typeof draftSource>, { list, after, kind, words }: Typed): string | null {
  const entries = listOf(source, list) ?? [];
  const keys = entryKeys(entries);
  const at = after === '' ? 0 : keys.indexOf(after) + 1;
  const next = draftSource(entries[at]);
  const isSame = textOf(next, 'kind') === kind && readCell(next.text, 'vi', 'all') === words;
  return isSame && Object.keys(next).length > 0 && at <= entries.length ? (keys[at] ?? null) : null;
}
