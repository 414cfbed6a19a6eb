/** The frame of every page of the console: where one is, where one can go, who one is. */

import type { Child } from 'hono/jsx';
import type { Language } from '../../core/language.ts';
import type { Say } from '../../core/say.ts';
import type { Deed } from '../../core/staff/deed.ts';
import { maySomewhere, type StaffMember } from '../../core/staff/member.ts';
import { LanguageLinks } from '../language-links.tsx';
import { Brand, Layout } from '../layout.tsx';
import { showPage } from '../show-page.ts';
import type { Visit } from './console-route.ts';
import { phrasesFor } from './spoken-to.ts';

/** The areas one can go to, in the order of work; each is shown to those who may do its deed. */
const AREAS = [
  { path: '/console', name: 'home', deed: 'account.keep' },
  { path: '/council', name: 'council', deed: 'results.read' },
  { path: '/console/flows', name: 'flows', deed: 'flow.read' },
  { path: '/console/consultations', name: 'consultations', deed: 'consultation.read' },
  { path: '/console/progress', name: 'progress', deed: 'progress.read' },
  { path: '/console/tallies', name: 'tallies', deed: 'tally.write' },
  { path: '/console/moderation', name: 'moderation', deed: 'moderation.work' },
  { path: '/console/protection', name: 'protection', deed: 'protection.work' },
  { path: '/console/comments', name: 'comments', deed: 'comments.tag' },
  { path: '/console/indicators', name: 'indicators', deed: 'indicators.read' },
  { path: '/console/exports', name: 'exports', deed: 'reports.export' },
  { path: '/console/staff', name: 'staff', deed: 'staff.manage' },
  { path: '/console/programs', name: 'programs', deed: 'programs.manage' },
  { path: '/console/audit', name: 'audit', deed: 'audit.read' },
] as const satisfies readonly { path: string; name: string; deed: Deed }[];

/** Name of an area; its phrase is `console.area.<name>`. */
export type AreaName = (typeof AREAS)[number]['name'];

/** A page of the console. */
export type ConsolePageProps = {
  readonly area: AreaName;
  /** Heading of the page, and its name in the browser. */
  readonly title: string;
  /** The way here from the area's first page. */
  readonly trail?: readonly { readonly href: string; readonly text: string }[];
  /** Something that was just done: shown once at the top and read out. */
  readonly news?: string | undefined;
  /** What is wrong with the form, as a list that leads to the fields. @see FormFaults */
  readonly faults?: Child;
  /** Beside the heading: what can be done here. */
  readonly actions?: Child;
  /** Asset run on the page, e.g. `console/flows/editor.js`. */
  readonly script?: string;
  /** Uses the whole width: for tables and editors. */
  readonly wide?: boolean;
  /**
   * What the address asks for besides its path, kept when the language is changed; `null` where the page answers a form, and
   * its address leads nowhere.
   */
  readonly query?: URLSearchParams | null;
  readonly children?: Child;
};

/** Answers a visit with a page. */
export function showConsolePage(
  visit: Visit,
  props: ConsolePageProps,
  status: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 503 = 200,
): Response | Promise<Response> {
  const { language, member } = visit;
  return showPage(
    visit.c,
    ConsolePage({
      query: visit.c.req.method === 'GET' ? new URL(visit.c.req.url).searchParams : null,
      ...props,
      say: visit.ground.say,
      language,
      member,
    }),
    status,
  );
}

/** Draws the document. Without a member there is nowhere to go but the sign-in. */
export function ConsolePage(
  props: ConsolePageProps & {
    readonly say: Say;
    readonly language: Language;
    readonly member: StaffMember | null;
  },
) {
  const { say, language, member, area } = props;
  const phrase = phrasesFor(say, language, member);
  return (
    <Layout
      language={language}
      title={`${props.title} · Em Nói`}
      style="console/console.css"
      hidden
      {...(props.script === undefined ? {} : { script: props.script })}
    >
      <a class="skip" href="#main">
        {phrase('console.skip')}
      </a>
      <header class="bar">
        <a class="home" href="/console">
          <Brand />
        </a>
        {member && (
          <nav class="areas" aria-label={phrase('console.areas')}>
            {AREAS.filter(({ deed }) => maySomewhere(member, deed)).map(({ path, name }) => (
              <a href={path} {...(name === area ? { 'aria-current': 'true' } : {})}>
                {phrase(`console.area.${name}`)}
              </a>
            ))}
          </nav>
        )}
        <div class="person">
          {props.query !== null && (
            <LanguageLinks
              {...{ say, language }}
              {...(props.query === undefined ? {} : { query: props.query })}
            />
          )}
          {member && (
            <>
              <a href="/console/account">
                <span class="name">{member.name}</span>
                <span class="short">{phrase('console.account')}</span>
              </a>
              <form method="post" action="/console/sign-out">
                <button class="quiet" type="submit">
                  {phrase('console.sign-out')}
                </button>
              </form>
            </>
          )}
        </div>
      </header>
      <main id="main" class={props.wide === true ? 'wide' : undefined} tabindex={-1}>
        {props.trail && (
          <nav class="trail" aria-label={phrase('console.trail')}>
            {props.trail.map(({ href, text }) => (
              <a href={href}>{text}</a>
            ))}
          </nav>
        )}
        <div class="heading">
          <h1>{props.title}</h1>
          {props.actions && <div class="actions">{props.actions}</div>}
        </div>
        {props.news !== undefined && (
          <p class="news" role="status">
            {props.news}
          </p>
        )}
        {props.faults}
        {props.children}
      </main>
    </Layout>
  );
}
