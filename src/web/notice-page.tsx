/** A page that says one thing and what to do next: no such page, not open yet, our fault. */

import type { Language } from '../core/language.ts';
import { Brand, Layout } from './layout.tsx';

/** What it says. */
export type Notice = {
  readonly language: Language;
  readonly title: string;
  readonly text: string;
  /** Where to go from here. */
  readonly next?: { readonly href: string; readonly label: string };
  /** Asset run on the page, and the code it works for. */
  readonly script?: string;
  readonly code?: string;
};

/** Draws a notice. */
export function NoticePage(notice: Notice) {
  return (
    <Layout
      language={notice.language}
      title={`${notice.title} · Em Nói`}
      style="page.css"
      hidden
      {...(notice.script === undefined ? {} : { script: notice.script })}
    >
      <header class="top">
        <Brand />
      </header>
      <main class="notice" data-code={notice.code}>
        <h1>{notice.title}</h1>
        <p>{notice.text}</p>
        {notice.next && (
          <a class="button" href={notice.next.href}>
            {notice.next.label}
          </a>
        )}
      </main>
    </Layout>
  );
}
