/** Places in forms and lists of accounts: how they are called, which may be picked. */

import { type Gazetteer, isProvinceCode, type LocalityCode, NATION } from '../../../core/locality.ts';
import type { PhraseValues } from '../../../core/say.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';
import { type Choice, type Faults, SelectField, TextField } from '../fields.tsx';

/** What names are made from. */
export type PlaceWords = {
  readonly gazetteer: Gazetteer;
  readonly phrase: (key: string, values?: PhraseValues) => string;
};

/** "Cả nước", "tỉnh Lào Cai", "phường Sài Gòn, thành phố Hồ Chí Minh". */
export function placeText(code: LocalityCode, words: PlaceWords): string {
  if (code === NATION) return words.phrase('console.staff.place.nation');
  const place = words.gazetteer.find(code);
  if (place === undefined) return code;
  const name = words.phrase(`console.staff.place.${place.kind}`, { name: place.name });
  return place.level === 'province' ? name : `${name}, ${placeText(place.parentCode, words)}`;
}

/** A list of the places someone may give roles at; a commune of a province is typed by who has the whole country. */
export function PlaceField({ visit, value, commune, faults, hint }: PlaceFieldProps) {
  const { phrase } = visit;
  return (
    <>
      <SelectField
        name="place"
        label={phrase('console.staff.place')}
        hint={hint ?? phrase('console.staff.place.hint')}
        choices={placeChoices(visit)}
        value={value}
        faults={faults}
      />
      {placesFor(visit.member, 'staff.manage').includes(NATION) && (
        <TextField
          name="commune"
          label={phrase('console.staff.commune')}
          hint={phrase('console.staff.commune.hint')}
          value={commune}
          maxlength={60}
          autocomplete="off"
          faults={faults}
        />
      )}
    </>
  );
}

/** What it shows. */
export type PlaceFieldProps = {
  readonly visit: Visit;
  readonly value: string;
  readonly commune: string;
  readonly faults: Faults;
  /** In place of what is said where a role is given. */
  readonly hint?: string;
};

/** Nothing is picked to begin with: a role for the whole country must not be given by haste. */
function placeChoices(visit: Visit): readonly Choice[] {
  const { gazetteer } = visit.ground;
  const words = { gazetteer, phrase: visit.phrase };
  const choice = (code: LocalityCode): Choice => ({ value: code, label: placeText(code, words) });
  const within = placesFor(visit.member, 'staff.manage').flatMap((place) => {
    if (place === NATION) return [choice(NATION), ...gazetteer.provinces().map(({ code }) => choice(code))];
    if (!isProvinceCode(place)) return [choice(place)];
    const communes = gazetteer.communesOf(place).map(({ code, kind, name }) => ({
      ...{ value: code, label: visit.phrase(`console.staff.place.${kind}`, { name }) },
    }));
    return [choice(place), ...communes];
  });
  const first: Choice = { value: '', label: visit.phrase('console.staff.place.choose') };
  return [first, ...new Map(within.map((one) => [one.value, one])).values()];
}

/** The place that was picked, or why it is none. `several`: communes whose names begin so. */
export type PickedPlace =
  | { readonly kind: 'found'; readonly place: LocalityCode }
  | { readonly kind: 'not-in-province' | 'no-province' | 'missing' }
  | { readonly kind: 'several'; readonly names: readonly string[] };

/** Named in an answer at most. */
const NAMED = 6;

/** Reads the two fields. A commune is known by its code, its name, or the beginning of it where that is enough. */
export function readPlace(picked: string, typed: string, gazetteer: Gazetteer): PickedPlace {
  if (picked === '') return { kind: 'missing' };
  if (typed === '') return { kind: 'found', place: picked };
  if (!isProvinceCode(picked)) return { kind: 'no-province' };
  const communes = gazetteer.communesOf(picked);
  const exact = communes.find(({ code }) => code === typed);
  const found = exact === undefined ? gazetteer.startingWith(typed, picked) : [exact];
  const alike = found.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
  const [only, ...others] = alike.length === 1 ? alike : found;
  if (only === undefined) return { kind: 'not-in-province' };
  if (others.length === 0) return { kind: 'found', place: only.code };
  return { kind: 'several', names: [only, ...others].slice(0, NAMED).map(({ name }) => name) };
}
