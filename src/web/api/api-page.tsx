/** The page that tells people how programs read figures, drawn from the document that programs read. */

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { LanguageLinks } from '../language-links.tsx';
import { Brand, Layout } from '../layout.tsx';
import { choosePageLanguage, PAGE_LANGUAGES } from '../page-language.ts';
import { showPage } from '../show-page.ts';
import type { ApiDependencies } from './api-dependencies.ts';

/** What programs read. */
export type ApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

type Parameter = { readonly name: string; readonly required: boolean };

/** Shows it. */
export function showApiPage(
  c: Context,
  { say, publicUrl }: Pick<ApiDependencies, 'say' | 'publicUrl'>,
  document: ApiDocument,
): Response | Promise<Response> {
  const language = choosePageLanguage(c, PAGE_LANGUAGES);
  const phrase = (key: string, values = {}) => say(language, key, values);
  const reads = Object.entries(document.paths ?? {}).flatMap(([path, { get }]) =>
    get === undefined
      ? []
      : [
          {
            path,
            summary: phrase(`web.api.read${path.replace(/[{}]/g, '').replaceAll('/', '.')}`),
            parameters: parametersOf(get.parameters),
          },
        ],
  );
  return showPage(
    c,
    <Layout language={language} title={`${phrase('web.api.title')} · Em Nói`} style="console/console.css">
      <header class="bar">
        <a class="home" href="/">
          <Brand />
        </a>
        <div class="person">
          <LanguageLinks {...{ say, language }} />
        </div>
      </header>
      <main id="main">
        <h1>{phrase('web.api.title')}</h1>
        <p>{phrase('web.api.what')}</p>
        <p>{phrase('web.api.key')}</p>
        <p>
          <code>{`curl -H "Authorization: Bearer emn_…" ${publicUrl}/api/v1/consultations`}</code>
        </p>
        <p>{phrase('web.api.limits')}</p>
        <p>
          <a href="/api/v1/openapi.json">{phrase('web.api.document')}</a>
        </p>
        {reads.map(({ path, summary, parameters }) => (
          <section>
            <h2>
              <code>GET /api/v1{path}</code>
            </h2>
            <p>{summary}</p>
            {parameters.length > 0 && (
              <ul>
                {parameters.map(({ name, required }) => (
                  <li>
                    <code>{name}</code>
                    {required && ` (${phrase('web.api.required')})`}: {phrase(`web.api.parameter.${name}`)}
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </main>
    </Layout>,
  );
}

function parametersOf(parameters: readonly object[] = []): readonly Parameter[] {
  return parameters.flatMap((one) => {
    if (!('name' in one) || typeof one.name !== 'string') return [];
    return [{ name: one.name, required: 'required' in one && one.required === true }];
  });
}
