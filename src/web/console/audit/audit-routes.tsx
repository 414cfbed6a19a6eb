/** The pages of the audit log: looked through, taken along, held to its chain. */

import type { AuditVerdict } from '../../../core/audit/audit-chain.ts';
import type { Language } from '../../../core/language.ts';
import type { LoggedAct, LogQuestion } from '../../../usecases/look-through-log.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { askedOf, hasFaults } from './asked-log.ts';
import { csvOfActs } from './audit-csv.ts';
import { showLog, showVerdict } from './audit-page.tsx';

/** The use cases behind them. */
export type AuditDependencies = {
  readonly look: (question: LogQuestion) => Promise<{ acts: readonly LoggedAct[]; next: number | null }>;
  /** Titles of what acts are about, by subject, where it is known. */
  readonly titles: (
    subjects: readonly (string | null)[],
    language: Language,
  ) => Promise<ReadonlyMap<string, string>>;
  readonly verify: () => Promise<AuditVerdict>;
};

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
        const titles = await deps.titles(
          found.acts.map(({ subject }) => subject),
          visit.language,
        );
        return showLog(visit, asked, { ...found, titles });
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
  if (hasFaults(asked)) return showLog(visit, asked, { acts: [], next: null, titles: new Map() });
  const { acts } = await deps.look({ ...asked.question, most: MOST_IN_FILE });
  return visit.c.body(csvOfActs(acts), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="audit-log.csv"',
    'Cache-Control': 'no-store',
  });
}
