/** Seals moderated texts as comments: without a trace, shuffled, in batches. */

import { AGE_BANDS, type AgeBand } from '../core/age-band.ts';
import { type ConsultationId, statusOf } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import { type Gazetteer, isProvinceCode, type LocalityCode, provinceOf } from '../core/locality.ts';
import type { AddressBook, Ciphertext } from '../ports/address-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { Log } from '../ports/log.ts';
import type { CommentRecord, ModerationStore, ShownText } from '../ports/moderation-store.ts';
import type { Random } from '../ports/random.ts';
import { TAKE_BACK_MS } from './moderate-texts.ts';

/** What it needs. */
export type CommentSealing = {
  readonly store: ModerationStore;
  readonly consultations: Pick<ConsultationStore, 'byId'>;
  readonly addressBook: Pick<AddressBook, 'encrypt' | 'decrypt'>;
  /** The places, once they are needed. */
  readonly places: () => Promise<Gazetteer>;
  readonly random: Pick<Random, 'uuid' | 'shuffle'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  /** Fewest comments of one batch. */
  readonly sealBatch: number;
};

/** Most texts in one transaction. */
const MOST = 1_000;

/**
 * Builds the job: erases what was withheld, forgets who wrote what is shown once the decision can no longer be taken back, and
 * seals what has company. What is left of a closed consultation is sealed too, with comments sealed before marked anew.
 *
 * @returns how many comments were sealed
 */
export function sealComments(services: CommentSealing): () => Promise<number> {
  return async () => {
    await settle(services);
    let sealed = 0;
    const waiting = new Set((await services.store.waiting()).map(({ consultationId }) => consultationId));
    for (const { consultationId, count } of await services.store.settled()) {
      sealed += await sealThose(services, consultationId, { count, more: waiting.has(consultationId) });
    }
    return sealed;
  };
}

async function settle({ store, clock, addressBook, places }: CommentSealing): Promise<void> {
  const before = new Date(clock.now().getTime() - TAKE_BACK_MS);
  for (;;) {
    const overdue = await store.overdue(before, MOST);
    if (overdue.length === 0) return;
    const gazetteer = await places();
    await store.settle(
      overdue.map(({ id, trace }) => ({
        id,
        trace: addressBook.encrypt(JSON.stringify(coarse(addressBook.decrypt(trace), gazetteer))),
      })),
    );
  }
}

/** What of a trace may be kept. */
function coarse(trace: string, gazetteer: Gazetteer): Pick<CommentRecord, 'ageBand' | 'province'> {
  const { ageBand, place } = readTrace(trace);
  return { ageBand, province: place === null ? null : provinceCode(place, gazetteer) };
}

function provinceCode(place: LocalityCode, gazetteer: Gazetteer): LocalityCode | null {
  return isProvinceCode(place) ? place : (provinceOf(place, gazetteer) ?? null);
}

async function sealThose(
  services: CommentSealing,
  consultationId: ConsultationId,
  { count, more }: { readonly count: number; readonly more: boolean },
): Promise<number> {
  const { store, consultations, random, clock, log, sealBatch } = services;
  const consultation = await consultations.byId(consultationId);
  const isClosed = consultation !== null && statusOf(consultation, clock.now()) === 'closed';
  // Of a closed consultation the last ones go together, once nothing of it waits for a moderator any more.
  const areLast = isClosed && !more;
  if (count < sealBatch && !areLast) return 0;
  const texts = random.shuffle(await store.shown(consultationId, MOST));
  const size = areLast ? texts.length : texts.length - (texts.length % sealBatch);
  const chosen = texts.slice(0, size);
  const outcome = await store.sealComments({
    consultationId,
    texts: chosen.map(({ id }) => id),
    comments: random.shuffle(chosen.map((text) => commentOf(services, text))),
    companions: Math.max(0, sealBatch - chosen.length),
    day: dayOf(clock.now()),
  });
  if (outcome === 'sealed') return chosen.length;
  log.warn('comments.conflict', { texts: chosen.length });
  return 0;
}

function commentOf(
  { addressBook, random }: CommentSealing,
  { question, text, trace }: ShownText,
): CommentRecord {
  const { ageBand, place } = readTrace(addressBook.decrypt(trace));
  return { id: random.uuid(), question, text, ageBand, province: place };
}

/** Reads a trace, whole or coarse. */
function readTrace(trace: Ciphertext): {
  readonly ageBand: AgeBand | null;
  readonly place: LocalityCode | null;
} {
  const read: unknown = JSON.parse(trace);
  if (typeof read !== 'object' || read === null) return { ageBand: null, place: null };
  const band = 'ageBand' in read ? read.ageBand : null;
  const place = 'place' in read ? read.place : 'province' in read ? read.province : null;
  return {
    ageBand: AGE_BANDS.find((one) => one === band) ?? null,
    place: typeof place === 'string' ? place : null,
  };
}
