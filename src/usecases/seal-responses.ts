/** Seals finished walks: shuffled, in batches, across to the answer side. */

import { countConsents } from '../core/consent-counts.ts';
import { type Consultation, statusOf } from '../core/consultation.ts';
import { dayOf, yearOf } from '../core/day.ts';
import { type Gazetteer, provinceOf } from '../core/locality.ts';
import { countParents } from '../core/parent-counts.ts';
import { marksOf } from '../core/progress/walk-marks.ts';
import { pseudonymMaker } from '../core/pseudonym.ts';
import { countResponses } from '../core/release/count-responses.ts';
import { layOutTallies } from '../core/release/tally-layout.ts';
import type { Draft } from '../core/response.ts';
import { divideIntoBatches, indicatorsOf, sexOf, sharedBy } from '../core/seal.ts';
import { draftOf } from '../core/session/draft.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { WaitingTextWrite } from '../ports/receiving-store.ts';
import type {
  LedgerRow,
  ResponseRecord,
  SealableSession,
  SealBatch,
  SealingStore,
} from '../ports/sealing-store.ts';
import type { FlowLibrary } from './flow-library.ts';
import { traceOf } from './trace.ts';

/** What sealing needs. */
export type SealingServices = {
  readonly store: SealingStore;
  readonly consultations: Pick<ConsultationStore, 'list'>;
  readonly flows: FlowLibrary;
  readonly addressBook: AddressBook;
  /** The places, once they are needed: not every runtime has them at once. */
  readonly places: () => Promise<Gazetteer>;
  readonly random: Random;
  readonly clock: Clock;
  readonly log: Log;
  /** Fewest walks of one batch. */
  readonly sealBatch: number;
};

/** How many were sealed, and how many were ended without anything to keep. */
export type SealingReport = { readonly sealed: number; readonly erased: number; readonly waiting: number };

/** Most walks in one transaction. */
const MAX_PER_TRANSACTION = 1_000;

type Sealable = { readonly session: SealableSession; readonly draft: Draft | null };

/** Builds the job. Consultations that are closed are sealed to the last walk, broken-off ones included. */
export function sealResponses(services: SealingServices): () => Promise<SealingReport> {
  return async () => {
    const report = { sealed: 0, erased: 0, waiting: 0 };
    for (const consultation of await services.consultations.list()) {
      const done = await sealConsultation(services, consultation);
      report.sealed += done.sealed;
      report.erased += done.erased;
      report.waiting += done.waiting;
    }
    return report;
  };
}

async function sealConsultation(
  services: SealingServices,
  consultation: Consultation,
): Promise<SealingReport> {
  const closed = statusOf(consultation, services.clock.now()) === 'closed';
  const report = { sealed: 0, erased: 0, waiting: 0 };
  for (;;) {
    const found = await services.store.sealable(consultation.id, MAX_PER_TRANSACTION, closed);
    const size = closed ? found.length : found.length - (found.length % services.sealBatch);
    report.waiting = found.length - size;
    if (size === 0) return report;
    // Which walks are left over must not tell when they ended.
    const chosen = services.random.shuffle(found).slice(0, size);
    const sealables = await Promise.all(chosen.map((session) => sealableOf(services, session)));
    for (const batch of divideIntoBatches(sealables, services.sealBatch, kindOf)) {
      const outcome = await services.store.seal(await batchOf(services, consultation, batch));
      if (outcome === 'conflict') {
        services.log.warn('seal.conflict', { walks: batch.length });
        return { ...report, waiting: found.length };
      }
      const kept = batch.filter(({ draft }) => draft !== null).length;
      report.sealed += kept;
      report.erased += batch.length - kept;
    }
    if (found.length < MAX_PER_TRANSACTION) return report;
  }
}

/** What the address side knows of a walk too; walks that leave nothing hide nobody and go along with any batch. */
function kindOf({ session, draft }: Sealable): string {
  return draft === null ? '' : `${session.channel} ${session.state.language}`;
}

async function sealableOf(services: SealingServices, session: SealableSession): Promise<Sealable> {
  const flow = await services.flows.load(session.flowHash);
  const draft = draftOf(flow, session.state);
  return {
    session,
    draft: draft.disposition === 'complete' || draft.disposition === 'partial' ? draft : null,
  };
}

async function batchOf(
  services: SealingServices,
  consultation: Consultation,
  sealables: readonly Sealable[],
): Promise<SealBatch> {
  const now = services.clock.now();
  const kept = sealables.filter(
    (one): one is { session: SealableSession; draft: Draft } => one.draft !== null,
  );
  const channel = sharedBy(kept.map(({ session }) => session.channel));
  const language = sharedBy(kept.map(({ session }) => session.state.language));
  const responses = kept.map(
    ({ session, draft }): ResponseRecord => ({
      id: services.random.uuid(),
      flowHash: session.flowHash,
      disposition: draft.disposition === 'partial' ? 'partial' : 'complete',
      ageBand: draft.ageBand,
      place: draft.place,
      channel,
      language,
      simulated: false,
      answers: draft.answers,
    }),
  );
  const gazetteer = await services.places();
  const layout = layOutTallies(await services.flows.load(consultation.flowHash));
  return {
    consultationId: consultation.id,
    sessions: sealables.map(({ session }) => ({ id: session.id, version: session.version })),
    responses: services.random.shuffle(responses),
    ledger: await ledgerOf(services, kept, now),
    companions: Math.max(0, services.sealBatch - kept.length),
    marks: marksOf(
      sealables.map(({ session }) => session.state),
      services.sealBatch,
    ),
    consents: countConsents(
      sealables.map(({ session }) => ({
        flow: services.flows.get(session.flowHash),
        flowHash: session.flowHash,
        state: session.state,
      })),
      services.sealBatch,
    ),
    parents: countParents(
      sealables.map(({ session }) => session.state),
      services.sealBatch,
    ),
    tallies: countResponses(layout, responses, (code) => provinceOf(code, gazetteer)),
    texts: services.random.shuffle(partialTexts(services, consultation, kept)),
    day: dayOf(now),
  };
}

async function ledgerOf(
  services: SealingServices,
  kept: readonly { readonly session: SealableSession; readonly draft: Draft }[],
  now: Date,
): Promise<readonly LedgerRow[]> {
  const year = yearOf(now);
  const key = await services.store.yearlyKey(year);
  if (key === null) return [];
  const pseudonym = await pseudonymMaker(key);
  const rows = await Promise.all(
    kept.map(async ({ session, draft }): Promise<LedgerRow | null> => {
      const flow = services.flows.get(session.flowHash);
      const indicators = indicatorsOf(flow, draft);
      if (draft.ageBand === null || indicators.length === 0) return null;
      return {
        year,
        pseudonym: await pseudonym(`${session.contactHash}:${session.respondent}`),
        place: draft.place,
        ageBand: draft.ageBand,
        sex: sexOf(flow, draft),
        basis: basisOf(session),
        indicators,
      };
    }),
  );
  return services.random.shuffle(rows.filter((row) => row !== null));
}

/** A one-time code tells children apart better than an account, which a family may share. */
function basisOf({ channel, state }: SealableSession): LedgerRow['basis'] {
  if (state.codeKey !== undefined) return 'one-time-code';
  return channel === 'web' ? 'browser' : 'account';
}

/** Texts of complete walks were set aside when those ended; those of broken-off ones are now. */
function partialTexts(
  services: SealingServices,
  consultation: Consultation,
  kept: readonly { readonly session: SealableSession; readonly draft: Draft }[],
): WaitingTextWrite[] {
  return kept
    .filter(({ session }) => session.disposition !== 'complete')
    .flatMap(({ session, draft }) =>
      draft.texts.map(({ question, text }) => ({
        consultationId: consultation.id,
        question,
        text,
        trace: services.addressBook.encrypt(traceOf(session.contactId, draft.ageBand, draft.place)),
      })),
    );
}
