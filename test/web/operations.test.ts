/** What watchers get: alive, ready, figures for those who may read them; and requests that have ids. */

import { expect, test } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import type { AnsweredRequest, MetricsReader, RequestWatch } from '../../src/web/app-dependencies.ts';
import { fakeDependencies } from './fake-dependencies.ts';

const FIGURES = async () => ({ contentType: 'text/plain; version=0.0.4', body: 'em_noi_x 1\n' });

function appWith(metricsReader: MetricsReader) {
  return createApp({ ...fakeDependencies(), metrics: FIGURES, metricsReader });
}

function fromAddress(address: string | undefined) {
  return appWith({ kind: 'this-machine', peer: () => address });
}

test('readiness follows its check, also one that fails, and health does not', async () => {
  for (const [check, status] of [
    [async () => true, 200],
    [async () => false, 503],
    [() => Promise.reject(new Error('x')), 503],
  ] as const) {
    const app = createApp({ ...fakeDependencies(), health: { ready: check } });
    const ready = await app.request('/readyz');
    expect([ready.status, ready.headers.get('cache-control')]).toEqual([status, 'no-store']);
    expect((await app.request('/healthz')).status).toBe(200);
  }
});

test.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])(
  'figures go to this machine, %s',
  async (address) => {
    const response = await fromAddress(address).request('/metrics');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(await response.text()).toBe('em_noi_x 1\n');
  },
);

test.each(['10.0.0.7', '::ffff:10.0.0.7', '203.0.113.9', 'fe80::1', '1127.0.0.1', undefined])(
  'figures do not go to %s, which is told what to do',
  async (address) => {
    const response = await fromAddress(address).request('/metrics');
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('METRICS_TOKEN');
  },
);

test.each(['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via'])(
  'a proxy on this machine that asks for someone else, and says so by %s, gets none',
  async (header) => {
    const response = await fromAddress('127.0.0.1').request('/metrics', {
      headers: { [header]: '203.0.113.9' },
    });
    expect(response.status).toBe(403);
  },
);

test('with a token it alone counts, wherever one asks from', async () => {
  const app = appWith({ kind: 'token', token: 'a-token-of-some-length' });
  const ask = (authorization?: string) =>
    app.request('/metrics', { headers: authorization === undefined ? {} : { authorization } });
  expect((await ask('Bearer a-token-of-some-length')).status).toBe(200);
  expect((await ask('Bearer another-token-of-it')).status).toBe(401);
  const without = await ask();
  expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="metrics"']);
  expect(await without.text()).not.toContain('em_noi_x');
});

function watched() {
  const answered: AnsweredRequest[] = [];
  let id: string | null = null;
  const watch: RequestWatch = {
    run: (brought, work) => {
      id = brought() ?? 'made';
      return work();
    },
    id: () => id,
    idIfAsked: () => null,
    answered: (request) => answered.push(request),
  };
  return { answered, watch };
}

test('a page gives its request id back and is counted under the pattern of its route', async () => {
  const { answered, watch } = watched();
  const app = createApp({ ...fakeDependencies(), watch });
  const response = await app.request('/c/THU', { headers: { 'X-Request-Id': 'brought' } });
  expect(response.headers.get('x-request-id')).toBe('brought');
  expect((await app.request('/c/NOPE')).headers.get('x-request-id')).toBe('made');
  await app.request('/nowhere/at/all');
  expect(answered.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
    'GET /c/:code 200',
    'GET /c/:code 404',
    'GET /* 404',
  ]);
});

test('a webhook is counted too, and one that fails is a fault with a plain answer', async () => {
  const { answered, watch } = watched();
  const faults: unknown[] = [];
  const log = { debug: () => {}, info: () => {}, error: (event: string) => faults.push(event) };
  const receiveDelivery = () => Promise.reject(new Error('em buồn'));
  const app = createApp({ ...fakeDependencies(), log, watch, receiveDelivery });
  const response = await app.request('/webhooks/telegram', { method: 'POST', body: '{}' });
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('Internal server error\n');
  expect(faults).toEqual(['web.fault']);
  expect(answered).toMatchObject([{ method: 'POST', route: '/webhooks/telegram', status: 500 }]);
});
