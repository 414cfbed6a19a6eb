/** A page that says one thing and what to do next: no such page, not open yet, our fault. */

import type { Language } from '../core/language.ts';
import type { Say } from '../core/say.ts';
import { CodeForm } from './code-form.tsx';
import { Helpline } from './helpline.tsx';
import { LanguageLinks } from './language-links.tsx';
import { Brand, Layout } from './layout.tsx';

/** What it says. */
export type Notice = {
  readonly say: Say;
  readonly language: Language;
  /** The language that was asked for by hand, if one was. */
  readonly asked?: Language | undefined;
  /** Languages the page is there in; all that have our phrases where absent. */
  readonly offered?: readonly Language[];
  readonly title: string;
  readonly text: string;
  /** A box for a code: what stands above it, and in it. */
  readonly codeBox?: { readonly label: string; readonly typed?: string };
  /** Whether there is a way to the first page. */
  readonly leadsHome?: boolean;
  /** Asset run on the page, and the code it works for. */
  readonly script?: string;
  readonly code?: string;
};

/** Draws a notice. */
export function NoticePage(notice: Notice) {
  const { say, language, asked, offered, codeBox } = notice;
  return (
    <Layout
      language={language}
      title={`${notice.title} · Em Nói`}
      style="page.css"
      hidden
      {...(notice.script === undefined ? {} : { script: notice.script })}
    >
      <header class="top">
        <Brand />
        <LanguageLinks {...{ say, language }} {...(offered === undefined ? {} : { offered })} />
      </header>
      <main class="notice" data-code={notice.code}>
        <h1>{notice.title}</h1>
        <p>{notice.text}</p>
        {codeBox && <CodeForm {...{ say, language, asked, ...codeBox }} />}
        {notice.leadsHome === true && (
          <p>
            <a class="onward" href={asked === undefined ? '/' : `/?lang=${asked}`}>
              {say(language, 'web.to-home')}
            </a>
          </p>
        )}
        <Helpline {...{ say, language }} />
      </main>
    </Layout>
  );
}
