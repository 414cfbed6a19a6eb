/** Places: the 34 provinces and 3,321 communes in force since 1 July 2025. */

/** Two digits for a province, five for a commune. Text: leading zeros count. */
export type LocalityCode = string;

/** The root of the tree of places. */
export const NATION: LocalityCode = 'VN';

/** One place. Names come without the kind word and are unique only within their parent. */
export type Locality = {
  readonly code: LocalityCode;
  readonly level: 'province' | 'commune';
  readonly kind: 'thanh_pho' | 'tinh' | 'xa' | 'phuong' | 'dac_khu';
  readonly name: string;
  readonly parentCode: LocalityCode;
};

/** Tells whether a code is that of a province. */
export function isProvinceCode(code: LocalityCode): boolean {
  return /^\d{2}$/.test(code);
}

/** Looks places up; built once from the locality table. Lists are in Vietnamese alphabetical order. */
export type Gazetteer = {
  find(code: LocalityCode): Locality | undefined;
  provinces(): readonly Locality[];
  communesOf(province: LocalityCode): readonly Locality[];
  /**
   * Finds the places whose name, or a word of it, begins with what was typed: with or without
   * diacritics, either habit of tone marks, kind words ("tỉnh", "phường") ignored.
   *
   * @param within a province code, or `VN` for the provinces themselves
   */
  startingWith(typed: string, within: LocalityCode): readonly Locality[];
};

/** The province of a place, for what is kept no finer than provinces. */
export function provinceOf(place: LocalityCode | null, gazetteer: Gazetteer): LocalityCode | null {
  if (place === null || isProvinceCode(place)) return place;
  return gazetteer.find(place)?.parentCode ?? null;
}

/** Tells whether a place is one of those, or lies in one of them. */
export function isAmong(places: readonly LocalityCode[], place: LocalityCode, gazetteer: Gazetteer): boolean {
  if (places.includes(NATION) || places.includes(place)) return true;
  const province = provinceOf(place, gazetteer);
  if (province !== null && places.includes(province)) return true;
  // A province still to be narrowed down to a commune may lead into one of them.
  return isProvinceCode(place) && places.some((one) => provinceOf(one, gazetteer) === place);
}
