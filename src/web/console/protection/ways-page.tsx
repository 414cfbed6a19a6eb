/** The ways by which officers of a place are told of a case: webhooks and e-mail addresses. */

import { type LocalityCode, NATION } from '../../../core/locality.ts';
import { hookUrlFault } from '../../../core/program/outside-address.ts';
import { readEmail } from '../../../core/staff/account.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';
import { type Choice, type Faults, FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm, type SentForm } from '../read-form.ts';
import { placeText } from '../sign-in/places.tsx';
import type { ListedWay, ProtectionDependencies } from './dependencies.ts';

const NEWS = ['added', 'removed'];
const MOST_MINUTES = 1440;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Typed = Readonly<Record<'id' | 'place' | 'way' | 'address' | 'minutes', string>>;

/** Shows them, and the form that adds one. */
export async function showWays(
  visit: Visit,
  deps: ProtectionDependencies,
  sent?: { readonly typed: Typed; readonly faults: Faults },
): Promise<Response> {
  const { phrase, c } = visit;
  const ways = await deps.ways.list(visit.member);
  const done = NEWS.find((one) => one === c.req.query('done'));
  const typed = sent?.typed ?? {
    id: visit.ground.newId(),
    place: '',
    way: 'email',
    address: '',
    minutes: '10',
  };
  const faults = sent?.faults ?? {};
  return showConsolePage(
    visit,
    {
      ...{ area: 'protection', title: phrase('console.protection.ways.title') },
      trail: visit.member.grants.some(({ role }) => role === 'protection-officer')
        ? [{ href: '/console/protection', text: phrase('console.protection.title') }]
        : [],
      news: done === undefined ? undefined : phrase(`console.protection.ways.done.${done}`),
      faults: <FormFaults title={phrase('console.protection.faults')} faults={faults} />,
      children: [
        <p class="hint">{phrase('console.protection.ways.explain')}</p>,
        !deps.hasMail && <p class="hint">{phrase('console.protection.ways.no-mail')}</p>,
        ways.length === 0 && <p class="empty">{phrase('console.protection.ways.none')}</p>,
        ways.map((way) => <Way {...{ visit, way }} secret={deps.secretOf(way.id)} />),
        <NewWay {...{ visit, typed, faults }} />,
      ],
    },
    sent === undefined ? 200 : 422,
  );
}

function Way({ visit, way, secret }: { visit: Visit; way: ListedWay; secret: string }) {
  const { phrase, ground } = visit;
  return (
    <form class="card" method="post" action={`/console/protection/ways/${way.id}/remove`}>
      <p>
        <strong>{placeText(way.place, { gazetteer: ground.gazetteer, phrase })}</strong> ·{' '}
        {phrase(`console.protection.way.${way.way}`)} · <code>{way.address}</code>
      </p>
      <p class="soft">{phrase('console.protection.ways.after', { count: way.minutes })}</p>
      {way.way === 'webhook' && (
        <p class="soft">
          {phrase('console.protection.ways.secret')} <code>{secret}</code>
        </p>
      )}
      <button class="button second" type="submit">
        {phrase('console.protection.ways.remove')}
      </button>
    </form>
  );
}

function NewWay({ visit, typed, faults }: { visit: Visit; typed: Typed; faults: Faults }) {
  const { phrase } = visit;
  const word = (name: string) => phrase(`console.protection.ways.${name}`);
  const kinds = ['email', 'webhook'].map((value) => ({
    ...{ value, label: phrase(`console.protection.way.${value}`) },
  }));
  return (
    <form class="card" method="post" action="/console/protection/ways">
      <h2>{word('new')}</h2>
      <input type="hidden" name="id" value={typed.id} />
      <SelectField
        name="place"
        label={word('place')}
        choices={choicesFor(visit)}
        value={typed.place}
        {...{ faults }}
      />
      <SelectField name="way" label={word('way')} choices={kinds} value={typed.way} {...{ faults }} />
      <TextField
        name="address"
        label={word('address')}
        value={typed.address}
        maxlength={500}
        required
        {...{ faults }}
      />
      <TextField
        {...{ name: 'minutes', label: word('minutes'), type: 'number', min: 1, max: MOST_MINUTES, faults }}
        value={typed.minutes}
        required
      />
      <button class="button" type="submit">
        {word('add')}
      </button>
    </form>
  );
}

function choicesFor({ ground, member, phrase }: Visit): readonly Choice[] {
  const { gazetteer } = ground;
  const codes = placesFor(member, 'protection.arrange').flatMap((place): readonly LocalityCode[] =>
    place === NATION
      ? [NATION, ...gazetteer.provinces().map(({ code }) => code)]
      : [place, ...gazetteer.communesOf(place).map(({ code }) => code)],
  );
  const choices = [...new Set(codes)].map((value) => ({
    ...{ value, label: placeText(value, { gazetteer, phrase }) },
  }));
  return [{ value: '', label: phrase('console.staff.place.choose') }, ...choices];
}

/** Adds one; the same form again adds none. */
export async function addWay(visit: Visit, deps: ProtectionDependencies): Promise<Response> {
  const form = await readForm(visit, 16_384);
  if (typeof form === 'string') return visit.c.redirect('/console/protection/ways', 303);
  const { typed, way, faults } = readWay(visit, deps, form);
  if (way === null) return showWays(visit, deps, { typed, faults });
  await deps.ways.add(way);
  return visit.c.redirect('/console/protection/ways?done=added', 303);
}

function readWay(visit: Visit, { insecure }: ProtectionDependencies, form: SentForm) {
  const id = UUID.test(form.text('id')) ? form.text('id') : visit.ground.newId();
  const [place, address, minutes] = [form.text('place'), form.text('address'), form.text('minutes')];
  const way = form.text('way') === 'webhook' ? 'webhook' : 'email';
  const fault = (name: string) => ({ [name]: visit.phrase(`console.protection.fault.${name}`) });
  const isPlace = place === NATION || visit.ground.gazetteer.find(place) !== undefined;
  const isAddress = way === 'email' ? readEmail(address) !== null : hookUrlFault(address, insecure) === null;
  const count = /^\d{1,4}$/.test(minutes) ? Number(minutes) : 0;
  const faults: Faults = {
    ...(isPlace && visit.may('protection.arrange', place) ? {} : fault('place')),
    ...(isAddress ? {} : fault('address')),
    ...(count >= 1 && count <= MOST_MINUTES ? {} : fault('minutes')),
  };
  const typed = { id, place, way, address, minutes };
  const read: ListedWay = { id, place, way, address, minutes: count };
  return { typed, faults, way: Object.keys(faults).length === 0 ? read : null };
}
