/** The working copy of one contact while the messages of a batch are taken in order. */

import type { Language } from '../core/language.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import type { ParentDecision } from '../core/parents.ts';
import type { Disposition } from '../core/response.ts';
import type { SessionState } from '../core/session/state.ts';
import type { AddressBook, CodeKey, ContactHash, InboxKey } from '../ports/address-book.ts';
import type { Payload } from '../ports/channel.ts';
import type { Random } from '../ports/random.ts';
import type {
  ContactTurn,
  ParentAskWrite,
  ProtectionWrite,
  SessionId,
  SessionWrite,
  StandingConsentWrite,
  StoredContact,
  StoredSession,
  WaitingTextWrite,
} from '../ports/receiving-store.ts';

/** A walk on the desk: as stored, plus what this batch makes of it. */
export type DeskSession = Omit<StoredSession, 'version'> & {
  /** `null`: not stored yet. */
  readonly version: number | null;
  readonly changed: boolean;
};

/** One contact's working copy. Mutable on purpose: it lives for one batch and is never shared. */
export type ContactDesk = {
  readonly id: string;
  readonly hash: ContactHash;
  readonly first: InboundMessage;
  readonly expectedVersion: number | null;
  /** Whether `sessions` holds every walk of the contact, not just the active one. */
  readonly complete: boolean;
  readonly sessions: Map<SessionId, DeskSession>;
  language: Language | null;
  blocked: boolean;
  active: SessionId | null;
  changed: boolean;
  readonly inbox: { key: InboxKey; session: SessionId | null; reply: readonly OutboundMessage[] }[];
  readonly outbox: Payload[];
  readonly texts: WaitingTextWrite[];
  /** One-time codes that walks of this batch begin with. */
  readonly codes: CodeKey[];
  /** What was decided about messages that we begin. */
  readonly standing: StandingConsentWrite[];
  /** What belongs to the child's protection case. */
  protection: ProtectionWrite | null;
  /** What parents decided elsewhere, by walk. */
  readonly parentDecisions: Map<SessionId, ParentDecision>;
  /** Parents to be asked on phones of their own. */
  readonly parents: ParentAskWrite[];
};

/** Lays a contact on the desk; one that is not stored yet is made new. */
export function openDesk(
  hash: ContactHash,
  stored: StoredContact | undefined,
  opening: {
    readonly first: InboundMessage;
    readonly random: Random;
    readonly parentDecisions?: ReadonlyMap<SessionId, ParentDecision>;
  },
): ContactDesk {
  const known = stored?.sessions ?? (stored?.active ? [stored.active] : []);
  return {
    id: stored?.id ?? opening.random.uuid(),
    hash,
    first: opening.first,
    expectedVersion: stored?.version ?? null,
    complete: stored === undefined || stored.sessions !== undefined,
    sessions: new Map(known.map((session) => [session.id, { ...session, changed: false }])),
    language: stored?.language ?? null,
    blocked: stored?.blocked ?? false,
    active: stored?.active?.id ?? null,
    changed: stored === undefined,
    inbox: [],
    outbox: [],
    texts: [],
    codes: [],
    standing: [],
    protection: null,
    parentDecisions: new Map(opening.parentDecisions),
    parents: [],
  };
}

/** The walk that messages go to. */
export function activeSession(desk: ContactDesk): DeskSession | null {
  return desk.active === null ? null : (desk.sessions.get(desk.active) ?? null);
}

/** Makes a walk the one that messages go to. */
export function activate(desk: ContactDesk, id: SessionId): void {
  if (desk.active === id) return;
  desk.active = id;
  desk.changed = true;
}

/** Puts a walk's new state on the desk; the code it was opened with stays with it. */
export function keepState(
  desk: ContactDesk,
  session: DeskSession,
  next: { readonly state: SessionState; readonly disposition: Disposition | null },
): void {
  const codeKey = session.state?.codeKey;
  const state = codeKey === undefined ? next.state : { ...next.state, codeKey };
  desk.sessions.set(session.id, { ...session, ...next, state, changed: true });
}

function isNew(walk: SessionWrite): boolean {
  return walk.expectedVersion === null;
}

/**
 * The contact as it is stored once its turn was committed, to be remembered.
 *
 * @returns `null` where nothing may be remembered: of a child who is done, answers are kept in one place only
 */
export function contactAfter(desk: ContactDesk, { contact }: ContactTurn): StoredContact | null {
  const walks = [...desk.sessions.values()].map(sessionAfter);
  const active = walks.find(({ id }) => id === desk.active) ?? null;
  if (active?.disposition !== null) return null;
  const { id, hash, language, blocked, expectedVersion, changed } = contact;
  const version = expectedVersion === null ? 1 : expectedVersion + (changed ? 1 : 0);
  const onlyOne = desk.complete && walks.length === 1;
  return { id, hash, version, language, blocked, active, ...(onlyOne ? { sessions: walks } : {}) };
}

function sessionAfter({ changed, version, ...session }: DeskSession): StoredSession {
  return { ...session, version: (version ?? 0) + (changed ? 1 : 0) };
}

/**
 * Whether a walk was read that the commit will not compare, because the turn does not change it. What was remembered
 * of it may be outdated, and the reply with it: such a turn has to rest on what is stored.
 */
export function leavesWalkUnguarded(desk: ContactDesk): boolean {
  return [...desk.sessions.values()].some(({ version, changed }) => version !== null && !changed);
}

/** Clears the desk: everything that is to be written for this contact. */
export function closeDesk(desk: ContactDesk, addressBook: AddressBook): ContactTurn {
  const sessions: SessionWrite[] = [];
  for (const session of desk.sessions.values()) {
    if (!session.changed || session.state === null) continue;
    sessions.push({
      id: session.id,
      expectedVersion: session.version,
      consultationId: session.consultationId,
      flowHash: session.flowHash,
      respondent: session.respondent,
      state: session.state,
      disposition: session.disposition,
    });
  }
  return {
    contact: {
      id: desk.id,
      hash: desk.hash,
      channel: desk.first.channel,
      expectedVersion: desk.expectedVersion,
      account: desk.expectedVersion === null ? addressBook.encrypt(desk.first.account) : '',
      language: desk.language,
      blocked: desk.blocked,
      active: desk.active,
      // A turn that writes no walk, or a new one, is guarded by the contact's own version.
      changed: desk.changed || sessions.length === 0 || sessions.some(isNew),
    },
    sessions,
    inbox: desk.inbox,
    outbox: desk.outbox,
    texts: desk.texts,
    codes: desk.codes,
    standing: desk.standing,
    ...(desk.parents.length === 0 ? {} : { parents: desk.parents }),
    ...(desk.protection === null ? {} : { protection: desk.protection }),
  };
}
