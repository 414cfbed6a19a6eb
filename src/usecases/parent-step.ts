/** What a step of a walk is given where parents are asked, and what follows when one is. */

import type { Consultation } from '../core/consultation.ts';
import { keptDays } from '../core/kept-days.ts';
import { PARENT_WORDING, type ParentSays, type ParentsAsked } from '../core/parents.ts';
import type { ContactDesk, DeskSession } from './contact-desk.ts';
import type { TurnServices } from './turn-services.ts';

/** Path of the page for parents. */
export const PARENTS_PATH = '/p';

/** Gives it; nothing where the child's own agreement is enough. */
export function parentsOf(
  services: Pick<TurnServices, 'addressBook' | 'publicUrl' | 'contactDays'>,
  { parentDecisions }: Pick<ContactDesk, 'parentDecisions'>,
  at: { readonly consultation: Consultation; readonly session: DeskSession; readonly isListed?: boolean },
): { readonly parents?: ParentsAsked } {
  const { terms, title, minCell } = at.consultation;
  const ways = terms?.parents;
  if (terms === null || ways === undefined || ways.length === 0) return {};
  const { addressBook, publicUrl, contactDays } = services;
  const code = addressBook.parentCode(at.session.id);
  const { asker, purpose, use } = terms;
  const days = keptDays({ terms }, contactDays);
  return {
    parents: {
      ...{ ways, code, letter: { title, asker, purpose, use, keptDays: days, minCell } },
      page: `${publicUrl}${PARENTS_PATH}`,
      link: `${publicUrl}${PARENTS_PATH}/${code}`,
      decision: parentDecisions.get(at.session.id) ?? null,
      isListed: at.isListed === true,
    },
  };
}

/** Lets the code be known where parents type it; what was said before under it is put aside. */
export function askParent({ addressBook }: TurnServices, desk: ContactDesk, { id }: DeskSession): void {
  desk.parentDecisions.delete(id);
  if (desk.parents.some(({ walk }) => walk === id)) return;
  const key = addressBook.parentKey(addressBook.parentCode(id));
  desk.parents.push({ walk: id, key, wording: PARENT_WORDING });
}

/** The agreement that a walk begins with, where signed slips stand for it. */
export function listedParent({ terms }: Consultation, day: string | null): { readonly parent?: ParentSays } {
  if (day === null || terms?.parents?.includes('list') !== true) return {};
  return { parent: { way: 'list', wording: PARENT_WORDING, day, decision: 'agreed' } };
}
