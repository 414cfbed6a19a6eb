/** Targets: those of the nation that are known with their source, and those that places brought. */

import { type LocalityCode, NATION } from '../locality.ts';
import type { Measure } from './indicator.ts';
import type { IndicatorContent, Target } from './indicator-row.ts';

const DECISION = 'Quyết định 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng Chính phủ, mục tiêu 4';
const PROJECT =
  'Đề án của Trung ương Đoàn giai đoạn 2023–2027 (lấy ý kiến 50 triệu lượt trẻ em; theo baocaovien.vn)';

/**
 * The nation's own. Values of chỉ tiêu 24 were found in one publication of the Decision only.
 *
 * @see https://luatvietnam.vn/chinh-sach/quyet-dinh-23-qd-ttg-chuong-trinh-hanh-dong-quoc-gia-vi-tre-em-2021-2030-196834-d1.html
 * @see https://baocaovien.vn/tin-tuc/lay-y-kien-50-trieu-luot-tre-em-ve-cac-van-de-tre-dac-biet-quan-tam/104273.html
 */
export const NATIONAL_TARGETS: readonly Target[] = [
  ...yearly('22', 30, 35),
  ...yearly('23', 85, 90),
  ...yearly('24', 30, 35),
  {
    ...{ kind: 'target', place: NATION, former: null, measure: 'turns', from: 2023, until: 2027 },
    ...{ value: 50_000_000, source: PROJECT, issuedOn: null },
  },
];

function yearly(measure: '22' | '23' | '24', in2025: number, in2030: number): readonly Target[] {
  const common = { kind: 'target', place: NATION, former: null, source: DECISION } as const;
  return [
    { ...common, measure, from: 2025, until: 2025, value: in2025, issuedOn: '2021-01-07' },
    { ...common, measure, from: 2030, until: 2030, value: in2030, issuedOn: '2021-01-07' },
  ];
}

/** A target that a year is held against. */
export type ChosenTarget = {
  readonly target: Target;
  /** The place has none of its own, so the nation's stands in. */
  readonly isNational: boolean;
};

/**
 * Chooses the target of a year: the next one to be reached, of the place itself or else the nation's.
 *
 * @param rows rows that are not withdrawn, of the place and of the nation
 * @returns `null` where no target is left, and for turns of a place that set itself none
 */
export function chooseTarget(
  rows: readonly IndicatorContent[],
  {
    place,
    measure,
    year,
  }: { readonly place: LocalityCode; readonly measure: Measure; readonly year: number },
): ChosenTarget | null {
  const next = (targets: readonly IndicatorContent[], of: LocalityCode): Target | undefined =>
    targets
      .filter((row): row is Target => row.kind === 'target' && row.place === of && row.former === null)
      .filter((row) => row.measure === measure && row.until >= year)
      .filter((row) => measure !== 'turns' || row.from <= year)
      .sort((one, other) => one.until - other.until)[0];
  const own = next(rows, place);
  if (own !== undefined) return { target: own, isNational: false };
  const national = next(rows, NATION) ?? next(NATIONAL_TARGETS, NATION);
  if (national === undefined) return null;
  if (place === NATION) return { target: national, isNational: false };
  // A share holds for every place; a number of turns is the whole country's.
  return measure === 'turns' ? null : { target: national, isNational: true };
}

/** Targets of the parts a province was merged from: shown beside it, and never taken for its own. */
export function formerTargets(
  rows: readonly IndicatorContent[],
  place: LocalityCode,
  measure: Measure,
): readonly Target[] {
  return rows.filter(
    (row): row is Target =>
      row.kind === 'target' && row.place === place && row.former !== null && row.measure === measure,
  );
}
