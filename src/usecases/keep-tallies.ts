/** Keeps tallies of consultations off the chat: entered, corrected, withdrawn, and counted hand by hand in a class. */

import type { Consultation, ConsultationId } from '../core/consultation.ts';
import { statusOf } from '../core/consultation.ts';
import type { Flow } from '../core/flow/flow.ts';
import { type Gazetteer, isAmong, type LocalityCode } from '../core/locality.ts';
import { liesIn, type StaffMember } from '../core/staff/member.ts';
import { type ClassSitting, tallyQuestionsOf } from '../core/tally/class-sitting.ts';
import { type CountableQuestion, countableIn } from '../core/tally/countable.ts';
import type { Tally, TallyChange, TallyContent, TallyDeed } from '../core/tally/tally.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { TallyHand, TallyOutcome, TallyStore, TallyWish } from '../ports/tally-store.ts';
import type { FlowLibrary } from './flow-library.ts';

/** What keeping them needs. */
export type TallyServices = {
  readonly store: TallyStore;
  readonly consultations: Pick<ConsultationStore, 'list' | 'byId' | 'webCode'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
};

/** A consultation whose questions can be counted off the chat. */
export type TalliedConsultation = {
  readonly consultation: Consultation;
  readonly flow: Flow;
  readonly questions: readonly CountableQuestion[];
};

/** A change that is asked for. */
export type TallyChangeOrder = {
  readonly tally: Tally;
  /** The revision the form was drawn from. */
  readonly seen: number;
  readonly what: Exclude<TallyDeed, 'entered'>;
  readonly reason: string;
  readonly content: TallyContent;
};

/** The numbers of children that end a class: by band and sex, and where they come from. */
export type SittingEnd = Pick<TallyContent, 'children' | 'groups' | 'source'>;

/** The use cases. */
export type TallyKeeping = {
  /** Consultations that were opened and ask children of one of these places or of some of it, open ones first. */
  readonly consultationsAt: (places: readonly LocalityCode[]) => Promise<readonly Consultation[]>;
  /** One of those; `null` where it is none of them. */
  readonly consultationAt: (
    id: ConsultationId,
    places: readonly LocalityCode[],
  ) => Promise<TalliedConsultation | null>;
  /** Any, for what was begun with it. */
  readonly consultation: (id: ConsultationId) => Promise<TalliedConsultation | null>;
  /** The code its web page is reached by, for phones that are passed round; `null` when it is not open. */
  readonly openCode: (consultation: Consultation) => Promise<string | null>;
  readonly enter: (
    id: string,
    content: TallyContent,
    by: StaffMember,
  ) => Promise<'entered' | 'there-already'>;
  readonly alike: (content: TallyContent) => Promise<Tally | null>;
  readonly change: (order: TallyChangeOrder, by: StaffMember) => Promise<TallyOutcome>;
  readonly tally: (id: string) => Promise<Tally | null>;
  readonly list: (wish: TallyWish) => Promise<readonly Tally[]>;
  readonly changes: (id: string) => Promise<readonly TallyChange[]>;
  readonly begin: (sitting: ClassSitting, by: StaffMember) => Promise<void>;
  readonly sitting: (id: string) => Promise<ClassSitting | null>;
  readonly openSittings: (by: StaffMember) => Promise<readonly ClassSitting[]>;
  readonly keep: (sitting: ClassSitting) => Promise<'kept' | 'ended' | 'outdated'>;
  readonly end: (
    sitting: ClassSitting,
    end: SittingEnd,
    by: StaffMember,
  ) => Promise<'entered' | 'there-already'>;
};

/** Builds them. */
export function keepTallies(services: TallyServices): TallyKeeping {
  const { store, consultations, flows, gazetteer, clock } = services;
  const handOf = ({ id, name }: StaffMember): TallyHand => ({ byId: id, by: name, at: clock.now() });

  async function load(id: ConsultationId): Promise<TalliedConsultation | null> {
    const consultation = await consultations.byId(id);
    if (consultation === null) return null;
    const flow = await flows.load(consultation.flowHash);
    return { consultation, flow, questions: countableIn(flow) };
  }

  async function listAt(places: readonly LocalityCode[]): Promise<readonly Consultation[]> {
    const now = clock.now();
    const opened = (await consultations.list()).filter((one) => now >= one.opensAt);
    const here = opened.filter((one) => places.some((place) => asksWithin(one, place, gazetteer)));
    const isOpen = (one: Consultation): number => (statusOf(one, now) === 'closed' ? 1 : 0);
    return here.sort((a, b) => isOpen(a) - isOpen(b));
  }

  return {
    consultationsAt: listAt,
    async consultationAt(id, places) {
      const isHere = (await listAt(places)).some((one) => one.id === id);
      return isHere ? load(id) : null;
    },
    consultation: load,
    openCode: async (consultation) =>
      statusOf(consultation, clock.now()) === 'open' ? consultations.webCode(consultation.id) : null,
    enter: (id, content, by) => store.enter(id, content, handOf(by)),
    alike: (content) => store.alike(content),
    change: ({ tally, ...order }, by) => store.change({ id: tally.id, ...order, ...handOf(by) }),
    tally: (id) => store.get(id),
    list: (wish) => store.list(wish),
    changes: (id) => store.changes(id),
    begin: (sitting, by) => store.beginSitting(sitting, handOf(by)),
    sitting: (id) => store.sitting(id),
    openSittings: ({ id }) => store.openSittings(id),
    keep: (sitting) => store.keepSitting(sitting),
    async end(sitting, end, by) {
      const of = await load(sitting.consultationId);
      const { consultationId, place, heldOn } = sitting;
      const content: TallyContent = {
        ...{ kind: 'class-vote', heldOn, place, consultationId, circumstances: {}, ...end },
        questions: tallyQuestionsOf(sitting, of?.questions ?? []),
      };
      return store.endSitting(sitting.id, content, handOf(by));
    },
  };
}

/** Tells whether a consultation asks children of a place, or of some of it. */
function asksWithin({ places }: Consultation, place: LocalityCode, gazetteer: Gazetteer): boolean {
  return isAmong(places, place, gazetteer) || places.some((asked) => liesIn(asked, place, gazetteer));
}
