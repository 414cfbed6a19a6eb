/** What every route of the public reading has in common: its refusals, its pages, what is thrown. */

import { createRoute, type z } from '@hono/zod-openapi';
import type { ProblemKind } from '../problem.ts';
import { Problem } from './schemas.ts';

/** Ends a request with a problem. */
export class ApiRefusal extends Error {
  readonly kind: ProblemKind;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(kind: ProblemKind, more: Readonly<Record<string, unknown>> = {}) {
    super(kind);
    this.name = 'ApiRefusal';
    this.kind = kind;
    this.more = more;
  }
}

const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

type RouteOrder<Request, Answer> = {
  readonly path: string;
  readonly summary: string;
  readonly request: Request;
  readonly answer: Answer;
};

/** Describes a route that reads. */
export function readingRoute<
  const Request extends { readonly params?: z.ZodObject; readonly query?: z.ZodObject },
  Answer extends z.ZodType,
>({ path, summary, request, answer }: RouteOrder<Request, Answer>) {
  return createRoute({
    method: 'get',
    path,
    summary,
    request,
    security: [{}, { key: [] }],
    responses: {
      200: { description: summary, content: { 'application/json': { schema: answer } } },
      400: refusal('The query cannot be read'),
      401: refusal('The key is unknown, expired or withdrawn; or one is needed'),
      404: refusal('There is nothing of that name that this reader may read'),
      429: refusal('Too many requests: wait as long as Retry-After says'),
      503: refusal('The database is away for a moment'),
    },
  });
}

/** Cuts a page out of a list whose items have names that stay. */
export function pageFrom<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): { items: Item[]; next: string | null } {
  const from = after === undefined ? 0 : items.findIndex((item) => nameOf(item) === after) + 1;
  // A name that is not there any more, or never was: the beginning would be read twice.
  if (after !== undefined && from === 0) throw new ApiRefusal('bad-query', wrong('after', 'no such page'));
  const page = items.slice(from, from + limit);
  const last = page.at(-1);
  const hasMore = from + page.length < items.length;
  return { items: page, next: hasMore && last !== undefined ? nameOf(last) : null };
}

/** Says what is wrong with one field. */
export function wrong(name: string, detail: string): Readonly<Record<string, unknown>> {
  return { errors: [{ name, detail }] };
}
