/** Takes published results along: ordered, made in the background one after another, fetched, and forgotten after a day. */

import type { Consultation } from '../core/consultation.ts';
import { EXPORT_FILES, type ExportForm } from '../core/export-form.ts';
import type { Language } from '../core/language.ts';
import { type LocalityCode, NATION } from '../core/locality.ts';
import type { ReportMatter } from '../core/report-matter.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type {
  ClaimedExport,
  ExportBounds,
  ExportRow,
  ExportStore,
  OrderOutcome,
} from '../ports/export-store.ts';
import type { Log } from '../ports/log.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { ReportPress } from '../ports/report-press.ts';
import type { ReportWish } from './gather-report.ts';

/** What exporting needs. */
export type ExportServices = {
  readonly consultations: Pick<ConsultationStore, 'byId'>;
  readonly releases: Pick<ReleaseStore, 'latest'>;
  readonly exports: ExportStore;
  readonly gather: (wish: ReportWish) => Promise<ReportMatter>;
  readonly press: ReportPress;
  readonly clock: Clock;
  readonly log: Log;
};

/** What somebody wants to take along. */
export type ExportWish = {
  /** UUID. */
  readonly id: string;
  readonly consultationId: string;
  readonly scope: LocalityCode;
  readonly form: ExportForm;
  readonly language: Language;
  /** Whose figures they are. */
  readonly place: LocalityCode;
  readonly orderedBy: string;
};

/** A file, as it is sent. */
export type ExportFile = { readonly name: string; readonly media: string; readonly body: Uint8Array };

/** A drawing takes seconds of a processor that children are chatting on: one at a time, and a second process helps. */
export const EXPORT_BOUNDS: ExportBounds = {
  mostWaiting: 40,
  mostWaitingOfOne: 8,
  mostRunning: 2,
  mostAttempts: 3,
};

const LEASE_MS = 30_000;
/** Well before the lease ends. */
const RENEW_EVERY_MS = 10_000;
const TELL_EVERY_MS = 500;
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Builds the use cases. */
export function exportResults(services: ExportServices) {
  const { exports, clock } = services;
  return {
    /** @returns `no-release` where there is nothing to take along yet */
    async order(wish: ExportWish): Promise<OrderOutcome | { readonly kind: 'no-release' }> {
      const release = await services.releases.latest(wish.consultationId);
      if (release === null) return { kind: 'no-release' };
      const order = { ...wish, release: release.number, orderedAt: clock.now() };
      return exports.order(order, EXPORT_BOUNDS);
    },
    /** Makes the one that waits longest. @returns whether there was one */
    async makeOne(): Promise<boolean> {
      const now = clock.now();
      await exports.purge(now);
      const claimed = await exports.claim(now, new Date(now.getTime() + LEASE_MS), EXPORT_BOUNDS);
      if (claimed !== null) await make(services, claimed);
      return claimed !== null;
    },
    read: (id: string): Promise<ExportRow | null> => exports.read(id, clock.now()),
    orderedBy: (staffId: string): Promise<readonly ExportRow[]> => exports.orderedBy(staffId, clock.now()),
    /** The file, once it is done and until it has expired. */
    async file(id: string): Promise<ExportFile | null> {
      const row = await exports.read(id, clock.now());
      const body = row === null ? null : await exports.file(id, clock.now());
      const consultation = row === null ? null : await services.consultations.byId(row.consultationId);
      if (row === null || body === null || consultation === null) return null;
      return { name: fileName(consultation, row), media: EXPORT_FILES[row.form].media, body };
    },
  };
}

/** `truong-hoc-79-2.vi.xlsx`: letters, digits, points and hyphens. */
export function fileName(
  { slug }: Pick<Consultation, 'slug'>,
  { scope, release, language, form }: Pick<ExportRow, 'scope' | 'release' | 'language' | 'form'>,
): string {
  const where = scope === NATION ? '' : `-${scope}`;
  const name = `${slug}${where}-${release}.${language}.${EXPORT_FILES[form].ending}`;
  return name.replace(/[^a-z0-9.-]/gi, '-');
}

/** Cards and slides are for the council's own meetings, everything else for offices. */
export function readersOf(form: ExportForm): ReportWish['readers'] {
  return form === 'cards' || form === 'pictures' ? 'council' : 'officials';
}

async function make(services: ExportServices, claimed: ClaimedExport): Promise<void> {
  const { exports, clock, log } = services;
  const { id, attempt, form } = claimed;
  const leaseUntil = () => new Date(clock.now().getTime() + LEASE_MS);
  let share = 0;
  let told = 0;
  const tell = () => {
    told = clock.now().getTime();
    const at = { progress: Math.min(99, Math.round(share * 100)), leaseUntil: leaseUntil() };
    return exports.advance(id, attempt, at).catch((error: unknown) => {
      // Worth a line, not the file: the lease outlives a hiccup.
      log.error('export.progress', error, { form });
      return true;
    });
  };
  const renewing = setInterval(() => void tell(), RENEW_EVERY_MS);
  try {
    const consultation = await services.consultations.byId(claimed.consultationId);
    if (consultation === null) throw new Error('the consultation of an export is gone');
    const { scope, language } = claimed;
    const readers = readersOf(form);
    const matter = await services.gather({ consultation: consultation.slug, scope, language, readers });
    const body = await services.press.press({ form, matter }, (now) => {
      share = now;
      if (clock.now().getTime() - told >= TELL_EVERY_MS) void tell();
    });
    await exports.finish(id, attempt, { body, expiresAt: new Date(clock.now().getTime() + KEPT_MS) });
  } catch (error) {
    log.error('export.failed', error, { form });
    await exports.fail(id, attempt, new Date(clock.now().getTime() + KEPT_MS));
  } finally {
    clearInterval(renewing);
  }
}
