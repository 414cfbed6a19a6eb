/** The sentences of a report that follow from its facts: how it was done, who answered, what it cannot say. */

import { dayOf } from '../../core/day.ts';
import { type Language, languageName } from '../../core/language.ts';
import { basesOf, type ReportMatter, withheldCells } from '../../core/report-matter.ts';
import { writtenAges } from '../handouts/handout-words.ts';
import {
  questionMark,
  type ReportPhrase,
  simulatedWords,
  unbroken,
  writtenBases,
  writtenDayOf,
  writtenNumber,
  writtenShare,
} from './report-words.ts';

/** How it was done. */
export function method(matter: ReportMatter, phrase: ReportPhrase): readonly string[] {
  const { consultation, language, release } = matter;
  const { purpose, asker, opensAt, endedAt, ageBands, channels, languages } = consultation;
  const from = writtenDayOf(dayOf(opensAt), language);
  return [
    purpose === '' ? '' : phrase('method.purpose', { purpose }),
    phrase('method.form', {
      channels: channels.map((channel) => phrase(`channel.${channel}`)).join(', '),
      languages: languages.map((one) => languageIn(one, phrase)).join(', '),
    }),
    asker === '' ? '' : phrase('method.asker', { asker }),
    endedAt === null
      ? phrase('method.open', { from, day: writtenDayOf(release.day, language) })
      : phrase('method.time', { from, to: writtenDayOf(dayOf(endedAt), language) }),
    ageBands.length === 0 ? '' : phrase('method.ages', { ages: writtenAges(ageBands) }),
    phrase('method.free'),
    phrase('method.hidden', { min: matter.minCell }),
  ].filter((words) => words !== '');
}

/** "tiếng Việt" within a sentence; of a language we have no word for, its own name. */
function languageIn(language: Language, phrase: ReportPhrase): string {
  return language === 'vi' || language === 'en' ? phrase(`language.${language}`) : languageName(language);
}

/** Who answered. */
export function whoAnswered(matter: ReportMatter, phrase: ReportPhrase): readonly string[] {
  const { responses, complete, partial, language, scope, release, simulated } = matter;
  const day = writtenDayOf(release.day, language);
  const number = (count: number) => writtenNumber(count, language);
  if (responses === null)
    return [phrase('people.withheld', { scope: unbroken(scope.name), min: matter.minCell })];
  const key = scope.isWhole ? 'people.all' : 'people.rounded';
  const values = { count: number(responses), scope: unbroken(scope.name), release: release.number, day };
  return [
    phrase(key, { ...values, base: matter.base }),
    complete === null || partial === null
      ? ''
      : phrase('people.parts', {
          ...{ complete: number(complete), partial: number(partial) },
          share: writtenShare(responses === 0 ? 0 : complete / responses, language),
        }),
    simulated > 0 ? simulatedWords(matter, phrase) : '',
  ].filter((words) => words !== '');
}

/** What the figures cannot say. */
export function limits(matter: ReportMatter, phrase: ReportPhrase): readonly string[] {
  const { language, minCell } = matter;
  const bases = basesOf(matter);
  const { withheld, cells } = withheldCells(matter);
  const written = { withheld: writtenNumber(withheld, language), cells: writtenNumber(cells, language) };
  return [
    phrase('limit.chosen'),
    phrase('limit.twice'),
    withheld === 0
      ? phrase('limit.nothing-withheld', { min: minCell })
      : phrase('limit.withheld', { min: minCell, ...written }),
    bases.length > 0 ? phrase('limit.rounded', { base: writtenBases(bases, phrase) }) : '',
    tooFewWords(matter, phrase),
    phrase('limit.own'),
    phrase('limit.machine'),
  ].filter((words) => words !== '');
}

/** Questions of which groups could not be compared, told of once. */
function tooFewWords({ questions }: ReportMatter, phrase: ReportPhrase): string {
  const few = questions.filter(({ compared }) => compared === 'too-few');
  if (few.length === 0) return '';
  if (few.length === questions.length) return phrase('limit.groups.all');
  return phrase('limit.groups', { marks: few.map(({ number }) => questionMark(number, phrase)).join(', ') });
}
