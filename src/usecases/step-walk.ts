/** Takes one step of a walk and lays what follows from it on the desk. */

import { withDayHeard } from '../core/broadcast/write-first.ts';
import { CHANNEL_LIMITS } from '../core/channel.ts';
import { type Consultation, statusOf } from '../core/consultation.ts';
import { keptDays } from '../core/kept-days.ts';
import { isAmong, type LocalityCode } from '../core/locality.ts';
import type { InboundMessage } from '../core/message.ts';
import type { Disposition } from '../core/response.ts';
import { draftOf } from '../core/session/draft.ts';
import { withPace } from '../core/session/pace.ts';
import type { SessionState } from '../core/session/state.ts';
import { step } from '../core/session/step.ts';
import type { Effect, StepInput, StepResult } from '../core/session/step-contract.ts';
import type { WaitingTextWrite } from '../ports/receiving-store.ts';
import { offerMessages } from './answer-standing.ts';
import { beginWalk } from './begin-walk.ts';
import type { CataloguedConsultation } from './consultation-catalogue.ts';
import { openingOf, outsideAges } from './consultation-words.ts';
import { type ContactDesk, type DeskSession, keepState } from './contact-desk.ts';
import { answerOutside, keepEffects, tellsOfDanger } from './hear-call.ts';
import { askParent, parentsOf } from './parent-step.ts';
import { doorFor, helplineCard, isCallForHelp, languageOf, phraseFor } from './say-to-contact.ts';
import { traceOf } from './trace.ts';
import type { TurnOutcome, TurnServices } from './turn-services.ts';
import { leaveNothing } from './withdraw-walk.ts';

/** A step to be taken. */
export type Walk = {
  readonly session: DeskSession;
  readonly content: StepInput;
  readonly message: InboundMessage;
  readonly now: Date;
  /** The place of the invitation that came with the message, if one did. */
  readonly place: LocalityCode | null;
  /** Whether signed slips of parents were collected for that invitation. */
  readonly isListed?: boolean;
};

/** Begins to ask: what the consultation's plan says comes before the flow's first words. */
export function openWalk(
  services: TurnServices,
  desk: ContactDesk,
  turn: Omit<Walk, 'content'>,
): TurnOutcome {
  const asked = stepWalk(services, desk, { ...turn, content: { kind: 'open' } });
  const found = services.catalogue.get(turn.session.consultationId);
  if (typeof asked === 'string' || found === undefined) return asked;
  const language = turn.session.state?.language ?? languageOf({ desk, message: turn.message });
  return [...openingOf(services.say, found.consultation, language), ...asked];
}

/** Steps the walk; a consultation that is not open says so instead. */
export function stepWalk(services: TurnServices, desk: ContactDesk, turn: Walk): TurnOutcome {
  const { session, message, now } = turn;
  const found = services.catalogue.get(session.consultationId);
  if (found === undefined) return [phraseFor(services, { desk, message }, { key: 'invitation.unknown' })];
  const { consultation } = found;
  const door = doorFor(services, { desk, message }, { consultation, now });
  if (door !== null && isCallForHelp(turn.content)) {
    keepEffects(services, desk, { effects: [{ kind: 'safe-word' }], session, place: turn.place });
    return [helplineCard(services, { desk, message }), door];
  }
  if (door !== null && tellsOfDanger(turn.content)) return [answerOutside(services, desk, turn), door];
  // Who has finished is thanked while a consultation rests; once it is closed there is nothing left to offer.
  const hasFinished = session.state === null || session.state.phase === 'finished';
  if (door !== null && (!hasFinished || statusOf(consultation, now) === 'closed')) return [door];
  const { state, outbound, effects } = withinAsked(
    services,
    consultation,
    step({
      flow: services.flows.get(session.flowHash),
      state: session.state ?? sealedState(desk, message),
      input: turn.content,
      now,
      say: services.say,
      gazetteer: services.gazetteer,
      limits: CHANNEL_LIMITS[message.channel],
      run: runOf(session),
      minCell: consultation.minCell,
      keptDays: keptDays(consultation, services.contactDays),
      webLink: webLink(services, message, found),
      ...parentsOf(services, desk, { ...turn, consultation }),
    }),
  );
  if (effects.some((effect) => effect.kind === 'another-respondent')) {
    return welcomeAnother(services, desk, { ...turn, ...found });
  }
  keepEffects(services, desk, { effects, session: { ...session, state }, place: turn.place });
  if (effects.some((effect) => effect.kind === 'parent-asked')) askParent(services, desk, session);
  if (session.state === null) return outbound;
  settle(services, desk, { session, state, effects, now });
  const isComplete = effects.some((effect) => effect.kind === 'ended' && effect.disposition === 'complete');
  return isComplete
    ? [
        ...outbound,
        ...offerMessages(
          services,
          { desk, message },
          { place: state.place ?? null, consultationId: session.consultationId },
        ),
      ]
    : outbound;
}

/** Where the same consultation can be answered on the web; `null` where it cannot, or is already. */
function webLink(
  { publicUrl }: TurnServices,
  { channel }: InboundMessage,
  { consultation, webCode }: CataloguedConsultation,
): string | null {
  const isOnWeb = consultation.terms === null || consultation.terms.channels.includes('web');
  return channel === 'web' || webCode === null || !isOnWeb ? null : `${publicUrl}/c/${webCode}`;
}

/** A child of another place or age than those asked is thanked, told so, and nothing is kept. */
function withinAsked(services: TurnServices, consultation: Consultation, result: StepResult): StepResult {
  const { language, invited } = result.state;
  const text =
    outsidePlaces(services, consultation, result.state) ??
    outsideAges(services.say, consultation.terms, result.state);
  if (text === null) return result;
  return {
    state: {
      ...{ language, phase: 'ineligible', asking: null, trail: [], answers: {} },
      ...(invited === undefined ? {} : { place: invited, invited }),
    },
    outbound: [{ text, done: true }],
    effects: [{ kind: 'ended', disposition: 'refusal' }],
  };
}

function outsidePlaces(
  { gazetteer, say }: TurnServices,
  { places }: Consultation,
  { place, language }: SessionState,
): string | null {
  if (place === undefined || isAmong(places, place, gazetteer)) return null;
  const names = places.map((code) => gazetteer.find(code)?.name ?? code);
  return say(language, 'chat.place.outside', { places: names.join(', ') });
}

function welcomeAnother(
  services: TurnServices,
  desk: ContactDesk,
  turn: Walk & CataloguedConsultation,
): TurnOutcome {
  if (!desk.complete) return 'needs-all-sessions';
  const { message, consultation, now } = turn;
  const door = doorFor(services, { desk, message }, { consultation, now });
  if (door !== null) return [door];
  // One code, one child: the next one has a code of their own. Of a sealed walk nobody knows whether it had one.
  if (turn.session.state?.codeKey !== undefined || turn.webCode === null) {
    return [phraseFor(services, { desk, message }, { key: 'invitation.own-code' })];
  }
  // What the child before answered is not taken over; only what the invitation says.
  const place = turn.place;
  const session = beginWalk(services, desk, { message, consultation, place, oneTime: null, again: null });
  return openWalk(services, desk, { ...turn, session });
}

function settle(
  services: TurnServices,
  desk: ContactDesk,
  next: {
    readonly session: DeskSession;
    readonly state: SessionState;
    readonly effects: readonly Effect[];
    readonly now: Date;
  },
): void {
  const { session, state } = next;
  if (state === session.state && !session.changed) return;
  if (desk.language !== state.language) {
    desk.language = state.language;
    desk.changed = true;
  }
  const paced = withDayHeard(withPace(state, next.now), desk.first.channel, next.now);
  keepState(desk, session, { state: paced, disposition: waitingDisposition(state) });
  // Of children who are not asked nothing is kept, not even that they came.
  if (state.phase === 'ineligible' && session.state?.phase !== 'ineligible')
    leaveNothing(services, desk, { session, texts: [], gone: true });
  if (next.effects.some((effect) => effect.kind === 'ended' && effect.disposition === 'complete')) {
    desk.texts.push(...waitingTexts(services, desk, { session, state }));
  }
}

/** A walk that was stopped may be taken up again until the consultation closes; only then is it partial. */
function waitingDisposition({ phase }: SessionState): Disposition | null {
  if (phase === 'finished') return 'complete';
  return phase === 'refused' || phase === 'ineligible' ? 'refusal' : null;
}

function waitingTexts(
  services: TurnServices,
  desk: ContactDesk,
  ended: { readonly session: DeskSession; readonly state: SessionState },
): WaitingTextWrite[] {
  const draft = draftOf(services.flows.get(ended.session.flowHash), ended.state);
  return draft.texts.map(({ question, text }) => ({
    consultationId: ended.session.consultationId,
    question,
    text,
    trace: services.addressBook.encrypt(traceOf(desk.id, draft.ageBand, draft.place)),
  }));
}

/** A walk that was sealed is answered as a finished one; nothing of it is known any more. */
function sealedState(desk: ContactDesk, message: InboundMessage): SessionState {
  return { language: languageOf({ desk, message }), phase: 'finished', asking: null, trail: [], answers: {} };
}

/** The mark that ties buttons to this walk. */
function runOf(session: DeskSession): string {
  return session.id.replaceAll('-', '').slice(0, 6).toLowerCase();
}
