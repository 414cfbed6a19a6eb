/** Setting up the second factor: a picture for an authenticator app, a first code, then the recovery codes. */

import type { StaffAccount } from '../../../core/staff/account.ts';
import { qrPath } from '../../../reports/qr.ts';
import { type Faults, TextField } from '../fields.tsx';
import { readForm } from '../read-form.ts';
import { type Caller, type DoorStatus, laterStatus, leadTo, setCookies, showDoor } from './door.tsx';
import { safePath, withFrom } from './safe-path.ts';

const PATH = '/console/sign-in/second-factor';

/** Shows it to those who must set one up, or want to. */
export async function showSecondFactor(caller: Caller): Promise<Response> {
  const account = await whoSetsUp(caller);
  return account === null ? leadOff(caller) : draw(caller, { account, from: caller.from, faults: {} });
}

/** Takes the password, and draws a key for the app. */
export async function takeBegin(caller: Caller): Promise<Response> {
  const { deps, headers, address, phrase } = caller;
  const [account, form] = [await whoSetsUp(caller), await readForm(caller, 16_384)];
  if (account === null || typeof form === 'string') return leadOff(caller);
  const from = safePath(form.text('from'));
  const begun = await deps.beginSecondFactor({ headers, address, account, password: form.text('password') });
  if (begun.kind === 'begun' || begun.kind === 'had') return leadTo(caller, withFrom(PATH, from));
  const faults = { password: phrase(`console.door.${begun.kind}`) };
  return draw(caller, { account, from, faults }, laterStatus(begun.kind));
}

/** Takes the first code; the recovery codes are shown in answer, once. */
export async function takeFirstCode(caller: Caller): Promise<Response> {
  const { c, deps, headers, address, phrase } = caller;
  const [account, form] = [await whoSetsUp(caller), await readForm(caller, 16_384)];
  if (account === null || typeof form === 'string') return leadOff(caller);
  const from = safePath(form.text('from'));
  const done = await deps.confirmSecondFactor({
    headers,
    address,
    accountId: account.id,
    code: form.text('code'),
  });
  if (done.kind === 'set-up') {
    setCookies(c, done.cookies);
    return showDoor(caller, {
      title: phrase('console.recovery-codes.title'),
      news: phrase('console.second-factor.set-up'),
      children: [
        <RecoveryCodes codes={done.codes} phrase={phrase} />,
        <p>
          <a class="button" href={from}>
            {phrase('console.recovery-codes.go-on')}
          </a>
        </p>,
      ],
    });
  }
  const why = done.kind === 'wrong' ? 'first-code-wrong' : done.kind;
  return draw(
    caller,
    { account, from, faults: { code: phrase(`console.door.${why}`) } },
    laterStatus(done.kind),
  );
}

/** The recovery codes of an account, as they are shown once. */
export function RecoveryCodes({
  codes,
  phrase,
}: {
  codes: readonly string[];
  phrase: (key: string) => string;
}) {
  return (
    <div class="card">
      <p>{phrase('console.recovery-codes.text')}</p>
      <ul class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whoever has one already, or is not in, has nothing to do here. */
async function whoSetsUp({ deps, headers }: Caller): Promise<StaffAccount | null> {
  const standing = await deps.standing(headers);
  if (standing.kind === 'second-factor-missing') return standing.account;
  return standing.kind === 'member' && !standing.account.secondFactor ? standing.account : null;
}

async function leadOff(caller: Caller): Promise<Response> {
  const { kind } = await caller.deps.standing(caller.headers);
  return leadTo(caller, kind === 'member' ? '/console/account' : withFrom('/console/sign-in', caller.from));
}

type Drawn = { readonly account: StaffAccount; readonly from: string; readonly faults: Faults };

async function draw(caller: Caller, drawn: Drawn, status: DoorStatus = 200): Promise<Response> {
  const { deps, phrase } = caller;
  const { account, from, faults } = drawn;
  const pending = await deps.pendingKey(account.id);
  return showDoor(
    caller,
    {
      ...{ title: phrase('console.second-factor.title'), faults, signOut: true },
      faultsTitle: phrase('console.faults'),
      children: [
        <p>
          {phrase(
            deps.demandsSecondFactor(account)
              ? 'console.second-factor.demanded'
              : 'console.second-factor.offered',
          )}
        </p>,
        pending === null ? (
          <Begin {...{ caller, from, faults }} asksPassword={await deps.hasPassword(account.id)} />
        ) : (
          <Scan {...{ caller, from, faults, pending }} />
        ),
      ],
    },
    status,
  );
}

function Begin({
  caller: { phrase },
  from,
  faults,
  asksPassword,
}: Omit<Drawn, 'account'> & { caller: Caller; asksPassword: boolean }) {
  return (
    <form method="post" action={`${PATH}/begin`} class="card">
      <input type="hidden" name="from" value={from} />
      {asksPassword && (
        <TextField
          name="password"
          type="password"
          label={phrase('console.door.password')}
          hint={phrase('console.second-factor.password-hint')}
          autocomplete="current-password"
          faults={faults}
          required
        />
      )}
      <button type="submit">{phrase('console.second-factor.begin')}</button>
    </form>
  );
}

function Scan({
  caller: { phrase },
  from,
  faults,
  pending,
}: Omit<Drawn, 'account'> & { caller: Caller; pending: { readonly uri: string; readonly key: string } }) {
  const { size, path } = qrPath(pending.uri);
  return (
    <form method="post" action={PATH} class="card">
      <input type="hidden" name="from" value={from} />
      <ol>
        <li>{phrase('console.second-factor.step-app')}</li>
        <li>{phrase('console.second-factor.step-scan')}</li>
        <li>{phrase('console.second-factor.step-code')}</li>
      </ol>
      <svg
        class="factor-qr"
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={phrase('console.second-factor.qr')}
      >
        <rect class="paper" width={size} height={size} />
        <path d={path} />
      </svg>
      <p class="typed-key">
        {phrase('console.second-factor.key')} <code>{pending.key.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <p>
        <a href={pending.uri}>{phrase('console.second-factor.same-phone')}</a>
      </p>
      <TextField
        name="code"
        label={phrase('console.second-factor.code')}
        autocomplete="one-time-code"
        inputmode="numeric"
        maxlength={10}
        faults={faults}
        required
      />
      <button type="submit">{phrase('console.second-factor.confirm')}</button>
    </form>
  );
}
