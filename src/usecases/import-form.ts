/** Makes a draft of a form that was read from a spreadsheet, and keeps what of it did not come over. */

import { newId } from '../core/flow-draft/new-id.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { Note, NoteCode } from '../core/xlsform/note.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlowDraft, FlowDraftStore } from '../ports/flow-draft-store.ts';
import type { FlowPublicationStore } from '../ports/flow-publication-store.ts';
import type { FormImportStore } from '../ports/form-import-store.ts';

/** What it works with. */
export type ImportServices = {
  readonly drafts: FlowDraftStore;
  readonly publications: FlowPublicationStore;
  readonly imports: FormImportStore;
  readonly clock: Clock;
};

/** A form that is to become a draft. */
export type ImportOrder = {
  /** UUID made by the form of the page, so that the same form makes one draft. */
  readonly id: string;
  readonly by: string;
  readonly place: LocalityCode;
  readonly fileName: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly notes: readonly Note[];
  /** Whether the person may write flows of a place. */
  readonly mayWrite: (place: LocalityCode) => boolean;
};

/**
 * Builds the use case. A form with the id of a published flow becomes its next version where the person may write that one
 * and nobody is writing it already; else it becomes a flow of its own.
 */
export function importForm(services: ImportServices): (order: ImportOrder) => Promise<FlowDraft> {
  return async (order) => {
    const { id, by, fileName } = order;
    const known = await services.drafts.get(id);
    if (known !== null) return known;
    const { note, ...begun } = await beginningOf(services, order);
    const at = services.clock.now();
    const { flowId } = begun;
    const source = { ...order.source, flow: flowId };
    const draft = await services.drafts.begin({ id, ...begun, source, changedBy: by, changedAt: at });
    const notes = note === null ? order.notes : [note, ...order.notes];
    await services.imports.keep({ draft: draft.id, fileName, notes, by, at });
    return draft;
  };
}

type BegunAs = Pick<FlowDraft, 'flowId' | 'place' | 'basedOn'> & { readonly note: Note | null };

async function beginningOf(
  { drafts, publications }: ImportServices,
  { source, place, mayWrite }: ImportOrder,
): Promise<BegunAs> {
  const [published, written] = await Promise.all([publications.list(), drafts.list()]);
  const wanted = typeof source['flow'] === 'string' ? source['flow'] : '';
  // Newest first.
  const newest = published.find(({ flowId }) => flowId === wanted);
  const beingWritten = written.find(({ flowId }) => flowId === wanted);
  const isBeingWritten = beingWritten !== undefined;
  if (newest !== undefined && !isBeingWritten && mayWrite(newest.place)) {
    const note = noteOf('next-version', { flow: wanted });
    return { flowId: wanted, place: newest.place, basedOn: newest.hash, note };
  }
  const isUsable = /^[a-z][a-z0-9-]{2,39}$/.test(wanted);
  if (newest === undefined && !isBeingWritten && isUsable) {
    return { flowId: wanted, place, basedOn: null, note: null };
  }
  const flowId = newId('flow', wanted, new Set([...published, ...written].map((one) => one.flowId)));
  const holder = newest === undefined || mayWrite(newest.place) ? beingWritten : undefined;
  const facts = { was: wanted, id: flowId, ...holderFacts(holder?.id, newest?.hash) };
  return { flowId, place, basedOn: null, note: noteOf('flow-id-changed', facts) };
}

/** What has the id: a draft is what stands in the way of whoever might write the next version. */
function holderFacts(draft: string | undefined, version: string | undefined): Note['facts'] {
  if (draft !== undefined) return { draft };
  return version === undefined ? {} : { version };
}

function noteOf(code: NoteCode, facts: Note['facts']): Note {
  return { code, sheet: '', rows: [], column: '', facts };
}
