/** Denominators and targets: rows that people bring with their sources. None is ever assumed. */

import type { LocalityCode } from '../locality.ts';
import type { Day } from '../release/release.ts';
import type { Ages, Measure } from './indicator.ts';

/** A province as it was before 1 July 2025, where it is only part of a present one. */
export type FormerPart = {
  /** Its code then. The same code may mean another place today. */
  readonly code: LocalityCode;
  readonly name: string;
};

/** How many children of some ages live at a place. */
export type Denominator = {
  readonly kind: 'denominator';
  /** Present code; that of the province the part went to, where there is one. */
  readonly place: LocalityCode;
  /** `null`: all of the place. */
  readonly former: FormerPart | null;
  readonly ages: Ages;
  /** `null`: girls and boys. */
  readonly sex: 'girl' | 'boy' | null;
  /** ≥ 1. */
  readonly children: number;
  /** Day of which the number is true. */
  readonly asOf: Day;
  /** First and last calendar year it is used for; `null`: until another takes its place. */
  readonly from: number;
  readonly until: number | null;
  /** The document, as colleagues find it again. */
  readonly source: string;
};

/** What a place set itself: percent of the children for an indicator, a number for turns. */
export type Target = {
  readonly kind: 'target';
  readonly place: LocalityCode;
  readonly former: FormerPart | null;
  readonly measure: Measure;
  /** The year it is to be reached in, twice; for turns the years whose turns are added up. */
  readonly from: number;
  readonly until: number;
  readonly value: number;
  readonly source: string;
  /** Day of the document; `null` where it is not known. */
  readonly issuedOn: Day | null;
};

/** What a row says. */
export type IndicatorContent = Denominator | Target;

/** Kinds of rows. */
export const ROW_KINDS = ['denominator', 'target'] as const;

/** @see ROW_KINDS */
export type RowKind = (typeof ROW_KINDS)[number];

/** A stored row. */
export type IndicatorRow = {
  /** UUID. */
  readonly id: string;
  readonly content: IndicatorContent;
  readonly withdrawn: boolean;
  /** Counted from 1; grows with every change. */
  readonly revision: number;
};

/** What can be done to a row. */
export type RowDeed = 'entered' | 'imported' | 'corrected' | 'withdrawn' | 'restored';

/** One change, with all of the row as it was after it. */
export type IndicatorRowChange = {
  readonly revision: number;
  readonly what: RowDeed;
  readonly by: string;
  readonly at: Date;
  /** Why, or the name of the file. */
  readonly reason: string;
  readonly content: IndicatorContent;
};

/** What makes two rows speak of the same thing, so that the later takes the place of the earlier. */
export function keyOfRow(content: IndicatorContent): string {
  const place = [content.place, content.former?.code ?? ''];
  const rest =
    content.kind === 'denominator'
      ? [`${content.ages.from}-${content.ages.to}`, content.sex ?? '', content.from]
      : [content.measure, content.until];
  return [content.kind, ...place, ...rest].join('|');
}

/** Longest source, in characters. */
export const MAX_SOURCE = 300;

/** Most children of a denominator; some 25 million live in the country. */
export const MAX_CHILDREN = 30_000_000;

/** Most turns of a target. */
export const MAX_TURNS = 1_000_000_000;

/** Years that rows may speak of. */
export const ROW_YEARS = { first: 2016, last: 2050 } as const;
