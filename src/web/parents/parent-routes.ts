/** Everything below `/p`: what parents are asked on phones of their own. No script, no cookie. */

import { type Context, Hono } from 'hono';
import { readParentCode } from '../../core/parents.ts';
import type { ParentAct, ParentVisit } from '../../usecases/hear-parents.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { clientLine } from '../console/sign-in/client-line.ts';
import { askedLanguage, choosePageLanguage, PAGE_LANGUAGES } from '../page-language.ts';
import { readBody } from '../read-body.ts';
import { showPage } from '../show-page.ts';
import type { ParentDependencies } from './parent-dependencies.ts';
import { CodePage, FoundPage, type ParentsGround, WordPage } from './parents-page.tsx';

/** Longest form: one word. */
const MAX_FORM_BYTES = 1_000;

/** Builds the routes. @param peer address of whoever opened the connection */
export function parentRoutes(
  { say }: Pick<AppDependencies, 'say'>,
  parents: ParentDependencies,
  peer?: (c: Context) => string | undefined,
): Hono {
  const routes = new Hono();
  const ground = (c: Context): ParentsGround => ({
    ...{ say, language: choosePageLanguage(c, PAGE_LANGUAGES) },
    asked: askedLanguage(c, PAGE_LANGUAGES),
  });
  const visitOf = (c: Context): ParentVisit => ({
    typed: c.req.param('code') ?? '',
    line: clientLine(peer?.(c)),
  });
  routes.use(async (c, next) => {
    await next();
    c.res.headers.set('X-Robots-Tag', 'noindex');
  });
  routes.get('/', (c) => {
    const typed = c.req.query('code')?.slice(0, 100);
    if (typed === undefined) return showPage(c, CodePage(ground(c)));
    const code = readParentCode(typed);
    if (code !== null) return c.redirect(addressOf(c, code), 303);
    return showPage(c, CodePage({ ...ground(c), typed, isMalformed: true }), 400);
  });
  routes.get('/:code', async (c) => {
    const visit = visitOf(c);
    const page = await parents.show(visit);
    if (page.kind !== 'found') return word(c, page.kind);
    const code = readParentCode(visit.typed);
    if (code === null || code !== visit.typed) return c.redirect(addressOf(c, code ?? ''), 303);
    return showPage(c, FoundPage({ ...ground(c), found: page, code }));
  });
  routes.post('/:code', async (c) => {
    const visit = visitOf(c);
    const act = await readAct(c);
    const code = readParentCode(visit.typed);
    if (act === null || code === null) return word(c, 'unknown');
    const outcome = await parents.hear(visit, act);
    return outcome === 'done' ? c.redirect(addressOf(c, code), 303) : word(c, outcome);
  });
  function word(c: Context, about: 'unknown' | 'busy' | 'late') {
    const status = { unknown: 404, busy: 429, late: 409 } as const;
    if (about === 'busy') c.header('Retry-After', '900');
    return showPage(c, WordPage({ ...ground(c), about }), status[about]);
  }
  return routes;
}

function addressOf(c: Context, code: string): string {
  const asked = askedLanguage(c, PAGE_LANGUAGES);
  return asked === undefined ? `/p/${code}` : `/p/${code}?lang=${asked}`;
}

async function readAct(c: Context): Promise<ParentAct | null> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return null;
  const act = new URLSearchParams((await readBody(c.req.raw, MAX_FORM_BYTES)) ?? '').get('act');
  return act === 'agree' || act === 'decline' || act === 'withdraw' ? act : null;
}
