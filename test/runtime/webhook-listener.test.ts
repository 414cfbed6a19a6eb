/** The vendors' webhooks on Node's own server: the same answers as through the routes, over real HTTP. */

import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { webhookListener } from '../../src/runtime/webhook-listener.ts';
import type { DeliveryAnswer } from '../../src/usecases/receive-delivery.ts';
import { createApp } from '../../src/web/app.ts';
import { webhooks } from '../../src/web/webhooks.ts';
import { fakeDependencies } from '../web/fake-dependencies.ts';

const LIMIT = 256 * 1024;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Both ways in, with what each handed on. */
async function bothWays(answer?: DeliveryAnswer) {
  const options = answer === undefined ? {} : { answer };
  const [direct, routed] = [fakeDependencies(options), fakeDependencies(options)];
  const routes = (deps: typeof direct) => getRequestListener(createApp(deps).fetch);
  return [
    { deps: direct, url: await listen(createServer(webhookListener(webhooks(direct), routes(direct)))) },
    { deps: routed, url: await listen(createServer(routes(routed))) },
  ] as const;
}

const shown = async (response: Response) => ({
  status: response.status,
  type: response.headers.get('content-type'),
  length: response.headers.get('content-length'),
  retryAfter: response.headers.get('retry-after'),
  body: await response.text(),
});

describe('a delivery', () => {
  const bodies: readonly (readonly [string, BodyInit])[] = [
    ['JSON with Vietnamese in it', '{"text":"Em thích đọc sách ạ"}'],
    ['nothing', ''],
    ['a byte order mark and bytes that are no UTF-8', new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x7d])],
    ['as much as is allowed', 'x'.repeat(LIMIT)],
  ];
  it.each(bodies)('with %s is handed on alike', async (_name, body) => {
    const [direct, routed] = await bothWays({
      kind: 'accepted',
      body: { method: 'sendMessage', text: 'Chào em' },
    });
    const answers = [];
    for (const { url } of [direct, routed]) {
      const headers = { 'X-Secret': 's', 'X-Twice': 'a' };
      answers.push(await shown(await fetch(`${url}/webhooks/zalo`, { method: 'POST', body, headers })));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 200, body: '{"method":"sendMessage","text":"Chào em"}' });
    const [one, other] = [direct.deps.deliveries[0], routed.deps.deliveries[0]];
    expect(one?.body).toBe(other?.body);
    expect(one?.channel).toBe('zalo');
    for (const name of ['x-secret', 'X-Secret', 'x-twice', 'x-missing'])
      expect(one?.header(name)).toBe(other?.header(name));
  });

  it.each([
    ['accepted', 200],
    ['unauthorized', 401],
    ['off', 404],
    ['unavailable', 503],
  ] as const)('that is %s gets %i either way', async (kind, status) => {
    const [direct, routed] = await bothWays({ kind });
    const [one, other] = await Promise.all(
      [direct, routed].map(async ({ url }) =>
        shown(await fetch(`${url}/webhooks/telegram`, { method: 'POST', body: '{}' })),
      ),
    );
    expect(one).toMatchObject({ status, body: '', retryAfter: status === 503 ? '2' : null });
    expect(other).toMatchObject({ status, body: '', retryAfter: status === 503 ? '2' : null });
  });

  it('too long is refused, whether that was announced or not, and nothing is handed on', async () => {
    const [direct] = await bothWays();
    const long = 'x'.repeat(LIMIT + 1);
    const announced = await fetch(`${direct.url}/webhooks/telegram`, { method: 'POST', body: long });
    expect(announced.status).toBe(413);
    const stream = new Blob([long, long]).stream();
    const unannounced = await fetch(`${direct.url}/webhooks/telegram`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(unannounced);
    expect(direct.deps.deliveries).toEqual([]);
    expect((await fetch(`${direct.url}/healthz`)).status).toBe(200);
  });

  it('broken off on its way is not handed on, and the server goes on', async () => {
    const [direct] = await bothWays();
    const port = Number(new URL(direct.url).port);
    await new Promise<void>((done) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /webhooks/telegram HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"half":');
        setTimeout(() => socket.destroy(), 20);
      });
      socket.on('close', () => done());
    });
    expect((await fetch(`${direct.url}/webhooks/telegram`, { method: 'POST', body: '{}' })).status).toBe(200);
    expect(direct.deps.deliveries.map(({ body }) => body)).toEqual(['{}']);
  });
});

it('everything else goes on to the routes', async () => {
  const [direct, routed] = await bothWays();
  const asked: readonly (readonly [string, string])[] = [
    ['GET', '/webhooks/telegram'],
    ['PUT', '/webhooks/telegram'],
    ['POST', '/webhooks/nobody'],
    ['POST', '/webhooks/telegram/'],
    ['POST', '/webhooks/telegram?a=1'],
    ['GET', '/healthz'],
    ['GET', '/nowhere'],
  ];
  for (const [method, path] of asked) {
    const [one, other] = await Promise.all(
      [direct, routed].map(async ({ url }) => (await fetch(url + path, { method })).status),
    );
    expect([method, path, one]).toEqual([method, path, other]);
  }
});
