/** Finds everything that a batch depends on: what is remembered is not asked for again. */

import type { Invitation } from '../core/consultation.ts';
import type { ParentDecision } from '../core/parents.ts';
import { halfAnswered } from '../core/session/trail.ts';
import type { AddressBook, ContactHash, InboxKey } from '../ports/address-book.ts';
import type {
  ReceivingStore,
  SessionId,
  Situation,
  StoredContact,
  StoredSession,
} from '../ports/receiving-store.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import type { FlowLibrary } from './flow-library.ts';
import type { RecentContacts } from './recent-contacts.ts';
import type { OneTimeCode } from './turn-services.ts';

/** What finding needs. */
export type LookUpServices = {
  readonly store: ReceivingStore;
  readonly catalogue: ConsultationCatalogue;
  readonly flows: FlowLibrary;
  readonly recent: RecentContacts;
  readonly addressBook: Pick<AddressBook, 'codeKey'>;
};

/** What is wanted for one contact. */
export type Wanted = {
  readonly hash: ContactHash;
  readonly allSessions: boolean;
  readonly keys: readonly InboxKey[];
  readonly codes: readonly string[];
};

/** What was found. Of contacts that were recalled no message keys were looked up: the commit finds repeated ones. */
export type Found = Situation & {
  readonly recalled: ReadonlySet<ContactHash>;
  /** Those of the invitations that are for one child, by code. */
  readonly oneTime: ReadonlyMap<string, OneTimeCode>;
  /** What parents decided elsewhere, of walks that wait for it. */
  readonly parentDecisions: ReadonlyMap<SessionId, ParentDecision>;
};

/** Looks everything up, in one query but for one-time codes that nobody here began with; consultations and flows are at hand afterwards. */
export async function lookUp(services: LookUpServices, wanted: readonly Wanted[]): Promise<Found> {
  const recalled = recallAll(services.recent, wanted);
  const asked = wanted.filter(({ hash }) => !recalled.has(hash));
  const invitations = new Map<string, Invitation>();
  const codes = new Set<string>();
  for (const code of wanted.flatMap((one) => one.codes)) {
    const recent = services.catalogue.recentInvitation(code);
    if (recent === undefined) codes.add(code);
    else if (recent !== null) invitations.set(code, recent);
  }
  const stored = await load(services, asked, codes);
  for (const [code, invitation] of stored.invitations) invitations.set(code, invitation);
  const contacts = new Map([...recalled, ...stored.contacts]);
  const found = {
    contacts,
    seen: stored.seen,
    invitations,
    recalled: new Set(recalled.keys()),
    oneTime: await lookUpOneTime(services, contacts, invitations),
    parentDecisions: await lookUpParents(services, contacts),
  };
  await bringAtHand(services, found);
  return found;
}

function recallAll(recent: RecentContacts, wanted: readonly Wanted[]): Map<ContactHash, StoredContact> {
  const recalled = new Map<ContactHash, StoredContact>();
  for (const { hash, allSessions } of wanted) {
    const contact = recent.recall(hash);
    if (contact !== undefined && (!allSessions || contact.sessions !== undefined))
      recalled.set(hash, contact);
  }
  return recalled;
}

const NOTHING: Situation = { contacts: new Map(), seen: new Map(), invitations: new Map() };

async function load(
  { store, catalogue }: LookUpServices,
  asked: readonly Wanted[],
  codes: ReadonlySet<string>,
): Promise<Situation> {
  if (asked.length === 0 && codes.size === 0) return NOTHING;
  const stored = await store.load({
    contacts: asked.map(({ hash }) => hash),
    withAllSessions: asked.filter(({ allSessions }) => allSessions).map(({ hash }) => hash),
    keys: asked.flatMap(({ keys }) => keys),
    codes: [...codes],
  });
  catalogue.keepInvitations(codes, stored.invitations);
  return stored;
}

const NO_ONE_TIME_CODES: ReadonlyMap<string, OneTimeCode> = new Map();

/** A code that a walk at hand was begun with needs no look: on the web it comes with every message. */
async function lookUpOneTime(
  { store, addressBook }: LookUpServices,
  contacts: ReadonlyMap<ContactHash, StoredContact>,
  invitations: ReadonlyMap<string, Invitation>,
): Promise<ReadonlyMap<string, OneTimeCode>> {
  const codes = [...invitations.values()].filter(({ oneTime }) => oneTime).map(({ code }) => code);
  if (codes.length === 0) return NO_ONE_TIME_CODES;
  const keys = new Map(codes.map((code) => [code, addressBook.codeKey(code)]));
  const walks = [...contacts.values()].flatMap(sessionsOf);
  const begun = new Set(walks.flatMap(({ state }) => state?.codeKey ?? []));
  const asked = [...keys.values()].filter((key) => !begun.has(key));
  const used = asked.length === 0 ? begun : await store.usedCodes(asked);
  return new Map([...keys].map(([code, key]) => [code, { key, isUsed: begun.has(key) || used.has(key) }]));
}

const NO_DECISIONS: ReadonlyMap<SessionId, ParentDecision> = new Map();

/** Asked for only where a child waits for a parent. */
async function lookUpParents(
  { store }: LookUpServices,
  contacts: ReadonlyMap<ContactHash, StoredContact>,
): Promise<ReadonlyMap<SessionId, ParentDecision>> {
  const waiting: SessionId[] = [];
  for (const contact of contacts.values()) {
    for (const { id, state } of sessionsOf(contact)) {
      if (state !== null && halfAnswered(state)?.kind === 'parent') waiting.push(id);
    }
  }
  return waiting.length === 0 ? NO_DECISIONS : store.parentDecisions(waiting);
}

async function bringAtHand({ catalogue, flows }: LookUpServices, found: Situation): Promise<void> {
  const sessions = [...found.contacts.values()].flatMap(sessionsOf);
  const ids = new Set(sessions.map((session) => session.consultationId));
  for (const invitation of found.invitations.values()) ids.add(invitation.consultationId);
  await catalogue.ensure(ids);
  const hashes = new Set(sessions.map((session) => session.flowHash));
  for (const id of ids) {
    const known = catalogue.get(id);
    if (known !== undefined) hashes.add(known.consultation.flowHash);
  }
  await flows.ensure(hashes);
}

function sessionsOf(contact: StoredContact): readonly StoredSession[] {
  return contact.sessions ?? (contact.active === null ? [] : [contact.active]);
}
