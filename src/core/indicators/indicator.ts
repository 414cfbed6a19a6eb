/** The three participation indicators, and the lines in which children and turns are counted for them. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';

/**
 * Chỉ tiêu 22 (asked for their opinion), 23 (gained awareness or capacity), 24 (took part in a model or activity).
 *
 * @see Quyết định 23/QĐ-TTg, 7/1/2021, mục tiêu 4
 */
export const INDICATORS = ['22', '23', '24'] as const;

/** @see INDICATORS */
export type Indicator = (typeof INDICATORS)[number];

/** What a goal can be set for: an indicator, or turns (“lượt”), which are no children. */
export const MEASURES = [...INDICATORS, 'turns'] as const;

/** @see MEASURES */
export type Measure = (typeof MEASURES)[number];

/** Completed years of age, both included. */
export type Ages = { readonly from: number; readonly to: number };

/**
 * Whom an indicator is reckoned for. The Decision says “từ 07 tuổi trở lên” (22) and “từ 11 tuổi trở lên” (24), and no age
 * for 23; a child is under sixteen.
 *
 * @see Luật Trẻ em 102/2016/QH13, điều 1
 */
export const AGES_OF: Readonly<Record<Indicator, Ages>> = {
  '22': { from: 7, to: 15 },
  '23': { from: 0, to: 15 },
  '24': { from: 11, to: 15 },
};

/** Bands whose children an indicator counts. */
export function bandsOf(indicator: Indicator): readonly AgeBand[] {
  const { from } = AGES_OF[indicator];
  return AGE_BANDS.filter((band) => Number(band.split('-')[0]) >= from);
}

/**
 * On what a count of an indicator rests. `children`: distinct ones, told apart by an account or a one-time code;
 * `browser`: by nothing more than a browser, so that they may repeat; `off-chat`: numbers that staff entered, who may
 * repeat as well. Never added together.
 */
export const WAYS = ['children', 'browser', 'off-chat'] as const;

/** @see WAYS */
export type Way = (typeof WAYS)[number];

/** Everything that is counted of a year, each apart. Nobody off the chat is known to have learned (23). */
export const LINES = [
  '22:children',
  '22:browser',
  '22:off-chat',
  '23:children',
  '23:browser',
  '24:children',
  '24:browser',
  '24:off-chat',
  'turns:chat',
  'turns:off-chat',
] as const;

/** @see LINES */
export type Line = (typeof LINES)[number];

/** Numbers by line. */
export type ByLine = Readonly<Partial<Record<Line, number>>>;

/** The line of an indicator; `null` where there is none. */
export function lineOf(indicator: Indicator, way: Way): Line | null {
  return LINES.find((line) => line === `${indicator}:${way}`) ?? null;
}
