/** Words for tallies: kinds, groups, cells, faults. */

import type { AgeBand } from '../../../core/age-band.ts';
import { readText } from '../../../core/flow/text.ts';
import type { CountableCell, CountableQuestion } from '../../../core/tally/countable.ts';
import type { ReadTally, TallyFault } from '../../../core/tally/read-tally.ts';
import type { Visit } from '../console-route.ts';
import type { Faults } from '../fields.tsx';
import { writeDay, writeNumber } from '../progress/told.tsx';

/** What a cell stands for, with its face. */
export function cellLabel(visit: Visit, cell: CountableCell, band: AgeBand | null = null): string {
  if ('from' in cell) {
    return cell.from === cell.to ? String(cell.from) : `${cell.from}–${cell.to}`;
  }
  const words = readText(cell.option.label, visit.language, band);
  return cell.option.face === undefined ? words : `${cell.option.face} ${words}`;
}

/** The words of a question. */
export function questionText(
  visit: Visit,
  { question }: CountableQuestion,
  band: AgeBand | null = null,
): string {
  return readText(question.text, visit.language, band);
}

/** Turns what is wrong into words beside the fields. */
export function faultWords(visit: Visit, faults: ReadTally['faults']): Faults {
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, faultWord(visit, fault)]));
}

function faultWord(visit: Visit, { code, ...facts }: TallyFault): string {
  const values = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'number' ? writeNumber(visit, fact) : writeDay(visit, String(fact)),
  ]);
  return visit.phrase(`console.tallies.fault.${code}`, Object.fromEntries(values));
}
