/** Tells the officers on call of a place that a child may be in danger, and the place above where nobody takes the case. */

import { type Gazetteer, type LocalityCode, NATION, provinceOf } from '../core/locality.ts';
import { hookUrlFault, isPublicAddress } from '../core/program/outside-address.ts';
import type { Say } from '../core/say.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { SendMail } from '../ports/mail.ts';
import type { OutsideCall } from '../ports/outside-call.ts';
import type { NoticeDue, NoticeWay, ProtectionStore } from '../ports/protection-store.ts';

/** What telling needs. */
export type NoticeServices = {
  readonly store: Pick<ProtectionStore, 'noticesDue' | 'told' | 'ways'>;
  readonly addressBook: AddressBook;
  readonly call: OutsideCall;
  /** `null` where no mail server is set: letters then count as not told. */
  readonly mail: SendMail | null;
  readonly gazetteer: Gazetteer;
  readonly say: Say;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl: string;
  /** For development: plain http and our own network may be called. */
  readonly insecure: boolean;
};

/** Cases looked at in one round. */
const ROUND = 50;

/** Minutes until it is tried again where nobody could be told. */
const AGAIN_MIN = 5;

const MINUTE_MS = 60_000;

/** Builds one round; it is run several times a minute. @returns how many notices went out */
export function tellOfficers(services: NoticeServices): () => Promise<number> {
  return async () => {
    const due = await services.store.noticesDue(services.clock.now(), ROUND);
    if (due.length === 0) return 0;
    const ways = await services.store.ways();
    let told = 0;
    for (const notice of due) told += await tellOne(services, notice, ways);
    return told;
  };
}

/** A place without ways is passed over; where all were told and nobody took the case, the highest is told again. */
async function tellOne(
  services: NoticeServices,
  notice: NoticeDue,
  ways: readonly NoticeWay[],
): Promise<number> {
  const { store, clock, log, gazetteer } = services;
  const chain = chainOf(notice.place, gazetteer);
  const reached = chain.flatMap((place, level) => {
    const own = ways.filter((way) => way.place === place);
    return own.length === 0 ? [] : [{ level, own }];
  });
  const next = reached.find(({ level }) => level >= notice.level) ?? reached.at(-1);
  const now = clock.now();
  if (next === undefined) {
    log.error('protection.nobody-to-tell', null, { severity: notice.severity });
    await store.told(notice.id, notice.level, later(now, AGAIN_MIN));
    return 0;
  }
  const outcomes = await Promise.all(next.own.map((way) => tellBy(services, way, notice)));
  const told = outcomes.filter((isTold) => isTold).length;
  if (told === 0) {
    log.error('protection.not-told', null, { ways: next.own.length, level: next.level });
    await store.told(notice.id, notice.level, later(now, AGAIN_MIN));
    return 0;
  }
  const minutes = Math.min(...next.own.map((way) => way.minutes));
  await store.told(notice.id, next.level + 1, later(now, minutes));
  log.info('protection.told', { ways: told, level: next.level });
  return told;
}

/** The place itself, and those above it. */
function chainOf(place: LocalityCode | null, gazetteer: Gazetteer): readonly LocalityCode[] {
  const province = provinceOf(place, gazetteer);
  return [...new Set([place, province, NATION].filter((one) => one !== null))];
}

function later(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * MINUTE_MS);
}

/** Nothing a child wrote, and no address of a child, is in it. */
async function tellBy(services: NoticeServices, way: NoticeWay, notice: NoticeDue): Promise<boolean> {
  const { addressBook, call, mail, clock, say, publicUrl, insecure } = services;
  const address = addressBook.decrypt(way.address);
  const url = `${publicUrl}/console/protection/${notice.id}`;
  if (way.way === 'email') {
    if (mail === null) return false;
    const subject = say('vi', `protection.notice.subject.${notice.severity}`);
    return mail({ to: address, subject, text: say('vi', 'protection.notice.text', { url }) });
  }
  const body = JSON.stringify({
    type: 'protection.case-waiting',
    timestamp: clock.now().toISOString(),
    data: { case: notice.id, severity: notice.severity, openedAt: notice.openedAt.toISOString(), url },
  });
  const answer = await call({
    ...{ url: address, id: `${notice.id}-${notice.level}`, body, at: clock.now() },
    secret: noticeSecret(addressBook, way.id),
    allows: {
      url: (typed) => hookUrlFault(typed, insecure) === null,
      address: (found) => insecure || isPublicAddress(found),
    },
  });
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}

/** What notices by webhook are signed with: shown to whoever arranges the way. */
export function noticeSecret(addressBook: Pick<AddressBook, 'codeKey'>, wayId: string): string {
  return `whsec_${addressBook.codeKey(`notice ${wayId}`)}`;
}
