/** The pages of the audit log: looked through, taken along, held to its chain. */

import type { AuditVerdict } from '../../../core/audit/audit-chain.ts';
import { instantOf } from '../../../core/day.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { LoggedAct, LogQuestion } from '../../../usecases/look-through-log.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import type { Faults } from '../fields.tsx';
import { csvOfActs } from './audit-csv.ts';
import { showLog, showVerdict } from './audit-page.tsx';

/** The use cases behind them. */
export type AuditDependencies = {
  readonly look: (question: LogQuestion) => Promise<{ acts: readonly LoggedAct[]; next: number | null }>;
  readonly verify: () => Promise<AuditVerdict>;
};

/** What was typed into the search, and what it asks. */
export type AskedLog = {
  readonly typed: Readonly<Record<'from' | 'until' | 'who' | 'deed' | 'place', string>>;
  readonly faults: Faults;
  readonly question: LogQuestion;
};

/** Entries looked at for a page. */
const PAGE = 100;

/** Entries of one file: some 20 MB. */
const MOST_IN_FILE = 100_000;

/** Builds them. */
export function auditRoutes(deps: AuditDependencies): readonly ConsoleRoute[] {
  const deed = 'audit.read';
  return [
    {
      ...{ method: 'get', path: '/audit', deed, entered: 'look' },
      async handle(visit) {
        const asked = askedOf(visit);
        const found = hasFaults(asked) ? { acts: [], next: null } : await deps.look(asked.question);
        return showLog(visit, asked, found);
      },
    },
    {
      ...{ method: 'get', path: '/audit/log.csv', deed, entered: 'export' },
      handle: (visit) => sendLog(visit, deps),
    },
    {
      ...{ method: 'post', path: '/audit/verify', deed, entered: 'look' },
      handle: async (visit) => showVerdict(visit, await deps.verify()),
    },
  ];
}

async function sendLog(visit: Visit, deps: AuditDependencies): Promise<Response> {
  const asked = askedOf(visit);
  if (hasFaults(asked)) return showLog(visit, asked, { acts: [], next: null });
  const { acts } = await deps.look({ ...asked.question, most: MOST_IN_FILE });
  return visit.c.body(csvOfActs(acts), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="audit-log.csv"',
    'Cache-Control': 'no-store',
  });
}

const hasFaults = ({ faults }: AskedLog) => Object.keys(faults).length > 0;

function askedOf(visit: Visit): AskedLog {
  const text = (name: string) => (visit.c.req.query(name) ?? '').trim().slice(0, 100);
  const typed = {
    ...{ from: text('from'), until: text('until'), who: text('who') },
    ...{ deed: text('deed'), place: text('place') },
  };
  const within = placesFor(visit.member, 'audit.read');
  const before = Number(text('before'));
  const isWithin = typed.place === '' || visit.may('audit.read', typed.place);
  const faults: Faults = {
    ...dayFault(visit, 'from', typed.from),
    ...dayFault(visit, 'until', typed.until),
    ...(isWithin ? {} : { place: visit.phrase('console.audit.fault.place') }),
  };
  const question: LogQuestion = {
    within,
    most: PAGE,
    ...(typed.from === '' ? {} : { from: typed.from }),
    ...(typed.until === '' ? {} : { until: typed.until }),
    ...(typed.who === '' ? {} : { actor: typed.who }),
    ...(typed.deed === '' ? {} : { deed: typed.deed }),
    ...(typed.place === '' ? {} : { place: typed.place }),
    ...(Number.isInteger(before) && before > 0 && before < 2 ** 31 ? { before } : {}),
  };
  return { typed, faults, question };
}

function dayFault(visit: Visit, name: string, day: string): Faults {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && instantOf(day) !== null;
  return day === '' || isDay ? {} : { [name]: visit.phrase('console.audit.fault.day') };
}
