/** Files of published figures that are being made, and those that wait to be fetched. */

import type { ConsultationId } from '../core/consultation.ts';
import type { ExportForm } from '../core/export-form.ts';
import type { Language } from '../core/language.ts';
import type { LocalityCode } from '../core/locality.ts';

/** What was asked for. */
export type ExportOrder = {
  /** UUID. */
  readonly id: string;
  readonly consultationId: ConsultationId;
  /** `VN`: all of the consultation; else a place in it. */
  readonly scope: LocalityCode;
  /** Number of the consultation's newest release: the same files again need not be made again. */
  readonly release: number;
  readonly form: ExportForm;
  readonly language: Language;
  /** Whose figures these are: whoever may take them along there may fetch the file. */
  readonly place: LocalityCode;
  /** Staff id of who asked. */
  readonly orderedBy: string;
  readonly orderedAt: Date;
};

/** How far it is. */
export type ExportState =
  | { readonly kind: 'queued' }
  /** `progress`: whole percents. */
  | { readonly kind: 'running'; readonly progress: number }
  | { readonly kind: 'done'; readonly bytes: number; readonly expiresAt: Date }
  | { readonly kind: 'failed' };

/** An export as a page shows it. */
export type ExportRow = ExportOrder & { readonly state: ExportState };

/** What came of ordering. */
export type OrderOutcome =
  | { readonly kind: 'ordered'; readonly id: string }
  /** The same is there or under way already. */
  | { readonly kind: 'same'; readonly id: string }
  /** As many wait as may wait. */
  | { readonly kind: 'too-many' };

/** A piece of work that was taken. */
export type ClaimedExport = ExportOrder & {
  /** Which try it is, from 1: whoever comes back from an earlier one is not listened to. */
  readonly attempt: number;
};

/** How much may wait and run. */
export type ExportBounds = {
  readonly mostWaiting: number;
  readonly mostWaitingOfOne: number;
  /** At once, over all processes. */
  readonly mostRunning: number;
  /** Tries after which it has failed. */
  readonly mostAttempts: number;
};

/** Storage of exports. */
export interface ExportStore {
  order(order: ExportOrder, bounds: ExportBounds): Promise<OrderOutcome>;
  /** Takes the oldest that waits or whose maker is gone. @returns `null` where there is none, or enough are running */
  claim(now: Date, leaseUntil: Date, bounds: ExportBounds): Promise<ClaimedExport | null>;
  /** @returns whether it is still ours to make */
  advance(id: string, attempt: number, at: { progress: number; leaseUntil: Date }): Promise<boolean>;
  finish(id: string, attempt: number, file: { body: Uint8Array; expiresAt: Date }): Promise<void>;
  fail(id: string, attempt: number, expiresAt: Date): Promise<void>;
  /** @param id any text. An expired one is not there */
  read(id: string, now: Date): Promise<ExportRow | null>;
  file(id: string, now: Date): Promise<Uint8Array | null>;
  /** What somebody asked for, newest first, at most 30. */
  orderedBy(staffId: string, now: Date): Promise<readonly ExportRow[]>;
  /** Deletes what has expired. */
  purge(now: Date): Promise<void>;
}
