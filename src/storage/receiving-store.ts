/** Storage as the receiving path sees it: one query in, one statement out. */

import { dayOf } from '../core/day.ts';
import type { ReceivingStore } from '../ports/receiving-store.ts';
import { readUsedCodes } from './code-marks.ts';
import { commitTurns } from './commit-turns.ts';
import type { Database } from './database.ts';
import { loadSituation } from './load-situation.ts';
import { readDecisions } from './parent-store.ts';

/** Binds the receiving path to a database. */
export function createReceivingStore(database: Database): ReceivingStore {
  return {
    load: (request) => loadSituation(database, request),
    usedCodes: (keys) => readUsedCodes(database, keys),
    parentDecisions: (walks) => readDecisions(database, walks),
    commit: (turns, now) => commitTurns(database, turns, { now, day: dayOf(now) }),
  };
}
