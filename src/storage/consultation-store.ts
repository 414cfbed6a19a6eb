/** Flows, consultations and invitations: written in SQL, read through Prisma. */

import { createHash } from 'node:crypto';
import {
  type Consultation,
  type ConsultationTerms,
  type Invitation,
  readCode,
} from '../core/consultation.ts';
import { canonicalFlowJson } from '../core/flow/compile-flow.ts';
import type { FlowText } from '../core/flow/text.ts';
import { isSlug } from '../core/slug.ts';
import type { ConsultationStore, FlowSource, PublishedFlow } from '../ports/consultation-store.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { toJson } from './json.ts';
import type { PrismaReader } from './prisma.ts';
import type { Prisma } from './prisma-client/node/client.ts';
import { isUuid } from './uuid.ts';

/** Binds to a database and a Prisma client over the same database. */
export function createConsultationStore(database: Database, prisma: PrismaReader): ConsultationStore {
  return {
    publishFlow: (flow) => insertFlow(database, flow),
    flow: (hash) => prisma.flow.findUnique({ where: { hash } }),
    latestFlow: (id) => prisma.flow.findFirst({ where: { id }, orderBy: { version: 'desc' } }),
    launch: (consultation, invitations) => launch(database, consultation, invitations),
    async list() {
      const rows = await prisma.consultation.findMany({ orderBy: [{ opensAt: 'desc' }, { id: 'asc' }] });
      return rows.map(consultationOf);
    },
    async byId(id) {
      if (!isUuid(id)) return null;
      const row = await prisma.consultation.findUnique({ where: { id } });
      return row === null ? null : consultationOf(row);
    },
    find: (slugOrCode) => find(prisma, slugOrCode),
    async invitation(code) {
      const row = await prisma.invitation.findUnique({ where: { code } });
      if (row === null) return null;
      const { consultationId, place, sheetId, withdrawnAt, parentsSigned } = row;
      const withdrawn = withdrawnAt !== null;
      return { code, consultationId, place, oneTime: sheetId !== null, withdrawn, parentsSigned };
    },
    async webCode(consultationId) {
      const first = await prisma.invitation.findFirst({
        where: { consultationId, sheetId: null, withdrawnAt: null },
        orderBy: [{ place: { sort: 'asc', nulls: 'first' } }, { code: 'asc' }],
      });
      return first?.code ?? null;
    },
  };
}

/** Writes a flow version unless it is there. @see ConsultationStore.publishFlow */
export async function insertFlow(
  database: Queryable,
  { id, version, source }: Omit<PublishedFlow, 'hash'>,
): Promise<{ kind: 'published'; hash: string } | { kind: 'version-taken' }> {
  const hash = flowHash(source);
  await database.query(
    'INSERT INTO flows (hash, id, version, source) VALUES ($1, $2, $3, $4::jsonb) ON CONFLICT DO NOTHING',
    [hash, id, version, toJson(source)],
  );
  const [stored] = await database.query<{ hash: string }>(
    'SELECT hash FROM flows WHERE id = $1 AND version = $2',
    [id, version],
  );
  return stored?.hash === hash ? { kind: 'published', hash } : { kind: 'version-taken' };
}

function flowHash(source: FlowSource): string {
  return createHash('sha256').update(canonicalFlowJson(source)).digest('hex');
}

/** Ends a transaction without an error of the database. */
export class Taken extends Error {
  readonly what: 'slug-taken' | 'code-taken';

  constructor(what: 'slug-taken' | 'code-taken') {
    super(what);
    this.what = what;
  }
}

async function launch(
  database: Database,
  consultation: Consultation,
  invitations: readonly Invitation[],
): Promise<'launched' | 'slug-taken' | 'code-taken'> {
  try {
    await database.transaction((transaction) => insertConsultation(transaction, consultation, invitations));
    return 'launched';
  } catch (error) {
    if (error instanceof Taken) return error.what;
    throw error;
  }
}

/** Writes a consultation and its codes within a transaction. @throws {Taken} */
export async function insertConsultation(
  transaction: Transaction,
  consultation: Consultation,
  invitations: readonly Invitation[],
): Promise<void> {
  const launched = await transaction.query(
    `INSERT INTO consultations (id, slug, title, flow_hash, opens_at, closes_at, paused_at, closed_at, min_cell, places, demo, terms)
     SELECT id, slug, title, "flowHash", "opensAt", "closesAt", "pausedAt", "closedAt", "minCell", places, demo,
       CASE WHEN jsonb_typeof(terms) = 'object' THEN terms END
     FROM jsonb_to_record($1::jsonb) AS c (id uuid, slug text, title jsonb, "flowHash" text, "opensAt" timestamptz,
       "closesAt" timestamptz, "pausedAt" timestamptz, "closedAt" timestamptz, "minCell" int, places text[], demo boolean,
       terms jsonb)
     ON CONFLICT (slug) DO NOTHING RETURNING slug`,
    [toJson(consultation)],
  );
  if (launched.length === 0) throw new Taken('slug-taken');
  const invited = await transaction.query(
    `INSERT INTO invitations (code, consultation_id, place)
     SELECT code, "consultationId", place
     FROM jsonb_to_recordset($1::jsonb) AS i (code text, "consultationId" uuid, place text) ORDER BY code
     ON CONFLICT DO NOTHING RETURNING code`,
    [toJson(invitations)],
  );
  if (invited.length < invitations.length) throw new Taken('code-taken');
}

/** Reads one within a transaction. */
export async function readConsultation(database: Queryable, id: string): Promise<Consultation | null> {
  const [row] = await database.query<Consultation>(
    `SELECT id::text AS id, slug, title, flow_hash AS "flowHash", opens_at AS "opensAt", closes_at AS "closesAt",
       paused_at AS "pausedAt", closed_at AS "closedAt", min_cell AS "minCell", places, demo, terms
     FROM consultations WHERE id = $1::uuid`,
    [id],
  );
  return row ?? null;
}

async function find(prisma: PrismaReader, slugOrCode: string): Promise<Consultation | null> {
  // Addresses are typed by anybody, and the database takes not every text.
  const bySlug = isSlug(slugOrCode)
    ? await prisma.consultation.findUnique({ where: { slug: slugOrCode } })
    : null;
  if (bySlug !== null) return consultationOf(bySlug);
  const code = readCode(slugOrCode);
  if (code === null) return null;
  const invitation = await prisma.invitation.findUnique({ where: { code }, include: { consultation: true } });
  return invitation === null ? null : consultationOf(invitation.consultation);
}

/** `title` and `terms` were what they are called when they were written, and nothing but a launch writes them. */
function consultationOf(row: Prisma.ConsultationModel): Consultation {
  return { ...row, title: row.title as FlowText, terms: row.terms as ConsultationTerms | null };
}
