/** What storage needs of an engine: PostgreSQL on a server, or embedded in this process. */

import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';

/** A value bound to a parameter. Anything with a structure goes in as JSON text, see `toJson`. */
export type Parameter = string | number | boolean | null;

/** A statement of the hot path: planned once per connection under its name. Its parameters are all text. */
export type Statement = {
  /** `[a-z_]{1,40}`, unique in the house. */
  readonly name: string;
  /** Every parameter carries its cast (`$1::jsonb`). */
  readonly text: string;
};

/** Runs SQL. */
export interface Queryable {
  /**
   * Runs one statement. `bigint` and `date` columns come back differently from the two engines: cast them to text.
   *
   * @throws the driver's error, with PostgreSQL's SQLSTATE as `code`, when the database refuses
   */
  query<Row>(text: string, values?: readonly Parameter[]): Promise<readonly Row[]>;
}

/** Runs SQL inside a transaction. */
export interface Transaction extends Queryable {
  /** Runs a script of several statements without parameters. */
  script(sql: string): Promise<void>;
}

/** How a transaction sees the database. `snapshot`: reads only, all of one moment. */
export type TransactionMode = 'write' | 'snapshot';

/** The connections of a process: all that are open, those of them that nobody uses, and calls that wait for one. */
export type Connections = { readonly total: number; readonly idle: number; readonly waiting: number };

/** One database. Sessions run in UTC. */
export interface Database extends Queryable {
  /** Runs a statement of the hot path. */
  run<Row>(statement: Statement, values: readonly string[]): Promise<readonly Row[]>;
  /** Commits what `work` did, or rolls it back when it throws. The embedded engine runs one at a time. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, mode?: TransactionMode): Promise<T>;
  /** Removes dead row versions of these tables from their pages. */
  vacuum(tables: readonly string[]): Promise<void>;
  /**
   * Runs a read for whoever watches: past all queues where the engine is a server, and never for longer than
   * `PROBE_PATIENCE_MS` (2 s).
   *
   * @throws {AppError} `storage-unavailable` when there is no answer by then
   */
  probe<Row>(text: string, values?: readonly Parameter[]): Promise<readonly Row[]>;
  /** How many connections there are and who waits for one; `null` where the engine is in this process. */
  connections(): Connections | null;
  /**
   * Copies the embedded engine's folder as of one moment, beside it; whoever writes waits meanwhile. A server has none,
   * nor has a database in memory.
   *
   * @returns the folder that the copy can be opened in; the caller deletes it
   * @throws {AppError} `file-failed` where the disk has no room for it
   */
  copyFolder?(): Promise<string>;
  /** What Prisma connects through; it shares the engine's connections. */
  prismaAdapter(): Promise<SqlDriverAdapterFactory>;
  /** Waits for what is running and lets go of the engine. */
  close(): Promise<void>;
}

/**
 * Settings of every connection. UTC: Prisma's adapters drop the offset of a time. No sequential scans and generic
 * plans: a statement planned while its tables were empty would read them whole for ever after. No JIT: it compiles
 * for seconds whatever the planner was told to find costly.
 */
export const CONNECTION_SETTINGS = [
  'SET timezone = UTC',
  'SET enable_seqscan = off',
  'SET plan_cache_mode = force_generic_plan',
  'SET jit = off',
  'SET standard_conforming_strings = on',
].join('; ');

/** What a transaction of each mode begins with. Tallies read whole tables, so there sequential scans are allowed again. */
export const TRANSACTION_SETTINGS: Readonly<Record<TransactionMode, string | null>> = {
  write: null,
  snapshot: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_seqscan = on',
};
