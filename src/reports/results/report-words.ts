/** Phrases, numbers and days as reports write them. */

import type { Language } from '../../core/language.ts';
import type { Variable } from '../../core/release/table.ts';
import { basesOf, type ReportMatter, withheldCells } from '../../core/report-matter.ts';
import type { PhraseValues, Say } from '../../core/say.ts';

/** Gives a phrase `report.<key>` in the report's language. */
export type ReportPhrase = (key: string, values?: PhraseValues) => string;

/** Binds the phrases to a report. */
export function reportPhrases({ language }: Pick<ReportMatter, 'language'>, say: Say): ReportPhrase {
  return (key, values) => say(language, `report.${key}`, values);
}

/** "1.204" in Vietnamese, "1,204" in English. */
export function writtenNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(tagOf(language), { maximumFractionDigits: 1 }).format(value);
}

/** "45 %" of a share from 0 to 1, in whole percents: more digits would promise more than there is. */
export function writtenShare(share: number, language: Language): string {
  return `${new Intl.NumberFormat(tagOf(language), { maximumFractionDigits: 0 }).format(share * 100)}%`;
}

/** "khoảng 120" of a count that was rounded, "120" of an exact one. */
export function writtenCount(
  count: number,
  { base, language }: { readonly base: number; readonly language: Language },
  phrase: ReportPhrase,
): string {
  const number = writtenNumber(count, language);
  return base > 1 ? phrase('about', { number }) : number;
}

/** A name that no line ends in: "thành phố Hồ Chí Minh". */
export function unbroken(name: string): string {
  return name.replaceAll(' ', '\u00a0');
}

/** That figures are simulated. How many there are is known of all of a consultation only, never of a place. */
export function simulatedWords({ scope, simulated }: ReportMatter, phrase: ReportPhrase): string {
  return scope.isWhole ? phrase('simulated', { count: simulated }) : phrase('simulated.place');
}

/** "24/11/2026" of `2026-11-24`. */
export function writtenDayOf(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language === 'vi') return `${Number(date)}/${Number(month)}/${year}`;
  const instant = new Date(`${day}T00:00:00Z`);
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(instant);
}

/** "C07": what a question is called in tables and names of sheets. */
export function questionMark(number: number, phrase: ReportPhrase): string {
  return phrase('mark', { number: String(number).padStart(2, '0') });
}

/** A variable in few words: "C07", "Nhóm tuổi". */
export function variableMark(variable: Variable, matter: ReportMatter, phrase: ReportPhrase): string {
  if (variable.startsWith('@')) return phrase(`variable.${variable.slice(1)}`);
  const question = matter.questions.find(({ id }) => id === variable);
  return question === undefined ? variable : questionMark(question.number, phrase);
}

/** What every file says of itself: name of the fact and its value. Simulated responses come first, where there are any. */
export function provenance(
  matter: ReportMatter,
  phrase: ReportPhrase,
): readonly { readonly name: string; readonly value: string | number }[] {
  const { consultation, release, scope, language, minCell, responses, simulated } = matter;
  const bases = basesOf(matter);
  const { withheld, cells } = withheldCells(matter);
  const fact = (name: string, value: string | number) => ({ name: phrase(`fact.${name}`), value });
  return [
    ...(simulated > 0 ? [fact('simulated', simulatedWords(matter, phrase))] : []),
    fact('consultation', consultation.title),
    fact('scope', scope.name),
    fact('release', release.number),
    fact('day', writtenDayOf(release.day, language)),
    fact('responses', responses === null ? phrase('withheld') : countFact(matter, phrase, responses)),
    fact('min-cell', minCell),
    fact('base', bases.length > 0 ? writtenBases(bases, phrase) : phrase('base.none')),
    fact('withheld', phrase('withheld.of', { withheld, cells })),
    fact('slug', consultation.slug),
  ];
}

/** A number where it is exact: spreadsheets reckon with it. */
function countFact({ base, language }: ReportMatter, phrase: ReportPhrase, count: number): string | number {
  return base > 1 ? writtenCount(count, { base, language }, phrase) : count;
}

/** The same in a line or two, for the foot of a page. */
export function provenanceLine(matter: ReportMatter, phrase: ReportPhrase): string {
  const { release, language, minCell } = matter;
  const bases = basesOf(matter);
  const values = {
    ...{ number: release.number, day: writtenDayOf(release.day, language), min: minCell },
    ...withheldCells(matter),
  };
  const line = phrase('line', values);
  return [
    ...(matter.simulated > 0 ? [phrase('simulated.short')] : []),
    line,
    ...(bases.length > 0 ? [phrase('line.base', { base: writtenBases(bases, phrase) })] : []),
  ].join(' · ');
}

/** "10", "10 hoặc 20". */
export function writtenBases(bases: readonly number[], phrase: ReportPhrase): string {
  return bases.join(` ${phrase('or')} `);
}

function tagOf(language: Language): string {
  return language === 'vi' ? 'vi-VN' : 'en-GB';
}
