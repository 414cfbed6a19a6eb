/** The audit log: one chain of entries, each hanging on the one before, its end signed. */

import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { AppError } from '../core/app-error.ts';
import { AUDIT_BEGIN, type AuditEnd, type AuditVerdict, checkLinks } from '../core/audit/audit-chain.ts';
import {
  type AuditAct,
  type AuditEntry,
  type AuditFacts,
  LONGEST_FACT,
  textOfEntry,
} from '../core/audit/audit-entry.ts';
import type { AuditLog, AuditReader, AuditSearch } from '../ports/audit-log.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { deriveKey } from './derive-key.ts';
import { toJson } from './json.ts';

/** Keeps writers in a row: whoever enters next hangs on what was entered last. */
const CHAIN_LOCK = 7_281_001;

/** Entries checked at once. */
const CHUNK = 2_000;

const ROW = `number, at, jsonb_build_object('id', actor_id, 'name', actor) AS actor, deed, subject, place, facts, previous, hash`;

/** Binds to a database. */
export function createAuditLog(database: Database, secretKey: string): AuditLog & AuditReader {
  const key = deriveKey(secretKey, 'audit-seal');
  let last: Promise<unknown> = Promise.resolve();
  return {
    append(act) {
      // One after another: those who wait for the lock would each hold a connection that children need.
      const mine = last.then(() => database.transaction((transaction) => append(transaction, key, act)));
      last = mine.catch(() => undefined);
      return mine;
    },
    list: (search) => list(database, search),
    verify: (anchor) => verify(database, key, anchor),
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Enters an act within a transaction that does it, so that there is neither without the other.
 *
 * @throws {AppError} `audit-broken` where the end of the log is not as it was sealed
 */
async function append(transaction: Transaction, key: KeyObject, act: AuditAct): Promise<AuditEnd> {
  await transaction.query(`SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`);
  const last = await trustedEnd(transaction, key);
  const entry = { ...tidy(act), number: last.number + 1, previous: last.hash };
  const hash = sha256(textOfEntry(entry));
  const { number, previous, at, actor, deed, subject, place, facts } = entry;
  await transaction.query(
    `INSERT INTO audit_entries (number, at, actor_id, actor, deed, subject, place, facts, previous, hash)
     VALUES ($1::int, $2::timestamptz, $3, $4, $5, $6, $7, $8::jsonb, $9, $10)`,
    [number, at.toISOString(), actor.id, actor.name, deed, subject, place, toJson(facts), previous, hash],
  );
  await transaction.query(
    `INSERT INTO audit_seals (id, number, hash, mac) VALUES (1, $1::int, $2, $3)
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash, mac = excluded.mac`,
    [number, hash, macOf(key, { number, hash })],
  );
  return { number, hash };
}

/** Going on from a forged end would sign the forgery. */
async function trustedEnd(transaction: Transaction, key: KeyObject): Promise<AuditEnd> {
  const seal = await readSeal(transaction);
  const [newest] = await transaction.query<AuditEnd>(
    'SELECT number, hash FROM audit_entries ORDER BY number DESC LIMIT 1',
  );
  const end = newest ?? AUDIT_BEGIN;
  const stands =
    seal === null
      ? end.number === 0
      : isGenuine(key, seal) && seal.number === end.number && seal.hash === end.hash;
  if (!stands) throw new AppError('audit-broken', { number: end.number });
  return end;
}

/** What PostgreSQL would refuse or the chain could not give back unchanged must not get into a hash. */
function tidy(act: AuditAct): AuditAct {
  const facts: AuditFacts = JSON.parse(toJson(act.facts));
  return {
    ...{ at: act.at, place: act.place, deed: plain(act.deed) },
    actor: { id: plain(act.actor.id), name: plain(act.actor.name) },
    subject: act.subject === null ? null : plain(act.subject),
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? plain(fact) : fact]),
    ),
  };
}

function plain(text: string): string {
  const readable = text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .normalize('NFC');
  return [...readable].slice(0, LONGEST_FACT).join('');
}

type Seal = AuditEnd & { readonly mac: string };

async function readSeal(database: Queryable): Promise<Seal | null> {
  const [seal] = await database.query<Seal>('SELECT number, hash, mac FROM audit_seals WHERE id = 1');
  return seal ?? null;
}

function macOf(key: KeyObject, { number, hash }: AuditEnd): string {
  return createHmac('sha256', key).update(`${number}:${hash}`).digest('base64url');
}

function isGenuine(key: KeyObject, seal: Seal): boolean {
  const [made, found] = [Buffer.from(macOf(key, seal)), Buffer.from(seal.mac)];
  return made.length === found.length && timingSafeEqual(made, found);
}

async function list(database: Database, search: AuditSearch): Promise<readonly AuditEntry[]> {
  const { from, until, actor, deed, places, placeless, before, most } = search;
  return database.query<AuditEntry>(
    `SELECT ${ROW} FROM audit_entries
     WHERE ($1::date IS NULL OR at >= ($1::date)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')
       AND ($2::date IS NULL OR at < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')
       AND ($3::text IS NULL OR actor_id = $3 OR strpos(lower(actor), lower($3)) > 0)
       AND ($4::text IS NULL OR starts_with(deed, $4))
       AND ($5::jsonb IS NULL OR (place IS NULL AND $6::boolean)
         OR place IN (SELECT jsonb_array_elements_text($5::jsonb))
         OR place IN (SELECT code FROM localities WHERE parent_code IN (SELECT jsonb_array_elements_text($5::jsonb))))
       AND ($7::int IS NULL OR number < $7::int)
     ORDER BY number DESC LIMIT $8::int`,
    [
      ...[from ?? null, until ?? null, actor ?? null, deed ?? null],
      ...[places === undefined ? null : toJson(places), placeless, before ?? null, most],
    ],
  );
}

async function verify(database: Database, key: KeyObject, anchor?: AuditEnd): Promise<AuditVerdict> {
  const seal = await readSeal(database);
  if (seal !== null && !isGenuine(key, seal))
    return { kind: 'broken', number: seal.number, fault: 'seal-forged' };
  let end = AUDIT_BEGIN;
  for (;;) {
    const entries = await database.query<AuditEntry>(
      `SELECT ${ROW} FROM audit_entries WHERE number > $1::int AND number <= $2::int ORDER BY number LIMIT ${CHUNK}`,
      [end.number, seal?.number ?? 0],
    );
    if (entries.length === 0) break;
    const noted = entries.find(({ number }) => number === anchor?.number);
    const next = checkLinks(end, entries, sha256);
    if ('kind' in next) return next;
    if (noted !== undefined && noted.hash !== anchor?.hash)
      return { kind: 'broken', number: noted.number, fault: 'not-as-noted' };
    end = next;
  }
  return (
    (await wrongEnd(database, { end, seal, anchor })) ?? {
      kind: 'unbroken',
      entries: end.number,
      hash: end.hash,
    }
  );
}

/** Others may have entered something meanwhile, and the seal has moved on with it. */
async function wrongEnd(
  database: Database,
  { end, seal, anchor }: { end: AuditEnd; seal: Seal | null; anchor: AuditEnd | undefined },
): Promise<AuditVerdict | null> {
  const number = end.number + 1;
  if (end.number < (seal?.number ?? 0)) return { kind: 'broken', number, fault: 'missing' };
  if (seal !== null && end.hash !== seal.hash)
    return { kind: 'broken', number: end.number, fault: 'cut-off' };
  if (anchor !== undefined && anchor.number > end.number) return { kind: 'broken', number, fault: 'cut-off' };
  const [now] = await database.query<{ sealed: number; newest: number }>(
    `SELECT coalesce((SELECT number FROM audit_seals WHERE id = 1), 0) AS sealed,
       coalesce((SELECT number FROM audit_entries ORDER BY number DESC LIMIT 1), 0) AS newest`,
  );
  if (now !== undefined && now.newest > now.sealed)
    return { kind: 'broken', number: now.sealed + 1, fault: 'unsealed' };
  return null;
}

/**
 * Signs the end of the log under another secret key.
 *
 * @throws {AppError} `audit-broken` where it is not as it was signed under the old one
 */
export async function resealAudit(transaction: Transaction, oldKey: string, newKey: string): Promise<void> {
  await transaction.query(`SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`);
  const { number, hash } = await trustedEnd(transaction, deriveKey(oldKey, 'audit-seal'));
  const mac = macOf(deriveKey(newKey, 'audit-seal'), { number, hash });
  await transaction.query('UPDATE audit_seals SET mac = $1 WHERE id = 1', [mac]);
}

/** Enters, under the new key, that the secret key was changed. */
export async function enterRotation(transaction: Transaction, newKey: string, at: Date): Promise<void> {
  const actor = { id: 'command-line', name: 'em-noi' };
  const act = { at, actor, deed: 'command key rotate', subject: null, place: null, facts: {} };
  await append(transaction, deriveKey(newKey, 'audit-seal'), act);
}
