/** Making a key: a name, a place, an end; then the key itself, once. */

import { KEY_DAYS, MAX_KEY_NAME } from '../../../core/program/api-key.ts';
import type { Visit } from '../console-route.ts';
import { FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { writeNumber } from '../progress/told.tsx';
import { readForm } from '../read-form.ts';
import { PlaceField } from '../sign-in/places.tsx';
import type { ProgramDependencies } from './dependencies.ts';
import { readMatter, type TypedMatter } from './matter.ts';
import { showOnce } from './shown-once.tsx';

const LONGEST_FORM = 16_384;

/** Days suggested: a school year and a bit. */
const USUAL_DAYS = '365';

/** Shows the form. */
export function askKey(visit: Visit): Response | Promise<Response> {
  const empty = { id: visit.ground.newId(), name: '', place: '', commune: '', days: USUAL_DAYS };
  return draw(visit, empty, {}, 200);
}

/** Makes the key and shows it. */
export async function makeKey(visit: Visit, deps: ProgramDependencies): Promise<Response> {
  const form = await readForm(visit, LONGEST_FORM);
  if (typeof form === 'string') return askKey(visit);
  const { typed, faults: wrong, place } = readMatter(visit, form, MAX_KEY_NAME);
  const days = KEY_DAYS.find((one) => String(one) === form.text('days'));
  const faults = {
    ...wrong,
    ...(days === undefined ? { days: visit.phrase('console.programs.fault.days') } : {}),
  };
  if (place === null || days === undefined || Object.keys(faults).length > 0)
    return draw(visit, { ...typed, days: form.text('days') }, faults, 422);
  const made = await deps.makeKey({ id: typed.id, name: typed.name, place, days, by: visit.member.name });
  return showOnce(visit, { what: 'key', secret: made.kind === 'made' ? made.key : null });
}

function draw(
  visit: Visit,
  typed: TypedMatter & { readonly days: string },
  faults: Readonly<Record<string, string>>,
  status: 200 | 422,
): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(
    visit,
    {
      ...{ area: 'programs', title: phrase('console.programs.key.new') },
      trail: [{ href: '/console/programs', text: phrase('console.programs.title') }],
      faults: <FormFaults title={phrase('console.programs.faults')} faults={faults} />,
      children: (
        <form method="post" action="/console/programs/keys" class="card">
          <input type="hidden" name="id" value={typed.id} />
          <TextField
            name="name"
            label={phrase('console.programs.name')}
            hint={phrase('console.programs.key.name.hint')}
            value={typed.name}
            maxlength={MAX_KEY_NAME}
            autocomplete="off"
            faults={faults}
            required
          />
          <PlaceField
            visit={visit}
            value={typed.place}
            commune={typed.commune}
            faults={faults}
            hint={phrase('console.programs.key.place.hint')}
          />
          <SelectField
            name="days"
            label={phrase('console.programs.days')}
            choices={KEY_DAYS.map((days) => ({
              value: String(days),
              label: phrase('console.programs.days.count', { days: writeNumber(visit, days) }),
            }))}
            value={typed.days}
            faults={faults}
          />
          <div class="buttons">
            <button class="button" type="submit">
              {phrase('console.programs.key.make')}
            </button>
          </div>
        </form>
      ),
    },
    status,
  );
}
