/** The use cases behind the pages on indicators. */

import type { RowKind } from '../../../core/indicators/indicator-row.ts';
import type { Language } from '../../../core/language.ts';
import type { Sheet } from '../../../core/xlsform/workbook.ts';
import type { YearClosing } from '../../../usecases/close-year.ts';
import type { RowKeeping } from '../../../usecases/keep-indicator-rows.ts';
import type { IndicatorWatch } from '../../../usecases/watch-indicators.ts';

/** Reads and writes files of rows. */
export type RowFiles = {
  readonly maxBytes: number;
  readonly read: (
    file: Uint8Array,
    fileName: string,
  ) => Promise<
    | { readonly kind: 'read'; readonly sheets: readonly Sheet[] }
    | {
        readonly kind: 'faulty';
        readonly code: string;
        readonly facts: Readonly<Record<string, string | number>>;
      }
  >;
  readonly workbook: (language: Language) => Promise<Uint8Array>;
  readonly csv: (kind: RowKind) => string;
};

/** Everything the pages need. */
export type IndicatorDependencies = {
  readonly watch: IndicatorWatch;
  readonly rows: RowKeeping;
  readonly closing: YearClosing;
  readonly files: RowFiles;
};
