/** The Prisma client on Node over either engine, for plain reads. */

import type { Database } from './database.ts';
import { translateErrors } from './database-errors.ts';
import { PrismaClient } from './prisma-client/node/client.ts';

/** The client as stores use it. */
export type PrismaReader = Awaited<ReturnType<typeof createPrisma>>;

/**
 * Makes a client that shares the database's connections. Writes and the hot path go past it, in SQL.
 *
 * Its reads throw `AppError` `storage-unavailable` where the database is not there.
 */
export async function createPrisma(database: Database) {
  const client = new PrismaClient({ adapter: await database.prismaAdapter() });
  return client.$extends({
    query: { $allOperations: ({ args, query }) => translateErrors(() => query(args)) },
  });
}
