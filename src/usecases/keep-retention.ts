/** Erases what a child asked to be erased, and what is past its time; and says how much it was. */

import type { ChannelName } from '../core/channel.ts';
import { dayOf } from '../core/day.ts';
import { readLeaving } from '../core/leaving.ts';
import type { OpenText } from '../core/response.ts';
import { readHolder, STANDING_PURPOSES } from '../core/standing-consent.ts';
import type { AddressBook, ContactMark } from '../ports/address-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ContactId } from '../ports/receiving-store.ts';
import type { ErasedThing, RetentionRun, RetentionStore, WaitingTrace } from '../ports/retention-store.ts';
import { writerOf } from './trace.ts';

export type { RetentionRun };

/** What erasing needs. */
export type RetentionServices = {
  readonly store: RetentionStore;
  readonly addressBook: AddressBook;
  readonly clock: Clock;
  readonly log: Log;
  /** Days for which it is still known who took part, after the day by which they were to hear back. */
  readonly contactDays: number;
};

/** How many are looked at in one round. */
const ROUND = 500;

/** Builds the job that fulfils requests; it is run every minute or so. @returns how many contacts were erased */
export function eraseRequested(services: RetentionServices): () => Promise<number> {
  const { store, addressBook, log } = services;
  return async () => {
    const requests = await store.requests(ROUND);
    if (requests.length === 0) return 0;
    const texts = new Map<ContactId, string[]>();
    for (const { id, trace } of await store.waitingTraces()) {
      const writer = writerOf(addressBook.decrypt(trace));
      texts.set(writer, [...(texts.get(writer) ?? []), id]);
    }
    let erased = 0;
    for (const { key, holder } of requests) {
      const { contactId: contact } = readHolder(addressBook.decrypt(holder));
      const marks = [key, ...marksOf(addressBook, contact)];
      const outcome = await store.erase({ contact, marks, texts: texts.get(contact) ?? [] });
      if (outcome === 'erased') erased += 1;
    }
    await record(services, 'asked', erased);
    if (erased > 0) log.info('retention.asked', { erased });
    return erased;
  };
}

/**
 * Builds the job that erases what is left of walks that were taken back, and walks of children who are not asked; it is run
 * with the one above.
 *
 * @returns how many walks
 */
export function eraseLeavings(services: RetentionServices): () => Promise<number> {
  const { store, addressBook, log } = services;
  return async () => {
    const requests = await store.leavings(ROUND);
    if (requests.length === 0) return 0;
    const left = requests.map(({ holder }) => readLeaving(addressBook.decrypt(holder)));
    const traces = left.some(({ texts }) => texts.length > 0) ? await store.waitingTraces() : [];
    const texts = traces.filter((waiting) => {
      const ofWalk = left.filter(
        ({ consultation, texts }) =>
          consultation === waiting.consultationId && texts.some((text) => isText(text, waiting)),
      );
      if (ofWalk.length === 0) return false;
      const writer = writerOf(addressBook.decrypt(waiting.trace));
      return ofWalk.some(({ contact }) => contact === writer);
    });
    await store.eraseLeavings({
      keys: requests.map(({ key }) => key),
      walks: left.map(({ walk }) => walk),
      gone: left.filter(({ gone }) => gone).map(({ walk }) => walk),
      texts: texts.map(({ id }) => id),
    });
    await record(services, 'left', left.length);
    log.info('retention.left', { walks: left.length });
    return left.length;
  };
}

/** What a moderator withheld has no words any more; then the question decides. */
function isText({ question, text }: OpenText, waiting: WaitingTrace): boolean {
  return question === waiting.question && (waiting.text === null || text === waiting.text);
}

/**
 * Builds the job that erases a contact by its account, for staff who were asked to.
 *
 * @returns `absent` where nothing of it is kept; `waits` where our answer has not left yet
 */
export function eraseAccount(
  services: RetentionServices,
): (channel: ChannelName, account: string) => Promise<'erased' | 'waits' | 'absent'> {
  const { store, addressBook } = services;
  return async (channel, account) => {
    const contact = await store.contactOf(addressBook.contactHash(channel, account));
    if (contact === null) return 'absent';
    const traces = await store.waitingTraces();
    const own = traces.filter(({ trace }) => writerOf(addressBook.decrypt(trace)) === contact);
    const marks = marksOf(addressBook, contact);
    const outcome = await store.erase({ contact, marks, texts: own.map(({ id }) => id) });
    if (outcome === 'erased') await record(services, 'asked', 1);
    return outcome;
  };
}

/** Builds the hourly job. Walks go first, then contacts that have none left and agreed to nothing. */
export function keepRetention(services: RetentionServices): () => Promise<void> {
  const { store, addressBook, clock, contactDays } = services;
  return async () => {
    const walks = await store.eraseOldWalks(clock.now(), contactDays, ROUND * 10);
    await record(services, 'walks', walks);
    let contacts = 0;
    for (let after: ContactId | null = null, found: readonly ContactId[]; ; after = found.at(-1) ?? null) {
      found = await store.idleContacts(after, ROUND);
      if (found.length === 0) break;
      const marks = new Map(found.map((id) => [id, addressBook.contactMark('invitation', id)]));
      const given = await store.given([...marks.values()]);
      contacts += await store.eraseIdle(found.filter((id) => !given.has(marks.get(id) ?? '')));
    }
    await record(services, 'contacts', contacts);
  };
}

function marksOf(addressBook: AddressBook, contact: ContactId): readonly ContactMark[] {
  return ([...STANDING_PURPOSES, 'erasure', 'week'] as const).map((about) =>
    addressBook.contactMark(about, contact),
  );
}

async function record({ store, clock }: RetentionServices, what: ErasedThing, erased: number): Promise<void> {
  if (erased > 0) await store.record({ day: dayOf(clock.now()), what, erased });
}
