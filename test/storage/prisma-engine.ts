/** Prisma's own schema engine, as WebAssembly: what it would write, and whether it accepts what we wrote. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import type { Migration } from '../../src/storage/migrations.ts';

const NO_FILTERS = { externalTables: [], externalEnums: [] };

const specifier = '@prisma/schema-engine-wasm/schema_engine_bg';

type Engine = {
  diff(params: unknown): Promise<{ stdout?: string | null }>;
  applyMigrations(params: unknown): Promise<{ appliedMigrationNames: readonly string[] }>;
};
type EngineModule = {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: { new: (options: unknown, log: (line: string) => void, adapter: unknown) => Promise<Engine> };
};

/** Writes the SQL that creates `prisma/schema.prisma` from nothing. */
export async function sqlOfSchema(url: string): Promise<string> {
  const [path, content] = await readSchema();
  const result = await withEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path, content }] },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    }),
  );
  return result.stdout ?? '';
}

/** Does what `prisma migrate deploy` does. @returns the names of the migrations that it found missing and applied */
export async function deployWithPrisma(
  url: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const migrationsList = {
    baseDir: '/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
  const { appliedMigrationNames } = await withEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
  );
  return appliedMigrationNames;
}

async function readSchema(): Promise<[string, string]> {
  const path = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));
  return [path, await readFile(path, 'utf8')];
}

/** The engine's lock on the database lasts as long as its connection, so that is closed afterwards. */
async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await engineModule;
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    return await work(await SchemaEngine.new({ datamodels: [await readSchema()] }, () => {}, adapter));
  } finally {
    await pool.end();
  }
}

/**
 * The package expects a bundler that imports `.wasm`; Node has none, so its module is put together by hand. Once: it
 * remembers the memory of the first.
 */
const engineModule = (async () => {
  const module = (await import(specifier)) as EngineModule;
  const wasm = new URL('./schema_engine_bg.wasm', import.meta.resolve(specifier));
  const { instance } = (await WebAssembly.instantiate(await readFile(wasm), {
    './schema_engine_bg.js': module as unknown as WebAssembly.ModuleImports,
  })) as unknown as WebAssembly.WebAssemblyInstantiatedSource;
  module.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  return module;
})();
