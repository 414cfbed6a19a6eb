/** Consultations kept at hand for a moment, so that the receiving path asks the database once and not per message. */

import type { Consultation, ConsultationId, Invitation } from '../core/consultation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';

/** How old a kept consultation may be. A pause or a closing is seen everywhere after this time. */
const FRESH_MS = 2_000;

/**
 * How long a code that leads somewhere is kept: where it leads never changes, but it may be withdrawn, which other processes
 * see after this time. One of a child comes with their every message.
 */
const FOUND_MS = 2 * 60_000;

/** Most codes kept, those that lead nowhere among them; when there are more, all are asked for again. */
const MAX_INVITATIONS = 10_000;

/** A consultation with the code its web page is reached by. */
export type CataloguedConsultation = { readonly consultation: Consultation; readonly webCode: string | null };

/** Gives consultations. */
export type ConsultationCatalogue = {
  /** Makes sure that consultations are at hand for `get`; unknown ids are left out. */
  ensure(ids: Iterable<ConsultationId>): Promise<void>;
  get(id: ConsultationId): CataloguedConsultation | undefined;
  /** The invitation of a code; `null` for a code that leads nowhere, which is asked for again after a moment. */
  invitation(code: string): Promise<Invitation | null>;
  /** What was found for a code lately: `null` where it led nowhere, `undefined` where nobody looked. */
  recentInvitation(code: string): Invitation | null | undefined;
  /** Keeps what somebody else found for codes. */
  keepInvitations(codes: Iterable<string>, found: ReadonlyMap<string, Invitation>): void;
  /** Forgets everything: after a launch or a closing in this process. */
  forget(): void;
};

/** What a catalogue keeps, each with the time it was read at in milliseconds since 1970. */
export type CatalogueMemory = {
  readonly consultations: Map<ConsultationId, CataloguedConsultation & { readonly readAt: number }>;
  readonly invitations: Map<string, { readonly invitation: Invitation | null; readonly readAt: number }>;
};

/** A memory with nothing in it. */
export function emptyCatalogueMemory(): CatalogueMemory {
  return { consultations: new Map(), invitations: new Map() };
}

/**
 * Builds the catalogue.
 *
 * @param memory handed in where a catalogue lives shorter than what it keeps
 */
export function consultationCatalogue(
  store: Pick<ConsultationStore, 'byId' | 'invitation' | 'webCode'>,
  clock: Clock,
  memory: CatalogueMemory = emptyCatalogueMemory(),
): ConsultationCatalogue {
  const { consultations: kept, invitations } = memory;
  // Not part of the memory: on Workers nobody may wait for what another event began.
  const invitationReads = sharedReads<Invitation | null>();
  const consultationReads = sharedReads<void>();

  async function refresh(id: ConsultationId): Promise<void> {
    const readAt = clock.now().getTime();
    const consultation = await store.byId(id);
    if (consultation === null) kept.delete(id);
    else kept.set(id, { consultation, webCode: kept.get(id)?.webCode ?? (await store.webCode(id)), readAt });
  }

  function recentInvitation(code: string): Invitation | null | undefined {
    const known = invitations.get(code);
    if (known === undefined) return undefined;
    const age = Math.abs(clock.now().getTime() - known.readAt);
    return age < (known.invitation === null ? FRESH_MS : FOUND_MS) ? known.invitation : undefined;
  }

  function keepInvitation(code: string, invitation: Invitation | null): void {
    if (invitations.size >= MAX_INVITATIONS) invitations.clear();
    invitations.set(code, { invitation, readAt: clock.now().getTime() });
  }

  return {
    async ensure(ids) {
      const now = clock.now().getTime();
      for (const id of ids) {
        const known = kept.get(id);
        if (known !== undefined && Math.abs(now - known.readAt) < FRESH_MS) continue;
        await consultationReads.read(id, () => refresh(id));
      }
    },
    get: (id) => kept.get(id),
    async invitation(code) {
      const recent = recentInvitation(code);
      if (recent !== undefined) return recent;
      return invitationReads.read(code, async () => {
        const invitation = await store.invitation(code);
        keepInvitation(code, invitation);
        return invitation;
      });
    },
    recentInvitation,
    keepInvitations(codes, found) {
      for (const code of codes) keepInvitation(code, found.get(code) ?? null);
    },
    forget() {
      kept.clear();
      invitations.clear();
      invitationReads.forget();
      consultationReads.forget();
    },
  };
}

/**
 * Lets those who ask for the same while it is being read wait for that one read. Otherwise, as often as what is kept
 * grows old, every message of a busy moment would ask the database by itself, and each make the others wait longer.
 */
function sharedReads<T>(): {
  readonly read: (what: string, begin: () => Promise<T>) => Promise<T>;
  readonly forget: () => void;
} {
  const underWay = new Map<string, Promise<T>>();
  return {
    read(what, begin) {
      const begun = underWay.get(what);
      if (begun !== undefined) return begun;
      const reading = begin().finally(() => {
        if (underWay.get(what) === reading) underWay.delete(what);
      });
      underWay.set(what, reading);
      return reading;
    },
    forget: () => underWay.clear(),
  };
}
