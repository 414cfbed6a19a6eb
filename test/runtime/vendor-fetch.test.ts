/** Calling vendors on Node: what channels need of `fetch`, over real HTTP. */

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { postToVendor } from '../../src/channels/http-send.ts';
import { vendorFetch } from '../../src/runtime/vendor-fetch.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function vendor(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const call = (url: string, timeoutMs = 5_000) =>
  postToVendor({ url, body: { chữ: 'có dấu' }, timeoutMs, fetch: vendorFetch() });

test('status and JSON of an answer are read, and the body arrives as it was sent', async () => {
  const url = await vendor((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      response.statusCode = 429;
      response.end(JSON.stringify({ got: JSON.parse(body), type: request.headers['content-type'] }));
    });
  });
  expect(await call(url)).toEqual({
    kind: 'answered',
    status: 429,
    json: { got: { chữ: 'có dấu' }, type: 'application/json' },
  });
});

test('a redirect is handed back and not followed', async () => {
  const asked: (string | undefined)[] = [];
  const url = await vendor((request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await call(url)).toMatchObject({ kind: 'answered', status: 307 });
  expect(asked).toEqual(['/']);
});

test('silence ends with the time-out, in the middle of an answer too', async () => {
  const silent = await vendor(() => {});
  expect(await call(silent, 50)).toEqual({ kind: 'unanswered', why: 'timeout' });
  const halting = await vendor((_request, response) => {
    response.writeHead(200);
    response.write('{"ok":');
  });
  expect(await call(halting, 50)).toEqual({ kind: 'unanswered', why: 'timeout' });
});

test('a connection that is refused or cut is no answer', async () => {
  const cut = await vendor((request) => request.socket.destroy());
  expect(await call(cut)).toEqual({ kind: 'unanswered', why: 'network' });
  expect(await call('http://127.0.0.1:9/')).toEqual({ kind: 'unanswered', why: 'network' });
});
