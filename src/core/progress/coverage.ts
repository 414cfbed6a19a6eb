/** Who was reached so far, place by place, against what is hoped for. */

import { type Gazetteer, isProvinceCode, type LocalityCode, NATION } from '../locality.ts';
import { type CoverageGoal, reachedOf } from './goal.ts';
import type { ProgressCut } from './progress-cut.ts';

/** One place. */
export type Coverage = {
  readonly place: LocalityCode;
  /** At least so many answered; 0 where nothing can be told yet. */
  readonly told: number;
  readonly goal: CoverageGoal | null;
  /** At least so much of the goal, in whole percent; `null` without one. */
  readonly reached: number | null;
  /** Communes in it that are asked, and those of which a step was told. A commune has none. */
  readonly communes: { readonly asked: number; readonly heard: number };
};

/** What coverage is reckoned from. */
export type CoverageGround = {
  /** The places of the consultation. */
  readonly places: readonly LocalityCode[];
  readonly cut: Pick<ProgressCut, 'places'> | null;
  readonly goals: readonly CoverageGoal[];
  readonly gazetteer: Gazetteer;
};

/** Lists the provinces a consultation asks in, in the order of the gazetteer. */
export function provincesAsked(
  places: readonly LocalityCode[],
  gazetteer: Gazetteer,
): readonly LocalityCode[] {
  if (places.includes(NATION)) return gazetteer.provinces().map(({ code }) => code);
  const provinces = new Set(
    places.map((place) => (isProvinceCode(place) ? place : gazetteer.find(place)?.parentCode)),
  );
  return gazetteer.provinces().flatMap(({ code }) => (provinces.has(code) ? [code] : []));
}

/** Lists the communes of a province that a consultation asks in. */
export function communesAsked(
  places: readonly LocalityCode[],
  province: LocalityCode,
  gazetteer: Gazetteer,
): readonly LocalityCode[] {
  const all = gazetteer.communesOf(province).map(({ code }) => code);
  const whole = places.includes(NATION) || places.includes(province);
  return whole ? all : all.filter((code) => places.includes(code));
}

/** Reckons the coverage of provinces. */
export function coverProvinces(ground: CoverageGround): readonly Coverage[] {
  return provincesAsked(ground.places, ground.gazetteer).map((province) => {
    const communes = communesAsked(ground.places, province, ground.gazetteer);
    const heard = communes.filter((commune) => (ground.cut?.places[commune] ?? 0) > 0);
    return { ...coverOne(ground, province), communes: { asked: communes.length, heard: heard.length } };
  });
}

/** What was told of provinces, their communes' floors taken together where that is more. */
export function provinceFloors(
  places: ProgressCut['places'],
  gazetteer: Pick<Gazetteer, 'find'>,
): ReadonlyMap<LocalityCode, number> {
  const communes = new Map<LocalityCode, number>();
  for (const [place, floor] of Object.entries(places)) {
    const province = isProvinceCode(place) ? undefined : gazetteer.find(place)?.parentCode;
    if (province !== undefined) communes.set(province, (communes.get(province) ?? 0) + floor);
  }
  const floors = new Map(communes);
  for (const [place, floor] of Object.entries(places)) {
    if (isProvinceCode(place)) floors.set(place, Math.max(floor, communes.get(place) ?? 0));
  }
  return floors;
}

/** Reckons the coverage of the communes of a province. */
export function coverCommunes(ground: CoverageGround, province: LocalityCode): readonly Coverage[] {
  return communesAsked(ground.places, province, ground.gazetteer).map((place) => coverOne(ground, place));
}

/**
 * Adds the goals up.
 *
 * @returns `null` without goals. A province that has one of its own stands for its communes
 */
export function totalGoal(goals: readonly CoverageGoal[], gazetteer: Gazetteer): number | null {
  const nation = goals.find(({ place }) => place === NATION);
  if (nation !== undefined) return nation.children;
  const own = new Set(goals.map(({ place }) => place));
  const counted = goals.filter(
    ({ place }) => isProvinceCode(place) || !own.has(gazetteer.find(place)?.parentCode ?? ''),
  );
  return counted.length === 0 ? null : counted.reduce((sum, { children }) => sum + children, 0);
}

function coverOne({ cut, goals }: CoverageGround, place: LocalityCode): Coverage {
  const told = cut?.places[place] ?? 0;
  const goal = goals.find((one) => one.place === place) ?? null;
  const reached = goal === null ? null : reachedOf(told, goal.children);
  return { place, told, goal, reached, communes: { asked: 0, heard: 0 } };
}
