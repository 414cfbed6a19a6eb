/** Reading what was published: results and tables, for pages, reports and programs alike. */

import type { Gazetteer } from '../core/locality.ts';
import { createSay } from '../i18n/say.ts';
import type { Store } from '../storage/store.ts';
import type { FlowLibrary } from '../usecases/flow-library.ts';
import { readResults } from '../usecases/read-results.ts';
import { listTables, readTable, readTables } from '../usecases/read-table.ts';

/** What everyone reads who reads results. */
export type PublishedReading = ReturnType<typeof composePublished>;

/** What it is bound to. */
type ReadingParts = {
  readonly store: Store;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
};

/** Binds it. */
export function composePublished({ store, flows, gazetteer }: ReadingParts) {
  const { consultations, releases, tables } = store;
  const services = { consultations, tables, releases, flows, gazetteer, say: createSay() };
  return {
    /** A consultation's exact line, or the rounded one of a place. */
    results: readResults({ consultations, store: releases, tables, flows, gazetteer }),
    /** One table in words. */
    readTable: readTable(services),
    /** All tables of a scope, or those of one variable. */
    readTables: readTables(services),
    /** Which tables a scope has, and which scopes have tables. */
    listTables: listTables(services),
  };
}
