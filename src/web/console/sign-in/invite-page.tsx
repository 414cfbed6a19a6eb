/** Inviting someone: the form, and the link that comes of it. */

import { dayOf } from '../../../core/day.ts';
import { MAX_EMAIL, MAX_NAME } from '../../../core/staff/account.ts';
import { ROLES, type Role, SECOND_FACTOR_ROLES } from '../../../core/staff/role.ts';
import type { InvitedStaff } from '../../../usecases/invite-staff.ts';
import type { Visit } from '../console-route.ts';
import { ChoiceGroup, type Faults, FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm } from '../read-form.ts';
import { type PickedPlace, PlaceField, placeText, readPlace } from './places.tsx';
import { plainLine } from './plain-line.ts';
import type { SignInDependencies } from './sign-in-dependencies.ts';
import { writtenDay } from './written-day.ts';

type Typed = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly place: string;
  readonly commune: string;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Shows the form. */
export function showInvite(visit: Visit): Response | Promise<Response> {
  const id = visit.ground.newId();
  return draw(visit, { id, email: '', name: '', role: '', place: '', commune: '' }, {});
}

/** Takes it. Sent twice, it leads to the same invitation. */
export async function takeInvite(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const { ground, member, phrase } = visit;
  const form = await readForm(visit, 16_384);
  if (typeof form === 'string') return showInvite(visit);
  const given = form.text('id');
  const typed = {
    id: UUID.test(given) ? given : ground.newId(),
    email: form.text('email'),
    name: plainLine(form.text('name')),
    ...{ role: form.text('role'), place: form.text('place'), commune: plainLine(form.text('commune')) },
  };
  const role = ROLES.find((one) => one === typed.role);
  const picked = readPlace(typed.place, typed.commune, ground.gazetteer);
  const faults = {
    ...(typed.email === '' ? { email: phrase('console.staff.email-missing') } : {}),
    ...([...typed.name].length > MAX_NAME
      ? { name: phrase('console.link.name-long', { most: MAX_NAME }) }
      : {}),
    ...(role === undefined ? { role: phrase('console.staff.role-missing') } : {}),
    ...placeFaults(visit, picked),
  };
  if (role === undefined || picked.kind !== 'found' || Object.keys(faults).length > 0)
    return draw(visit, typed, faults);
  const { id, email, name } = typed;
  const outcome = await deps.invite({ ...{ id, email, name, role }, place: picked.place, by: member });
  if (outcome.kind !== 'invited') return draw(visit, typed, await refusal(visit, deps, outcome));
  return visit.c.redirect(`/console/staff/invitations/${outcome.invitation.id}`, 303);
}

/** What is wrong with a place, by field. */
export function placeFaults({ phrase }: Visit, picked: PickedPlace): Faults {
  switch (picked.kind) {
    case 'found':
      return {};
    case 'missing':
      return { place: phrase('console.staff.place-missing') };
    case 'several':
      return { commune: phrase('console.staff.commune-several', { names: picked.names.join(', ') }) };
    case 'no-province':
    case 'not-in-province':
      return { commune: phrase(`console.staff.commune-${picked.kind}`) };
    default:
      return picked satisfies never;
  }
}

async function refusal(
  { member, phrase }: Visit,
  deps: SignInDependencies,
  outcome: Exclude<InvitedStaff, { kind: 'invited' }>,
): Promise<Faults> {
  if (outcome.kind === 'email-malformed') return { email: phrase('console.staff.email-malformed') };
  if (outcome.kind !== 'has-account') return { place: phrase(`console.staff.${outcome.kind}`) };
  const account = await deps.find(outcome.accountId);
  const near = account !== null && deps.grantsInReach(member, account).length > 0;
  return { email: phrase(near ? 'console.staff.has-account-near' : 'console.staff.has-account') };
}

function draw(visit: Visit, typed: Typed, faults: Faults): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(
    visit,
    {
      ...{ area: 'staff', title: phrase('console.staff.invite') },
      trail: [{ href: '/console/staff', text: phrase('console.staff.title') }],
      faults: <FormFaults title={phrase('console.faults')} faults={faults} />,
      children: (
        <form method="post" action="/console/staff/invite" class="card">
          <input type="hidden" name="id" value={typed.id} />
          <TextField
            name="email"
            type="email"
            label={phrase('console.door.email')}
            hint={phrase('console.staff.email-hint')}
            value={typed.email}
            autocomplete="off"
            maxlength={MAX_EMAIL}
            faults={faults}
            required
          />
          <TextField
            name="name"
            label={phrase('console.staff.name')}
            hint={phrase('console.staff.name-hint')}
            value={typed.name}
            autocomplete="off"
            maxlength={MAX_NAME}
            faults={faults}
          />
          <RoleField {...{ visit, faults, value: typed.role }} />
          <PlaceField {...{ visit, faults, value: typed.place, commune: typed.commune }} />
          <button type="submit">{phrase('console.staff.invite.button')}</button>
        </form>
      ),
    },
    Object.keys(faults).length > 0 ? 422 : 200,
  );
}

/** The roles, each with what it is for. */
export function RoleField({ visit, faults, value }: { visit: Visit; faults: Faults; value: string }) {
  const { phrase } = visit;
  const hint = (role: Role) =>
    SECOND_FACTOR_ROLES.includes(role)
      ? `${phrase(`console.role.${role}.hint`)} ${phrase('console.role.second-factor')}`
      : phrase(`console.role.${role}.hint`);
  return (
    <ChoiceGroup
      kind="one"
      name="role"
      label={phrase('console.staff.role')}
      choices={ROLES.map((role) => ({
        value: role,
        label: phrase(`console.role.${role}`),
        hint: hint(role),
      }))}
      values={[value]}
      faults={faults}
    />
  );
}

/** Shows an invitation with its link, as long as it works. */
export async function showInvitation(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const { phrase, language, ground } = visit;
  const shown = await deps.showInvitation(visit.param('invitation'));
  if (shown === null) return visit.c.redirect('/console/staff', 303);
  const { invitation, state, token } = shown;
  const { aim, name, expiresAt, id } = invitation;
  const words = { gazetteer: ground.gazetteer, phrase };
  return showConsolePage(visit, {
    ...{ area: 'staff', title: phrase(`console.staff.invitation.${aim.kind}`) },
    trail: [{ href: '/console/staff', text: phrase('console.staff.title') }],
    children: [
      token === null ? (
        <p class="note warning">{phrase(`console.staff.invitation.${state}`)}</p>
      ) : (
        <div class="card">
          <p>
            {phrase('console.staff.invitation.hand-over', { day: writtenDay(dayOf(expiresAt), language) })}
          </p>
          <label for="link">{phrase('console.staff.invitation.link')}</label>
          <textarea id="link" class="invitation-link" readonly rows={3}>
            {deps.linkOf(token)}
          </textarea>
          <p class="hint">{phrase('console.staff.invitation.secret')}</p>
        </div>
      ),
      <dl class="facts">
        <dt>{phrase('console.door.email')}</dt>
        <dd>{aim.kind === 'first' ? '' : aim.email}</dd>
        {name !== '' && <dt>{phrase('console.account.name')}</dt>}
        {name !== '' && <dd>{name}</dd>}
        {aim.kind === 'invitation' && <dt>{phrase('console.staff.role')}</dt>}
        {aim.kind === 'invitation' && (
          <dd>
            {phrase(`console.role.${aim.role}`)} – {placeText(aim.place, words)}
          </dd>
        )}
      </dl>,
      token !== null && (
        <form method="post" action={`/console/staff/invitations/${id}/withdraw`}>
          <button class="danger" type="submit">
            {phrase('console.staff.invitation.withdraw')}
          </button>
        </form>
      ),
    ],
  });
}
