/** Published tables, for programs. */

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { TableName, Variable } from '../../core/release/table.ts';
import type { TableView } from '../../usecases/read-table.ts';
import type { VariableWords } from '../../usecases/variable-words.ts';
import type { ApiDependencies, ApiEnvironment } from './api-dependencies.ts';
import { ApiRefusal, pageFrom, readingRoute } from './api-route.ts';
import { consultationFor } from './consultation-reads.ts';
import { BySlug, TableItem, TableListQuery, TablePage, TableQuery } from './schemas.ts';

/** Adds the routes. */
export function addTableReads(app: OpenAPIHono<ApiEnvironment>, deps: ApiDependencies): void {
  app.openapi(
    readingRoute({
      path: '/consultations/{slug}/tables',
      summary: 'Which tables a scope has: of one variable, or of two',
      request: { params: BySlug, query: TableListQuery },
      answer: TablePage,
    }),
    async (c) => {
      const { lang, scope, rows, columns, ...paging } = c.req.valid('query');
      const { slug } = c.req.valid('param');
      const found = await consultationFor(deps, c.get('reader'), { slug, lang });
      if (!found.mayRead(scope)) throw new ApiRefusal('nothing-there');
      const { names } = await deps.listTables(slug, scope, lang);
      const wanted = names.filter((name) => isAbout(name, rows) && isAbout(name, columns));
      const { items, next } = pageFrom(wanted, nameText, paging);
      return c.json({ items: items.map((name) => nameItem(name)), next }, 200);
    },
  );
  app.openapi(
    readingRoute({
      path: '/consultations/{slug}/table',
      summary: 'One table: a question or an attribute at a place, alone or crossed with another',
      request: { params: BySlug, query: TableQuery },
      answer: TableItem,
    }),
    async (c) => {
      const { lang, scope, rows, columns = null } = c.req.valid('query');
      const { slug } = c.req.valid('param');
      const found = await consultationFor(deps, c.get('reader'), { slug, lang });
      if (!found.mayRead(scope)) throw new ApiRefusal('nothing-there');
      const name = { scope, rows, columns };
      const table = await deps.readTable({ consultation: slug, name, language: lang });
      return c.json(tableItem(table), 200);
    },
  );
}

function isAbout({ rows, columns }: TableName, variable: Variable | undefined): boolean {
  return variable === undefined || rows === variable || columns === variable;
}

function nameText({ rows, columns }: TableName): string {
  return `${rows}~${columns ?? ''}`;
}

function nameItem({ scope, rows, columns }: TableName) {
  return { scope, rows, columns };
}

function variableItem({ name, kind, text }: VariableWords) {
  return { name, kind, text };
}

/** Written out field by field, like releases. */
function tableItem(table: TableView) {
  const { consultation, scope, release, day, minCell, base, simulated, withheld, responses } = table;
  return {
    ...{ consultation, scope, release, day, minCell, base, simulated, withheld, responses },
    rows: variableItem(table.rowVariable),
    columns: table.columnVariable === null ? null : variableItem(table.columnVariable),
    rowValues: table.rowValues.map(({ id, label }) => ({ id, label })),
    columnValues: table.columnValues.map(({ id, label }) => ({ id, label })),
    counts: table.counts.map((row) => [...row]),
    answered: [...table.answered],
  };
}
