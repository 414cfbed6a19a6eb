/** Refusals of the JSON routes as RFC 9457 problem details, worded for whoever reads them. */

import type { Context } from 'hono';
import type { AppDependencies } from './app-dependencies.ts';
import { choosePageLanguage, PAGE_LANGUAGES } from './page-language.ts';

/** Status and title of each problem; its `detail` is the phrase `web.problem.<kind>`. */
const PROBLEMS = {
  'bad-json': { status: 400, title: 'Bad Request' },
  'bad-message': { status: 400, title: 'Bad Request' },
  'bad-query': { status: 400, title: 'Bad Request' },
  'bad-key': { status: 401, title: 'Unauthorized' },
  'key-needed': { status: 401, title: 'Unauthorized' },
  'nothing-there': { status: 404, title: 'Not Found' },
  'wrong-method': { status: 405, title: 'Method Not Allowed' },
  'too-many': { status: 429, title: 'Too Many Requests' },
  'unknown-code': { status: 404, title: 'Not Found' },
  'too-large': { status: 413, title: 'Content Too Large' },
  'wrong-type': { status: 415, title: 'Unsupported Media Type' },
  unavailable: { status: 503, title: 'Service Unavailable' },
  fault: { status: 500, title: 'Internal Server Error' },
} as const;

/** What may be wrong with a JSON request. */
export type ProblemKind = keyof typeof PROBLEMS;

/**
 * Answers with a problem.
 *
 * @param more members of its own
 * @see https://www.rfc-editor.org/rfc/rfc9457 (`about:blank`: the status says what kind it is)
 */
export function problem(
  c: Context,
  deps: Pick<AppDependencies, 'say'>,
  kind: ProblemKind,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const { status, title } = PROBLEMS[kind];
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  const detail = deps.say(language, `web.problem.${kind}`);
  if (status === 503) c.header('Retry-After', '2');
  return c.body(JSON.stringify({ type: 'about:blank', status, title, detail, ...more }), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': language,
  });
}
