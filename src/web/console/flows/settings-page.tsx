/** The page of a flow's settings. */

import { type DraftSource, draftSource } from '../../../core/flow-draft/draft-source.ts';
import { editSettings, settingsOf } from '../../../core/flow-draft/edit-settings.ts';
import { MAX_FIELD, overlongFields } from '../../../core/flow-draft/fields.ts';
import { fingerprint } from '../../../core/flow-draft/fingerprint.ts';
import type { DraftAtWork, DraftEdit } from '../../../usecases/edit-flow-draft.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import type { SentForm } from '../read-form.ts';
import { showConflict } from './conflict-page.tsx';
import { draftPath, FLOWS, notFound, withDraft } from './draft-access.ts';
import { settingsRows } from './entry-rows.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { type FieldFaults, faultsByField } from './flow-field.tsx';
import { flowPhrase, titleOf } from './flow-words.ts';
import { faultsAt, faultsOf } from './found-faults.ts';
import { AUTOSAVE } from './question-page.tsx';
import { answerSaved, answerStopped, wantsJson } from './save-answer.ts';
import { withForm } from './sent-form.ts';
import { SettingsFields, settingsFieldNames } from './settings-fields.tsx';

/** `GET /flows/drafts/:draft/settings`. */
export function showSettings(deps: FlowDependencies) {
  return (visit: Visit) => withDraft(visit, deps, (draft) => drawSettings(visit, draft));
}

function settingsFaults(visit: Visit, source: DraftSource): FieldFaults {
  return faultsByField(faultsAt(faultsOf(source, visit), null), settingsFieldNames(source));
}

function drawSettings(
  visit: Visit,
  draft: DraftAtWork,
  unsaved?: { readonly source: DraftSource; readonly faults: Faults; readonly status: 413 | 422 },
) {
  const phrase = flowPhrase(visit);
  const saved = draftSource(draft.source);
  const source = unsaved?.source ?? saved;
  return showConsolePage(
    visit,
    {
      area: 'flows',
      title: phrase('settings'),
      trail: [
        { href: FLOWS, text: visit.phrase('console.area.flows') },
        { href: draftPath(draft.id), text: titleOf(visit, saved.title) },
      ],
      wide: true,
      script: AUTOSAVE,
      ...(visit.c.req.query('done') === 'saved' ? { news: phrase('done.saved') } : {}),
      ...(unsaved === undefined
        ? {}
        : { faults: <FormFaults title={visit.phrase('console.faults')} faults={unsaved.faults} /> }),
      children: (
        <form
          method="post"
          action={draftPath(draft.id, 'settings')}
          class="question"
          data-autosave
          data-left={phrase('left', { number: '#' })}
          data-over={phrase('over', { number: '#' })}
        >
          <input type="hidden" name="base" value={fingerprint(settingsOf(saved))} />
          <SettingsFields {...{ source, phrase, faults: settingsFaults(visit, source) }} />
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
        </form>
      ),
    },
    unsaved?.status ?? 200,
  );
}

/** `POST /flows/drafts/:draft/settings`. */
export function saveSettings(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, (form) => withDraft(visit, deps, (draft) => save(visit, deps, { form, draft })));
}

async function save(
  visit: Visit,
  deps: FlowDependencies,
  { form, draft }: { readonly form: SentForm; readonly draft: DraftAtWork },
): Promise<Response> {
  const phrase = flowPhrase(visit);
  const refuse = (faults: Faults, status: 413 | 422) =>
    wantsJson(visit)
      ? answerStopped(visit, Object.values(faults)[0] ?? '', status)
      : drawSettings(visit, draft, { source: editSettings(draftSource(draft.source), form), faults, status });
  const overlong = overlongFields(form);
  if (overlong.length > 0)
    return refuse(
      Object.fromEntries(overlong.map((name) => [name, phrase('too-long', { most: MAX_FIELD })])),
      422,
    );
  const outcome = await deps.edit({
    ...{ draft: draft.id, by: visit.member.name, what: 'settings', joins: form.text('do') === '' },
    edit: (source) => editWhole(source, form),
  });
  const path = draftPath(draft.id, 'settings');
  switch (outcome.kind) {
    case 'saved':
    case 'unchanged': {
      const source = draftSource(outcome.draft.source);
      if (wantsJson(visit))
        return answerSaved(visit, fingerprint(settingsOf(source)), settingsFaults(visit, source));
      const to =
        form.text('do') === 'leave' ? `${draftPath(draft.id)}?done=saved#settings` : `${path}?done=saved`;
      return visit.c.redirect(to, 303);
    }
    case 'conflict': {
      const by = outcome.change?.by ?? outcome.draft.changedBy;
      if (wantsJson(visit)) return answerStopped(visit, phrase('conflict.said', { by }), 409);
      const theirs = draftSource(outcome.theirs);
      return showConflict(visit, {
        ...{ draft: outcome.draft, change: outcome.change, form, path },
        theirs: settingsRows(visit, theirs),
        mine: settingsRows(visit, editSettings(theirs, form)),
        base: fingerprint(settingsOf(theirs)),
      });
    }
    case 'too-large':
    case 'full':
      return refuse({ '': phrase('too-large') }, 413);
    default:
      return outcome.kind === 'published' ? visit.c.redirect(draftPath(draft.id), 303) : notFound(visit);
  }
}

function editWhole(source: DraftSource, form: SentForm): DraftEdit {
  const edited = editSettings(source, form);
  const base = fingerprint(settingsOf(source));
  if (fingerprint(settingsOf(edited)) === base) return { kind: 'edited', source, address: null };
  if (base !== form.text('base')) return { kind: 'conflict', theirs: source };
  return { kind: 'edited', source: edited, address: null };
}
