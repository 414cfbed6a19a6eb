/** A page of the console that says one thing: nothing here, not yours to do, cannot be done. */

import type { Context } from 'hono';
import type { AppError } from '../../core/app-error.ts';
import type { StaffMember } from '../../core/staff/member.ts';
import { showPage } from '../show-page.ts';
import { chooseConsoleLanguage } from './console-language.ts';
import type { ConsoleGround } from './console-route.ts';
import { ConsolePage } from './frame.tsx';
import { phrasesFor } from './spoken-to.ts';

/** What it says, and to whom. */
export type ConsoleNotice =
  | { readonly kind: 'not-found'; readonly member?: StaffMember }
  | { readonly kind: 'not-allowed'; readonly member: StaffMember }
  /** A form that no page of ours sent. */
  | { readonly kind: 'foreign-form' }
  | { readonly kind: 'refused'; readonly error: AppError };

const STATUS = { 'not-found': 404, 'not-allowed': 403, 'foreign-form': 403, refused: 409 } as const;

/** Answers with it. A database that is away is no refusal and asks for patience. */
export function consoleNotice(
  c: Context,
  { say }: Pick<ConsoleGround, 'say'>,
  notice: ConsoleNotice,
): Response | Promise<Response> {
  const language = chooseConsoleLanguage(c);
  const member = 'member' in notice ? (notice.member ?? null) : null;
  const phrase = phrasesFor(say, language, member);
  const isAway = notice.kind === 'refused' && notice.error.code === 'storage-unavailable';
  const what = isAway ? 'away' : notice.kind;
  const text =
    notice.kind === 'refused'
      ? say(language, `error.${notice.error.code}`, notice.error.facts)
      : phrase(what === 'not-found' && member === null ? 'console.not-found.anyone' : `console.${what}.text`);
  const page = ConsolePage({
    ...{ say, language, area: 'home', title: phrase(`console.${what}.title`), member },
    children: [
      <p>{text}</p>,
      <p>
        <a href="/console">{phrase('console.to-home')}</a>
      </p>,
    ],
  });
  return showPage(c, page, isAway ? 503 : STATUS[notice.kind]);
}
