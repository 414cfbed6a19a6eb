/** Beginning a flow: its title and whose it is; everything that every consultation needs is there already. */

import { tidyWords } from '../../../core/flow-draft/fields.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { draftPath, FLOWS, notFound, placesToWriteFor } from './draft-access.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase, placeWords } from './flow-words.ts';
import { withForm } from './sent-form.ts';

/** Longest title, in UTF-16 units. */
const MAX_TITLE = 120;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads the id a form carries; one that is none is replaced, so that the form still works. */
export function formId(visit: Visit, sent: string): string {
  return UUID.test(sent) ? sent.toLowerCase() : visit.ground.newId();
}

/** The places one may write flows for, to pick from. */
export function PlaceField(props: {
  readonly visit: Visit;
  readonly value: string;
  readonly faults: Faults;
}) {
  const { visit, value, faults } = props;
  const places = placesToWriteFor(visit);
  const [only] = places;
  if (places.length === 1) return <input type="hidden" name="place" value={only} />;
  return (
    <SelectField
      name="place"
      label={visit.phrase('console.flows.new.place')}
      hint={visit.phrase('console.flows.new.place-hint')}
      choices={places.map((place) => ({ value: place, label: placeWords(visit, place) }))}
      value={value}
      faults={faults}
    />
  );
}

/** `GET /flows/new`. */
export function showNewFlow(visit: Visit): Response | Promise<Response> {
  return drawNewFlow(visit, { id: visit.ground.newId(), title: '', place: '' }, {});
}

type Typed = { readonly id: string; readonly title: string; readonly place: LocalityCode };

function drawNewFlow(visit: Visit, typed: Typed, faults: Faults): Response | Promise<Response> {
  const phrase = flowPhrase(visit);
  return showConsolePage(
    visit,
    {
      area: 'flows',
      title: phrase('new'),
      trail: [{ href: FLOWS, text: visit.phrase('console.area.flows') }],
      faults: <FormFaults title={visit.phrase('console.faults')} faults={faults} />,
      children: (
        <form method="post" action={`${FLOWS}/new`}>
          <p>{phrase('new.text')}</p>
          <input type="hidden" name="id" value={typed.id} />
          <TextField
            name="title"
            label={phrase('new.title')}
            hint={phrase('new.title-hint')}
            value={typed.title}
            faults={faults}
            lang="vi"
            autocomplete="off"
          />
          <PlaceField {...{ visit, faults, value: typed.place }} />
          <p class="actions">
            <button type="submit">{phrase('new.do')}</button>
            <a class="button second" href={FLOWS}>
              {phrase('cancel')}
            </a>
          </p>
        </form>
      ),
    },
    Object.keys(faults).length === 0 ? 200 : 422,
  );
}

/** `POST /flows/new`. */
export function beginFlow(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, async (form) => {
      const phrase = flowPhrase(visit);
      const typed = {
        ...{ id: formId(visit, form.text('id')), place: form.text('place') },
        title: tidyWords(form.text('title')),
      };
      const { title, place } = typed;
      const faults = {
        ...(title === '' ? { title: phrase('new.no-title') } : {}),
        ...(title.length > MAX_TITLE ? { title: phrase('too-long', { most: MAX_TITLE }) } : {}),
        ...(visit.may('flow.write', place) && isPlace(visit, place) ? {} : { place: phrase('new.no-place') }),
      };
      if (Object.keys(faults).length > 0) return drawNewFlow(visit, typed, faults);
      const said = (key: string) => visit.ground.say('vi', `console.flows.skeleton.${key}`);
      const draft = await deps.beginNewFlow(
        { id: typed.id, by: visit.member.name },
        {
          place,
          words: {
            ...{ title, welcome: said('welcome'), age: said('age'), promise: said('promise') },
            ...{ consent: said('consent'), declined: said('declined'), closing: said('closing') },
          },
        },
      );
      if (!visit.may('flow.write', draft.place)) return notFound(visit);
      return visit.c.redirect(`${draftPath(draft.id)}?done=begun`, 303);
    });
}

/** Tells whether a code is that of a place there is. */
export function isPlace(visit: Visit, place: LocalityCode): boolean {
  return place === 'VN' || visit.ground.gazetteer.find(place) !== undefined;
}
