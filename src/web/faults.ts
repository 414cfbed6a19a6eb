/** What someone gets when nothing is there, or when we failed. */

import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { routePath } from 'hono/route';
import type { AppDependencies } from './app-dependencies.ts';
import { NoticePage } from './notice-page.tsx';
import { askedLanguage, choosePageLanguage, PAGE_LANGUAGES } from './page-language.ts';
import { problem } from './problem.ts';
import { showPage } from './show-page.ts';

/** Answers an address that leads nowhere. */
export function answerNotFound(deps: Pick<AppDependencies, 'say'>): NotFoundHandler {
  return (c) => (wantsPage(c) ? notice(c, deps, 'not-found') : c.text('Not found\n', 404));
}

/** Logs a fault of ours and answers without telling anything of it. */
export function answerFault(deps: Pick<AppDependencies, 'say' | 'log'>): ErrorHandler {
  return (error, c) => {
    deps.log.error('web.fault', error, { method: c.req.method, route: routePath(c, -1) });
    if (c.req.path.endsWith('/messages')) return problem(c, deps, 'fault');
    return wantsPage(c) ? notice(c, deps, 'fault') : c.text('Internal server error\n', 500);
  };
}

/** Machines (vendors, a browser looking for a script) get a word; people get a page. */
function wantsPage(c: Context): boolean {
  if (/^\/(webhooks|assets)\//.test(c.req.path)) return false;
  return /text\/html|\*\/\*/.test(c.req.header('accept') ?? '*/*');
}

function notice(c: Context, deps: Pick<AppDependencies, 'say'>, what: 'not-found' | 'fault') {
  const { say } = deps;
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  const page = NoticePage({
    ...{ say, language, asked: askedLanguage(c, PAGE_LANGUAGES), leadsHome: true },
    title: say(language, `web.${what}.title`),
    text: say(language, `web.${what}.text`),
    ...(what === 'not-found' ? { codeBox: { label: say(language, 'web.home.code') } } : {}),
  });
  return showPage(c, page, what === 'fault' ? 500 : 404);
}
