/** The routes as a whole. */

import { RegExpRouter } from 'hono/router/reg-exp-router';
import { expect, test } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { fakeDependencies } from './fake-dependencies.ts';

test("Hono's fastest router takes every route: one it cannot take would slow down all of them", () => {
  const app = createApp(fakeDependencies());
  expect(app.routes.length).toBeGreaterThan(10);
  const router = new RegExpRouter<unknown>();
  expect(() => {
    for (const { method, path, handler } of app.routes) router.add(method, path, handler);
    router.match('POST', '/webhooks/telegram');
  }).not.toThrow();
});
