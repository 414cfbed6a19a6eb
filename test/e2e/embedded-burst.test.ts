/** Many children at once on the embedded database: their messages share batches, though it works in the server's thread. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NodeProcess, startNode } from './node-process.ts';

const CHILDREN = 200;

let folder: string;
let server: NodeProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'em-noi-burst-'));
  server = await startNode({ DATA_DIR: folder, DEMO_RESPONSES: '0' });
}, 90_000);

afterAll(async () => {
  await server?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function figure(name: string): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
}

test('children who come at once are received together', async () => {
  const open = async (n: number) => {
    const response = await fetch(`${server.url}/c/THU/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: `open-${n}` }),
    });
    return response.status;
  };
  const statuses = await Promise.all(Array.from({ length: CHILDREN }, (_, n) => open(n)));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(await figure('em_noi_batch_messages_sum')).toBe(CHILDREN);
  // One after the other there would be a batch, and a wait for the disk, for each of them.
  expect(await figure('em_noi_batch_messages_count')).toBeLessThan(CHILDREN * 0.75);
}, 60_000);
