/** What a child finds behind a code that cannot be answered now. */

import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { readCode } from '../../core/consultation.ts';
import { readText } from '../../core/flow/text.ts';
import { writeTime } from '../../core/written-time.ts';
import type { AppDependencies, FoundInvitation } from '../app-dependencies.ts';
import { NoticePage } from '../notice-page.tsx';
import { askedLanguage, choosePageLanguage, PAGE_LANGUAGES } from '../page-language.ts';

/** Nobody gave out this code: it stands in a box, to be mended. */
export function unknownCodePage(c: Context, { say }: Pick<AppDependencies, 'say'>): JSX.Element {
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  return NoticePage({
    ...{ say, language, asked: askedLanguage(c, PAGE_LANGUAGES), leadsHome: true },
    title: say(language, 'web.unknown.title'),
    text: say(language, 'web.unknown.text'),
    codeBox: {
      label: say(language, 'web.unknown.code'),
      typed: readCode((c.req.param('code') ?? '').slice(0, 40)) ?? '',
    },
  });
}

/** Not open yet, resting, or over. Its script removes what a broken-off walk left in this browser. */
export function closedDoorPage(
  c: Context,
  { say }: Pick<AppDependencies, 'say'>,
  invitation: FoundInvitation,
): JSX.Element {
  const { languages: offered, status, code, opensAt } = invitation;
  const language = choosePageLanguage(c, offered);
  const values = { title: readText(invitation.title, language, null), day: writeTime(opensAt, language) };
  const isOver = status === 'closed';
  return NoticePage({
    ...{ say, language, offered, asked: askedLanguage(c, offered), leadsHome: true },
    title: say(language, `web.${status}.title`, values),
    text: say(language, `web.${status}.text`, values),
    ...(isOver
      ? { codeBox: { label: say(language, 'web.closed.code') }, script: 'chat/forget.js', code }
      : {}),
  });
}

/** Nothing can be stored at the moment; the same again may succeed. */
export function busyPage(c: Context, { say }: Pick<AppDependencies, 'say'>): JSX.Element {
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  return NoticePage({
    ...{ say, language, offered: [] },
    title: say(language, 'web.busy.title'),
    text: say(language, 'web.busy.text'),
  });
}
