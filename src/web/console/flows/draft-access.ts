/** Who may see and write which flow, and under which addresses flows are found. */

import type { EntryAddress } from '../../../core/flow-draft/draft-source.ts';
import { type LocalityCode, NATION } from '../../../core/locality.ts';
import { liesIn, placesFor } from '../../../core/staff/member.ts';
import type { DraftAtWork } from '../../../usecases/edit-flow-draft.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import type { FlowDependencies } from './flow-dependencies.ts';

/** First page of the flows. */
export const FLOWS = '/console/flows';

/** Address of a draft, or of a page of it. */
export function draftPath(id: string, page = ''): string {
  return `${FLOWS}/drafts/${encodeURIComponent(id)}${page === '' ? '' : `/${page}`}`;
}

/** Address of a question of a draft. */
export function entryPath(draft: string, { list, key }: EntryAddress): string {
  return draftPath(draft, `questions/${encodeURIComponent(list)}/${encodeURIComponent(key)}`);
}

/** Id of the card of an entry on the page of its draft. */
export function cardId({ list, key }: EntryAddress): string {
  return `entry-${`${list === '-' ? '' : `${list}-`}${key}`.replace(/[^\w-]/g, '_')}`;
}

/** Address of a published version. */
export function versionPath(hash: string, page = ''): string {
  return `${FLOWS}/versions/${encodeURIComponent(hash)}${page === '' ? '' : `/${page}`}`;
}

/** The place of the draft that the address names. */
export function placesOfDraft(deps: FlowDependencies): NonNullable<ConsoleRoute['placesOf']> {
  return async (visit) => {
    const draft = await deps.draft(visit.param('draft'));
    return draft === null ? null : [draft.place];
  };
}

/** The place of the published flow that the address names. */
export function placesOfVersion(deps: FlowDependencies): NonNullable<ConsoleRoute['placesOf']> {
  return async (visit) => {
    const found = await deps.readVersion(visit.param('hash'));
    return found === null ? null : [found.version.place];
  };
}

/** Tells whether someone may read published flows of a place: of their own, of all below it and of all above it. */
export function mayRead(visit: Visit, place: LocalityCode): boolean {
  if (place === NATION || visit.may('flow.read', place)) return true;
  return placesFor(visit.member, 'flow.read').some((own) => liesIn(own, place, visit.ground.gazetteer));
}

/** The places that someone may write flows for: those of their roles, and from the nation every province. */
export function placesToWriteFor(visit: Visit): readonly LocalityCode[] {
  const own = placesFor(visit.member, 'flow.write');
  const provinces = own.includes(NATION) ? visit.ground.gazetteer.provinces().map(({ code }) => code) : [];
  return [...new Set([...own, ...provinces])];
}

/** Says that there is nothing here. */
export function notFound(visit: Visit): Response | Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}

/**
 * Gives the draft to a page of its own; one that was published meanwhile leads to what it was published as.
 *
 * @param draw draws the page
 */
export async function withDraft(
  visit: Visit,
  deps: FlowDependencies,
  draw: (draft: DraftAtWork) => Response | Promise<Response>,
): Promise<Response> {
  const draft = await deps.draft(visit.param('draft'));
  if (draft === null) return notFound(visit);
  if (draft.publishedAs !== null)
    return visit.c.redirect(`${versionPath(draft.publishedAs)}?done=was-published`, 303);
  return draw(draft);
}
