/** The page that begins a plan: a title, whose it is, and the flow. */

import { readText } from '../../../core/flow/text.ts';
import { type LocalityCode, NATION } from '../../../core/locality.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';
import { type Choice, type Faults, FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm, type SentForm } from '../read-form.ts';
import { actOf, addressOf, type ConsultationDependencies, say } from './dependencies.ts';
import { wordFaults } from './fault-words.ts';
import { shownPlace } from './shown.ts';

type Typed = Pick<SentForm, 'text'>;

const NOTHING_TYPED: Typed = { text: () => '' };

/** Answers `GET /consultations/new`. */
export function showNew(visit: Visit, deps: ConsultationDependencies): Promise<Response> {
  const flow = visit.c.req.query('flow') ?? '';
  const typed = { text: (name: string) => (name === 'flow' ? flow : '') };
  return drawNew(visit, deps, { typed: flow === '' ? NOTHING_TYPED : typed, faults: {} });
}

/** Answers `POST /consultations`. */
export async function beginNew(visit: Visit, deps: ConsultationDependencies): Promise<Response> {
  const form = await readForm(visit);
  if (typeof form === 'string') {
    return drawNew(visit, deps, { typed: NOTHING_TYPED, faults: { '': say(visit, `fault.form.${form}`) } });
  }
  const id = form.text('id');
  const place = form.text('place');
  const isOwn =
    placesFor(visit.member, 'consultation.prepare').length > 0 && visit.may('consultation.prepare', place);
  if (!isOwn || !isKnown(visit, place)) {
    const fault = say(visit, 'fault.place.outside');
    return drawNew(visit, deps, { typed: form, faults: { place: fault } });
  }
  const outcome = await deps.begin(
    {
      id: isUuid(id) ? id : visit.ground.newId(),
      place,
      title: form.text('title-vi'),
      flowHash: form.text('flow'),
    },
    actOf(visit, form),
  );
  if (outcome.kind === 'faulty') {
    return drawNew(visit, deps, { typed: form, faults: wordFaults(visit, outcome.faults) });
  }
  return visit.c.redirect(`${addressOf(outcome.plan.id)}?done=begun`, 303);
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

function isKnown({ ground }: Visit, place: LocalityCode): boolean {
  return place === NATION || ground.gazetteer.find(place) !== undefined;
}

async function drawNew(
  visit: Visit,
  deps: ConsultationDependencies,
  { typed, faults }: { readonly typed: Typed; readonly faults: Faults },
): Promise<Response> {
  const places = placeChoices(visit);
  const chosen = typed.text('place') || (places[0]?.value ?? '');
  const flows = await flowChoices(visit, deps, placesFor(visit.member, 'consultation.prepare'));
  const status = Object.keys(faults).length > 0 ? 422 : 200;
  const page = {
    area: 'consultations' as const,
    title: say(visit, 'new'),
    trail: [{ href: '/console/consultations', text: visit.phrase('console.area.consultations') }],
    faults: <FormFaults title={visit.phrase('console.faults')} faults={faults} />,
    children: (
      <form method="post" action="/console/consultations" class="card">
        <input type="hidden" name="id" value={typed.text('id') || visit.ground.newId()} />
        <input type="hidden" name="act" value={typed.text('act') || visit.ground.newId()} />
        <TextField
          name="title-vi"
          label={say(visit, 'field.title-vi')}
          hint={say(visit, 'hint.title')}
          value={typed.text('title-vi')}
          maxlength={80}
          required
          {...{ faults }}
        />
        {places.length > 1 ? (
          <SelectField
            name="place"
            label={say(visit, 'field.place')}
            hint={say(visit, 'hint.place')}
            choices={places}
            value={chosen}
            {...{ faults }}
          />
        ) : (
          <input type="hidden" name="place" value={chosen} />
        )}
        <SelectField
          name="flow"
          label={say(visit, 'field.flow')}
          hint={say(visit, 'hint.flow')}
          choices={[{ value: '', label: say(visit, 'choose-later') }, ...flows]}
          value={typed.text('flow')}
          {...{ faults }}
        />
        <div class="buttons">
          <button type="submit">{say(visit, 'begin')}</button>
        </div>
      </form>
    ),
  };
  return showConsolePage(visit, page, status);
}

/** The places one may plan for: those of one's roles, and what lies right within them. */
function placeChoices(visit: Visit): readonly Choice[] {
  const { gazetteer } = visit.ground;
  const codes = placesFor(visit.member, 'consultation.prepare').flatMap((place) => {
    if (place === NATION) return [place, ...gazetteer.provinces().map(({ code }) => code)];
    return [place, ...gazetteer.communesOf(place).map(({ code }) => code)];
  });
  return [...new Set(codes)].map((code) => ({ value: code, label: shownPlace(visit, code) }));
}

/** Published versions, newest first within a flow. */
export async function flowChoices(
  visit: Visit,
  deps: Pick<ConsultationDependencies, 'offers'>,
  places: readonly LocalityCode[],
): Promise<readonly Choice[]> {
  const lists = await Promise.all(places.map((place) => deps.offers(place)));
  const offers = new Map(lists.flat().map((offer) => [offer.hash, offer]));
  return [...offers.values()].map(({ hash, title, version }) => ({
    value: hash,
    label: say(visit, 'flow-version', { title: readText(title, visit.language, null), version }),
  }));
}
