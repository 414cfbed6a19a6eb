/** Asks for a code anew before a case is opened: a screen that was left open must not show a child's words. */

import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm } from '../read-form.ts';
import { clientLine } from '../sign-in/client-line.ts';
import type { FreshSignIn } from './dependencies.ts';

/** How long a sign-in counts as fresh, in minutes. */
const FRESH_MINUTES = 10;

/** Tells whether whoever asks has shown their second factor within the last 10 minutes. */
export async function isFresh({ c, ground }: Visit, door: FreshSignIn): Promise<boolean> {
  const since = await door.signedInAt(c.req.raw.headers);
  return since !== null && ground.now().getTime() - since.getTime() < FRESH_MINUTES * 60_000;
}

/** Shows it. */
export function confirmPage(
  visit: Visit,
  faults: Faults = {},
  status: 200 | 422 = 200,
): Response | Promise<Response> {
  const { phrase } = visit;
  const page = {
    area: 'protection' as const,
    title: phrase('console.protection.confirm.title'),
    trail: [{ href: '/console/protection', text: phrase('console.protection.title') }],
    faults: <FormFaults title={phrase('console.protection.faults')} faults={faults} />,
    children: (
      <form class="card" method="post" action={`/console/protection/${visit.param('case')}/confirm`}>
        <p>{phrase('console.protection.confirm.why', { minutes: FRESH_MINUTES })}</p>
        <TextField
          name="code"
          label={phrase('console.protection.confirm.code')}
          hint={phrase('console.protection.confirm.hint')}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={20}
          required
          faults={faults}
        />
        <div class="buttons">
          <button class="button" type="submit">
            {phrase('console.protection.confirm.go')}
          </button>
        </div>
      </form>
    ),
  };
  return showConsolePage(visit, page, status);
}

/** Takes the code; the session is replaced by a fresh one, and the case opens. */
export async function takeConfirmation(visit: Visit, door: FreshSignIn): Promise<Response> {
  const { c, ground, phrase } = visit;
  const form = await readForm(visit, 16_384);
  if (typeof form === 'string') return confirmPage(visit);
  const entry = await door.confirmPresence({
    ...{ headers: c.req.raw.headers, address: clientLine(ground.peer?.(c)) },
    code: form.text('code').slice(0, 100),
  });
  for (const cookie of entry.cookies) c.header('set-cookie', cookie, { append: true });
  if (entry.kind === 'entered') return c.redirect(`/console/protection/${visit.param('case')}`, 303);
  const slow = entry.kind === 'slow-down' || entry.kind === 'locked';
  const code = phrase(`console.protection.fault.code.${slow ? 'slow-down' : 'wrong'}`);
  return confirmPage(visit, { code }, 422);
}
