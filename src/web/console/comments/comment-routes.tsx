/** The routes of comments: reading, themes, and what may be quoted in public. */

import { NATION } from '../../../core/locality.ts';
import { mayAt } from '../../../core/staff/member.ts';
import type { CommentedConsultation, CommentTending } from '../../../usecases/tend-comments.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import { readForm, type SentForm } from '../read-form.ts';
import { showCommentList } from './list-page.tsx';
import { addressOf, showCommentPage } from './question-page.tsx';

/** The use cases behind them. */
export type CommentDependencies = CommentTending;

/** Builds them. The page itself looks at whose comments somebody may read. */
export function commentRoutes(deps: CommentDependencies): readonly ConsoleRoute[] {
  const deed = 'comments.tag';
  return [
    {
      ...{ method: 'get', path: '/comments', deed },
      handle: async (visit) => {
        const listed = await deps.list(visit.member);
        return showCommentList(visit, listed, await readableIn(deps, listed));
      },
    },
    { method: 'get', path: '/comments/:consultation/:question', deed, handle: (visit) => show(visit, deps) },
    { method: 'post', path: '/comments/:consultation/:question', deed, handle: (visit) => act(visit, deps) },
  ];
}

/** The questions of which enough was written to be shown, as `consultation:question`. */
async function readableIn(
  deps: CommentDependencies,
  listed: readonly CommentedConsultation[],
): Promise<ReadonlySet<string>> {
  const readable = new Set<string>();
  for (const { consultation, scope, questions } of listed) {
    for (const { id } of scope === null ? [] : questions) {
      const read = await deps.read({
        consultation,
        scope: scope ?? NATION,
        question: id,
        audience: 'council',
      });
      if (read !== null && read.atLeast !== null) readable.add(`${consultation.id}:${id}`);
    }
  }
  return readable;
}

type Found = {
  readonly of: CommentedConsultation;
  readonly question: CommentedConsultation['questions'][number];
};

async function find(visit: Visit, deps: CommentDependencies): Promise<Found | null> {
  const id = visit.param('consultation');
  if (!/^[0-9a-f-]{36}$/i.test(id)) return null;
  const of = await deps.find(visit.member, id);
  const question = of?.questions.find((one) => one.id === visit.param('question'));
  return of === null || question === undefined ? null : { of, question };
}

function notFound(visit: Visit): Response | Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}

/** Quoting in public is moderators' work, and of those who reach all places of the consultation. */
function mayQuote(visit: Visit, { consultation }: CommentedConsultation): boolean {
  const { gazetteer } = visit.ground;
  return consultation.places.every((place) => mayAt(visit.member, 'moderation.work', { place, gazetteer }));
}

async function show(visit: Visit, deps: CommentDependencies): Promise<Response> {
  const found = await find(visit, deps);
  if (found === null) return notFound(visit);
  const { of, question } = found;
  const theme = visit.c.req.query('theme');
  const page = Number(visit.c.req.query('page') ?? 1);
  const comments =
    of.scope === null
      ? null
      : await deps.read({
          ...{ consultation: of.consultation, scope: of.scope, question: question.id, audience: 'council' },
          ...(theme === undefined ? {} : { theme }),
          page: Number.isSafeInteger(page) ? page : 1,
        });
  const quotes = mayQuote(visit, of) ? await deps.quoteOf(of.consultation.id, question.id) : null;
  return showCommentPage(visit, { of, question, comments, theme, quotes });
}

async function act(visit: Visit, deps: CommentDependencies): Promise<Response> {
  const found = await find(visit, deps);
  const form = await readForm(visit, 64 * 1024);
  if (found === null || found.of.scope === null) return notFound(visit);
  const done = typeof form === 'string' ? 'nothing' : await carryOut(visit, deps, { ...found, form });
  const theme = typeof form === 'string' ? '' : form.text('seen-theme');
  const page = typeof form === 'string' ? '' : form.text('seen-page');
  return visit.c.redirect(
    addressOf(found.of, found.question.id, {
      done,
      ...(/^[0-9a-f-]{36}$/i.test(theme) ? { theme } : {}),
      ...(/^\d{1,4}$/.test(page) ? { page } : {}),
    }),
    303,
  );
}

async function carryOut(
  visit: Visit,
  deps: CommentDependencies,
  { of, question, form }: Found & { readonly form: SentForm },
): Promise<string> {
  const id = of.consultation.id;
  const comment = form.text('comment');
  const by = visit.member;
  switch (form.text('do')) {
    case 'add-theme':
      await deps.addTheme(id, question.id, { label: form.text('label'), by });
      return 'theme-added';
    case 'remove-theme':
      // What others gave goes with it, so this is for those who see all comments.
      if (of.scope !== NATION) return 'nothing';
      await deps.removeTheme(id, question.id, form.text('theme'));
      return 'theme-removed';
    case 'tag':
      if (!(await isShown(deps, { of, question }, comment))) return 'nothing';
      await deps.tag(id, question.id, { id: comment, themes: form.texts('themes') });
      return 'tagged';
    case 'quote':
      return mayQuote(visit, of) ? deps.quote(id, question.id, { id: comment, by }) : 'nothing';
    case 'unquote':
      if (!mayQuote(visit, of)) return 'nothing';
      await deps.unquote(id, question.id, comment);
      return 'unquoted';
    default:
      return 'nothing';
  }
}

/** Whether a comment is among those that somebody is shown. */
async function isShown(
  deps: CommentDependencies,
  { of, question }: Found,
  comment: string,
): Promise<boolean> {
  if (of.scope === null) return false;
  if (of.scope === NATION) return true;
  const wish = {
    consultation: of.consultation,
    scope: of.scope,
    question: question.id,
    audience: 'council',
  } as const;
  return (await deps.read({ ...wish, only: comment })).comments.length > 0;
}
