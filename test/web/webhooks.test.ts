/** The vendors' webhooks: what is handed on, and which status says what. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { fakeDependencies } from './fake-dependencies.ts';

const CHANNELS = ['telegram', 'zalo', 'zalo-oa'] as const;
const LIMIT = 256 * 1024;

const post = (body: BodyInit | null, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers,
});

describe.each(CHANNELS)('POST /webhooks/%s', (channel) => {
  it('hands on the raw body and every header, whatever the body is', async () => {
    const deps = fakeDependencies();
    for (const body of ['{"a": 1 }\n', '', 'no json', '[]', '"x"', '['.repeat(100_000)]) {
      const response = await createApp(deps).request(`/webhooks/${channel}`, post(body, { 'X-Secret': 's' }));
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('');
      const delivery = deps.deliveries.at(-1);
      expect(delivery?.body).toBe(body);
      expect(delivery?.channel).toBe(channel);
      expect(delivery?.header('x-secret')).toBe('s');
    }
  });

  it('keeps a byte order mark and replaces bytes that are no UTF-8', async () => {
    const deps = fakeDependencies();
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x7d]);
    await createApp(deps).request(`/webhooks/${channel}`, post(bytes));
    expect(deps.deliveries[0]?.body).toBe('\ufeff{\ufffd}');
  });

  it('answers 200 with the reply where there is one', async () => {
    const deps = fakeDependencies({ answer: { kind: 'accepted', body: { method: 'sendMessage' } } });
    const response = await createApp(deps).request(`/webhooks/${channel}`, post('{}'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ method: 'sendMessage' });
  });

  it.each([
    ['unauthorized', 401],
    ['off', 404],
    ['unavailable', 503],
  ] as const)('answers %s with %i and no word more', async (kind, status) => {
    const response = await createApp(fakeDependencies({ answer: { kind } })).request(
      `/webhooks/${channel}`,
      post('{}'),
    );
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
  });

  it('answers 500 without telling why when we fail, and logs it', async () => {
    const deps = fakeDependencies({
      receiveDelivery: async () => {
        throw new Error('secret detail');
      },
    });
    const response = await createApp(deps).request(`/webhooks/${channel}`, post('{}'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(deps.logged[0]?.event).toBe('web.fault');
  });

  it('takes a body of exactly the limit and refuses one byte more', async () => {
    const deps = fakeDependencies();
    const app = createApp(deps);
    expect((await app.request(`/webhooks/${channel}`, post('x'.repeat(LIMIT)))).status).toBe(200);
    expect((await app.request(`/webhooks/${channel}`, post('x'.repeat(LIMIT + 1)))).status).toBe(413);
    expect(deps.deliveries).toHaveLength(1);
  });

  it('stops reading a stream that announces no length once the limit is passed', async () => {
    const deps = fakeDependencies();
    let pulled = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        if (pulled > 1000) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const request = new Request('http://localhost/webhooks/telegram', {
      ...post(stream),
      duplex: 'half',
    } as RequestInit);
    expect((await createApp(deps).request(request)).status).toBe(413);
    expect(pulled).toBeLessThan(10);
    expect(deps.deliveries).toHaveLength(0);
  });
});

describe('/webhooks', () => {
  it.each(['viber', 'web', ''])('knows no channel named "%s"', async (name) => {
    const deps = fakeDependencies();
    const response = await createApp(deps).request(`/webhooks/${name}`, post('{}'));
    expect(response.status).toBe(404);
    expect(deps.deliveries).toHaveLength(0);
  });

  it('answers only POST', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect((await createApp(fakeDependencies()).request('/webhooks/telegram', { method })).status).toBe(
        404,
      );
    }
  });
});

describe('over a real port', () => {
  let server: Server | undefined;
  afterEach(() => new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve))));

  it('refuses 5 MB with 413, announced or not, and serves the next request', async () => {
    const deps = fakeDependencies();
    server = createServer(getRequestListener(createApp(deps).fetch));
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`;
    const large = Buffer.alloc(5 * 1024 * 1024, 'x');
    expect((await fetch(url, { method: 'POST', body: large })).status).toBe(413);
    const chunked = new Blob([large]).stream();
    const streamed = await fetch(url, { method: 'POST', body: chunked, duplex: 'half' } as RequestInit);
    expect(streamed.status).toBe(413);
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(200);
    expect(deps.deliveries).toHaveLength(1);
  });
});
