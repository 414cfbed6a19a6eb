/** Tells a database that is not there, or asks to be tried again, from one that refuses what it was given. */

import { AppError } from '../core/app-error.ts';

/**
 * SQLSTATE classes and codes after which the same statement may succeed: connection (08), resources (53), operator
 * intervention (57P), a time limit (57014), serialization failure and deadlock (40001, 40P01), cannot connect now (57P03).
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const PASSING = /^(08|53|57014$|57P|40001$|40P01$)/;

const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * Prisma's own codes for the same: everything about reaching the database (P1…), no free connection, a conflict.
 *
 * @see https://www.prisma.io/docs/orm/reference/error-reference
 */
const PRISMA_PASSING = /^(P1\d{3}|P2024|P2034|P2037)$/;

/** Runs a database call; what may pass becomes a refusal, everything else stays what it is. */
export async function translateErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isPassing(error)) throw new AppError('storage-unavailable', {}, { cause: error });
    throw error;
  }
}

/** An error of the driver itself (no route, connection lost, no connection free) has no SQLSTATE. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^P\d{4}$/.test(code)) return PRISMA_PASSING.test(code);
  if (SQLSTATE.test(code)) return PASSING.test(code);
  return (
    /^E[A-Z]+$/.test(code) ||
    /connection|timeout exceeded when trying to connect|query read timeout|PGlite is closed|pool after calling end/i.test(
      error.message,
    )
  );
}
