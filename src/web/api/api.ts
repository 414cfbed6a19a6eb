/** The public reading of figures, for programs: `GET /api/v1/…`, and the document that describes it. */

import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { AppError } from '../../core/app-error.ts';
import { clientLine } from '../console/sign-in/client-line.ts';
import { problem } from '../problem.ts';
import type { ApiDependencies, ApiEnvironment } from './api-dependencies.ts';
import { type ApiDocument, showApiPage } from './api-page.tsx';
import { ApiRefusal } from './api-route.ts';
import { addConsultationReads } from './consultation-reads.ts';
import { addPlaceReads } from './place-reads.ts';
import { ReleasePublished } from './schemas.ts';
import { addTableReads } from './table-reads.ts';

/** How long an answer may be kept, in seconds: a release is news for a day, a withdrawal must not wait so long. */
const FRESH_SECONDS = 60;

/** Builds it, with paths that begin with `/api/v1`. */
export function createApi(deps: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnvironment>({
    strict: false,
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const errors = result.error.issues.map(({ path, message }) => ({
        name: path.join('.'),
        detail: message,
      }));
      return problem(c, deps, 'bad-query', { errors });
    },
  });
  app.onError((error, c) => answerError(error, c, deps));
  app.notFound((c) => problem(c, deps, 'nothing-there'));
  app.use(openToAll());
  app.use(onlyReading(deps));
  app.use(etag({ weak: false }));
  // Told to everybody, and asks the database nothing.
  app.get('/openapi.json', (c) => {
    c.header('Cache-Control', `public, max-age=${FRESH_SECONDS}`);
    return c.json(documentOf(app, deps), 200);
  });
  app.get('/', (c) => showApiPage(c, deps, documentOf(app, deps)));
  app.use(admitted(deps));
  addConsultationReads(app, deps);
  addTableReads(app, deps);
  addPlaceReads(app, deps);
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key of a place. Without one only what was published for everybody can be read.',
  });
  app.openAPIRegistry.registerWebhook({
    method: 'post',
    path: 'release.published',
    summary: 'Sent to addresses that were added in the console; signed as Standard Webhooks say',
    request: { body: { required: true, content: { 'application/json': { schema: ReleasePublished } } } },
    responses: { 200: { description: 'It arrived; any status from 200 to 299 says so' } },
  });
  return app;
}

/** The same schemas check requests. */
function documentOf(app: OpenAPIHono<ApiEnvironment>, { publicUrl }: ApiDependencies): ApiDocument {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Em Nói',
      version: '1',
      description:
        'Published figures of consultations with children: the same as on pages and in reports. Counts under the threshold k, and those that would give them away, are null.',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
  });
}

/** Pages of other sites may read what everybody may; with a key nobody reads from inside a browser. */
function openToAll(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') {
      return c.body(null, 204, {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': 'GET, HEAD',
        'Access-Control-Max-Age': '86400',
      });
    }
    await next();
    c.res.headers.append('Vary', 'Authorization');
    if (keyOf(c) !== null) return undefined;
    c.res.headers.set('Access-Control-Allow-Origin', '*');
    c.res.headers.set('Access-Control-Expose-Headers', 'ETag, Retry-After');
    return undefined;
  };
}

function onlyReading(deps: ApiDependencies): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    c.header('Allow', 'GET, HEAD, OPTIONS');
    return problem(c, deps, 'wrong-method');
  };
}

function admitted(deps: ApiDependencies): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    const key = keyOf(c);
    const admission = await deps.admit({ key, line: clientLine(deps.peer?.(c)) });
    if (admission.kind === 'too-many') {
      c.header('Retry-After', String(admission.seconds));
      return problem(c, deps, 'too-many');
    }
    if (admission.kind === 'bad-key') return unauthorized(c, deps, 'bad-key');
    c.set('reader', admission.reader);
    await next();
    if (c.res.status === 200) {
      const whose = admission.reader.kind === 'everyone' ? 'public' : 'private';
      c.res.headers.set('Cache-Control', `${whose}, max-age=${FRESH_SECONDS}`);
    }
    return undefined;
  };
}

/** What came as a key; anything else in the header is a key that opens nothing. */
function keyOf(c: Context): string | null {
  const header = c.req.header('authorization');
  return header === undefined ? null : header.replace(/^bearer\s+/i, '').trim();
}

function unauthorized(c: Context, deps: ApiDependencies, kind: 'bad-key' | 'key-needed'): Response {
  c.header('WWW-Authenticate', 'Bearer realm="Em Noi"');
  return problem(c, deps, kind);
}

function answerError(error: Error, c: Context, deps: ApiDependencies): Response {
  if (error instanceof ApiRefusal) {
    const { kind, more } = error;
    return kind === 'key-needed' ? unauthorized(c, deps, kind) : problem(c, deps, kind, more);
  }
  if (error instanceof AppError) {
    if (error.code === 'storage-unavailable') return problem(c, deps, 'unavailable');
    return problem(c, deps, 'nothing-there');
  }
  deps.log.error('api.fault', error, {});
  return problem(c, deps, 'fault');
}
