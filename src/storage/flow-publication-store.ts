/** Whose published flow versions are, and publishing drafts. */

import type {
  FlowPublication,
  FlowPublicationStore,
  PublicationOrder,
  PublicationOutcome,
} from '../ports/flow-publication-store.ts';
import { insertFlow } from './consultation-store.ts';
import type { Database } from './database.ts';

const ROWS = `SELECT hash, flows.id AS "flowId", version, source -> 'title' AS title, coalesce(place, 'VN') AS place, by, at
  FROM flows LEFT JOIN flow_publications USING (hash)`;

/** Binds to a database. */
export function createFlowPublicationStore(database: Database): FlowPublicationStore {
  return {
    list: () => database.query<FlowPublication>(`${ROWS} ORDER BY flows.id, version DESC`),
    async get(hash) {
      // PostgreSQL refuses some texts that are no hashes anyway.
      if (!/^[0-9a-f]{64}$/.test(hash)) return null;
      const [row] = await database.query<FlowPublication>(`${ROWS} WHERE hash = $1`, [hash]);
      return row ?? null;
    },
    publish: (order) => publish(database, order),
  };
}

/** Ends a transaction without an error of the database. */
class Refused extends Error {
  readonly outcome: PublicationOutcome;

  constructor(outcome: PublicationOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

async function publish(database: Database, order: PublicationOrder): Promise<PublicationOutcome> {
  try {
    return await database.transaction(async (transaction): Promise<PublicationOutcome> => {
      const [draft] = await transaction.query<{ open: boolean }>(
        `SELECT published_as IS NULL AND revision = $2 AS open FROM flow_drafts WHERE id = $1::uuid FOR UPDATE`,
        [order.draft, order.seen],
      );
      if (draft?.open !== true) return { kind: 'outdated' };
      const { flowId: id, version, source } = order;
      const flow = await insertFlow(transaction, { id, version, source });
      if (flow.kind !== 'published') throw new Refused(flow);
      await transaction.query(
        `INSERT INTO flow_publications (hash, place, by, at) VALUES ($1, $2, $3, $4::timestamptz) ON CONFLICT DO NOTHING`,
        [flow.hash, order.place, order.by.replaceAll('\u0000', ''), order.at.toISOString()],
      );
      await transaction.query('UPDATE flow_drafts SET published_as = $2 WHERE id = $1::uuid', [
        order.draft,
        flow.hash,
      ]);
      return flow;
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}
