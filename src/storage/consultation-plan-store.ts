/** Plans of consultations, and what was done to them. */

import type { ConsultationEvent } from '../core/consultation-event.ts';
import type { ConsultationPlan, PlanContent, PlanStatus } from '../core/consultation-plan.ts';
import type {
  ConsultationPlanStore,
  LaunchOutcome,
  PlanChange,
  PlanLaunch,
  PlanOutcome,
} from '../ports/consultation-plan-store.ts';
import { findRecorded, readEvents, recordEvent } from './consultation-events.ts';
import { insertConsultation, Taken } from './consultation-store.ts';
import type { Database, Parameter, Queryable, Transaction } from './database.ts';
import { toJson } from './json.ts';
import { isUuid } from './uuid.ts';

const ROW = `id::text AS id, place, status, revision, content, handed_in_by AS "handedInBy", approved_by AS "approvedBy",
  changed_by AS "changedBy", changed_at AS "changedAt"`;

type Times = 'opensAt' | 'closesAt';

/** A plan as its row holds it: times within JSON are text. */
type PlanRow = Omit<ConsultationPlan, keyof PlanContent> & {
  readonly content: Omit<PlanContent, Times> & { readonly [time in Times]: string | null };
};

/** Binds to a database. */
export function createConsultationPlanStore(database: Database): ConsultationPlanStore {
  return {
    begin: (plan, event) => begin(database, plan, event),
    get: (id) => (isUuid(id) ? read(database, id) : Promise.resolve(null)),
    async list() {
      const rows = await database.query<PlanRow>(
        `SELECT ${ROW} FROM consultation_plans WHERE status <> 'discarded' ORDER BY changed_at DESC, id`,
      );
      return rows.map(planOf);
    },
    write: (id, { seen, content, by, at }) =>
      change(database, id, (transaction) =>
        update(transaction, {
          ...{ id, seen, by, at, from: 'draft' },
          set: 'content = $5::jsonb',
          values: [toJson(content)],
        }),
      ),
    handIn: (handing) =>
      move(database, handing, {
        from: 'draft',
        set: `status = 'handed-in', handed_in_by = $5`,
        values: [handing.event.byId],
      }),
    reopen: (reopening) =>
      move(database, reopening, { from: 'handed-in', set: `status = 'draft', handed_in_by = NULL` }),
    discard: (discarding) => move(database, discarding, { from: 'draft', set: `status = 'discarded'` }),
    launch: (order) => launch(database, order),
    events: (id) => (isUuid(id) ? readEvents(database, id) : Promise.resolve([])),
  };
}

async function begin(
  database: Database,
  plan: ConsultationPlan,
  event: ConsultationEvent,
): Promise<ConsultationPlan> {
  return database.transaction(async (transaction) => {
    const begun = await transaction.query(
      `INSERT INTO consultation_plans (id, place, status, revision, content, changed_by, changed_at)
       VALUES ($1::uuid, $2, 'draft', 1, $3::jsonb, $4, $5::timestamptz) ON CONFLICT DO NOTHING RETURNING 1`,
      [plan.id, plan.place, toJson(contentOf(plan)), plan.changedBy, plan.changedAt.toISOString()],
    );
    if (begun.length === 1) await recordEvent(transaction, event);
    return (await read(transaction, plan.id)) ?? plan;
  });
}

type Move = {
  /** The status it must have. */
  readonly from: PlanStatus;
  readonly set: string;
  /** For `$5` and on. */
  readonly values?: readonly Parameter[];
};

/** Moves a plan on and records it, both or neither. */
function move(database: Database, { id, seen, event }: PlanChange, to: Move): Promise<PlanOutcome> {
  const { by, at } = event;
  return change(database, id, (transaction) => update(transaction, { id, seen, by, at, ...to }), event);
}

type Update = Move & { readonly id: string; readonly seen: number; readonly by: string; readonly at: Date };

/** @returns `null` where the plan is not in that status, or not at the revision that was seen */
async function update(
  transaction: Queryable,
  { id, seen, by, at, from, set, values = [] }: Update,
): Promise<ConsultationPlan | null> {
  const [row] = await transaction.query<PlanRow>(
    `UPDATE consultation_plans SET revision = revision + 1, changed_by = $3, changed_at = $4::timestamptz, ${set}
     WHERE id = $1::uuid AND revision = $2::int AND status = '${from}' RETURNING ${ROW}`,
    [id, seen, by, at.toISOString(), ...values],
  );
  return row === undefined ? null : planOf(row);
}

/** Holds the plan, lets the work be done once for each event, and tells what the plan is then. */
async function change(
  database: Database,
  id: string,
  work: (transaction: Transaction) => Promise<ConsultationPlan | null>,
  event: ConsultationEvent | null = null,
): Promise<PlanOutcome> {
  if (!isUuid(id)) return { kind: 'absent' };
  return database.transaction(async (transaction) => {
    const [held] = await transaction.query<PlanRow>(
      `SELECT ${ROW} FROM consultation_plans WHERE id = $1::uuid FOR UPDATE`,
      [id],
    );
    if (held === undefined) return { kind: 'absent' };
    const current = planOf(held);
    const recorded = event === null ? null : await findRecorded(transaction, event);
    if (recorded !== null) {
      return recorded === 'before' ? { kind: 'changed', plan: current } : { kind: 'outdated', current };
    }
    const plan = await work(transaction);
    if (plan === null) return { kind: 'outdated', current };
    if (event !== null) await recordEvent(transaction, event);
    return { kind: 'changed', plan };
  });
}

async function launch(database: Database, order: PlanLaunch): Promise<LaunchOutcome> {
  const { id, seen, event, consultation, invitations } = order;
  try {
    return await change(
      database,
      id,
      async (transaction) => {
        if (await isOwn(transaction, order)) return null;
        const plan = await update(transaction, {
          ...{ id, seen, by: event.by, at: event.at, from: 'handed-in' },
          set: `status = 'launched', approved_by = $5`,
          values: [event.byId],
        });
        if (plan !== null) await insertConsultation(transaction, consultation, invitations);
        return plan;
      },
      event,
    );
  } catch (error) {
    if (error instanceof Taken) return { kind: error.what };
    throw error;
  }
}

async function isOwn(transaction: Transaction, { id, event }: PlanLaunch): Promise<boolean> {
  const plan = await read(transaction, id);
  return plan?.handedInBy === event.byId;
}

async function read(database: Queryable, id: string): Promise<ConsultationPlan | null> {
  const [row] = await database.query<PlanRow>(`SELECT ${ROW} FROM consultation_plans WHERE id = $1::uuid`, [
    id,
  ]);
  return row === undefined ? null : planOf(row);
}

function contentOf(plan: ConsultationPlan): PlanContent {
  const { id, place, status, revision, handedInBy, approvedBy, changedBy, changedAt, ...content } = plan;
  return content;
}

function planOf({ content, ...row }: PlanRow): ConsultationPlan {
  const time = (text: string | null) => (text === null ? null : new Date(text));
  // Plans older than the question whether parents agree ask none.
  return {
    ...row,
    ...{ parents: [] },
    ...content,
    opensAt: time(content.opensAt),
    closesAt: time(content.closesAt),
  };
}
