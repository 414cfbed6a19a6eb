/** The draft or published flow whose id a spreadsheet wanted: a link for whoever may read it. */

import { draftSource } from '../../../core/flow-draft/draft-source.ts';
import type { Note } from '../../../core/xlsform/note.ts';
import type { Visit } from '../console-route.ts';
import { draftPath, mayRead, versionPath } from '../flows/draft-access.ts';
import { placeWords, titleOf } from '../flows/flow-words.ts';
import type { XlsFormDependencies } from './xlsform-dependencies.ts';

/** A link below a note. */
export type HolderLink = { readonly href: string; readonly text: string };

/** Finds it; `null` where nothing has the id, where it is gone, or where it is not for this reader. */
export async function holderLink(
  visit: Visit,
  deps: Pick<XlsFormDependencies, 'draft' | 'version'>,
  notes: readonly Note[],
): Promise<HolderLink | null> {
  const facts = notes.find(({ code }) => code === 'flow-id-changed')?.facts ?? {};
  if (facts['draft'] !== undefined) return draftLink(visit, deps, String(facts['draft']));
  return facts['version'] === undefined ? null : versionLink(visit, deps, String(facts['version']));
}

type Find = Pick<XlsFormDependencies, 'draft' | 'version'>;

async function draftLink(visit: Visit, deps: Find, id: string): Promise<HolderLink | null> {
  const draft = await deps.draft(id);
  if (draft === null) return null;
  if (draft.publishedAs !== null) return versionLink(visit, deps, draft.publishedAs);
  if (!visit.may('flow.read', draft.place)) return null;
  return { href: draftPath(id), text: wordsOf(visit, 'draft', draft) };
}

async function versionLink(visit: Visit, deps: Find, hash: string): Promise<HolderLink | null> {
  const found = await deps.version(hash);
  if (found === null || !mayRead(visit, found.version.place)) return null;
  const { place } = found.version;
  return { href: versionPath(hash), text: wordsOf(visit, 'version', { place, source: found.source }) };
}

function wordsOf(
  visit: Visit,
  what: 'draft' | 'version',
  { place, source }: { readonly place: string; readonly source: unknown },
): string {
  const title = titleOf(visit, draftSource(source).title);
  return visit.phrase(`console.xlsforms.holder.${what}`, { title, place: placeWords(visit, place) });
}
