/** Decides what one message of a contact means: a code, a start, or a step of the walk it is in. */

import { type Invitation, readCode } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import { questionOf } from '../core/flow/walk.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import { readReply } from '../core/reply/read-reply.ts';
import type { StepInput } from '../core/session/step-contract.ts';
import { answerStanding } from './answer-standing.ts';
import { beginWalk, latestWalk, walkOfCode } from './begin-walk.ts';
import { channelDoor } from './consultation-words.ts';
import { activate, activeSession, type ContactDesk, type DeskSession } from './contact-desk.ts';
import { answerOutside, keepEffects, tellsOfDanger } from './hear-call.ts';
import { type Addressee, doorFor, helplineCard, isCallForHelp, phraseFor } from './say-to-contact.ts';
import { openWalk, stepWalk } from './step-walk.ts';
import type { OneTimeCode, TurnInput, TurnOutcome, TurnServices } from './turn-services.ts';

/** Takes one message, changing the desk. */
export function takeTurn(services: TurnServices, desk: ContactDesk, input: TurnInput): TurnOutcome {
  const { message, invitation } = input;
  const { content } = message;
  setBlocked(desk, content.kind === 'blocked');
  if (content.kind === 'blocked' || content.kind === 'unblocked') return [];
  const session = activeSession(desk);
  if (isCallForHelp(content)) return answerCall(services, desk, { ...input, session });
  if (!isTypedCode(input) && tellsOfDanger(content))
    return answerDanger(services, desk, { ...input, session });
  const standing = answerStanding(services, desk, { message, session });
  if (standing !== null) return standing;
  const { oneTime } = input;
  if (invitation !== undefined && namesAnotherWalk(services, { message, session, invitation, oneTime })) {
    return enter(services, desk, { ...input, invitation, content });
  }
  if (message.code !== undefined && invitation === undefined) {
    return [phraseFor(services, { desk, message }, { key: 'invitation.unknown' })];
  }
  if (session === null) return [answerStranger(services, { desk, message })];
  return stepWalk(services, desk, {
    session,
    content,
    message,
    now: input.now,
    place: invitation?.place ?? null,
    isListed: invitation?.parentsSigned === true,
  });
}

/** What is printed on a strip or a poster says nothing else, whatever it sounds like; a code of letters alone may be a word. */
function isTypedCode({ message: { code, content }, invitation }: TurnInput): boolean {
  return invitation !== undefined && code === undefined && content.kind === 'text' && /\d/.test(content.text);
}

/** A call for help goes before everything: codes, closed doors, other consultations. */
function answerCall(
  services: TurnServices,
  desk: ContactDesk,
  { message, invitation, now, session }: TurnInput & { readonly session: DeskSession | null },
): TurnOutcome {
  const elsewhere = message.code !== undefined && invitation?.consultationId !== session?.consultationId;
  const { content } = message;
  if (session === null || elsewhere) {
    const place = invitation?.place ?? null;
    keepEffects(services, desk, { effects: [{ kind: 'safe-word' }], session: null, place });
    return [helplineCard(services, { desk, message })];
  }
  if (content.kind !== 'text') return [helplineCard(services, { desk, message })];
  return stepWalk(services, desk, { session, content, message, now, place: invitation?.place ?? null });
}

/** Words that tell of danger go before all the same things. */
function answerDanger(
  services: TurnServices,
  desk: ContactDesk,
  { message, invitation, now, session }: TurnInput & { readonly session: DeskSession | null },
): TurnOutcome {
  const elsewhere = message.code !== undefined && invitation?.consultationId !== session?.consultationId;
  const place = invitation?.place ?? null;
  const { content } = message;
  if (session === null || elsewhere || content.kind !== 'text')
    return [answerOutside(services, desk, { message, session: null, place })];
  return stepWalk(services, desk, { session, content, message, now, place });
}

/** Whoever writes wants to be answered, whatever the vendor said before. */
function setBlocked(desk: ContactDesk, blocked: boolean): void {
  if (desk.blocked === blocked) return;
  desk.blocked = blocked;
  desk.changed = true;
}

const NOTHING_ASKED: readonly [] = [];

/** Whether a message with a known code is about the code, and not an answer to the pending question. */
function namesAnotherWalk(
  services: TurnServices,
  at: {
    readonly message: InboundMessage;
    readonly session: DeskSession | null;
    readonly invitation: Invitation;
    readonly oneTime: OneTimeCode | null;
  },
): boolean {
  const { message, session, invitation, oneTime } = at;
  if (session === null) return true;
  if (oneTime !== null) return namesOtherCode(message, session, oneTime);
  const asking = session.state?.asking ?? null;
  // "Hà Nội" is an answer, and "thử" a word; only the bare letters are the codes HANOI and THU while something is asked.
  if (asking !== null && message.code === undefined && isMoreThanLetters(message.content)) return false;
  if (session.consultationId !== invitation.consultationId) return true;
  if (message.content.kind === 'open') return true;
  // What may be said at any moment is never a code: "bỏ qua" is no BOQUA.
  const { content } = message;
  if (content.kind === 'text' && readReply({ options: NOTHING_ASKED, reply: content.text }).read !== 'none')
    return false;
  // On the web every message carries the code; it is part of the address and says nothing by itself.
  if (message.code !== undefined) return false;
  if (asking === null) return true;
  return questionOf(services.flows.get(session.flowHash), asking).kind !== 'text';
}

/** Nobody says by chance what is printed on a strip; on the web it comes with every message and says whose it is. */
function namesOtherCode(message: InboundMessage, { state }: DeskSession, oneTime: OneTimeCode): boolean {
  if (message.code === undefined || message.content.kind === 'open') return true;
  return state === null ? !oneTime.isUsed : state.codeKey !== oneTime.key;
}

function isMoreThanLetters(content: InboundMessage['content']): boolean {
  return content.kind === 'text' && !/^[a-z0-9]+$/i.test(content.text.normalize('NFKC').trim());
}

type Entrance = TurnInput & { readonly invitation: Invitation; readonly content: StepInput };

/** Leads to the walk that a code means: the contact's own, or a new one. */
function enter(services: TurnServices, desk: ContactDesk, input: Entrance): TurnOutcome {
  if (!desk.complete) return 'needs-all-sessions';
  const { invitation, message, now, content } = input;
  const { place } = invitation;
  const found = services.catalogue.get(invitation.consultationId);
  if (found === undefined) return [phraseFor(services, { desk, message }, { key: 'invitation.unknown' })];
  const known = knownWalk(desk, input);
  if (known === 'used') {
    return [{ ...phraseFor(services, { desk, message }, { key: 'invitation.used' }), done: true }];
  }
  if (known !== null) activate(desk, known.id);
  const declined = known?.state?.phase === 'refused' || known?.state?.phase === 'ineligible';
  if (known !== null && !declined) {
    // A code typed as a word is no answer.
    const typed = content.kind === 'text' && message.code === undefined;
    return stepWalk(services, desk, {
      session: known,
      content: typed ? { kind: 'open' } : content,
      message,
      now,
      place,
      isListed: invitation.parentsSigned === true,
    });
  }
  const { consultation } = found;
  const to = { desk, message };
  if (invitation.withdrawn === true) {
    return [{ ...phraseFor(services, to, { key: 'invitation.withdrawn' }), done: true }];
  }
  const door =
    doorFor(services, to, { consultation, now }) ?? channelDoor(services, to, { consultation, invitation });
  if (door !== null) return [door];
  const oneTime = known === null ? input.oneTime : null;
  const listedOn = invitation.parentsSigned === true ? dayOf(now) : null;
  const session = beginWalk(services, desk, {
    message,
    consultation,
    place,
    oneTime,
    again: known,
    listedOn,
  });
  return openWalk(services, desk, { session, message, now, place });
}

function knownWalk(
  desk: ContactDesk,
  { invitation: { consultationId }, oneTime }: Entrance,
): DeskSession | 'used' | null {
  return oneTime === null ? latestWalk(desk, consultationId) : walkOfCode(desk, consultationId, oneTime);
}

/** Answers someone who is in no walk. */
function answerStranger(services: TurnServices, to: Addressee): OutboundMessage {
  const { content } = to.message;
  if (content.kind === 'unsupported' && content.what === 'hidden') {
    return phraseFor(services, to, { key: 'invitation.hidden' });
  }
  const text = content.kind === 'text' ? content.text : '';
  const looksLikeCode = /\d/.test(text) && readCode(text) !== null;
  return phraseFor(services, to, { key: looksLikeCode ? 'invitation.unknown' : 'invitation.ask-code' });
}
