/** The page a link of an administrator leads to: a name and a password, and one is in. */

import type { StaffInvitation } from '../../../core/staff/account.ts';
import { MAX_NAME, MAX_PASSWORD, MIN_PASSWORD } from '../../../core/staff/account.ts';
import { type Faults, TextField } from '../fields.tsx';
import { readForm } from '../read-form.ts';
import { type Caller, type DoorStatus, leadTo, showDoor } from './door.tsx';
import { placeText } from './places.tsx';
import { plainLine } from './plain-line.ts';
import type { Link, LinkFaults } from './sign-in-dependencies.ts';

type Typed = { readonly name: string; readonly email: string };

/** Shows it, or why the link does not work any more. */
export async function showLink(caller: Caller, token: string): Promise<Response> {
  const link = await caller.deps.findLink(token);
  if (link.kind !== 'open') return showDeadLink(caller, link);
  const { name } = link.invitation;
  return draw(caller, { token, invitation: link.invitation, typed: { name, email: '' }, faults: {} });
}

/** Takes the form. */
export async function takeLink(caller: Caller, token: string): Promise<Response> {
  const { deps, headers, address, phrase } = caller;
  const [link, form] = [await deps.findLink(token), await readForm(caller, 16_384)];
  if (link.kind !== 'open') return showDeadLink(caller, link);
  if (typeof form === 'string') return leadTo(caller, `/console/invitation/${encodeURIComponent(token)}`);
  const typed = { name: plainLine(form.text('name')), email: form.text('email') };
  const password = form.text('password');
  const again = (faults: Faults, status: DoorStatus = 422) =>
    draw(caller, { token, invitation: link.invitation, typed, faults }, status);
  // Looked at first: whoever mistypes it would be locked out behind a link that is used up.
  if (password !== form.text('again')) return again({ again: phrase('console.password.differs') });
  const followed = await deps.followLink({ headers, address, token, password, ...typed });
  switch (followed.kind) {
    case 'faulty':
      return again(faultsOf(caller, followed.faults));
    case 'busy':
      return again({ '': phrase('console.door.busy') }, 503);
    case 'not-open':
      return showDeadLink(caller, await deps.findLink(token));
    case 'accepted':
      return followed.entry === 'entered'
        ? leadTo(caller, '/console', followed.cookies)
        : leadTo(caller, '/console/sign-in?done=password-set');
    default:
      return followed satisfies never;
  }
}

/** What is wrong with a password, in words. */
export function passwordFaultText(phrase: Caller['phrase'], fault: string): string {
  return phrase(`console.password.${fault}`, { least: MIN_PASSWORD, most: MAX_PASSWORD });
}

function faultsOf({ phrase }: Caller, { name, email, password }: LinkFaults): Faults {
  return {
    ...(name === undefined ? {} : { name: phrase(`console.link.name-${name}`, { most: MAX_NAME }) }),
    ...(email === undefined ? {} : { email: phrase(`console.staff.email-${email}`) }),
    ...(password === undefined ? {} : { password: passwordFaultText(phrase, password) }),
  };
}

type Drawn = {
  readonly token: string;
  readonly invitation: StaffInvitation;
  readonly typed: Typed;
  readonly faults: Faults;
};

function draw(caller: Caller, drawn: Drawn, status: DoorStatus = 200): Response | Promise<Response> {
  const { deps, phrase } = caller;
  const { invitation, faults } = drawn;
  const { kind } = invitation.aim;
  return showDoor(
    caller,
    {
      ...{ title: phrase(`console.link.${kind}.title`), faults, faultsTitle: phrase('console.faults') },
      children: [
        <About {...{ caller, invitation }} />,
        <LinkForm {...{ caller, ...drawn }} />,
        kind === 'invitation' && deps.singleSignOn !== null && (
          <p>
            {phrase('console.link.or')}{' '}
            <a class="button second" href="/console/sign-in/provider">
              {phrase('console.door.with-provider', {
                provider: deps.providerName ?? phrase('console.door.provider'),
              })}
            </a>
          </p>
        ),
      ],
    },
    status,
  );
}

function About({ caller, invitation }: { caller: Caller; invitation: StaffInvitation }) {
  const { phrase, ground } = caller;
  const { aim, invitedBy } = invitation;
  if (aim.kind !== 'invitation') return <p>{phrase(`console.link.${aim.kind}.text`)}</p>;
  const values = {
    role: phrase(`console.role.${aim.role}`),
    place: placeText(aim.place, { gazetteer: ground.gazetteer, phrase }),
  };
  return (
    <p>
      {invitedBy === null
        ? phrase('console.link.invitation.text', values)
        : phrase('console.link.invitation.text-by', { ...values, by: invitedBy.name })}
    </p>
  );
}

function LinkForm({
  caller: { phrase },
  token,
  invitation: { aim },
  typed,
  faults,
}: Drawn & { caller: Caller }) {
  return (
    <form method="post" action={`/console/invitation/${encodeURIComponent(token)}`} class="card">
      {aim.kind === 'first' ? (
        <TextField
          name="email"
          type="email"
          label={phrase('console.door.email')}
          value={typed.email}
          autocomplete="username"
          maxlength={254}
          faults={faults}
          required
        />
      ) : (
        <p>
          {phrase('console.link.email')} <strong>{aim.email}</strong>
          {/* For password managers, which want to know whose password it is. */}
          <input type="email" value={aim.email} autocomplete="username" readonly hidden />
          {faults.email !== undefined && (
            <span class="fault" id="field-email">
              {faults.email}
            </span>
          )}
        </p>
      )}
      {aim.kind !== 'renewal' && (
        <TextField
          name="name"
          label={phrase('console.link.name')}
          hint={phrase('console.link.name-hint')}
          value={typed.name}
          autocomplete="name"
          maxlength={MAX_NAME}
          faults={faults}
          required
        />
      )}
      <NewPassword {...{ phrase, faults, name: 'password' }} />
      <button type="submit">{phrase(`console.link.${aim.kind}.button`)}</button>
    </form>
  );
}

/** A new password, typed twice. */
export function NewPassword({
  phrase,
  faults,
  name,
}: {
  readonly phrase: Caller['phrase'];
  readonly faults: Faults;
  readonly name: string;
}) {
  const shared = { type: 'password', autocomplete: 'new-password', faults, required: true } as const;
  return (
    <>
      <TextField
        {...shared}
        name={name}
        label={phrase('console.password.new')}
        hint={phrase('console.password.hint', { least: MIN_PASSWORD })}
      />
      <TextField {...shared} name="again" label={phrase('console.password.again')} />
    </>
  );
}

function showDeadLink(caller: Caller, link: Link): Response | Promise<Response> {
  const { phrase } = caller;
  const why = link.kind === 'closed' ? link.state : 'unknown';
  return showDoor(
    caller,
    {
      title: phrase(`console.link.dead.${why}.title`),
      children: [
        <p>{phrase(`console.link.dead.${why}.text`)}</p>,
        <p>
          <a href="/console/sign-in">{phrase('console.link.to-sign-in')}</a>
        </p>,
      ],
    },
    link.kind === 'closed' ? 410 : 404,
  );
}
