/** One person of the console: roles, and what an administrator can do for or against them. */

import type { StaffAccount } from '../../../core/staff/account.ts';
import type { Grant } from '../../../core/staff/role.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { RoleField } from './invite-page.tsx';
import { PlaceField, placeText } from './places.tsx';
import type { SignInDependencies } from './sign-in-dependencies.ts';
import { writtenDay } from './written-day.ts';

/** What was done just now; each has a phrase. */
const NEWS = ['given', 'taken', 'suspended', 'reinstated', 'sessions-ended'];

/** What a form that was sent back is drawn with. */
export type SentBack = {
  readonly faults: Faults;
  readonly typed?: { readonly role: string; readonly place: string; readonly commune: string };
  readonly status: 409 | 422;
};

/** Answers with it. */
export function showPerson(
  visit: Visit,
  deps: SignInDependencies,
  { account, back }: { readonly account: StaffAccount; readonly back?: SentBack },
): Response | Promise<Response> {
  const { c, member, phrase, language } = visit;
  const isSelf = account.id === member.id;
  const done = NEWS.find((one) => one === c.req.query('done'));
  const { lastSignInOn, suspended, secondFactor } = account;
  return showConsolePage(
    visit,
    {
      ...{ area: 'staff', title: account.name },
      trail: [{ href: '/console/staff', text: phrase('console.staff.title') }],
      news: done === undefined ? undefined : phrase(`console.staff.done.${done}`),
      faults: <FormFaults title={phrase('console.faults')} faults={back?.faults ?? {}} />,
      children: [
        suspended && <p class="note warning">{phrase('console.staff.suspended.text')}</p>,
        <dl class="facts card">
          <dt>{phrase('console.door.email')}</dt>
          <dd>{account.email}</dd>
          <dt>{phrase('console.staff.column.last')}</dt>
          <dd>
            {lastSignInOn === null ? phrase('console.staff.never') : writtenDay(lastSignInOn, language)}
          </dd>
          <dt>{phrase('console.second-factor.title')}</dt>
          <dd>{phrase(secondFactor ? 'console.staff.factor.on' : 'console.staff.factor.off')}</dd>
        </dl>,
        <Roles {...{ visit, deps, account, isSelf }} />,
        isSelf ? (
          <p class="note">{phrase('console.staff.self')}</p>
        ) : (
          <GiveRole {...{ visit, account }} back={back} />
        ),
        !isSelf && <Keep {...{ visit, deps, account }} />,
      ],
    },
    back?.status ?? 200,
  );
}

type Part = { readonly visit: Visit; readonly deps: SignInDependencies; readonly account: StaffAccount };

function Roles({ visit, deps, account, isSelf }: Part & { readonly isSelf: boolean }) {
  const { phrase, member } = visit;
  const grants = deps.grantsInReach(member, account);
  const others = account.grants.length - grants.length;
  return (
    <section>
      <h2>{phrase('console.account.roles')}</h2>
      {grants.length === 0 && <p>{phrase('console.staff.no-role')}</p>}
      <ul class="role-rows">
        {grants.map((grant) => (
          <RoleRow {...{ visit, account, grant, isSelf }} />
        ))}
      </ul>
      {others > 0 && <p class="hint">{phrase('console.staff.elsewhere', { count: others })}</p>}
    </section>
  );
}

function RoleRow({
  visit: { phrase, ground },
  account,
  grant: { role, place },
  isSelf,
}: Omit<Part, 'deps'> & { readonly grant: Grant; readonly isSelf: boolean }) {
  const name = phrase(`console.role.${role}`);
  const where = placeText(place, { gazetteer: ground.gazetteer, phrase });
  return (
    <li>
      <span>
        {name} – {where}
      </span>
      {!isSelf && (
        <form method="post" action={`/console/staff/${account.id}/roles/take`}>
          <input type="hidden" name="role" value={role} />
          <input type="hidden" name="place" value={place} />
          <button class="second small" type="submit">
            {phrase('console.staff.take')} <span class="unseen">{`${name} – ${where}`}</span>
          </button>
        </form>
      )}
    </li>
  );
}

function GiveRole({ visit, account, back }: Omit<Part, 'deps'> & { readonly back: SentBack | undefined }) {
  const { phrase } = visit;
  const { faults = {}, typed } = back ?? {};
  return (
    <details open={typed !== undefined}>
      <summary>{phrase('console.staff.give')}</summary>
      <form method="post" action={`/console/staff/${account.id}/roles`} class="card">
        <RoleField {...{ visit, faults, value: typed?.role ?? '' }} />
        <PlaceField {...{ visit, faults, value: typed?.place ?? '', commune: typed?.commune ?? '' }} />
        <button type="submit">{phrase('console.staff.give.button')}</button>
      </form>
    </details>
  );
}

/** What needs the whole account in reach. */
function Keep({ visit, deps, account }: Part) {
  const { phrase, member, ground } = visit;
  if (!deps.ownsWhole(member, account)) return <p class="note">{phrase('console.staff.not-whole')}</p>;
  const button = (path: string, { kind, id }: { kind: string; id?: string }) => (
    <form method="post" action={`/console/staff/${account.id}/${path}`} class="card">
      <h3>{phrase(`console.staff.${path}`)}</h3>
      <p>{phrase(`console.staff.${path}.text`)}</p>
      {id !== undefined && <input type="hidden" name="id" value={id} />}
      <button class={kind} type="submit">
        {phrase(`console.staff.${path}.button`)}
      </button>
    </form>
  );
  return (
    <section>
      <h2>{phrase('console.staff.keep')}</h2>
      <div class="cards keep-account">
        {button('renew', { kind: 'second', id: ground.newId() })}
        {button('end-sessions', { kind: 'second' })}
        {account.suspended ? button('reinstate', { kind: 'second' }) : button('suspend', { kind: 'danger' })}
      </div>
    </section>
  );
}
