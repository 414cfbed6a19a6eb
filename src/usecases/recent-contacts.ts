/** The contacts this process has just served, so that their next message needs no look into the database. */

import type { ContactHash } from '../ports/address-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoredContact } from '../ports/receiving-store.ts';

/** How long a contact is remembered after its last message, in milliseconds. */
const REMEMBERED_MS = 10 * 60_000;

/** So many recollections are looked at to see whether they can be relied on. */
const TRIAL = 128;

/** Beyond this share of outdated recollections, remembering costs more than it saves. */
const TOO_MANY_OUTDATED = 0.1;

/** So many contacts are looked up before remembering is tried again. */
const REST = 4_096;

/**
 * What is remembered is only ever a guess: the commit is guarded by versions and by the keys of messages, so that an
 * outdated one costs a second try and never an answer. Where several servers take turns serving a contact most guesses
 * are outdated; then remembering rests for a while.
 */
export type RecentContacts = {
  /** The contact as of its last commit here, if it is remembered. */
  recall(hash: ContactHash): StoredContact | undefined;
  keep(contact: StoredContact): void;
  /** @param outdated what was recalled turned out to be outdated */
  drop(hash: ContactHash, outdated: boolean): void;
  /** Forgets those whose time is over. Every message does so too; this is for quiet hours. */
  sweep(): void;
};

/**
 * Builds the memory.
 *
 * @param capacity most contacts remembered, those served longest ago go first; about 3 kB each; 0 remembers none
 */
export function recentContacts(capacity: number, clock: Clock): RecentContacts {
  // A map lists its entries in the order they were put in, so the first was served longest ago.
  const kept = new Map<ContactHash, { readonly contact: StoredContact; readonly until: number }>();
  let recalled = 0;
  let outdatedOnes = 0;
  let rest = 0;

  function judge(): void {
    if (recalled < TRIAL) return;
    if (outdatedOnes > recalled * TOO_MANY_OUTDATED) rest = REST;
    recalled = 0;
    outdatedOnes = 0;
  }

  function forgetOldest(now: number): void {
    for (const [hash, { until }] of kept) {
      if (kept.size <= capacity && until > now) return;
      kept.delete(hash);
    }
  }

  return {
    recall(hash) {
      if (rest > 0) {
        rest -= 1;
        return undefined;
      }
      judge();
      const found = kept.get(hash);
      if (found === undefined || found.until <= clock.now().getTime()) return undefined;
      recalled += 1;
      return found.contact;
    },
    keep(contact) {
      const now = clock.now().getTime();
      kept.delete(contact.hash);
      kept.set(contact.hash, { contact, until: now + REMEMBERED_MS });
      forgetOldest(now);
    },
    drop(hash, outdated) {
      kept.delete(hash);
      if (outdated) outdatedOnes += 1;
    },
    sweep: () => forgetOldest(clock.now().getTime()),
  };
}
