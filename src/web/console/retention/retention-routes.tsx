/** The page that shows for how long what is kept, and what was erased. */

import { maySomewhere } from '../../../core/staff/member.ts';
import type { RetentionRun } from '../../../usecases/keep-retention.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { writeDay, writeNumber } from '../progress/told.tsx';
import { type ConsentDependencies, showConsents } from './consents-page.tsx';

/** What it reads. */
export type RetentionDependencies = ConsentDependencies & {
  readonly runs: () => Promise<readonly RetentionRun[]>;
  readonly contactDays: number;
  readonly moderationDays: number;
};

/** Builds `GET /retention` and `GET /consents`. */
export function retentionRoutes(deps: RetentionDependencies): readonly ConsoleRoute[] {
  return [
    {
      ...{ method: 'get', path: '/retention', deed: 'retention.read' },
      handle: async (visit) => showRetention(visit, deps, await deps.runs()),
    },
    {
      ...{ method: 'get', path: '/consents', deed: 'retention.read' },
      handle: async (visit) => showConsents(visit, await deps.consents()),
    },
  ];
}

const KEPT = ['drafts', 'participants', 'texts', 'messages', 'cases', 'answers'] as const;

function showRetention(
  visit: Visit,
  { contactDays, moderationDays }: RetentionDependencies,
  runs: readonly RetentionRun[],
): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(visit, {
    ...{ area: 'audit', title: phrase('console.retention.title') },
    trail: maySomewhere(visit.member, 'audit.read')
      ? [{ href: '/console/audit', text: phrase('console.area.audit') }]
      : [],
    children: [
      <p class="note">{phrase('console.retention.lead')}</p>,
      <p>
        <a href="/console/consents">{phrase('console.consents.title')}</a>
      </p>,
      <h2>{phrase('console.retention.kept')}</h2>,
      <dl class="facts">
        {KEPT.map((what) => [
          <dt>{phrase(`console.retention.kept.${what}`)}</dt>,
          <dd>{phrase(`console.retention.kept.${what}.text`, { contactDays, moderationDays })}</dd>,
        ])}
      </dl>,
      <h2>{phrase('console.retention.erased')}</h2>,
      runs.length === 0 ? (
        <p class="empty">{phrase('console.retention.none')}</p>
      ) : (
        <Runs {...{ visit, runs }} />
      ),
    ],
  });
}

function Runs({ visit, runs }: { readonly visit: Visit; readonly runs: readonly RetentionRun[] }) {
  const { phrase } = visit;
  return (
    <section class="table" aria-label={phrase('console.retention.erased')} tabindex={0}>
      <table>
        <thead>
          <tr>
            {(['day', 'what', 'number'] as const).map((column) => (
              <th scope="col">{phrase(`console.retention.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map(({ day, what, erased }) => (
            <tr>
              <th scope="row">{writeDay(visit, day)}</th>
              <td>{phrase(`console.retention.what.${what}`)}</td>
              <td>{writeNumber(visit, erased)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
