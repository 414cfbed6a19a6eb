/** Looking after the cases of children who may be in danger: who sees them, what is done, what the child is answered. */

import type { ChannelName } from '../core/channel.ts';
import { SOURCE_LANGUAGE } from '../core/language.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import type { Say } from '../core/say.ts';
import { mayAt, placesFor, type StaffMember } from '../core/staff/member.ts';
import type { AddressBook, Ciphertext } from '../ports/address-book.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { CaseStep, NoticeWay, ProtectionCase, ProtectionStore } from '../ports/protection-store.ts';

/** What it needs. */
export type CaseServices = {
  readonly store: ProtectionStore;
  readonly audit: AuditLog;
  readonly addressBook: Pick<AddressBook, 'encrypt' | 'decrypt'>;
  readonly outbox: Pick<OutboxStore, 'put'>;
  /** Those that are switched on. */
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly gazetteer: Gazetteer;
  readonly say: Say;
  readonly clock: Clock;
};

/** A line of a case that is read: what the child wrote, and when. */
export type ReadWords = { readonly at: Date; readonly text: string };

/** A step, its note readable. */
export type ReadStep = {
  readonly at: Date;
  readonly byName: string;
  readonly step: CaseStep;
  readonly note: string | null;
};

/** Whether the child can be answered; if not, why. `web`: the page there only speaks when the child does. */
export type AnswerWay = 'open' | 'web' | 'gone' | 'channel-off';

/** A case with all that is shown of it after a look was entered. */
export type ReadCase = {
  readonly found: ProtectionCase;
  readonly words: readonly ReadWords[];
  readonly steps: readonly ReadStep[];
  readonly answerWay: AnswerWay;
};

/** What is to be written down of a case. */
export type StepOrder = {
  readonly caseId: string;
  /** Id of the step, made when the form was drawn. */
  readonly id: string;
  readonly by: StaffMember;
  readonly note: string;
};

/** What came of a step. */
export type StepOutcome = 'taken' | 'there-already' | 'closed-already' | 'absent';

/** Cases on a page. */
const ON_PAGE = 100;

/** A page of cases, and whether more follow. */
export type CasePage = { readonly cases: readonly ProtectionCase[]; readonly more: boolean };

/** The place a case belongs to: the nation where it is not known. */
export function placeOfCase({ place }: Pick<ProtectionCase, 'place'>): LocalityCode {
  return place ?? NATION;
}

/** Binds it. */
export function tendCases(services: CaseServices) {
  const { store } = services;
  return {
    find: (id: string): Promise<ProtectionCase | null> => store.get(id),
    /** @param page from 1 */
    async list(
      by: StaffMember,
      shown: { readonly closed: boolean; readonly page: number },
    ): Promise<CasePage> {
      const found = await store.list({
        ...{ within: placesFor(by, 'protection.work'), closed: shown.closed },
        ...{ skip: (shown.page - 1) * ON_PAGE, most: ON_PAGE + 1 },
      });
      return { cases: found.slice(0, ON_PAGE), more: found.length > ON_PAGE };
    },
    /** How many nobody has taken yet. */
    waiting: (by: StaffMember): Promise<number> => store.countWaiting(placesFor(by, 'protection.work')),
    read: (by: StaffMember, id: string) => readCase(services, by, id),
    revealContact: (by: StaffMember, id: string) => revealContact(services, by, id),
    step: (order: StepOrder, step: Exclude<CaseStep, 'answered-child'>): Promise<StepOutcome> =>
      take(services, order, step),
    answer: (order: StepOrder) => answerChild(services, order),
  };
}

async function enter(
  { audit, clock }: CaseServices,
  by: StaffMember,
  { found, what }: { readonly found: ProtectionCase; readonly what: 'words' | 'contact' },
): Promise<void> {
  await audit.append({
    actor: { id: by.id, name: by.name },
    deed: 'protection.work',
    subject: `protection:${found.id}`,
    place: placeOfCase(found),
    at: clock.now(),
    facts: { way: 'look', decrypted: what },
  });
}

/** The look stands in the audit log before anything is decrypted; where it cannot, nothing is. */
async function readCase(services: CaseServices, by: StaffMember, id: string): Promise<ReadCase | null> {
  const { store, addressBook } = services;
  const found = await store.get(id);
  if (found === null) return null;
  await enter(services, by, { found, what: 'words' });
  const [words, steps, answerWay] = await Promise.all([
    store.words(id),
    store.steps(id),
    answerWayOf(services, id),
  ]);
  const open = (text: Ciphertext | null) => (text === null ? null : addressBook.decrypt(text));
  return {
    found,
    answerWay,
    words: words.map(({ at, words: hidden }) => ({ at, text: addressBook.decrypt(hidden) })),
    steps: steps.map(({ at, byName, step, note }) => ({ at, byName, step, note: open(note) })),
  };
}

async function revealContact(
  services: CaseServices,
  by: StaffMember,
  id: string,
): Promise<{ readonly channel: ChannelName; readonly account: string } | null> {
  const found = await services.store.get(id);
  if (found === null) return null;
  await enter(services, by, { found, what: 'contact' });
  const contact = await services.store.contactOf(id);
  if (contact === null) return null;
  return { channel: contact.channel, account: services.addressBook.decrypt(contact.account) };
}

async function answerWayOf({ store, channels }: CaseServices, id: string): Promise<AnswerWay> {
  const contact = await store.contactOf(id);
  if (contact === null) return 'gone';
  if (contact.channel === 'web') return 'web';
  return channels.has(contact.channel) ? 'open' : 'channel-off';
}

function take(services: CaseServices, order: StepOrder, step: CaseStep): Promise<StepOutcome> {
  const { store, addressBook, clock } = services;
  const { caseId, id, by, note } = order;
  const hidden = note === '' ? null : addressBook.encrypt(note);
  return store.take(caseId, {
    ...{ id, at: clock.now(), byId: by.id, byName: by.name, step, note: hidden },
  });
}

/** The answer is laid out to be sent first: what stands as answered was answered. */
async function answerChild(
  services: CaseServices,
  order: StepOrder,
): Promise<StepOutcome | Exclude<AnswerWay, 'open'>> {
  const { store, channels, outbox, say, clock } = services;
  const found = await store.get(order.caseId);
  if (found === null) return 'absent';
  if (found.closedAt !== null) return 'closed-already';
  const known = await store.steps(order.caseId);
  if (known.some(({ id }) => id === order.id)) return 'there-already';
  const contact = await store.contactOf(order.caseId);
  if (contact === null) return 'gone';
  if (contact.channel === 'web') return 'web';
  const channel = channels.get(contact.channel);
  if (channel === undefined) return 'channel-off';
  const values = { name: order.by.name, text: order.note };
  const text = say(SOURCE_LANGUAGE, 'protection.answer.to-child', values);
  for (const payload of channel.render([{ text, language: SOURCE_LANGUAGE }])) {
    const isThere = await outbox.put(
      { contactId: contact.id, channel: contact.channel, payload },
      clock.now(),
    );
    if (!isThere) return 'gone';
  }
  return take(services, order, 'answered-child');
}

/** A way by which officers are told, its address readable. */
export type ReadWay = Omit<NoticeWay, 'address'> & { readonly address: string };

/** Binds the ways. */
export function arrangeWays({ store, addressBook, gazetteer, clock }: Omit<CaseServices, 'say'>) {
  const mayArrange = (by: StaffMember, place: LocalityCode) =>
    mayAt(by, 'protection.arrange', { place, gazetteer });
  return {
    list: async (by: StaffMember): Promise<readonly ReadWay[]> =>
      (await store.ways())
        .filter(({ place }) => mayArrange(by, place))
        .map((way) => ({ ...way, address: addressBook.decrypt(way.address) })),
    placeOf: async (id: string): Promise<LocalityCode | null> =>
      (await store.ways()).find((way) => way.id === id)?.place ?? null,
    add: (way: ReadWay): Promise<void> =>
      store.addWay({ ...way, address: addressBook.encrypt(way.address) }, clock.now()),
    remove: (id: string): Promise<void> => store.removeWay(id),
  };
}
