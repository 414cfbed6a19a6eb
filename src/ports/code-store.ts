/** Codes that lead to a consultation: open ones for many children, and sheets of one-time codes. */

import type { ConsultationId } from '../core/consultation.ts';
import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { CodeKey } from './address-book.ts';

/** A code for as many children as like. */
export type OpenCode = {
  readonly code: string;
  /** Where its children live; then the place is not asked. */
  readonly place: LocalityCode | null;
  /** What staff call it: a school, a loudspeaker, a page. Children never see it; empty where it has none. */
  readonly label: string;
  /** Nobody begins with it any more; absent where it still opens. */
  readonly withdrawn?: boolean;
};

/** One-time codes for one class or group, to be cut into strips. */
export type CodeSheet = {
  /** UUID, made by the form that asked for it. */
  readonly id: string;
  readonly consultationId: ConsultationId;
  readonly place: LocalityCode | null;
  /** What staff call it; children never see it. */
  readonly label: string;
  /** How many codes, 1–60. */
  readonly size: number;
  readonly madeBy: string;
  readonly madeAt: Date;
  /** How many of its codes were withdrawn; absent where none was. */
  readonly withdrawn?: number;
};

/** Codes to be withdrawn: one, or all of a sheet. */
export type Withdrawal =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'sheet'; readonly sheetId: string };

/** A sheet to be made. */
export type SheetOrder = {
  readonly sheet: CodeSheet;
  /** The codes with their keyed hashes, as many as the sheet's size. */
  readonly codes: readonly { readonly code: string; readonly key: CodeKey }[];
  readonly event: ConsultationEvent;
};

/** Storage as those see it who give out codes. */
export interface CodeStore {
  /** Codes for many, those without a place first, then by place and code. */
  openCodes(id: ConsultationId): Promise<readonly OpenCode[]>;
  /**
   * Adds codes for many, all or none; the same event again adds nothing and is `made`.
   *
   * @returns `code-taken` with the codes that lead somewhere already; `id-taken` where the event's id is another's
   */
  addOpenCodes(
    id: ConsultationId,
    codes: readonly OpenCode[],
    event: ConsultationEvent,
  ): Promise<
    | { readonly kind: 'made' }
    | { readonly kind: 'id-taken' }
    | { readonly kind: 'code-taken'; readonly codes: readonly string[] }
  >;
  /** Sheets of a consultation, newest first. */
  sheets(id: ConsultationId): Promise<readonly CodeSheet[]>;
  /**
   * A sheet with its codes, in the order of their letters; `gone` are those that were withdrawn, absent where none was; `null`
   * where there is no such sheet.
   */
  sheet(sheetId: string): Promise<{
    readonly sheet: CodeSheet;
    readonly codes: readonly string[];
    readonly gone?: readonly string[];
  } | null>;
  /**
   * Makes a sheet, all of it or nothing; the same sheet again changes nothing and is `made`.
   *
   * @returns `id-taken` where its id is that of another consultation's sheet, or the event's is another event's
   */
  addSheet(order: SheetOrder): Promise<'made' | 'code-taken' | 'id-taken'>;
  /**
   * Withdraws codes of a consultation; the same event again changes nothing and is `withdrawn`.
   *
   * @returns `nothing` where the consultation has no such code, or none that was not withdrawn before; `id-taken` where the
   *   event's id is another's
   */
  withdraw(
    id: ConsultationId,
    what: Withdrawal,
    event: ConsultationEvent,
  ): Promise<'withdrawn' | 'nothing' | 'id-taken'>;
  /**
   * How many of these were used. Counts of a sheet point at children where they are small: whoever shows one suppresses it.
   */
  countUsed(keys: readonly CodeKey[]): Promise<number>;
}
