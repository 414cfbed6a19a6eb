/** What moderators and council members do with comments: themes, and which of them may be quoted in public. */

import type { Consultation, ConsultationId } from '../core/consultation.ts';
import type { QuestionId } from '../core/flow/flow.ts';
import type { FlowText } from '../core/flow/text.ts';
import { type Gazetteer, isProvinceCode, type LocalityCode, NATION, provinceOf } from '../core/locality.ts';
import { placesConcerned, type StaffMember } from '../core/staff/member.ts';
import type { CommentMark, CommentStore } from '../ports/comment-store.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { Random } from '../ports/random.ts';
import type { FlowLibrary } from './flow-library.ts';
import type { CommentReader } from './read-comments.ts';
import { resultScope } from './result-scope.ts';

/** What it needs. */
export type CommentServices = {
  readonly store: CommentStore;
  readonly consultations: Pick<ConsultationStore, 'list' | 'byId'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly random: Pick<Random, 'uuid'>;
  readonly read: CommentReader;
};

/** An open question of a consultation. */
export type OpenQuestion = { readonly id: QuestionId; readonly text: FlowText };

/** A consultation with open questions, as somebody reads its comments. */
export type CommentedConsultation = {
  readonly consultation: Consultation;
  /** Whose comments: `VN` or a province; `null` where the reader's place is too small to have comments of its own. */
  readonly scope: LocalityCode | null;
  readonly questions: readonly OpenQuestion[];
};

/** How a comment stands for being quoted in public. */
export type StoredQuote = CommentMark['quote'];

/** The use cases. */
export type CommentTending = ReturnType<typeof tendComments>;

/** Longest name of a theme, in characters. */
export const LONGEST_THEME = 40;

/** Binds them. */
export function tendComments(services: CommentServices) {
  const { store, consultations } = services;
  return {
    read: services.read,
    /** Consultations with open questions that run where somebody may read their comments. */
    async list(member: StaffMember): Promise<readonly CommentedConsultation[]> {
      const all = await Promise.all(
        (await consultations.list()).map((one) => commented(services, member, one)),
      );
      return all.filter((one) => one !== null).filter(({ questions }) => questions.length > 0);
    },
    /** One of them; `null` where there is none, or it runs nowhere near. */
    async find(member: StaffMember, id: ConsultationId): Promise<CommentedConsultation | null> {
      const consultation = await consultations.byId(id);
      return consultation === null ? null : commented(services, member, consultation);
    },
    /** How a comment stands for being quoted. */
    async quoteOf(id: ConsultationId, question: QuestionId): Promise<ReadonlyMap<string, StoredQuote>> {
      const marked = await store.marks({ consultationId: id, question });
      return new Map(marked.map(({ id: comment, quote }) => [comment, quote]));
    },
    async addTheme(
      id: ConsultationId,
      question: QuestionId,
      theme: { label: string; by: StaffMember },
    ): Promise<void> {
      const label = theme.label.replace(/\s+/g, ' ').trim().slice(0, LONGEST_THEME);
      if (label === '') return;
      const made = { id: services.random.uuid(), label, madeBy: theme.by.name };
      await store.addTheme({ consultationId: id, question }, made);
    },
    removeTheme: (id: ConsultationId, question: QuestionId, theme: string): Promise<void> =>
      store.removeTheme({ consultationId: id, question }, theme),
    tag: (
      id: ConsultationId,
      question: QuestionId,
      comment: { id: string; themes: readonly string[] },
    ): Promise<void> => store.tag({ consultationId: id, question }, comment.id, comment.themes),
    quote: (id: ConsultationId, question: QuestionId, comment: { id: string; by: StaffMember }) =>
      store.quote({ consultationId: id, question }, comment.id, comment.by),
    unquote: (id: ConsultationId, question: QuestionId, comment: string): Promise<void> =>
      store.unquote({ consultationId: id, question }, comment),
  };
}

async function commented(
  { flows, gazetteer }: CommentServices,
  member: StaffMember,
  consultation: Consultation,
): Promise<CommentedConsultation | null> {
  const asked = consultation.places;
  const places = placesConcerned(member, 'comments.tag', { asked, gazetteer });
  if (places.length === 0) return null;
  const flow = await flows.load(consultation.flowHash);
  const questions = flow.questions.flatMap(({ id, kind, text }) => (kind === 'text' ? [{ id, text }] : []));
  return {
    consultation,
    scope: widest(
      places.map((place) => resultScope(consultation, place, gazetteer)),
      gazetteer,
    ),
    questions,
  };
}

/** Of several places the one that shows most. */
function widest(scopes: readonly (LocalityCode | null)[], gazetteer: Gazetteer): LocalityCode | null {
  if (scopes.includes(NATION)) return NATION;
  return (
    scopes.find(
      (scope) => scope !== null && isProvinceCode(scope) && provinceOf(scope, gazetteer) !== null,
    ) ?? null
  );
}
