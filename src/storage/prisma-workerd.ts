/** The Prisma client on Workers: the same reads through the client generated for workerd. */

import type { Database } from './database.ts';
import { translateErrors } from './database-errors.ts';
import type { PrismaReader } from './prisma.ts';
import { PrismaClient } from './prisma-client/workerd/client.ts';

/** Makes a client like that of `createPrisma`. */
export async function createWorkerPrisma(database: Database): Promise<PrismaReader> {
  const client = new PrismaClient({ adapter: await database.prismaAdapter() });
  const reader = client.$extends({
    query: { $allOperations: ({ args, query }) => translateErrors(() => query(args)) },
  });
  // Both clients come from one schema and differ in how they load their compiler; their types only in their names.
  return reader as unknown as PrismaReader;
}
