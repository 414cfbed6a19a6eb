/** Looks through the audit log: what was done, and whether the log is whole. */

import type { AuditEntry } from '../core/audit/audit-entry.ts';
import { type LocalityCode, NATION } from '../core/locality.ts';
import type { AuditReader, AuditSearch } from '../ports/audit-log.ts';

/** What an auditor asks for; each may be left out. */
export type LogQuestion = Omit<AuditSearch, 'places' | 'placeless'> & {
  /** The places the auditor reaches; whoever reaches the nation sees what belongs to no place as well. */
  readonly within: readonly LocalityCode[];
  /** Of those only this one and what lies in it. */
  readonly place?: LocalityCode;
};

/** An act and how it ended. */
export type LoggedAct = AuditEntry & {
  /** `done`, `refused`, `failed`, `not-allowed`; `null` where nothing was entered after its beginning. */
  readonly outcome: string | null;
};

/** Builds the search; newest first. An act whose end was entered apart comes as one. */
export function lookThroughLog(reader: Pick<AuditReader, 'list'>) {
  return async (question: LogQuestion): Promise<{ acts: readonly LoggedAct[]; next: number | null }> => {
    const { within, place, ...search } = question;
    const isAll = within.includes(NATION) && (place === undefined || place === NATION);
    const places = place === undefined ? within : [place];
    const entries = await reader.list({
      ...search,
      ...(isAll ? {} : { places }),
      placeless: isAll,
    });
    const last = entries.at(-1);
    return {
      acts: joined(entries),
      next: last !== undefined && entries.length === search.most && last.number > 1 ? last.number : null,
    };
  };
}

function joined(entries: readonly AuditEntry[]): readonly LoggedAct[] {
  const there = new Set(entries.map(({ number }) => number));
  const ends = new Map(entries.flatMap((entry) => (isEnd(entry) ? [[entry.facts.of, entry] as const] : [])));
  return entries.flatMap((entry) => {
    // The beginning of one that ended on this page may stand on the next.
    if (isEnd(entry) && there.has(Number(entry.facts.of))) return [];
    const outcome = (ends.get(entry.number) ?? entry).facts.outcome;
    return [{ ...entry, outcome: typeof outcome === 'string' ? outcome : null }];
  });
}

function isEnd({ facts }: AuditEntry): boolean {
  return typeof facts.of === 'number';
}
