/** Receives a batch of messages: loads all that they concern, takes every turn, commits all in one statement. */

import { readCode } from '../core/consultation.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import type { ContactHash, InboxKey } from '../ports/address-book.ts';
import type { Channel, Payload } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { StoredContact } from '../ports/receiving-store.ts';
import { followed } from './answer-standing.ts';
import {
  activeSession,
  type ContactDesk,
  closeDesk,
  contactAfter,
  leavesWalkUnguarded,
  openDesk,
} from './contact-desk.ts';
import { countGuesses, type GuessCount, isGuess } from './guess-count.ts';
import { type Found, type LookUpServices, lookUp, type Wanted } from './look-up.ts';
import type { RecentContacts } from './recent-contacts.ts';
import { stepWalk } from './step-walk.ts';
import { takeTurn } from './take-turn.ts';
import type { TurnOutcome, TurnServices } from './turn-services.ts';

/**
 * What became of one message.
 *
 * - `committed`: handled now; `duplicate`: it had been handled before, and gets the same reply
 * - `failed`: can never be handled (a bug); it is dropped so that it does not block what comes after it
 * - `unavailable`: not handled; a redelivery may succeed
 * - `postponed`: not handled, but kept, and handled as soon as it can be
 */
export type MessageOutcome = {
  readonly kind: 'committed' | 'duplicate' | 'failed' | 'unavailable' | 'postponed';
  /** What is to leave in the response to this delivery; the rest is in the outbox. */
  readonly reply: readonly Payload[];
};

/** Handles a batch; outcomes are in the order of the messages. Never throws. */
export type ReceiveMessages = (batch: readonly InboundMessage[]) => Promise<readonly MessageOutcome[]>;

/** What receiving needs. */
export type ReceivingServices = TurnServices &
  LookUpServices & {
    readonly channels: ReadonlyMap<InboundMessage['channel'], Channel>;
    readonly clock: Clock;
    readonly log: Log;
  };

/** How often a contact's turn is taken again after someone else changed the contact meanwhile. */
const MAX_TRIES = 6;

type Entry = {
  readonly message: InboundMessage;
  readonly hash: ContactHash;
  readonly key: InboxKey;
  /** A code the message names or may be. */
  readonly code: string | null;
  outcome: MessageOutcome | null;
  /** The code leads nowhere. */
  isWrong: boolean;
};

type Try = { readonly entries: readonly Entry[]; readonly hash: ContactHash; readonly allSessions: boolean };

const UNAVAILABLE: MessageOutcome = { kind: 'unavailable', reply: [] };
const FAILED: MessageOutcome = { kind: 'failed', reply: [] };

/** Builds the one use case that every delivery goes through. */
export function receiveMessages(services: ReceivingServices): ReceiveMessages {
  const guesses = countGuesses();
  return async (batch) => {
    const entries = batch.map((message) => entryOf(services, guesses, message));
    let tries = byContact(entries);
    for (let round = 0; round < MAX_TRIES && tries.length > 0; round += 1) {
      tries = await attempt(services, tries);
    }
    for (const { hash, isWrong } of entries) if (isWrong) guesses.wrong(hash, services.clock.now());
    return entries.map((entry) => entry.outcome ?? UNAVAILABLE);
  };
}

function entryOf(services: ReceivingServices, guesses: GuessCount, delivered: InboundMessage): Entry {
  const message = followed(delivered);
  const named = message.code ?? (message.content.kind === 'text' ? message.content.text : null);
  const hash = services.addressBook.contactHash(message.channel, message.account);
  const code = named === null || named.length > 40 ? null : readCode(named);
  // On the web the page's address names the code, and its door counts.
  const isTry = message.channel !== 'web' && code !== null && isGuess(code);
  return {
    message,
    hash,
    key: services.addressBook.inboxKey(message.channel, message.key),
    code: isTry && guesses.isSpent(hash, services.clock.now()) ? null : code,
    outcome: null,
    isWrong: false,
  };
}

function byContact(entries: readonly Entry[]): Try[] {
  const contacts = new Map<ContactHash, Entry[]>();
  for (const entry of entries) {
    const list = contacts.get(entry.hash);
    if (list === undefined) contacts.set(entry.hash, [entry]);
    else list.push(entry);
  }
  return [...contacts].map(([hash, list]) => ({
    hash,
    entries: list,
    allSessions: list.some(({ message }) => message.content.kind === 'open'),
  }));
}

/** @returns the contacts to try again */
async function attempt(services: ReceivingServices, tries: readonly Try[]): Promise<Try[]> {
  try {
    return await attemptTogether(services, tries);
  } catch (error) {
    // Nobody knows what of it was committed.
    for (const { hash } of tries) services.recent.drop(hash, false);
    if (tries.length === 1 || isUnavailable(error)) {
      services.log.error('receive.failed', error, { contacts: tries.length });
      return [];
    }
    // One contact's data may be what the database refuses: find out by halves, so that the others are served.
    const middle = Math.ceil(tries.length / 2);
    return [
      ...(await attempt(services, tries.slice(0, middle))),
      ...(await attempt(services, tries.slice(middle))),
    ];
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'storage-unavailable';
}

async function attemptTogether(services: ReceivingServices, tries: readonly Try[]): Promise<Try[]> {
  const situation = await lookUp(services, tries.map(wantedBy));
  const again: Try[] = [];
  const taken: {
    readonly one: Try;
    readonly desk: ContactDesk;
    readonly outcomes: Map<Entry, MessageOutcome>;
  }[] = [];
  for (const one of tries) {
    const result = takeAll(services, one, situation);
    if (result === 'needs-all-sessions') again.push({ ...one, allSessions: true });
    else if (result.desk.inbox.length === 0) settleEntries(result.outcomes);
    else if (situation.recalled.has(one.hash) && leavesWalkUnguarded(result.desk)) {
      services.recent.drop(one.hash, false);
      again.push(one);
    } else taken.push({ one, ...result });
  }
  if (taken.length === 0) return again;
  const turns = taken.map(({ desk }) => closeDesk(desk, services.addressBook));
  const outcomes = await services.store.commit(turns, services.clock.now());
  taken.forEach(({ one, desk, outcomes: settled }, index) => {
    const turn = turns[index];
    if (turn !== undefined && outcomes[index] === 'committed') {
      settleEntries(settled);
      remember(services.recent, contactAfter(desk, turn), one.hash);
    } else {
      services.recent.drop(one.hash, situation.recalled.has(one.hash));
      again.push(one);
    }
  });
  return again;
}

function remember(recent: RecentContacts, contact: StoredContact | null, hash: ContactHash): void {
  if (contact === null) recent.drop(hash, false);
  else recent.keep(contact);
}

function wantedBy({ hash, allSessions, entries }: Try): Wanted {
  const codes = entries.map(({ code }) => code).filter((code) => code !== null);
  return { hash, allSessions, codes, keys: entries.map(({ key }) => key) };
}

function settleEntries(outcomes: ReadonlyMap<Entry, MessageOutcome>): void {
  for (const [entry, outcome] of outcomes) entry.outcome = outcome;
}

function takeAll(
  services: ReceivingServices,
  one: Try,
  situation: Found,
): { readonly desk: ContactDesk; readonly outcomes: Map<Entry, MessageOutcome> } | 'needs-all-sessions' {
  const [first] = one.entries;
  if (first === undefined) throw new Error('a contact without messages');
  const desk = openDesk(one.hash, situation.contacts.get(one.hash), {
    first: first.message,
    random: services.random,
    parentDecisions: situation.parentDecisions,
  });
  const outcomes = new Map<Entry, MessageOutcome>();
  const repliesInBatch = new Map<InboxKey, readonly OutboundMessage[]>();
  for (const entry of one.entries) {
    const earlier = situation.seen.get(entry.key) ?? repliesInBatch.get(entry.key);
    if (earlier !== undefined || situation.seen.has(entry.key)) {
      const reply = earlier ?? answerSealed(services, desk, entry);
      outcomes.set(entry, { kind: 'duplicate', reply: directReply(services, entry, reply) });
      continue;
    }
    const outbound = takeOne(services, desk, { entry, situation });
    if (outbound === 'needs-all-sessions') return outbound;
    if (outbound === 'failed') {
      outcomes.set(entry, FAILED);
      continue;
    }
    desk.inbox.push({ key: entry.key, session: desk.active, reply: outbound });
    repliesInBatch.set(entry.key, outbound);
    const direct = directReply(services, entry, outbound);
    if (direct.length === 0) desk.outbox.push(...render(services, entry, outbound));
    outcomes.set(entry, { kind: 'committed', reply: direct });
  }
  return { desk, outcomes };
}

/** What was answered is erased at sealing; whoever did not get it hears at least that all arrived. */
function answerSealed(
  services: ReceivingServices,
  desk: ContactDesk,
  entry: Entry,
): readonly OutboundMessage[] {
  const session = activeSession(desk);
  if (session === null || session.state !== null) return [];
  const { message } = entry;
  const turn = {
    session,
    message,
    content: { kind: 'open' },
    now: services.clock.now(),
    place: null,
  } as const;
  const outbound = guard(services, entry, () => stepWalk(services, desk, turn));
  return typeof outbound === 'string' ? [] : outbound;
}

function takeOne(
  services: ReceivingServices,
  desk: ContactDesk,
  { entry, situation }: { readonly entry: Entry; readonly situation: Found },
): TurnOutcome | 'failed' {
  const { message, code } = entry;
  const invitation = code === null ? undefined : situation.invitations.get(code);
  entry.isWrong = message.channel !== 'web' && code !== null && isGuess(code) && invitation === undefined;
  const oneTime = code === null ? null : (situation.oneTime.get(code) ?? null);
  return guard(services, entry, () =>
    takeTurn(services, desk, { message, invitation, oneTime, now: services.clock.now() }),
  );
}

/** A bug in a rule must not make a vendor redeliver for ever and block the chat. */
function guard(
  services: ReceivingServices,
  { message }: Entry,
  take: () => TurnOutcome,
): TurnOutcome | 'failed' {
  try {
    return take();
  } catch (error) {
    const { channel, content } = message;
    services.log.error('receive.turn-failed', error, { channel, content: content.kind });
    return 'failed';
  }
}

function render(
  services: ReceivingServices,
  entry: Entry,
  outbound: readonly OutboundMessage[],
): readonly Payload[] {
  if (outbound.length === 0) return [];
  return services.channels.get(entry.message.channel)?.render(outbound) ?? [];
}

/** The payloads that fit into the response to the delivery; none when they have to go through the outbox. */
function directReply(
  services: ReceivingServices,
  entry: Entry,
  outbound: readonly OutboundMessage[],
): readonly Payload[] {
  const channel = services.channels.get(entry.message.channel);
  if (channel?.replyBody === undefined) return [];
  const payloads = render(services, entry, outbound);
  return payloads.length <= channel.repliesInResponse ? payloads : [];
}
