/** Takes one step of a walk and lays what follows from it on the desk. */

import { CHANNEL_LIMITS } from '../core/channel.ts';
import { type Consultation, statusOf } from '../core/consultation.ts';
import { isAmong, type LocalityCode } from '../core/locality.ts';
import type { InboundMessage } from '../core/message.ts';
import type { Disposition } from '../core/response.ts';
import { draftOf } from '../core/session/draft.ts';
import type { SessionState } from '../core/session/state.ts';
import { step } from '../core/session/step.ts';
import type { Effect, StepInput, StepResult } from '../core/session/step-contract.ts';
import type { WaitingTextWrite } from '../ports/receiving-store.ts';
import { beginWalk } from './begin-walk.ts';
import { type ContactDesk, type DeskSession, keepState } from './contact-desk.ts';
import { doorFor, helplineCard, isCallForHelp, languageOf, phraseFor } from './say-to-contact.ts';
import { traceOf } from './trace.ts';
import type { TurnOutcome, TurnServices } from './turn-services.ts';

/** A step to be taken. */
export type Walk = {
  readonly session: DeskSession;
  readonly content: StepInput;
  readonly message: InboundMessage;
  readonly now: Date;
  /** The place of the invitation that came with the message, if one did. */
  readonly place: LocalityCode | null;
};

/** Steps the walk; a consultation that is not open says so instead. */
export function stepWalk(services: TurnServices, desk: ContactDesk, turn: Walk): TurnOutcome {
  const { session, message, now } = turn;
  const found = services.catalogue.get(session.consultationId);
  if (found === undefined) return [phraseFor(services, { desk, message }, { key: 'invitation.unknown' })];
  const { consultation, webCode } = found;
  const door = doorFor(services, { desk, message }, { consultation, now });
  if (door !== null && isCallForHelp(turn.content)) return [helplineCard(services, { desk, message }), door];
  // Who has finished is thanked while a consultation rests; once it is closed there is nothing left to offer.
  const hasFinished = session.state === null || session.state.phase === 'finished';
  if (door !== null && (!hasFinished || statusOf(consultation, now) === 'closed')) return [door];
  const { state, outbound, effects } = withinPlaces(
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
      webLink: message.channel === 'web' || webCode === null ? null : `${services.publicUrl}/c/${webCode}`,
    }),
  );
  if (effects.some((effect) => effect.kind === 'another-respondent')) {
    return welcomeAnother(services, desk, { ...turn, consultation });
  }
  if (session.state !== null) settle(services, desk, { session, state, effects });
  return outbound;
}

/** A child of another place than those asked is thanked, told so, and nothing is kept. */
function withinPlaces(services: TurnServices, consultation: Consultation, result: StepResult): StepResult {
  const { state } = result;
  const { gazetteer } = services;
  if (state.place === undefined || isAmong(consultation.places, state.place, gazetteer)) return result;
  const { language } = state;
  const provinces = consultation.places.map((code) => gazetteer.find(code)?.name ?? code);
  const text = services.say(language, 'chat.place.outside', { places: provinces.join(', ') });
  return {
    state: { language, phase: 'ineligible', asking: null, trail: [], answers: {} },
    outbound: [{ text, done: true }],
    effects: [{ kind: 'ended', disposition: 'refusal' }],
  };
}

function welcomeAnother(
  services: TurnServices,
  desk: ContactDesk,
  turn: Walk & { readonly consultation: Consultation },
): TurnOutcome {
  if (!desk.complete) return 'needs-all-sessions';
  const { message, consultation, place, now } = turn;
  const door = doorFor(services, { desk, message }, { consultation, now });
  if (door !== null) return [door];
  // What the child before answered is not taken over; only what the invitation says.
  const session = beginWalk(services, desk, { message, consultation, place, again: null });
  return stepWalk(services, desk, { ...turn, session, content: { kind: 'open' } });
}

function settle(
  services: TurnServices,
  desk: ContactDesk,
  next: { readonly session: DeskSession; readonly state: SessionState; readonly effects: readonly Effect[] },
): void {
  const { session, state } = next;
  if (state === session.state && !session.changed) return;
  if (desk.language !== state.language) {
    desk.language = state.language;
    desk.changed = true;
  }
  keepState(desk, session, { state, disposition: waitingDisposition(state) });
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
