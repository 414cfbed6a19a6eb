/** Adding an address that is told of releases; then the secret that signs, once. */

import { hookUrlFault } from '../../../core/program/outside-address.ts';
import { MAX_HOOK_NAME, MAX_HOOK_URL } from '../../../core/program/release-hook.ts';
import type { Visit } from '../console-route.ts';
import { FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm } from '../read-form.ts';
import { PlaceField } from '../sign-in/places.tsx';
import type { ProgramDependencies } from './dependencies.ts';
import { readMatter, type TypedMatter } from './matter.ts';
import { showOnce } from './shown-once.tsx';

const LONGEST_FORM = 16_384;

/** Shows the form. */
export function askHook(visit: Visit): Response | Promise<Response> {
  const empty = { id: visit.ground.newId(), name: '', place: '', commune: '', url: '' };
  return draw(visit, empty, {}, 200);
}

/** Adds it. */
export async function addHook(visit: Visit, deps: ProgramDependencies): Promise<Response> {
  const form = await readForm(visit, LONGEST_FORM);
  if (typeof form === 'string') return askHook(visit);
  const { typed, faults: wrong, place } = readMatter(visit, form, MAX_HOOK_NAME);
  const url = form.text('url');
  const fault = hookUrlFault(url, deps.insecure);
  const faults = {
    ...wrong,
    ...(fault === null ? {} : { url: visit.phrase(`console.programs.fault.url.${fault}`) }),
  };
  if (place === null || Object.keys(faults).length > 0) return draw(visit, { ...typed, url }, faults, 422);
  const { id, name } = typed;
  const added = await deps.addHook({ id, name, url, place, by: visit.member.name });
  return showOnce(visit, {
    ...{ what: 'secret', secret: added.kind === 'added' ? added.secret : null },
    onward: `/console/programs/hooks/${id}`,
  });
}

function draw(
  visit: Visit,
  typed: TypedMatter & { readonly url: string },
  faults: Readonly<Record<string, string>>,
  status: 200 | 422,
): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(
    visit,
    {
      ...{ area: 'programs', title: phrase('console.programs.hook.new') },
      trail: [{ href: '/console/programs', text: phrase('console.programs.title') }],
      faults: <FormFaults title={phrase('console.programs.faults')} faults={faults} />,
      children: (
        <form method="post" action="/console/programs/hooks" class="card">
          <input type="hidden" name="id" value={typed.id} />
          <TextField
            name="name"
            label={phrase('console.programs.name')}
            hint={phrase('console.programs.hook.name.hint')}
            value={typed.name}
            maxlength={MAX_HOOK_NAME}
            autocomplete="off"
            faults={faults}
            required
          />
          <TextField
            name="url"
            type="url"
            label={phrase('console.programs.url')}
            hint={phrase('console.programs.url.hint')}
            value={typed.url}
            maxlength={MAX_HOOK_URL}
            autocomplete="off"
            faults={faults}
            required
          />
          <PlaceField
            visit={visit}
            value={typed.place}
            commune={typed.commune}
            faults={faults}
            hint={phrase('console.programs.hook.place.hint')}
          />
          <div class="buttons">
            <button class="button" type="submit">
              {phrase('console.programs.hook.add')}
            </button>
          </div>
        </form>
      ),
    },
    status,
  );
}
