/** The log as an auditor sees it: a search, a table, and whether it is whole. */

import type { AuditVerdict } from '../../../core/audit/audit-chain.ts';
import { type LocalityCode, NATION } from '../../../core/locality.ts';
import { DEEDS } from '../../../core/staff/deed.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { LoggedAct } from '../../../usecases/look-through-log.ts';
import type { Visit } from '../console-route.ts';
import { FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { writeNumber } from '../progress/told.tsx';
import type { AskedLog } from './asked-log.ts';

/** Facts that the table words in columns of their own. */
const WORDED = new Set(['way', 'route', 'outcome', 'status', 'of']);

const OUTCOMES = ['done', 'refused', 'failed', 'not-allowed'];
/** What was decided, by the end of its address. */
const DECISIONS = [
  ['opened', '/public-results/open'],
  ['withdrawn', '/public-results/withdraw'],
] as const;

const WAYS = ['change', 'export', 'look'];

/** Shows a page of it. */
export function showLog(
  visit: Visit,
  asked: AskedLog,
  {
    acts,
    next,
    titles,
  }: {
    readonly acts: readonly LoggedAct[];
    readonly next: number | null;
    readonly titles: ReadonlyMap<string, string>;
  },
): Response | Promise<Response> {
  const { phrase } = visit;
  const hasFaults = Object.keys(asked.faults).length > 0;
  return showConsolePage(
    visit,
    {
      ...{ area: 'audit', title: phrase('console.audit.title'), wide: true },
      faults: <FormFaults title={phrase('console.audit.faults')} faults={asked.faults} />,
      actions: (
        <form method="post" action="/console/audit/verify">
          <button class="button" type="submit">
            {phrase('console.audit.verify')}
          </button>
        </form>
      ),
      children: [
        <p class="soft">{phrase('console.audit.explain')}</p>,
        <p>
          <a href="/console/retention">{phrase('console.audit.retention')}</a>
        </p>,
        <Search {...{ visit, asked }} />,
        acts.length === 0 ? (
          <p class="empty">{phrase('console.audit.none')}</p>
        ) : (
          <Acts {...{ visit, acts, titles }} />
        ),
        next !== null && (
          <p>
            <a href={`/console/audit?${queryOf(asked, { before: String(next) })}`}>
              {phrase('console.audit.older')}
            </a>
          </p>
        ),
      ],
    },
    hasFaults ? 422 : 200,
  );
}

function queryOf({ typed }: AskedLog, more: Readonly<Record<string, string>>): string {
  const given = Object.entries({ ...typed, ...more }).filter(([, value]) => value !== '');
  return new URLSearchParams(Object.fromEntries(given)).toString();
}

function Search({ visit, asked }: { readonly visit: Visit; readonly asked: AskedLog }) {
  const { phrase } = visit;
  const { typed, faults } = asked;
  const everything = { value: '', label: phrase('console.audit.everything') };
  const deeds = WORDED_DEEDS.map((deed) => ({
    value: deed,
    label: phrase(deed === 'command' ? 'console.audit.deed.command.any' : `console.audit.deed.${deed}`),
  }));
  return (
    <form method="get" action="/console/audit" class="card" aria-label={phrase('console.audit.search')}>
      <div class="columns">
        <TextField
          type="date"
          name="from"
          label={phrase('console.audit.from')}
          value={typed.from}
          faults={faults}
        />
        <TextField
          type="date"
          name="until"
          label={phrase('console.audit.until')}
          value={typed.until}
          faults={faults}
        />
        <TextField
          name="who"
          label={phrase('console.audit.who')}
          value={typed.who}
          maxlength={100}
          autocomplete="off"
        />
        <SelectField
          name="deed"
          label={phrase('console.audit.deed')}
          choices={[everything, ...deeds]}
          value={typed.deed}
        />
        <SelectField
          name="place"
          label={phrase('console.audit.place')}
          choices={[{ value: '', label: phrase('console.audit.everywhere') }, ...placeChoices(visit)]}
          value={typed.place}
          faults={faults}
        />
      </div>
      <div class="buttons">
        <button class="button" type="submit">
          {phrase('console.audit.search')}
        </button>
        <a class="button second" href={`/console/audit/log.csv?${queryOf(asked, {})}`}>
          {phrase('console.audit.download')}
        </a>
      </div>
    </form>
  );
}

function placeChoices(visit: Visit) {
  const { gazetteer } = visit.ground;
  const codes = placesFor(visit.member, 'audit.read').flatMap((place): readonly LocalityCode[] => {
    if (place === NATION) return gazetteer.provinces().map(({ code }) => code);
    return [place, ...gazetteer.communesOf(place).map(({ code }) => code)];
  });
  return [...new Set(codes)].map((code) => ({ value: code, label: placeLabel(visit, code) }));
}

function Acts({
  visit,
  acts,
  titles,
}: {
  readonly visit: Visit;
  readonly acts: readonly LoggedAct[];
  readonly titles: ReadonlyMap<string, string>;
}) {
  const { phrase } = visit;
  const column = (name: string) => <th scope="col">{phrase(`console.audit.column.${name}`)}</th>;
  return (
    <section class="table" aria-label={phrase('console.audit.title')} tabindex={0}>
      <table>
        <thead>
          <tr>{['number', 'at', 'who', 'what', 'about', 'place', 'outcome'].map(column)}</tr>
        </thead>
        <tbody>
          {acts.map((act) => (
            <tr>
              <th scope="row">{act.number}</th>
              <td>{writeMoment(visit, act.at)}</td>
              <td>{act.actor.name}</td>
              <td>
                {deedWords(visit, act.deed)} <Way {...{ visit, act }} />
              </td>
              <td>
                <About {...{ act, titles }} />
              </td>
              <td>{act.place === null ? '' : placeLabel(visit, act.place, true)}</td>
              <td>
                <Outcome {...{ visit, act }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Way({ visit, act: { deed, facts } }: { readonly visit: Visit; readonly act: LoggedAct }) {
  const route = typeof facts.route === 'string' ? facts.route : '';
  const decision = DECISIONS.find(([, end]) => route.endsWith(end));
  if (decision !== undefined) return <span class="tag">{visit.phrase(`console.audit.${decision[0]}`)}</span>;
  const way = WAYS.find((one) => one === facts.way);
  // "Xem nhật ký" says already that it was looked at.
  if (way === undefined || (way === 'look' && deed.endsWith('.read'))) return null;
  return <span class="tag">{visit.phrase(`console.audit.way.${way}`)}</span>;
}

function About({
  act: { subject, facts },
  titles,
}: {
  readonly act: LoggedAct;
  readonly titles: ReadonlyMap<string, string>;
}) {
  const title = subject === null ? undefined : titles.get(subject);
  const others = Object.entries(facts).filter(([name]) => !WORDED.has(name));
  return (
    <>
      {title !== undefined && <>{title} </>}
      <code>{subject ?? (typeof facts.route === 'string' ? facts.route : '')}</code>
      {others.length > 0 && (
        <small class="soft"> {others.map(([name, fact]) => `${name}: ${String(fact)}`).join(', ')}</small>
      )}
    </>
  );
}

function Outcome({ visit, act }: { readonly visit: Visit; readonly act: LoggedAct }) {
  const outcome = OUTCOMES.find((one) => one === act.outcome);
  if (outcome === undefined) {
    return act.facts.way === undefined ? null : <span>{visit.phrase('console.audit.outcome.open')}</span>;
  }
  return (
    <span class={outcome === 'done' ? 'tag good' : 'tag warning'}>
      {visit.phrase(`console.audit.outcome.${outcome}`)}
    </span>
  );
}

/** Deeds that have words: those of the console, coming in, what is done by itself, and all that is done on the command line. */
const WORDED_DEEDS: readonly string[] = [
  ...Object.keys(DEEDS),
  'sign-in',
  'program.read',
  'job.release',
  'command',
];

/** A deed in words; others as they are called. */
function deedWords({ phrase }: Visit, deed: string): string {
  const [first = '', ...rest] = deed.split(' ');
  if (!WORDED_DEEDS.includes(first)) return deed;
  return [phrase(`console.audit.deed.${first}`), ...rest].join(' ');
}

/** To the second, as a clock on the wall in Viet Nam shows it. */
function writeMoment({ language }: Visit, at: Date): string {
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    ...{ timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'medium' },
  }).format(at);
}

/** Shows whether the chain holds. */
export function showVerdict(visit: Visit, verdict: AuditVerdict): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(visit, {
    ...{ area: 'audit', title: phrase('console.audit.verify.title'), query: null },
    trail: [{ href: '/console/audit', text: phrase('console.audit.title') }],
    children:
      verdict.kind === 'unbroken' ? (
        <>
          <p class="news" role="status">
            {phrase('console.audit.unbroken', { entries: writeNumber(visit, verdict.entries) })}
          </p>
          <p>{phrase('console.audit.note')}</p>
          <p>
            <code>
              {verdict.entries}:{verdict.hash}
            </code>
          </p>
        </>
      ) : (
        <div class="faults" role="alert">
          <p>
            <strong>
              {phrase('console.audit.broken', {
                number: verdict.number,
                fault: phrase(`console.audit.fault.${verdict.fault}`),
              })}
            </strong>
          </p>
          <p>{phrase('console.audit.broken.do')}</p>
        </div>
      ),
  });
}
