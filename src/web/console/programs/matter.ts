/** What forms for keys and addresses have in common: an id, a name, a place. */

import { type LocalityCode, NATION } from '../../../core/locality.ts';
import type { Visit } from '../console-route.ts';
import type { Faults } from '../fields.tsx';
import type { SentForm } from '../read-form.ts';
import { placeFaults } from '../sign-in/invite-page.tsx';
import { readPlace } from '../sign-in/places.tsx';
import { plainLine } from '../sign-in/plain-line.ts';

/** As typed. */
export type TypedMatter = {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly commune: string;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isPlace({ ground }: Visit, code: LocalityCode): boolean {
  return code === NATION || ground.gazetteer.find(code) !== undefined;
}

/** Reads it. @returns the place only where it is one that this person may do it for */
export function readMatter(
  visit: Visit,
  form: SentForm,
  longest: number,
): { readonly typed: TypedMatter; readonly faults: Faults; readonly place: LocalityCode | null } {
  const { phrase, ground } = visit;
  const id = UUID.test(form.text('id')) ? form.text('id') : ground.newId();
  const name = plainLine(form.text('name'));
  const commune = plainLine(form.text('commune'));
  const picked = readPlace(form.text('place'), commune, ground.gazetteer);
  const isMine =
    picked.kind === 'found' && isPlace(visit, picked.place) && visit.may('programs.manage', picked.place);
  const faults: Faults = {
    ...(name === '' ? { name: phrase('console.programs.fault.name') } : {}),
    ...([...name].length > longest ? { name: phrase('console.programs.fault.long', { most: longest }) } : {}),
    ...placeFaults(visit, picked),
    ...(picked.kind === 'found' && !isMine ? { place: phrase('console.programs.fault.place') } : {}),
  };
  return {
    typed: { id, name, place: form.text('place'), commune },
    faults,
    place: isMine ? picked.place : null,
  };
}
