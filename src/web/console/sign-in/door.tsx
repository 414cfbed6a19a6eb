/** What the pages of the door have in common: a narrow page without areas, cookies, the way on. */

import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Language } from '../../../core/language.ts';
import type { PhraseValues } from '../../../core/say.ts';
import { showPage } from '../../show-page.ts';
import { chooseConsoleLanguage } from '../console-language.ts';
import type { ConsoleGround } from '../console-route.ts';
import { type Faults, FormFaults } from '../fields.tsx';
import { ConsolePage } from '../frame.tsx';
import { clientLine } from './client-line.ts';
import { safePath } from './safe-path.ts';
import type { SignInDependencies } from './sign-in-dependencies.ts';

/** Someone at the door. */
export type Caller = {
  readonly c: Context;
  readonly deps: SignInDependencies;
  readonly ground: ConsoleGround;
  readonly language: Language;
  readonly phrase: (key: string, values?: PhraseValues) => string;
  readonly headers: Headers;
  /** The line they come from. */
  readonly address: string;
  /** Where they wanted to go; a page of the console. */
  readonly from: string;
};

/** Receives them. */
export function callerOf(c: Context, deps: SignInDependencies, ground: ConsoleGround): Caller {
  const language = chooseConsoleLanguage(c);
  return {
    ...{ c, deps, ground, language, headers: c.req.raw.headers },
    phrase: (key, values) => ground.say(language, key, values),
    address: clientLine(ground.peer?.(c)),
    from: safePath(c.req.query('from')),
  };
}

/** A page of the door. */
export type DoorPage = {
  readonly title: string;
  readonly news?: string | undefined;
  readonly faults?: Faults;
  /** Above the faults; that one is not in yet, unless told. */
  readonly faultsTitle?: string;
  /** With a way to sign out, for those who are half in. */
  readonly signOut?: boolean;
  readonly children: Child;
};

/** Statuses of the door's pages. */
export type DoorStatus = 200 | 400 | 404 | 410 | 413 | 422 | 429 | 503;

/** Answers with it. */
export function showDoor(
  { c, ground, language, phrase }: Caller,
  { title, news, faults = {}, faultsTitle, signOut = false, children }: DoorPage,
  status: DoorStatus = 200,
): Response | Promise<Response> {
  const page = ConsolePage({
    ...{ say: ground.say, language, member: null, area: 'home', title, news },
    faults: <FormFaults title={faultsTitle ?? phrase('console.door.faults')} faults={faults} />,
    children: (
      <div class="door">
        {children}
        {signOut && (
          <form method="post" action="/console/sign-out">
            <button class="quiet" type="submit">
              {phrase('console.sign-out')}
            </button>
          </form>
        )}
      </div>
    ),
  });
  return showPage(c, page, status);
}

/** Sets cookies. */
export function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
}

/** Leads on to another page. */
export function leadTo({ c }: Pick<Caller, 'c'>, path: string, cookies: readonly string[] = []): Response {
  setCookies(c, cookies);
  return c.redirect(path, 303);
}

/** How long to wait, told with the same words wherever too much was tried. */
export function laterStatus(kind: string): DoorStatus {
  return kind === 'busy' ? 503 : kind === 'slow-down' || kind === 'locked' ? 429 : 422;
}
