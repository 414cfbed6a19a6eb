/** What a contact says for later: no more messages of ours, an invitation next time, or to be forgotten; and the offers. */

import { WRITING_CHANNELS } from '../core/broadcast/write-first.ts';
import type { ConsultationId } from '../core/consultation.ts';
import { questionOf } from '../core/flow/walk.ts';
import { type LocalityCode, provinceOf } from '../core/locality.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import { readCommand } from '../core/reply/command.ts';
import { readWords } from '../core/reply/words.ts';
import {
  ERASURE_WORDING,
  HEARING_WORDING,
  OFFER_WORDING,
  readStandingToken,
  readStandingWord,
  STANDING_PURPOSES,
  type StandingPurpose,
  type StandingWord,
  standingToken,
  writeHolder,
} from '../core/standing-consent.ts';
import type { StandingConsentWrite } from '../ports/receiving-store.ts';
import type { ContactDesk, DeskSession } from './contact-desk.ts';
import { phraseFor } from './say-to-contact.ts';
import type { TurnServices } from './turn-services.ts';
import { type Withdrawal, withdrawWalk } from './withdraw-walk.ts';

/** A message with the walk it would go to. */
type Heard = { readonly message: InboundMessage; readonly session: DeskSession | null };

/** Takes such a word; `null` where the message is something else. */
export function answerStanding(
  services: TurnServices,
  desk: ContactDesk,
  heard: Heard,
): readonly OutboundMessage[] | null {
  const { message, session } = heard;
  const word = readIt(services, heard);
  if (word === null || word.kind === 'open') return null;
  const say = (key: string) => [phraseFor(services, { desk, message }, { key })];
  switch (word.kind) {
    case 'ask-erase':
      return [askErasure(services, { desk, message })];
    case 'erase':
      decide(services, desk, { purpose: 'erasure', decision: 'given' });
      return say('erasure.done').map((told) => ({ ...told, done: true }));
    case 'withdraw':
      return say(WITHDRAWN[takeBack(services, desk, session)]).map((told) => ({ ...told, done: true }));
    case 'stop':
      for (const purpose of STANDING_PURPOSES) decide(services, desk, { purpose, decision: 'withdrawn' });
      hearNoMore(services, desk, null);
      return say('broadcast.stopped');
    case 'stop-inviting':
      decide(services, desk, { purpose: 'invitation', decision: 'withdrawn' });
      return say('broadcast.invite-stopped');
    case 'stop-hearing':
      hearNoMore(services, desk, null);
      return say('broadcast.hear-stopped');
    case 'hear':
      return agreeToHear(services, desk, { ...heard, consultation: word.consultation });
    default: {
      const known = session?.state?.phase === 'finished' ? (session.state.place ?? null) : null;
      const province = word.province ?? provinceOf(known, services.gazetteer);
      decide(services, desk, { purpose: 'invitation', decision: 'given', province });
      return say('broadcast.agreed');
    }
  }
}

const WITHDRAWN: Readonly<Record<Withdrawal, string>> = {
  dropped: 'withdrawal.done',
  texts: 'withdrawal.done.texts',
  mixed: 'withdrawal.mixed',
  nothing: 'withdrawal.nothing',
};

function takeBack(services: TurnServices, desk: ContactDesk, session: DeskSession | null): Withdrawal {
  const outcome = withdrawWalk(services, desk, session);
  if (session !== null && (outcome === 'dropped' || outcome === 'texts'))
    hearNoMore(services, desk, session.consultationId);
  return outcome;
}

/** Of a consultation there is, on a channel on which somebody can be written to first. */
function agreeToHear(
  services: TurnServices,
  desk: ContactDesk,
  heard: Heard & { readonly consultation: ConsultationId | null },
): readonly OutboundMessage[] | null {
  const { message, session } = heard;
  const consultation = heard.consultation ?? session?.consultationId ?? null;
  const canWrite = WRITING_CHANNELS.includes(message.channel);
  if (consultation === null || !canWrite || services.catalogue.get(consultation) === undefined) return null;
  const before = desk.standing.filter(({ purpose }) => purpose !== 'hearing-back');
  desk.standing.splice(0, desk.standing.length, ...before, {
    ...{ key: hearingMark(services, desk, consultation), purpose: 'hearing-back', decision: 'given' },
    ...{ wording: HEARING_WORDING, holder: null, consultation },
  });
  return [phraseFor(services, { desk, message }, { key: 'broadcast.hear-agreed' })];
}

/** @param consultation `null`: of none any more */
function hearNoMore(services: TurnServices, desk: ContactDesk, consultation: ConsultationId | null): void {
  const before = desk.standing.filter(
    (one) => one.purpose !== 'hearing-back' || (consultation !== null && one.consultation !== consultation),
  );
  desk.standing.splice(0, desk.standing.length, ...before, {
    ...{ key: hearingMark(services, desk, consultation), purpose: 'hearing-back', decision: 'withdrawn' },
    ...{ wording: HEARING_WORDING, holder: null, consultation },
  });
}

/** Only tells decisions of one batch apart: what is kept of them stands under contact and consultation. */
function hearingMark(
  { addressBook }: TurnServices,
  desk: ContactDesk,
  consultation: ConsultationId | null,
): string {
  return addressBook.contactMark('hearing-back', `${desk.id} ${consultation ?? ''}`);
}

/** Says honestly what can be erased and what nobody can find again, before it is done. */
function askErasure(
  services: TurnServices,
  to: { readonly desk: ContactDesk; readonly message: InboundMessage },
): OutboundMessage {
  const asked = phraseFor(services, to, { key: 'erasure.ask' });
  const label = phraseFor(services, to, { key: 'erasure.control' }).text;
  const controlsLead = phraseFor(services, to, { key: 'broadcast.controls' }).text;
  return {
    ...asked,
    choices: [{ id: standingToken({ kind: 'erase' }), label, role: 'control' }],
    controlsLead,
  };
}

/** A tap on the button that follows a reminder or an invitation opens its code, as a link would; others stay as they are. */
export function followed(message: InboundMessage): InboundMessage {
  const word = message.content.kind === 'tap' ? readStandingToken(message.content.token) : null;
  if (word?.kind !== 'open') return message;
  const opened = { ...message, content: { kind: 'open' } } as const;
  return word.code === null ? opened : { ...opened, code: word.code };
}

/**
 * Asks, at the end of a walk, whether the child wants to hear what came of it, and whether it wants to be invited again: two
 * questions with a button each. Agreeing takes a tap or a word; doing nothing agrees to nothing, and nothing is kept of having
 * been asked. Where nobody can be written to first, nothing is asked.
 */
export function offerMessages(
  services: TurnServices,
  to: { readonly desk: ContactDesk; readonly message: InboundMessage },
  walk: { readonly place: LocalityCode | null; readonly consultationId: ConsultationId },
): readonly OutboundMessage[] {
  if (!WRITING_CHANNELS.includes(to.message.channel)) return [];
  const offer = phraseFor(services, to, { key: 'broadcast.offer' });
  const label = (control: string) => phraseFor(services, to, { key: `broadcast.control.${control}` }).text;
  const controlsLead = phraseFor(services, to, { key: 'broadcast.controls' }).text;
  const province = provinceOf(walk.place, services.gazetteer);
  const hear = standingToken({ kind: 'hear', consultation: walk.consultationId });
  const choices = [
    { id: hear, label: label('hear'), role: 'control' as const },
    { id: standingToken({ kind: 'invite', province }), label: label('invite'), role: 'control' as const },
  ];
  return [{ ...offer, choices, controlsLead }];
}

function readIt(services: TurnServices, { message, session }: Heard): StandingWord | null {
  const { content } = message;
  if (content.kind === 'tap') return readStandingToken(content.token);
  if (content.kind !== 'text') return null;
  const asked = whatIsAsked(services, session);
  const word = readStandingWord(content.text, asked);
  if (word !== null || asked !== 'nothing') return word;
  // With nothing to stop but our messages, "dừng" can only mean those.
  const isResting = session?.state?.phase === 'stopped';
  const isStop = !isResting && readCommand(readWords(content.text), content.text)?.read === 'stop';
  return isStop ? { kind: 'stop' } : null;
}

function whatIsAsked(services: TurnServices, session: DeskSession | null): 'nothing' | 'question' | 'words' {
  const asking = session?.state?.asking ?? null;
  if (session === null || session.state?.phase !== 'asking' || asking === null) return 'nothing';
  return questionOf(services.flows.get(session.flowHash), asking).kind === 'text' ? 'words' : 'question';
}

function decide(
  { addressBook }: TurnServices,
  desk: ContactDesk,
  what: {
    readonly purpose: Exclude<StandingPurpose, 'hearing-back' | 'withdrawal'>;
    readonly decision: StandingConsentWrite['decision'];
    readonly province?: LocalityCode | null;
  },
): void {
  const { purpose, decision, province = null } = what;
  const key = addressBook.contactMark(purpose, desk.id);
  const holder =
    decision === 'given' ? addressBook.encrypt(writeHolder({ contactId: desk.id, province })) : null;
  // Of several in one batch the last holds.
  const others = desk.standing.filter((one) => one.key !== key);
  desk.standing.splice(0, desk.standing.length, ...others, {
    ...{ key, purpose, decision, holder, wording: purpose === 'erasure' ? ERASURE_WORDING : OFFER_WORDING },
  });
}
