/** What an auditor asks of the log, as the address says it. */

import { instantOf } from '../../../core/day.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { LogQuestion } from '../../../usecases/look-through-log.ts';
import type { Visit } from '../console-route.ts';
import type { Faults } from '../fields.tsx';

/** What was typed into the search, and what it asks. */
export type AskedLog = {
  readonly typed: Readonly<Record<'from' | 'until' | 'who' | 'deed' | 'place', string>>;
  readonly faults: Faults;
  readonly question: LogQuestion;
};

/** Entries looked at for a page. */
const PAGE = 100;

/** Whether it cannot be asked so. */
export const hasFaults = ({ faults }: AskedLog): boolean => Object.keys(faults).length > 0;

/** Reads it. */
export function askedOf(visit: Visit): AskedLog {
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
