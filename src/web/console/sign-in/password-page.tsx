/** The sign-in page: an address and a password, or an identity provider. */

import { type Faults, TextField } from '../fields.tsx';
import { readForm } from '../read-form.ts';
import { type Caller, type DoorStatus, laterStatus, leadTo, showDoor } from './door.tsx';
import { safePath, withFrom } from './safe-path.ts';

/** What went wrong at an identity provider; each has a phrase. */
const PROBLEMS = [
  'not-invited',
  'unverified',
  'suspended',
  'given-up',
  'failed',
  'provider-away',
  'too-late',
];

/** What may have been done before; each has a phrase. */
const NEWS = ['signed-out', 'signed-out-everywhere', 'password-set'];

/** Longest password that is looked at; a longer one is none. */
const MAX_TYPED = 400;

/** Shows it; whoever is half in is led on to what is missing. */
export async function showSignIn(caller: Caller): Promise<Response> {
  const { c, deps, headers, from } = caller;
  const standing = await deps.standing(headers);
  switch (standing.kind) {
    case 'member':
      return leadTo(caller, from);
    case 'code-asked':
      return leadTo(caller, withFrom('/console/sign-in/code', from));
    case 'second-factor-missing':
      return leadTo(caller, withFrom('/console/sign-in/second-factor', from));
    case 'no-role':
      return showNoRole(caller);
    case 'nobody': {
      const problem = PROBLEMS.find((one) => one === c.req.query('problem'));
      const faults: Faults = problem === undefined ? {} : { '': caller.phrase(`console.door.${problem}`) };
      return drawSignIn(caller, { email: '', from, faults });
    }
    default:
      return standing satisfies never;
  }
}

/** Takes the form. */
export async function takePassword(caller: Caller): Promise<Response> {
  const { deps, headers, address, phrase } = caller;
  const form = await readForm(caller, 16_384);
  if (typeof form === 'string') return drawSignIn(caller, { email: '', from: '/console', faults: {} }, 400);
  const from = safePath(form.text('from'));
  const [email, password] = [form.text('email'), form.text('password').slice(0, MAX_TYPED)];
  const entry = await deps.enterPassword({ headers, address, email, password });
  if (entry.kind === 'entered') return leadTo(caller, from, entry.cookies);
  if (entry.kind === 'code-asked')
    return leadTo(caller, withFrom('/console/sign-in/code', from), entry.cookies);
  const why = entry.kind === 'slow-down' || entry.kind === 'busy' ? entry.kind : 'refused';
  const faults = { '': phrase(`console.door.${why}`) };
  return drawSignIn(caller, { email, from, faults }, laterStatus(entry.kind));
}

function drawSignIn(
  caller: Caller,
  { email, from, faults }: { readonly email: string; readonly from: string; readonly faults: Faults },
  status: DoorStatus = 200,
): Response | Promise<Response> {
  const { c, deps, phrase } = caller;
  const done = NEWS.find((one) => one === c.req.query('done'));
  return showDoor(
    caller,
    {
      title: phrase('console.door.title'),
      faults,
      news: done === undefined ? undefined : phrase(`console.door.done.${done}`),
      children: [
        <form method="post" action="/console/sign-in" class="card">
          <input type="hidden" name="from" value={from} />
          <TextField
            name="email"
            type="email"
            label={phrase('console.door.email')}
            value={email}
            autocomplete="username"
            maxlength={254}
            required
          />
          <TextField
            name="password"
            type="password"
            label={phrase('console.door.password')}
            autocomplete="current-password"
            maxlength={MAX_TYPED}
            required
          />
          <button type="submit">{phrase('console.door.enter')}</button>
        </form>,
        deps.singleSignOn !== null && (
          <p>
            <a class="button second" href={withFrom('/console/sign-in/provider', from)}>
              {phrase('console.door.with-provider', {
                provider: deps.providerName ?? phrase('console.door.provider'),
              })}
            </a>
          </p>
        ),
        <p class="hint">{phrase('console.door.forgotten')}</p>,
      ],
    },
    status,
  );
}

function showNoRole(caller: Caller): Response | Promise<Response> {
  const { phrase } = caller;
  return showDoor(caller, {
    title: phrase('console.door.no-role.title'),
    signOut: true,
    children: <p>{phrase('console.door.no-role.text')}</p>,
  });
}
