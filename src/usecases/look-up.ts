/** Finds everything that a batch depends on: what is remembered is not asked for again. */

import type { Invitation } from '../core/consultation.ts';
import type { ContactHash, InboxKey } from '../ports/address-book.ts';
import type { ReceivingStore, Situation, StoredContact, StoredSession } from '../ports/receiving-store.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import type { FlowLibrary } from './flow-library.ts';
import type { RecentContacts } from './recent-contacts.ts';

/** What finding needs. */
export type LookUpServices = {
  readonly store: ReceivingStore;
  readonly catalogue: ConsultationCatalogue;
  readonly flows: FlowLibrary;
  readonly recent: RecentContacts;
};

/** What is wanted for one contact. */
export type Wanted = {
  readonly hash: ContactHash;
  readonly allSessions: boolean;
  readonly keys: readonly InboxKey[];
  readonly codes: readonly string[];
};

/** What was found. Of contacts that were recalled no message keys were looked up: the commit finds repeated ones. */
export type Found = Situation & { readonly recalled: ReadonlySet<ContactHash> };

/** Looks everything up, in one query at most; consultations and flows are at hand afterwards. */
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
  const found = {
    contacts: new Map([...recalled, ...stored.contacts]),
    seen: stored.seen,
    invitations,
    recalled: new Set(recalled.keys()),
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
