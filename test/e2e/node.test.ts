/** The smoke on Node: the program as built, one process on a PostgreSQL. */

import { afterAll, beforeAll, inject } from 'vitest';
import { type FakeTelegram, startFakeTelegram } from '../fake-vendors/telegram.ts';
import { type FakeZalo, startFakeZalo } from '../fake-vendors/zalo.ts';
import { type FakeZaloOa, startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { freshDatabase } from '../support/postgres.ts';
import { type NodeProcess, runTool, startNode } from './node-process.ts';
import { smoke, smokeSettings } from './smoke.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let server: NodeProcess;
let telegram: FakeTelegram;
let zalo: FakeZalo;
let zaloOa: FakeZaloOa;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  [database, telegram, zalo, zaloOa] = await Promise.all([
    freshDatabase(inject('postgresUrl')),
    startFakeTelegram(),
    startFakeZalo(),
    startFakeZaloOa(),
  ]);
  settings = {
    ...smokeSettings({ telegram, zalo, zaloOa }),
    ...{ DATABASE_URL: database.url, DEMO: '1', DEMO_RESPONSES: '0' },
  };
  server = await startNode(settings);
}, 90_000);

afterAll(async () => {
  await server?.end('SIGTERM');
  await Promise.all([telegram?.close(), zalo?.close(), zaloOa?.close()]);
  await database?.drop();
});

smoke(() => ({
  ...{ telegram, zalo, zaloOa },
  request: (path, init) => fetch(`${server.url}${path}`, init),
  seal: async () => void (await runTool(settings, ['seal'])),
  counts: async () => JSON.parse(await runTool(settings, ['results', 'THU', '--unpublished-counts'])),
}));
