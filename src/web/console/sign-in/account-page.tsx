/** One's own account: password, second factor, the devices one is signed in with. */

import { dayOf } from '../../../core/day.ts';
import type { StaffAccount } from '../../../core/staff/account.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { deviceName } from './device-name.ts';
import { NewPassword } from './link-page.tsx';
import { placeText } from './places.tsx';
import type { SignInDependencies } from './sign-in-dependencies.ts';
import { writtenDay } from './written-day.ts';

/** What was done just now; each has a phrase. */
const NEWS = ['password', 'session-ended', 'second-factor-removed'];

/** Answers with it. */
export async function showAccount(
  visit: Visit,
  deps: SignInDependencies,
  { faults = {}, status = 200 }: { readonly faults?: Faults; readonly status?: 200 | 422 } = {},
): Promise<Response> {
  const { c, member, phrase } = visit;
  const account = await deps.find(member.id);
  const done = NEWS.find((one) => one === c.req.query('done'));
  return showConsolePage(
    visit,
    {
      ...{ area: 'home', title: phrase('console.account.title') },
      news: done === undefined ? undefined : phrase(`console.account.done.${done}`),
      faults: <FormFaults title={phrase('console.faults')} faults={faults} />,
      children: [
        account?.demo === true && <p class="note">{phrase('console.account.demo')}</p>,
        <Facts visit={visit} />,
        account !== null && (await drawPassword(visit, deps, { account, faults })),
        account !== null && (await drawSecondFactor(visit, deps, { account, faults })),
        await drawSessions(visit, deps),
      ],
    },
    status,
  );
}

function Facts({ visit: { member, phrase, ground } }: { readonly visit: Visit }) {
  return (
    <dl class="facts card">
      <dt>{phrase('console.account.name')}</dt>
      <dd>{member.name}</dd>
      <dt>{phrase('console.door.email')}</dt>
      <dd>{member.email}</dd>
      <dt>{phrase('console.account.roles')}</dt>
      <dd>
        <ul class="role-list">
          {member.grants.map(({ role, place }) => (
            <li>
              {phrase(`console.role.${role}`)} – {placeText(place, { gazetteer: ground.gazetteer, phrase })}
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}

type Part = { readonly account: StaffAccount; readonly faults: Faults };

async function drawPassword({ phrase }: Visit, deps: SignInDependencies, { account, faults }: Part) {
  if (!(await deps.hasPassword(account.id)))
    return <p class="note">{phrase('console.account.no-password')}</p>;
  return (
    <section>
      <h2>{phrase('console.account.password')}</h2>
      <form method="post" action="/console/account/password" class="card">
        <input type="email" value={account.email} autocomplete="username" readonly hidden />
        <TextField
          name="current"
          type="password"
          label={phrase('console.password.current')}
          autocomplete="current-password"
          faults={faults}
          required
        />
        <NewPassword {...{ phrase, faults, name: 'wanted' }} />
        <button type="submit">{phrase('console.account.password.button')}</button>
        <p class="hint">{phrase('console.account.password.hint')}</p>
      </form>
    </section>
  );
}

async function drawSecondFactor({ phrase }: Visit, deps: SignInDependencies, { account, faults }: Part) {
  const asksPassword = await deps.hasPassword(account.id);
  const form = (path: string, { field, button }: { field: string; button: string }) => (
    <form method="post" action={`/console/account/${path}`}>
      {asksPassword && (
        <TextField
          name={field}
          type="password"
          label={phrase('console.password.current')}
          autocomplete="current-password"
          faults={faults}
          required
        />
      )}
      <button class="second" type="submit">
        {phrase(button)}
      </button>
    </form>
  );
  return (
    <section>
      <h2>{phrase('console.second-factor.title')}</h2>
      {account.secondFactor ? (
        <div class="card">
          <p>{phrase('console.account.second-factor.on')}</p>
          <details open={faults['codes-password'] !== undefined}>
            <summary>{phrase('console.account.codes')}</summary>
            <p class="hint">{phrase('console.account.codes.hint')}</p>
            {form('recovery-codes', { field: 'codes-password', button: 'console.account.codes.button' })}
          </details>
          {deps.demandsSecondFactor(account) ? (
            <p class="hint">{phrase('console.account.second-factor.demanded')}</p>
          ) : (
            <details open={faults['remove-password'] !== undefined}>
              <summary>{phrase('console.account.second-factor.remove')}</summary>
              {form('second-factor/remove', {
                field: 'remove-password',
                button: 'console.account.second-factor.remove',
              })}
            </details>
          )}
        </div>
      ) : (
        <div class="card">
          <p>{phrase('console.account.second-factor.off')}</p>
          <a class="button second" href="/console/sign-in/second-factor?from=%2Fconsole%2Faccount">
            {phrase('console.account.second-factor.begin')}
          </a>
        </div>
      )}
    </section>
  );
}

async function drawSessions({ c, phrase, language }: Visit, deps: SignInDependencies) {
  const rows = await deps.listSessions(c.req.raw.headers);
  return (
    <section>
      <h2>{phrase('console.account.sessions')}</h2>
      <div class="table">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{phrase('console.account.device')}</th>
              <th scope="col">
                <span class="unseen">{phrase('console.account.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, userAgent, since, current }) => (
              <tr>
                <td>
                  {deviceName(userAgent) || phrase('console.account.device.unknown')}{' '}
                  {current && <span class="tag good">{phrase('console.account.device.this')}</span>}
                  <br />
                  <span class="soft">
                    {phrase('console.account.since', { day: writtenDay(dayOf(since), language) })}
                  </span>
                </td>
                <td class="ending">
                  <form method="post" action={`/console/account/sessions/${id}/end`}>
                    <button class="second small" type="submit">
                      {phrase(current ? 'console.sign-out' : 'console.account.end')}
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <form method="post" action="/console/account/sessions/end-all">
        <button class="danger" type="submit">
          {phrase('console.account.end-all')}
        </button>
      </form>
    </section>
  );
}
