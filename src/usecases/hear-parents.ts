/** Hears parents on a page of their own: what is asked of them, what they decide, and taking it back. */

import { type ConsultationStatus, statusOf } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import { keptDays } from '../core/kept-days.ts';
import { type LetterMatter, PARENT_CODE_DAYS, readParentCode } from '../core/parents.ts';
import { droppedByParent } from '../core/session/commands/parent.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { ParentStore, ParentWord } from '../ports/parent-store.ts';
import { writerOf } from './trace.ts';

/** What hearing parents needs. */
export type ParentServices = {
  readonly parents: ParentStore;
  readonly consultations: Pick<ConsultationStore, 'byId'>;
  readonly attempts: Pick<AttemptStore, 'wait' | 'giveBack'>;
  readonly addressBook: AddressBook;
  readonly clock: Clock;
  /** Days for which accounts are kept after children were to hear back. */
  readonly contactDays: number;
};

/** What a parent finds behind a code. */
export type ParentsPage =
  /** No such code, or the walk is sealed or gone: which of these nobody can tell. */
  | { readonly kind: 'unknown' }
  /** Too many wrong codes came from this line. */
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'found';
      readonly letter: LetterMatter;
      /**
       * - `asking`: nothing was decided, and can be
       * - `expired`: the code is too old to decide with
       * - `closed`: the consultation takes no answers any more, and nothing was decided
       */
      readonly standing: 'asking' | 'expired' | 'closed' | 'agreed' | 'declined' | 'withdrawn';
      /** Day of the decision. */
      readonly day: string | null;
    };

/** What a parent does. */
export type ParentAct = 'agree' | 'decline' | 'withdraw';

/** A code with the line it comes from. */
export type ParentVisit = { readonly typed: string; readonly line: string };

/** Wrong codes of a line. A parent mistypes a few; a guesser gets nowhere among a hundred thousand million. */
export const WRONG_CODES = { most: 30, windowSeconds: 15 * 60 };

/** How often a walk is looked at anew when its child writes at the same moment. */
const TRIES = 4;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Builds the look behind a code. */
export function showParents(services: ParentServices): (visit: ParentVisit) => Promise<ParentsPage> {
  return async (visit) => {
    const found = await find(services, visit);
    return found === 'unknown' || found === 'busy' ? { kind: found } : pageOf(services, found);
  };
}

/** How an act ended; `late`: the answers were sealed, and nobody can find them. */
export type ParentOutcome = 'done' | 'late' | 'unknown' | 'busy';

/** Builds the use case. What was decided already stays; the page then tells what. */
export function hearParent(
  services: ParentServices,
): (visit: ParentVisit, act: ParentAct) => Promise<ParentOutcome> {
  return async (visit, act) => {
    const found = await find(services, visit);
    if (found === 'busy') return 'busy';
    if (found === 'unknown') return act === 'withdraw' ? 'late' : 'unknown';
    if (act === 'withdraw') return withdraw(services, visit, found);
    const page = await pageOf(services, found);
    if (page.kind === 'found' && page.standing === 'asking') {
      const decision = act === 'agree' ? 'agreed' : 'declined';
      await services.parents.decide(found.walk, decision, dayOf(services.clock.now()));
    }
    return 'done';
  };
}

async function find(
  { parents, attempts, addressBook, clock }: ParentServices,
  { typed, line }: ParentVisit,
): Promise<ParentWord | 'unknown' | 'busy'> {
  const code = readParentCode(typed);
  if (code === null) return 'unknown';
  // Counted before it is tried; what was right is taken off again.
  const key = `parent code line ${line}`;
  if ((await attempts.wait([{ key, ...WRONG_CODES }], clock.now())) > 0) return 'busy';
  const found = await parents.find(addressBook.parentKey(code));
  if (found === null) return 'unknown';
  await attempts.giveBack([key]);
  return found;
}

async function pageOf(
  { consultations, clock, contactDays }: ParentServices,
  found: ParentWord,
): Promise<ParentsPage> {
  const consultation = await consultations.byId(found.consultationId);
  const terms = consultation?.terms ?? null;
  if (consultation === null || terms === null) return { kind: 'unknown' };
  const now = clock.now();
  const { asker, purpose, use } = terms;
  const { title, minCell } = consultation;
  return {
    kind: 'found',
    letter: { title, asker, purpose, use, minCell, keptDays: keptDays(consultation, contactDays) },
    standing: found.decision ?? standingOf(found, statusOf(consultation, now), now),
    day: found.decidedOn,
  };
}

function standingOf(
  { askedOn }: ParentWord,
  status: ConsultationStatus,
  now: Date,
): 'asking' | 'expired' | 'closed' {
  if (status === 'closed') return 'closed';
  const oldest = dayOf(new Date(now.getTime() - PARENT_CODE_DAYS * DAY_MS));
  return askedOn < oldest ? 'expired' : 'asking';
}

async function withdraw(
  services: ParentServices,
  visit: ParentVisit,
  first: ParentWord,
): Promise<ParentOutcome> {
  const { parents, addressBook, clock } = services;
  let found: ParentWord | 'unknown' | 'busy' = first;
  for (let round = 0; round < TRIES && typeof found !== 'string'; round += 1) {
    if (found.decision !== 'agreed') return 'done';
    const day = dayOf(clock.now());
    const { walk, version, state } = found;
    const outcome = await parents.withdraw({
      ...{ walk, version, day },
      state: {
        ...droppedByParent(state, day),
        ...(state.codeKey === undefined ? {} : { codeKey: state.codeKey }),
      },
      texts: await textsOf({ parents, addressBook }, found),
    });
    if (outcome === 'withdrawn') return 'done';
    found = await find(services, visit);
  }
  return 'late';
}

/** Texts of the walk that can still be found: by their writer, their question and, unless a moderator changed them, their words. */
async function textsOf(
  { parents, addressBook }: Pick<ParentServices, 'parents' | 'addressBook'>,
  { consultationId, contactId, state }: ParentWord,
): Promise<readonly string[]> {
  const traced = await parents.traces(consultationId);
  return traced
    .filter(({ question, text }) => {
      const answer = Object.hasOwn(state.answers, question) ? state.answers[question] : undefined;
      return typeof answer === 'string' && (text === null || text === answer);
    })
    .filter(({ trace }) => writerOf(addressBook.decrypt(trace)) === contactId)
    .map(({ id }) => id);
}
