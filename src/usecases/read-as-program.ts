/** What another system may read: what was published, of its place and below; without a key, what everybody may read. */

import type { Consultation } from '../core/consultation.ts';
import type { Question } from '../core/flow/flow.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import type { ProgramReader } from '../core/program/api-key.ts';
import type { Release } from '../core/release/release.ts';
import { liesIn } from '../core/staff/member.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { FlowLibrary } from './flow-library.ts';
import { asksWithin } from './tell-releases.ts';

/** What reading needs. */
export type ProgramReadingServices = {
  readonly consultations: Pick<ConsultationStore, 'list' | 'find'>;
  readonly releases: Pick<ReleaseStore, 'all'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  /** The consultations whose results staff published for everybody. */
  readonly publicIds: () => Promise<ReadonlySet<string>>;
};

/** A consultation that somebody may read of, and how much. */
export type ReadableConsultation = {
  readonly consultation: Consultation;
  /** Whether everybody may read it. */
  readonly open: boolean;
  /** Whether figures of a scope may be read: `VN` is all of the consultation. */
  readonly mayRead: (scope: LocalityCode) => boolean;
};

/** Builds the look-ups. What somebody may not read is not there for them. */
export function readAsProgram(services: ProgramReadingServices) {
  const { consultations, releases, flows, gazetteer, publicIds } = services;
  return {
    /** By the day they open, newest first. */
    async list(reader: ProgramReader): Promise<readonly ReadableConsultation[]> {
      const [all, open] = await Promise.all([consultations.list(), publicIds()]);
      return all.flatMap((one) => readable(one, reader, { isOpen: open.has(one.id), gazetteer }) ?? []);
    },
    /** @param slug invitation codes, by which consultations are found elsewhere, open nothing here */
    async find(reader: ProgramReader, slug: string): Promise<ReadableConsultation | null> {
      const found = await consultations.find(slug);
      if (found === null || found.slug !== slug) return null;
      const open = await publicIds();
      return readable(found, reader, { isOpen: open.has(found.id), gazetteer });
    },
    /** Oldest first; none for whoever may not read all of the consultation. */
    async releases({ consultation, mayRead }: ReadableConsultation): Promise<readonly Release[]> {
      return mayRead(NATION) ? releases.all(consultation.id) : [];
    },
    questions: async ({ consultation }: ReadableConsultation): Promise<readonly Question[]> =>
      (await flows.load(consultation.flowHash)).questions,
    languages: async ({ consultation }: ReadableConsultation): Promise<readonly string[]> =>
      (await flows.load(consultation.flowHash)).languages,
  };
}

function readable(
  consultation: Consultation,
  reader: ProgramReader,
  { isOpen, gazetteer }: { readonly isOpen: boolean; readonly gazetteer: Gazetteer },
): ReadableConsultation | null {
  if (isOpen) return { consultation, open: true, mayRead: () => true };
  if (reader.kind === 'everyone' || !asksWithin(consultation.places, reader.place, gazetteer)) return null;
  const { place } = reader;
  // All of a consultation that asks nobody beyond a place is that place's.
  const whole = consultation.places.every((asked) => liesIn(asked, place, gazetteer));
  const mayRead = (scope: LocalityCode) => (scope === NATION ? whole : liesIn(scope, place, gazetteer));
  return { consultation, open: false, mayRead };
}
