/** What a child finds behind a code that cannot be answered now. */

import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { dayOf as dayInVietNam } from '../../core/day.ts';
import { readText } from '../../core/flow/text.ts';
import type { Language } from '../../core/language.ts';
import type { AppDependencies, FoundInvitation } from '../app-dependencies.ts';
import { NoticePage } from '../notice-page.tsx';
import { choosePageLanguage, PAGE_LANGUAGES } from '../page-language.ts';

/** Nobody gave out this code. */
export function unknownCodePage(c: Context, deps: Pick<AppDependencies, 'say'>): JSX.Element {
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  return NoticePage({
    language,
    title: deps.say(language, 'web.unknown.title'),
    text: deps.say(language, 'web.unknown.text'),
    next: { href: '/', label: deps.say(language, 'web.unknown.next') },
  });
}

/** Not open yet, resting, or over. Its script removes what a broken-off walk left in this browser. */
export function closedDoorPage(
  deps: Pick<AppDependencies, 'say'>,
  invitation: FoundInvitation,
  language: Language,
): JSX.Element {
  const values = {
    title: readText(invitation.title, language, null),
    day: dayOf(invitation.opensAt, language),
  };
  return NoticePage({
    language,
    title: deps.say(language, `web.${invitation.status}.title`, values),
    text: deps.say(language, `web.${invitation.status}.text`, values),
    next: { href: '/', label: deps.say(language, 'web.to-home') },
    ...(invitation.status === 'closed' ? { script: 'chat/forget.js', code: invitation.code } : {}),
  });
}

/** Nothing can be stored at the moment; the same again may succeed. */
export function busyPage(c: Context, deps: Pick<AppDependencies, 'say'>): JSX.Element {
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  return NoticePage({
    language,
    title: deps.say(language, 'web.busy.title'),
    text: deps.say(language, 'web.busy.text'),
  });
}

/** The day and hour in Viet Nam, written out. */
function dayOf(instant: Date, language: Language): string {
  const timeZone = 'Asia/Ho_Chi_Minh';
  const hour = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    instant,
  );
  // What Intl gives for Vietnamese, "1 tháng 12, 2027", nobody writes.
  if (language === 'vi') {
    const [year, month, day] = dayInVietNam(instant).split('-').map(Number);
    return `lúc ${hour}, ngày ${day} tháng ${month} năm ${year}`;
  }
  const date = new Intl.DateTimeFormat(language, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instant);
  return `${date}, ${hour}`;
}
