/** The people of the console within one's reach, and who is invited. */

import { dayOf } from '../../../core/day.ts';
import type { StaffAccount, StaffInvitation } from '../../../core/staff/account.ts';
import { LISTED_ACCOUNTS } from '../../../usecases/look-after-staff.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { placeText } from './places.tsx';
import { plainLine } from './plain-line.ts';
import type { SignInDependencies } from './sign-in-dependencies.ts';
import { writtenDay } from './written-day.ts';

/** What was done just now; each has a phrase. */
const NEWS = ['withdrawn'];

/** Answers with them. */
export async function showStaff(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const { c, member, phrase } = visit;
  const words = plainLine(c.req.query('q') ?? '').slice(0, 100);
  const { accounts, more, invitations } = await deps.list(member, words);
  const done = NEWS.find((one) => one === c.req.query('done'));
  return showConsolePage(visit, {
    ...{ area: 'staff', title: phrase('console.staff.title'), wide: true },
    news: done === undefined ? undefined : phrase(`console.staff.done.${done}`),
    actions: (
      <a class="button" href="/console/staff/invite">
        {phrase('console.staff.invite')}
      </a>
    ),
    children: [
      <Search {...{ phrase, words }} />,
      more && <p class="note">{phrase('console.staff.more', { most: LISTED_ACCOUNTS })}</p>,
      accounts.length === 0 ? (
        <p class="empty">{phrase('console.staff.nobody')}</p>
      ) : (
        <People {...{ visit, deps, accounts }} />
      ),
      invitations.length > 0 && <Invitations {...{ visit, invitations }} />,
    ],
  });
}

function Search({ phrase, words }: { readonly phrase: Visit['phrase']; readonly words: string }) {
  return (
    <form method="get" class="inline find-person">
      <label for="q">{phrase('console.staff.search')}</label>
      <input id="q" name="q" type="search" value={words} maxlength={100} />
      <button class="second" type="submit">
        {phrase('console.staff.search.button')}
      </button>
    </form>
  );
}

type PeopleProps = {
  readonly visit: Visit;
  readonly deps: SignInDependencies;
  readonly accounts: readonly StaffAccount[];
};

function People({ visit, deps, accounts }: PeopleProps) {
  const { phrase } = visit;
  return (
    <div class="table">
      <table class="list people">
        <thead>
          <tr>
            {['person', 'roles', 'last'].map((column) => (
              <th scope="col">{phrase(`console.staff.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Person {...{ visit, deps, account }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Person({ visit, deps, account }: Omit<PeopleProps, 'accounts'> & { account: StaffAccount }) {
  const { phrase, language, member, ground } = visit;
  const { id, name, email, suspended, demo, lastSignInOn } = account;
  const words = { gazetteer: ground.gazetteer, phrase };
  const grants = deps.grantsInReach(member, account);
  return (
    <tr>
      <td>
        <a href={`/console/staff/${id}`}>{name}</a>{' '}
        {suspended && <Tag kind="warning" text={phrase('console.staff.suspended')} />}
        {demo && <Tag text={phrase('console.staff.demo')} />}
        <br />
        <span class="soft">{email}</span>
      </td>
      <td>
        {grants.length === 0 ? (
          <span class="soft">{phrase('console.staff.no-role')}</span>
        ) : (
          <ul class="role-list">
            {grants.map(({ role, place }) => (
              <li>
                {phrase(`console.role.${role}`)} – {placeText(place, words)}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>{lastSignInOn === null ? phrase('console.staff.never') : writtenDay(lastSignInOn, language)}</td>
    </tr>
  );
}

function Tag({ text, kind = '' }: { readonly text: string; readonly kind?: string }) {
  return <span class={`tag ${kind}`.trim()}>{text}</span>;
}

function Invitations({ visit, invitations }: { visit: Visit; invitations: readonly StaffInvitation[] }) {
  const { phrase, language, ground } = visit;
  return (
    <section>
      <h2>{phrase('console.staff.invitations')}</h2>
      <div class="table">
        <table class="list people">
          <thead>
            <tr>
              {['person', 'roles', 'expires'].map((column) => (
                <th scope="col">{phrase(`console.staff.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {invitations.map(({ id, aim, name, expiresAt }) => (
              <tr>
                <td>
                  <a href={`/console/staff/invitations/${id}`}>
                    {aim.kind === 'invitation' ? aim.email : name}
                  </a>
                  {name !== '' && <span class="soft"> {name}</span>}
                </td>
                <td>
                  {aim.kind === 'invitation' &&
                    `${phrase(`console.role.${aim.role}`)} – ${placeText(aim.place, { gazetteer: ground.gazetteer, phrase })}`}
                </td>
                <td>{writtenDay(dayOf(expiresAt), language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
