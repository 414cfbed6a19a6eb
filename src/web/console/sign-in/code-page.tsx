/** The pages that ask for a second factor: the code of an app, or a recovery code. */

import { type Faults, TextField } from '../fields.tsx';
import { readForm } from '../read-form.ts';
import { type Caller, type DoorStatus, laterStatus, leadTo, showDoor } from './door.tsx';
import { safePath, withFrom } from './safe-path.ts';
import type { Entry } from './sign-in-dependencies.ts';

/** Which of the two. */
export type CodeKind = 'code' | 'recovery';

const OTHER: Readonly<Record<CodeKind, CodeKind>> = { code: 'recovery', recovery: 'code' };

/** Shows it. Who has not shown a password first finds out when they send a code. */
export async function showCodePage(caller: Caller, kind: CodeKind): Promise<Response> {
  const { kind: standing } = await caller.deps.standing(caller.headers);
  if (standing === 'nobody' || standing === 'code-asked')
    return draw(caller, { kind, from: caller.from, faults: {} });
  return leadTo(caller, withFrom('/console/sign-in', caller.from));
}

/** Takes the form. */
export async function takeCode(caller: Caller, kind: CodeKind): Promise<Response> {
  const { deps, headers, address, phrase } = caller;
  const form = await readForm(caller, 16_384);
  if (typeof form === 'string') return leadTo(caller, '/console/sign-in');
  const from = safePath(form.text('from'));
  const shown = { headers, address, code: form.text('code').slice(0, 100) };
  const entry: Entry = await (kind === 'code' ? deps.enterCode(shown) : deps.enterRecoveryCode(shown));
  if (entry.kind === 'entered') return leadTo(caller, from, entry.cookies);
  if (entry.kind === 'too-late')
    return leadTo(
      caller,
      `${withFrom('/console/sign-in?problem=too-late', from).replace('?from', '&from')}`,
      entry.cookies,
    );
  const why = entry.kind === 'refused' ? `${kind}-refused` : entry.kind;
  return draw(
    caller,
    { kind, from, faults: { code: phrase(`console.door.${why}`) } },
    laterStatus(entry.kind),
  );
}

function draw(
  caller: Caller,
  { kind, from, faults }: { readonly kind: CodeKind; readonly from: string; readonly faults: Faults },
  status: DoorStatus = 200,
): Response | Promise<Response> {
  const { phrase } = caller;
  return showDoor(
    caller,
    {
      title: phrase(`console.door.${kind}.title`),
      faults,
      children: [
        <form method="post" action={`/console/sign-in/${kind}`} class="card">
          <input type="hidden" name="from" value={from} />
          <TextField
            name="code"
            label={phrase(`console.door.${kind}.label`)}
            hint={phrase(`console.door.${kind}.hint`)}
            autocomplete={kind === 'code' ? 'one-time-code' : 'off'}
            inputmode={kind === 'code' ? 'numeric' : 'text'}
            maxlength={40}
            faults={faults}
            required
          />
          <button type="submit">{phrase('console.door.enter')}</button>
        </form>,
        <p>
          <a href={withFrom(`/console/sign-in/${OTHER[kind]}`, from)}>
            {phrase(`console.door.${kind}.other`)}
          </a>
        </p>,
        <p class="hint">{phrase('console.door.lost-both')}</p>,
      ],
    },
    status,
  );
}
