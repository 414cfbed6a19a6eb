/** What a moderator does with open answers, one at a time. */

import type { Consultation, ConsultationId } from '../core/consultation.ts';
import type { FlowText } from '../core/flow/text.ts';
import { hasQuestion, questionOf } from '../core/flow/walk.ts';
import type { Gazetteer } from '../core/locality.ts';
import { maskWords } from '../core/redaction/mask-words.ts';
import { mayAt, type StaffMember } from '../core/staff/member.ts';
import type { Ciphertext } from '../ports/address-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { HeldText, ModerationStore } from '../ports/moderation-store.ts';
import type { FlowLibrary } from './flow-library.ts';

/** A text whose writer may be in danger. */
export type EndangeredText = {
  /** The waiting text's; the same text opens one case, however often it is sent on. */
  readonly id: string;
  readonly consultationId: ConsultationId;
  readonly question: string;
  readonly text: string;
  readonly trace: Ciphertext;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Date;
};

/** What moderating needs. */
export type ModerationServices = {
  readonly store: ModerationStore;
  readonly consultations: Pick<ConsultationStore, 'list' | 'byId'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  /** Opens a protection case for the child behind a text; the same id opens one. */
  readonly openCase: (text: EndangeredText) => Promise<void>;
};

/** A text on a moderator's screen: nothing of who, where or when. */
export type TextToModerate = {
  readonly id: string;
  /** The wording asked; `null` where the flow has no such question. */
  readonly question: FlowText | null;
  readonly text: string;
};

/** What a moderator can decide. */
export type ModerationChoice =
  /** Shows the text; words by their place in it, from 0, are masked first. */
  | { readonly kind: 'show'; readonly masked: readonly number[] }
  | { readonly kind: 'withhold' }
  | { readonly kind: 'danger' };

/** The use cases of the queue. */
export type ModerationWork = ReturnType<typeof moderateTexts>;

/** How long a text stays on a moderator's screen before somebody else may get it. */
export const HOLD_MS = 10 * 60 * 1000;

/** How long a decision can be taken back. */
export const TAKE_BACK_MS = 10 * 60 * 1000;

/** Binds them. */
export function moderateTexts(services: ModerationServices) {
  const { store, clock } = services;
  return {
    /** How many texts wait that this moderator may see. */
    async waiting(member: StaffMember): Promise<number> {
      const mine = new Set((await consultationsOf(services, member)).map(({ id }) => id));
      const counts = await store.waiting();
      return counts.reduce(
        (sum, { consultationId, count }) => sum + (mine.has(consultationId) ? count : 0),
        0,
      );
    },
    /** The text this moderator holds, else the next; `null` where none waits. */
    async next(member: StaffMember): Promise<TextToModerate | null> {
      const now = clock.now();
      const held = await store.hold({
        moderator: member.id,
        consultations: (await consultationsOf(services, member)).map(({ id }) => id),
        now,
        until: new Date(now.getTime() + HOLD_MS),
      });
      return held === null ? null : showText(services, held);
    },
    /** A text this moderator holds; `null` where they hold it no more. */
    async held(member: StaffMember, id: string): Promise<TextToModerate | null> {
      const held = await store.held(id, member.id, clock.now());
      return held === null ? null : showText(services, held);
    },
    decide: (member: StaffMember, id: string, choice: ModerationChoice) =>
      decide(services, { member, id, choice }),
    /** Whether there is a decision that can be taken back. */
    canTakeBack: (member: StaffMember): Promise<boolean> => store.canTakeBack(member.id, since(clock.now())),
    /** Takes back this moderator's last decision; the text is on their screen again. */
    async takeBack(member: StaffMember): Promise<'taken-back' | 'nothing'> {
      const now = clock.now();
      const until = new Date(now.getTime() + HOLD_MS);
      const back = await store.takeBack({ moderator: member.id, since: since(now), until });
      return back === null ? 'nothing' : 'taken-back';
    },
  };
}

function since(now: Date): Date {
  return new Date(now.getTime() - TAKE_BACK_MS);
}

/** A text tells nobody where it comes from, so who reads a consultation's must reach all of its places. */
async function consultationsOf(
  { consultations, gazetteer }: ModerationServices,
  member: StaffMember,
): Promise<readonly Consultation[]> {
  const all = await consultations.list();
  return all.filter(({ places }) =>
    places.every((place) => mayAt(member, 'moderation.work', { place, gazetteer })),
  );
}

async function showText(
  { consultations, flows }: ModerationServices,
  { id, consultationId, question, text }: HeldText,
): Promise<TextToModerate> {
  const consultation = await consultations.byId(consultationId);
  const flow = consultation === null ? null : await flows.load(consultation.flowHash);
  const asked = flow !== null && hasQuestion(flow, question) ? questionOf(flow, question).text : null;
  return { id, question: asked, text };
}

type Deciding = { readonly member: StaffMember; readonly id: string; readonly choice: ModerationChoice };

/**
 * A case is opened before the text leaves the queue: where this is broken off between the two, the text is still there and
 * is sent on again, to the same case.
 *
 * @returns `gone` where the moderator does not hold the text any more
 */
async function decide(
  { store, clock, openCase }: ModerationServices,
  { member, id, choice }: Deciding,
): Promise<'decided' | 'gone'> {
  const at = clock.now();
  const held = await store.held(id, member.id, at);
  if (held === null) return 'gone';
  if (choice.kind === 'danger') {
    const { consultationId, question, text, trace } = held;
    await openCase({ id, consultationId, question, text, trace, by: member, at });
    await store.remove(id);
    return 'decided';
  }
  const text = choice.kind === 'show' ? maskWords(held.text, choice.masked) : null;
  return store.decide({ id, moderator: member.id, text, at });
}
