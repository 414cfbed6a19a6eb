/** Saves the form of a question: on top of what others did to other questions, never over what they did to this one. */

import {
  type DraftEntry,
  draftSource,
  type EntryAddress,
  findEntry,
  textOf,
} from '../../../core/flow-draft/draft-source.ts';
import { replaceEntry } from '../../../core/flow-draft/edit-entries.ts';
import { actOnQuestion, editQuestion } from '../../../core/flow-draft/edit-question.ts';
import { MAX_FIELD, overlongFields } from '../../../core/flow-draft/fields.ts';
import { fingerprint } from '../../../core/flow-draft/fingerprint.ts';
import type { DraftAtWork, DraftEdit } from '../../../usecases/edit-flow-draft.ts';
import type { Visit } from '../console-route.ts';
import { fieldId } from '../fields.tsx';
import type { SentForm } from '../read-form.ts';
import { conditionSpeech } from './condition-words.ts';
import { showConflict } from './conflict-page.tsx';
import { cardId, draftPath, entryPath, notFound, versionPath, withDraft } from './draft-access.ts';
import { entryRows } from './entry-rows.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase } from './flow-words.ts';
import { addressOf, drawQuestion, questionFaults } from './question-page.tsx';
import { answerSaved, answerStopped, wantsJson } from './save-answer.ts';
import { withForm } from './sent-form.ts';

/** `POST …/questions/:list/:key`. */
export function saveQuestion(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, (form) => withDraft(visit, deps, (draft) => save({ visit, deps, form, draft })));
}

type Saving = {
  readonly visit: Visit;
  readonly deps: FlowDependencies;
  readonly form: SentForm;
  readonly draft: DraftAtWork;
};

async function save({ visit, deps, form, draft }: Saving): Promise<Response> {
  const phrase = flowPhrase(visit);
  const address = addressOf(visit);
  const overlong = overlongFields(form);
  if (overlong.length > 0) {
    const said = phrase('too-long', { most: MAX_FIELD });
    if (wantsJson(visit)) return answerStopped(visit, said, 422);
    const faults = Object.fromEntries(overlong.map((name) => [name, said]));
    return drawQuestion(visit, draft, address, {
      entry: typedEntry(draft, address, form),
      faults,
      status: 422,
    });
  }
  const outcome = await deps.edit({
    ...{ draft: draft.id, by: visit.member.name, what: 'question', joins: form.text('do') === '' },
    edit: (source) => editEntry(source, address, form),
  });
  switch (outcome.kind) {
    case 'saved':
    case 'unchanged':
      return answer(visit, outcome.draft, { address, form });
    case 'conflict': {
      if (wantsJson(visit)) {
        const by = outcome.change?.by ?? outcome.draft.changedBy;
        return answerStopped(visit, phrase('conflict.said', { by }), 409);
      }
      const theirs = draftSource(outcome.theirs);
      const speech = conditionSpeech(visit, draftSource(outcome.draft.source));
      return showConflict(visit, {
        ...{ draft: outcome.draft, change: outcome.change, form, path: entryPath(draft.id, address) },
        theirs: entryRows(visit, theirs, speech),
        mine: entryRows(visit, editQuestion(theirs, form), speech),
        base: fingerprint(theirs),
      });
    }
    case 'too-large':
    case 'full': {
      const said = phrase('too-large');
      if (wantsJson(visit)) return answerStopped(visit, said, 413);
      const entry = typedEntry(draft, address, form);
      return drawQuestion(visit, draft, address, { entry, faults: { '': said }, status: 413 });
    }
    case 'published':
      if (wantsJson(visit)) return answerStopped(visit, phrase('done.was-published'), 409);
      return visit.c.redirect(`${versionPath(outcome.draft.publishedAs ?? '')}?done=was-published`, 303);
    default:
      if (wantsJson(visit)) return answerStopped(visit, phrase('gone'), 409);
      return notFound(visit);
  }
}

function typedEntry({ source }: DraftAtWork, address: EntryAddress, form: SentForm): DraftEntry {
  return editQuestion(findEntry(draftSource(source), address)?.entry ?? {}, form);
}

function editEntry(source: ReturnType<typeof draftSource>, address: EntryAddress, form: SentForm): DraftEdit {
  const found = findEntry(source, address);
  if (found === null) return { kind: 'gone' };
  const { entry } = found;
  const typed = editQuestion(entry, form);
  const edited = actOnQuestion(typed, form.text('do'), form);
  const about = textOf(entry, 'id') || address.key;
  // New options get new objects although they say the same.
  if (fingerprint(edited) === fingerprint(entry)) return { kind: 'edited', source, address, about };
  if (fingerprint(entry) !== form.text('base')) return { kind: 'conflict', theirs: entry };
  const replaced = replaceEntry(source, address, edited);
  return replaced === null ? { kind: 'gone' } : { kind: 'edited', ...replaced, about };
}

function answer(
  visit: Visit,
  draft: DraftAtWork,
  { address, form }: { readonly address: EntryAddress; readonly form: SentForm },
): Response {
  if (wantsJson(visit)) {
    const entry = findEntry(draftSource(draft.source), address)?.entry ?? {};
    return answerSaved(visit, fingerprint(entry), questionFaults(visit, draft, address));
  }
  const action = form.text('do');
  if (action === 'leave')
    return visit.c.redirect(`${draftPath(draft.id)}?done=saved#${cardId(address)}`, 303);
  const path = entryPath(draft.id, address);
  if (action === '') return visit.c.redirect(`${path}?done=saved`, 303);
  return visit.c.redirect(`${path}#${fieldId(placeAfter(action))}`, 303);
}

/** Where one goes on after a button of the form: at the part it changed. */
function placeAfter(action: string): string {
  const when = action.lastIndexOf('when.');
  if (when !== -1) return action.slice(0, when + 4);
  return action === 'kind' ? 'text' : (action.split('.')[0] ?? '');
}
