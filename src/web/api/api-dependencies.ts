/** What the public reading of figures is given to work with. */

import type { Context } from 'hono';
import type { Question } from '../../core/flow/flow.ts';
import type { Language } from '../../core/language.ts';
import type { Gazetteer, LocalityCode } from '../../core/locality.ts';
import type { ProgramReader } from '../../core/program/api-key.ts';
import type { Release } from '../../core/release/release.ts';
import type { TableName } from '../../core/release/table.ts';
import type { Say } from '../../core/say.ts';
import type { Admission, AskingProgram } from '../../usecases/keep-programs.ts';
import type { ReadableConsultation } from '../../usecases/read-as-program.ts';
import type { TableList, TableView } from '../../usecases/read-table.ts';
import type { RequestLog } from '../app-dependencies.ts';

/** The figures of a place in a year, as staff are told them. */
export type IndicatorYear = {
  readonly year: number;
  readonly isClosed: boolean;
  readonly figures: Readonly<Record<string, number>>;
};

/** The use cases. */
export type ApiReading = {
  readonly admit: (program: AskingProgram) => Promise<Admission>;
  readonly list: (reader: ProgramReader) => Promise<readonly ReadableConsultation[]>;
  readonly find: (reader: ProgramReader, slug: string) => Promise<ReadableConsultation | null>;
  readonly releases: (consultation: ReadableConsultation) => Promise<readonly Release[]>;
  readonly questions: (consultation: ReadableConsultation) => Promise<readonly Question[]>;
  readonly languages: (consultation: ReadableConsultation) => Promise<readonly Language[]>;
  readonly listTables: (slug: string, scope: LocalityCode, language: Language) => Promise<TableList>;
  readonly readTable: (wanted: {
    readonly consultation: string;
    readonly name: TableName;
    readonly language: Language;
  }) => Promise<TableView>;
  /** Years of a place, oldest first. */
  readonly indicators: (place: LocalityCode) => Promise<readonly IndicatorYear[]>;
};

/** Everything it needs. */
export type ApiDependencies = ApiReading & {
  readonly say: Say;
  readonly gazetteer: Gazetteer;
  readonly log: RequestLog;
  readonly now: () => Date;
  readonly publicUrl: string;
  /** Network address of whoever opened the connection; absent where the runtime does not tell. */
  readonly peer?: (c: Context) => string | undefined;
};

/** What a request carries with it once it was admitted. */
export type ApiEnvironment = { readonly Variables: { reader: ProgramReader } };
