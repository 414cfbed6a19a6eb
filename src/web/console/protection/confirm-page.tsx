/** Asks for a code anew before a case is opened: a screen that was left open must not show a child's words. */

import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm, type SentForm } from '../read-form.ts';
import { clientLine } from '../sign-in/client-line.ts';
import type { FreshSignIn } from './dependencies.ts';

/** Longest form, in bytes. */
const LONGEST_FORM = 64 * 1024;

/** How long a sign-in counts as fresh, in minutes. */
const FRESH_MINUTES = 10;

/** Tells whether whoever asks has shown their second factor within the last 10 minutes. */
export async function isFresh({ c, ground }: Visit, door: FreshSignIn): Promise<boolean> {
  const since = await door.signedInAt(c.req.raw.headers);
  return since !== null && ground.now().getTime() - since.getTime() < FRESH_MINUTES * 60_000;
}

/** Fields of the forms of a case: what stands in them waits, unsent, while the code is asked for. */
const KEPT = ['step', 'note', 'answer', 'reason'] as const;

/** What was typed before, by field. */
type Kept = Readonly<Record<string, string>>;

/** Shows it. @param kept goes along in the form, and nowhere else */
export function confirmPage(
  visit: Visit,
  { faults = {}, kept = {} }: { readonly faults?: Faults; readonly kept?: Kept } = {},
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
        {Object.keys(kept).length > 0 && <p class="note">{phrase('console.protection.confirm.kept')}</p>}
        {Object.entries(kept).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
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
  return showConsolePage(visit, page, Object.keys(faults).length > 0 ? 422 : 200);
}

/** Asks for the code where a form of the case came too late; what it held is kept. */
export async function confirmFirst(visit: Visit): Promise<Response> {
  const form = await readForm(visit, LONGEST_FORM);
  return confirmPage(visit, typeof form === 'string' ? {} : { kept: keptOf(form) });
}

function keptOf(form: SentForm): Kept {
  return Object.fromEntries(
    KEPT.flatMap((name) => (form.text(name) === '' ? [] : [[name, form.text(name)]])),
  );
}

/** Takes the code; the session is replaced by a fresh one, and the case opens, with what was typed before. */
export async function takeConfirmation(
  visit: Visit,
  door: FreshSignIn,
  open: (typed: Kept) => Promise<Response>,
): Promise<Response> {
  const { c, ground, phrase } = visit;
  const form = await readForm(visit, LONGEST_FORM);
  if (typeof form === 'string') return confirmPage(visit);
  const kept = keptOf(form);
  const entry = await door.confirmPresence({
    ...{ headers: c.req.raw.headers, address: clientLine(ground.peer?.(c)) },
    code: form.text('code').slice(0, 100),
  });
  for (const cookie of entry.cookies) c.header('set-cookie', cookie, { append: true });
  if (entry.kind === 'entered') {
    return Object.keys(kept).length > 0
      ? open(kept)
      : c.redirect(`/console/protection/${visit.param('case')}`, 303);
  }
  const slow = entry.kind === 'slow-down' || entry.kind === 'locked';
  const code = phrase(`console.protection.fault.code.${slow ? 'slow-down' : 'wrong'}`);
  return confirmPage(visit, { faults: { code }, kept });
}
