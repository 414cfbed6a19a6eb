/** Changes to a consultation that runs. */

import type { Consultation } from '../core/consultation.ts';
import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { RunChange, RunOutcome, RunStore } from '../ports/run-store.ts';
import { recordEvent } from './consultation-events.ts';
import { readConsultation } from './consultation-store.ts';
import type { Database, Parameter, Transaction } from './database.ts';
import { isUuid } from './uuid.ts';

/** Binds to a database. */
export function createRunStore(database: Database): RunStore {
  return { change: (change, event) => changeRun(database, change, event) };
}

async function changeRun(
  database: Database,
  change: RunChange,
  event: ConsultationEvent,
): Promise<RunOutcome> {
  const id = event.consultationId;
  if (!isUuid(id)) return { kind: 'absent' };
  try {
    return await database.transaction((transaction) => changeHeld(transaction, change, event));
  } catch (error) {
    if (!(error instanceof Unchanged)) throw error;
    const consultation = await readConsultation(database, id);
    return consultation === null ? { kind: 'absent' } : { kind: 'unchanged', consultation };
  }
}

async function changeHeld(
  transaction: Transaction,
  change: RunChange,
  event: ConsultationEvent,
): Promise<RunOutcome> {
  const id = event.consultationId;
  await transaction.query('SELECT 1 FROM consultations WHERE id = $1::uuid FOR UPDATE', [id]);
  const before = await readConsultation(transaction, id);
  if (before === null) return { kind: 'absent' };
  const recorded = await recordEvent(transaction, event);
  if (recorded !== 'recorded') {
    const stands = recorded === 'before' && isSo(before, change);
    return { kind: stands ? 'changed' : 'unchanged', consultation: before };
  }
  const { set, where, value = [] } = sqlOf(change);
  const changed = await transaction.query(
    `UPDATE consultations SET ${set}
     WHERE id = $1::uuid AND closed_at IS NULL AND (closes_at IS NULL OR closes_at > $2::timestamptz) AND ${where}
     RETURNING 1`,
    [id, event.at.toISOString(), ...value],
  );
  if (changed.length === 0) throw new Unchanged();
  return { kind: 'changed', consultation: (await readConsultation(transaction, id)) ?? before };
}

/** Whether a consultation is still as a change left it: somebody may have changed it back since. */
function isSo({ pausedAt, closesAt, closedAt, minCell }: Consultation, change: RunChange): boolean {
  switch (change.kind) {
    case 'pause':
      return pausedAt !== null && closedAt === null;
    case 'resume':
      return pausedAt === null && closedAt === null;
    case 'extend':
      return closesAt !== null && closesAt >= change.closesAt;
    case 'close':
      return closedAt !== null;
    case 'raise':
      return minCell >= change.minCell;
  }
}

/** Takes back what was recorded. */
class Unchanged extends Error {}

function sqlOf(change: RunChange): { set: string; where: string; value?: readonly Parameter[] } {
  switch (change.kind) {
    case 'pause':
      return { set: 'paused_at = $2::timestamptz', where: 'paused_at IS NULL' };
    case 'resume':
      return { set: 'paused_at = NULL', where: 'paused_at IS NOT NULL' };
    case 'extend':
      return {
        set: 'closes_at = $3::timestamptz',
        where: 'closes_at < $3::timestamptz',
        value: [change.closesAt.toISOString()],
      };
    case 'close':
      return { set: 'closed_at = $2::timestamptz', where: 'true' };
    case 'raise':
      return { set: 'min_cell = $3::int', where: 'min_cell < $3::int', value: [change.minCell] };
  }
}
