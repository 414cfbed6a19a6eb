/** Flows, consultations and invitations: written in SQL, read through Prisma. */

import { createHash } from 'node:crypto';
import { type Consultation, type Invitation, readCode } from '../core/consultation.ts';
import { canonicalFlowJson } from '../core/flow/compile-flow.ts';
import type { FlowText } from '../core/flow/text.ts';
import type { ConsultationStore, FlowSource, PublishedFlow } from '../ports/consultation-store.ts';
import type { Database } from './database.ts';
import { toJson } from './json.ts';
import type { PrismaReader } from './prisma.ts';
import type { Prisma } from './prisma-client/node/client.ts';

/** Binds to a database and a Prisma client over the same database. */
export function createConsultationStore(database: Database, prisma: PrismaReader): ConsultationStore {
  return {
    publishFlow: (flow) => publishFlow(database, flow),
    flow: (hash) => prisma.flow.findUnique({ where: { hash } }),
    latestFlow: (id) => prisma.flow.findFirst({ where: { id }, orderBy: { version: 'desc' } }),
    launch: (consultation, invitations) => launch(database, consultation, invitations),
    async list() {
      const rows = await prisma.consultation.findMany({ orderBy: [{ opensAt: 'desc' }, { id: 'asc' }] });
      return rows.map(consultationOf);
    },
    async byId(id) {
      const row = await prisma.consultation.findUnique({ where: { id } });
      return row === null ? null : consultationOf(row);
    },
    find: (slugOrCode) => find(prisma, slugOrCode),
    invitation: (code) => prisma.invitation.findUnique({ where: { code } }),
    async webCode(consultationId) {
      const first = await prisma.invitation.findFirst({
        where: { consultationId },
        orderBy: [{ place: { sort: 'asc', nulls: 'first' } }, { code: 'asc' }],
      });
      return first?.code ?? null;
    },
    async close(id, now) {
      await database.query(
        'UPDATE consultations SET closed_at = $2::timestamptz WHERE id = $1::uuid AND closed_at IS NULL',
        [id, now.toISOString()],
      );
    },
  };
}

async function publishFlow(
  database: Database,
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
class Taken extends Error {
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
    await database.transaction(async (transaction) => {
      const launched = await transaction.query(
        `INSERT INTO consultations (id, slug, title, flow_hash, opens_at, closes_at, paused_at, closed_at, min_cell, places, demo)
         SELECT id, slug, title, "flowHash", "opensAt", "closesAt", "pausedAt", "closedAt", "minCell", places, demo
         FROM jsonb_to_record($1::jsonb) AS c (id uuid, slug text, title jsonb, "flowHash" text, "opensAt" timestamptz,
           "closesAt" timestamptz, "pausedAt" timestamptz, "closedAt" timestamptz, "minCell" int, places text[], demo boolean)
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
    });
    return 'launched';
  } catch (error) {
    if (error instanceof Taken) return error.what;
    throw error;
  }
}

async function find(prisma: PrismaReader, slugOrCode: string): Promise<Consultation | null> {
  const bySlug = await prisma.consultation.findUnique({ where: { slug: slugOrCode } });
  if (bySlug !== null) return consultationOf(bySlug);
  const code = readCode(slugOrCode);
  if (code === null) return null;
  const invitation = await prisma.invitation.findUnique({ where: { code }, include: { consultation: true } });
  return invitation === null ? null : consultationOf(invitation.consultation);
}

/** `title` was a `FlowText` when it was written, and nothing but `launch` writes it. */
function consultationOf(row: Prisma.ConsultationModel): Consultation {
  return { ...row, title: row.title as FlowText };
}
