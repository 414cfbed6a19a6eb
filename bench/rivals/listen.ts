/** How each rival listens: the same server library as ours, one process, ending with its parent. */

import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** Listens on a free port of loopback and says which. */
export function listen(app: Hono): void {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) => {
    console.log(`ready on http://127.0.0.1:${info.port}`);
  });
  const end = () => {
    server.close();
    process.exit(0);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
}

/** A setting that the bench always gives. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
