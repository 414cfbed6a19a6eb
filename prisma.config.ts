// Tells the Prisma command where things lie, and keeps it from downloading an engine that nothing here uses.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// `prisma generate` fetches a native schema engine unless it is told of one, and then never starts it: the client
// runs without any (`engineType = "client"`). So any file that exists will do. The commands that do start the
// engine are left to find a real one.
const startsSchemaEngine = ['migrate', 'db'].includes(process.argv[2] ?? '');
if (!startsSchemaEngine) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(import.meta.url);

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
