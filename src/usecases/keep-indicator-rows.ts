/** Keeps denominators and targets: read out of files, entered, corrected, withdrawn, all with their history. */

import { dayOf } from '../core/day.ts';
import type {
  IndicatorContent,
  IndicatorRow,
  IndicatorRowChange,
  RowKind,
} from '../core/indicators/indicator-row.ts';
import { type ReadRow, type RowGround, readRow } from '../core/indicators/read-row.ts';
import { readSheets, type SheetsReading } from '../core/indicators/read-sheets.ts';
import type { RowColumn } from '../core/indicators/row-columns.ts';
import type { Gazetteer, LocalityCode } from '../core/locality.ts';
import type { Sheet } from '../core/xlsform/workbook.ts';
import type { Clock } from '../ports/clock.ts';
import type { BroughtCounts, IndicatorStore, RowOutcome, RowRevision } from '../ports/indicator-store.ts';
import type { Random } from '../ports/random.ts';

/** What keeping them needs. */
export type RowServices = {
  readonly store: IndicatorStore;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  readonly random: Random;
};

/** Who brings something, and where they may. */
export type RowBringer = {
  readonly id: string;
  readonly name: string;
  readonly mayBring: (place: LocalityCode) => boolean;
};

/** A row and everything that was done to it. */
export type RowWithHistory = { readonly row: IndicatorRow; readonly changes: readonly IndicatorRowChange[] };

/** A change that is asked for. */
export type RowOrder = Pick<RowRevision, 'id' | 'seen' | 'what' | 'reason' | 'content'>;

/** The use cases. */
export type RowKeeping = {
  /** Reads sheets: all of their rows, or everything that is wrong. Nothing is kept. */
  readonly read: (sheets: readonly Sheet[], by: RowBringer) => Promise<SheetsReading>;
  /** Reads the fields of a form. */
  readonly readOne: (kind: RowKind, text: (column: RowColumn) => string, by: RowBringer) => Promise<ReadRow>;
  /** Keeps rows of a file, all or none. */
  readonly take: (
    rows: readonly IndicatorContent[],
    fileName: string,
    by: RowBringer,
  ) => Promise<BroughtCounts>;
  /** Keeps one row of a form; the same id again changes nothing. */
  readonly enter: (id: string, content: IndicatorContent, by: RowBringer) => Promise<BroughtCounts>;
  readonly change: (order: RowOrder, by: RowBringer) => Promise<RowOutcome>;
  /** Rows of some places or all, withdrawn ones included. */
  readonly list: (places?: readonly LocalityCode[]) => Promise<readonly IndicatorRow[]>;
  readonly find: (id: string) => Promise<RowWithHistory | null>;
};

/** Longest name of a file that is kept. */
const MAX_NAME = 120;

/** Builds them. */
export function keepIndicatorRows({ store, gazetteer, clock, random }: RowServices): RowKeeping {
  const groundOf = async ({ mayBring }: RowBringer): Promise<RowGround> => ({
    ...{ gazetteer, mayBring, former: await store.formerProvinces() },
    today: dayOf(clock.now()),
  });
  const handOf = ({ id, name }: RowBringer) => ({ byId: id, by: name, at: clock.now() });
  return {
    read: async (sheets, by) => readSheets(sheets, await groundOf(by)),
    readOne: async (kind, text, by) => readRow(kind, text, await groundOf(by)),
    take: (rows, fileName, by) =>
      store.bring({
        ...handOf(by),
        ...{ what: 'imported', reason: fileName.slice(0, MAX_NAME).toWellFormed() },
        rows: rows.map((content) => ({ id: random.uuid(), content })),
      }),
    enter: (id, content, by) =>
      store.bring({ ...handOf(by), what: 'entered', reason: '', rows: [{ id, content }] }),
    change: (order, by) => store.change({ ...order, ...handOf(by) }),
    list: (places) => store.rows(places),
    async find(id) {
      const row = await store.row(id);
      return row === null ? null : { row, changes: await store.changes(id) };
    },
  };
}
