/** Consultations, their releases and their questions, for programs. */

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Consultation } from '../../core/consultation.ts';
import { statusOf } from '../../core/consultation.ts';
import type { Question } from '../../core/flow/flow.ts';
import { readText } from '../../core/flow/text.ts';
import type { Language } from '../../core/language.ts';
import { NATION } from '../../core/locality.ts';
import type { ProgramReader } from '../../core/program/api-key.ts';
import type { Release } from '../../core/release/release.ts';
import { placeMinCell } from '../../core/release/table.ts';
import type { ReadableConsultation } from '../../usecases/read-as-program.ts';
import type { ApiDependencies, ApiEnvironment } from './api-dependencies.ts';
import { ApiRefusal, pageFrom, readingRoute } from './api-route.ts';
import {
  ByRelease,
  BySlug,
  ConsultationItem,
  ConsultationPage,
  PagedWording,
  Paging,
  QuestionPage,
  ReleaseItem,
  ReleasePage,
  Wording,
} from './schemas.ts';

/** Finds one, or ends the request. */
export async function consultationFor(
  deps: Pick<ApiDependencies, 'find' | 'languages'>,
  reader: ProgramReader,
  { slug, lang }: { readonly slug: string; readonly lang?: Language },
): Promise<ReadableConsultation> {
  const found = await deps.find(reader, slug);
  if (found === null) throw new ApiRefusal('nothing-there');
  if (lang !== undefined) {
    const languages = await deps.languages(found);
    if (!languages.includes(lang)) {
      const detail = `must be one of ${languages.join(', ')}`;
      throw new ApiRefusal('bad-query', { errors: [{ name: 'lang', detail }] });
    }
  }
  return found;
}

/** Adds the routes. */
export function addConsultationReads(app: OpenAPIHono<ApiEnvironment>, deps: ApiDependencies): void {
  app.openapi(
    readingRoute({
      path: '/consultations',
      summary: 'Consultations that this reader may read, newest first',
      request: { query: PagedWording },
      answer: ConsultationPage,
    }),
    async (c) => {
      const { lang, ...paging } = c.req.valid('query');
      const all = await deps.list(c.get('reader'));
      const { items, next } = pageFrom(all, ({ consultation }) => consultation.slug, paging);
      return c.json({ items: items.map((one) => summaryOf(one, lang, deps.now())), next }, 200);
    },
  );
  app.openapi(
    readingRoute({
      path: '/consultations/{slug}',
      summary: 'A consultation with its latest release and the scopes that have tables',
      request: { params: BySlug, query: Wording },
      answer: ConsultationItem,
    }),
    async (c) => {
      const { lang } = c.req.valid('query');
      const { slug } = c.req.valid('param');
      const found = await consultationFor(deps, c.get('reader'), { slug, lang });
      const latest = (await deps.releases(found)).at(-1);
      const { scopes } = await deps.listTables(slug, 'VN', lang);
      const item = {
        ...summaryOf(found, lang, deps.now()),
        languages: [...(await deps.languages(found))],
        scopes: scopes.map(({ scope }) => scope).filter(found.mayRead),
        latestRelease:
          latest === undefined
            ? null
            : { number: latest.number, day: latest.day, responses: latest.responses },
      };
      return c.json(item, 200);
    },
  );
  addReleaseReads(app, deps);
  addQuestionReads(app, deps);
}

function addReleaseReads(app: OpenAPIHono<ApiEnvironment>, deps: ApiDependencies): void {
  app.openapi(
    readingRoute({
      path: '/consultations/{slug}/releases',
      summary: 'Every release of all of a consultation, newest first',
      request: { params: BySlug, query: Paging },
      answer: ReleasePage,
    }),
    async (c) => {
      const found = await consultationFor(deps, c.get('reader'), c.req.valid('param'));
      const releases = [...(await deps.releases(found))].reverse();
      const { items, next } = pageFrom(releases, ({ number }) => String(number), c.req.valid('query'));
      const summaries = items.map(({ number, day, responses, simulated, minCell }) => ({
        ...{ number, day, responses, simulated, minCell },
      }));
      return c.json({ items: summaries, next }, 200);
    },
  );
  app.openapi(
    readingRoute({
      path: '/consultations/{slug}/releases/{number}',
      summary: 'One release with the exact counts of each question; it never changes',
      request: { params: ByRelease },
      answer: ReleaseItem,
    }),
    async (c) => {
      const { slug, number } = c.req.valid('param');
      const found = await consultationFor(deps, c.get('reader'), { slug });
      const releases = await deps.releases(found);
      const release =
        number === 'latest' ? releases.at(-1) : releases.find((one) => one.number === Number(number));
      if (release === undefined) throw new ApiRefusal('nothing-there');
      return c.json(releaseItem(slug, release), 200);
    },
  );
}

function addQuestionReads(app: OpenAPIHono<ApiEnvironment>, deps: ApiDependencies): void {
  app.openapi(
    readingRoute({
      path: '/consultations/{slug}/questions',
      summary: 'The questions that were asked, in their order and wording',
      request: { params: BySlug, query: PagedWording },
      answer: QuestionPage,
    }),
    async (c) => {
      const { lang, ...paging } = c.req.valid('query');
      const { slug } = c.req.valid('param');
      const found = await consultationFor(deps, c.get('reader'), { slug, lang });
      const asked = (await deps.questions(found)).filter(({ kind }) => kind !== 'info' && kind !== 'consent');
      const { items, next } = pageFrom(asked, ({ id }) => id, paging);
      return c.json({ items: items.map((question) => questionItem(question, lang)), next }, 200);
    },
  );
}

function summaryOf({ consultation, open, mayRead }: ReadableConsultation, lang: Language, now: Date) {
  const { slug, title, opensAt, places, minCell } = consultation;
  const ends = endOf(consultation);
  return {
    ...{ slug, title: readText(title, lang, null), status: statusOf(consultation, now) },
    ...{ opens: opensAt.toISOString(), closes: ends?.toISOString() ?? null },
    ...{ places: [...places], public: open },
    // Of places less is told than of all of it: whoever may read only a place is told what holds there.
    minCell: mayRead(NATION) ? minCell : placeMinCell(minCell),
  };
}

function endOf({ closedAt, closesAt }: Consultation): Date | null {
  if (closedAt === null || closesAt === null) return closedAt ?? closesAt;
  return closedAt < closesAt ? closedAt : closesAt;
}

/** Written out field by field: nothing that is added to a release one day is published by itself. */
function releaseItem(consultation: string, release: Release) {
  const { number, day, responses, complete, partial, simulated, minCell, tabulations } = release;
  const questions = tabulations.map((one) => ({
    ...{ question: one.question, kind: one.kind },
    ...{ answered: one.answered, answeredAsOf: one.answeredAsOf },
    ...{ skipped: one.skipped, skippedAsOf: one.skippedAsOf },
    cells: one.cells.map(({ id, count, asOf }) => ({ id, count, asOf })),
  }));
  const withheld = questions.flatMap(({ cells }) => cells).filter(({ count }) => count === null).length;
  return {
    ...{ consultation, number, day, responses, complete, partial, simulated, minCell, withheld, questions },
  };
}

function questionItem(question: Question, lang: Language) {
  const options = 'options' in question ? question.options : [];
  return {
    ...{ id: question.id, kind: question.kind, text: readText(question.text, lang, null) },
    options: options.map(({ id, label }) => ({ id, label: readText(label, lang, null) })),
  };
}
