// Runs the tests: in processes of their own, two at a time, beside one PostgreSQL started for all of them.
import { defineConfig } from 'vitest/config';
import { generate } from './build.mjs';

// The code under test imports generated modules; a run without `npm test` before it must find them too.
await generate();

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Makes a fixture, and is no test: only when asked for.
    exclude: process.env.MAKE_UPGRADE_FIXTURE === '1' ? [] : ['test/storage/upgrade/fixture.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Suites with a browser or a real server wait for both; a pure one is done in milliseconds anyway.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'dist/test-results.json' }]],
  },
});
