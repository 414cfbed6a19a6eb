/** What the pages of results call, and how they look at one page of them. */

import type { Language } from '../../core/language.ts';
import type { LocalityCode } from '../../core/locality.ts';
import type { PhraseValues } from '../../core/say.ts';
import type { ChartWords } from '../../reports/charts/chart-words.ts';
import type { ProvinceMap } from '../../reports/charts/province-map.ts';
import type { listResults } from '../../usecases/list-results.ts';
import type { publicDecision, publishResults } from '../../usecases/publish-results.ts';
import type { ResultPage, readResultPage } from '../../usecases/read-result-page.ts';
import type {
  listSplits,
  readLikeness,
  readPageComments,
  readResultSplit,
  readWaves,
} from '../../usecases/read-result-question.ts';
import type { Visit } from '../console/console-route.ts';
import { isCouncilOnly } from '../console/spoken-to.ts';

/** The use cases behind the pages. */
export type ResultDependencies = {
  readonly list: ReturnType<typeof listResults>;
  readonly page: ReturnType<typeof readResultPage>;
  readonly splits: ReturnType<typeof listSplits>;
  readonly split: ReturnType<typeof readResultSplit>;
  readonly likeness: ReturnType<typeof readLikeness>;
  readonly waves: ReturnType<typeof readWaves>;
  readonly comments: ReturnType<typeof readPageComments>;
  readonly publish: ReturnType<typeof publishResults>;
  readonly decision: ReturnType<typeof publicDecision>;
  /** Slug of a consultation; `null` where there is none. */
  readonly slugOf: (consultationId: string) => Promise<string | null>;
  /** Whose a consultation is; `null` where there is none. */
  readonly placesOf: (consultationId: string) => Promise<readonly LocalityCode[] | null>;
  /** Outlines of the 34 provinces, `data/provinces.geojson`. */
  readonly outlines: () => Promise<string>;
};

/** Pictures drawn before, by name; what was published never changes. */
export type Pictures = (name: string, draw: () => string) => string;

/** One page of results as a reader sees it, within the council or by everybody. */
export type ResultView = {
  readonly page: ResultPage;
  /** Address of the page, without a slash at the end. */
  readonly base: string;
  /** Of the page's own words. */
  readonly language: Language;
  readonly phrase: (key: string, values?: PhraseValues) => string;
  readonly words: ChartWords;
  readonly map: ProvinceMap;
  readonly pictures: Pictures;
  /** What pictures can be taken along as. */
  readonly forms: readonly ('png' | 'svg')[];
  readonly placeName: (place: LocalityCode) => string;
  /** Whether it is read by everybody, without a sign-in. */
  readonly isPublic: boolean;
  /** Who is spoken to: a member of the council is a child. */
  readonly speaksTo: 'child' | 'adult';
};

/** Phrases that speak to the reader: to anyone but a member of the council in the words of `<key>.adult`. */
const SPOKEN: readonly string[] = [
  'comments.hint',
  'hello',
  'list.empty',
  'list.places',
  'nothing.ended.text',
  'nothing.too-few.text',
  'quality.kept',
  'resemblance.text',
  'simulated',
  'split.none-here',
];

/** Gives a phrase of these pages. */
export function sayOf(by: Pick<ResultView, 'phrase' | 'speaksTo'> | Visit) {
  const speaksTo = 'member' in by ? spokenTo(by) : by.speaksTo;
  return (key: string, values?: PhraseValues): string => {
    const isOther = speaksTo === 'adult' && SPOKEN.includes(key);
    return by.phrase(`council.${key}${isOther ? '.adult' : ''}`, values);
  };
}

/** Members of the council are children. */
export function spokenTo({ member }: Pick<Visit, 'member'>): ResultView['speaksTo'] {
  return isCouncilOnly(member) ? 'child' : 'adult';
}

/** A number as people of the language write it. */
export function shownCount({ language }: Pick<ResultView, 'language'>, count: number): string {
  return count.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}
