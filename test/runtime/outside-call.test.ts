/** A call to an address that somebody typed goes where it was looked at, signed, and nowhere else. */

import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { hookUrlFault, isPublicAddress } from '../../src/core/program/outside-address.ts';
import type { OutsideMessage } from '../../src/ports/outside-call.ts';
import { outsideCall } from '../../src/runtime/outside-call.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

const secret = `whsec_${randomBytes(32).toString('base64')}`;

/** What production allows. */
const strict = { url: (url: string) => hookUrlFault(url, false) === null, address: isPublicAddress };
const lax = { url: () => true, address: () => true };

function message(url: string, allows: OutsideMessage['allows'] = lax): OutsideMessage {
  return { url, id: 'm1', body: '{"type":"test"}', secret, at: new Date('2026-11-24T00:00:00.900Z'), allows };
}

describe('a call', () => {
  it('is signed over its id, its time and its body', async () => {
    const got: { request: IncomingMessage; body: string }[] = [];
    const port = await listen((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        got.push({ request, body });
        response.writeHead(204).end();
      });
    });
    expect(await outsideCall()(message(`http://127.0.0.1:${port}/x`))).toEqual({
      kind: 'answered',
      status: 204,
    });
    const [{ request, body }] = got as [(typeof got)[0]];
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers;
    const key = Buffer.from(secret.slice(6), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
    expect(signature).toBe(`v1,${expected}`);
    expect(at).toBe('1795478400');
    expect(body).toBe('{"type":"test"}');
  });

  it('goes to the address that was looked at, even if the name leads elsewhere by then', async () => {
    let hosts = '';
    const port = await listen((request, response) => {
      hosts = request.headers.host ?? '';
      response.end('ok');
    });
    let looked = 0;
    const call = outsideCall(async () => {
      looked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    });
    expect(await call(message(`http://name.that.is.nobodys:${port}/`))).toMatchObject({ status: 200 });
    expect(looked).toBe(1);
    expect(hosts).toBe(`name.that.is.nobodys:${port}`);
  });

  it('is not made where any address of the name is one of our own', async () => {
    let reached = 0;
    await listen((_, response) => {
      reached += 1;
      response.end();
    });
    for (const address of [
      '127.0.0.1',
      '10.0.0.5',
      '169.254.169.254',
      '::1',
      '::ffff:127.0.0.1',
      'fd00::1',
    ]) {
      const family = address.includes(':') ? 6 : 4;
      const call = outsideCall(async () => [
        { address: '93.184.215.14', family: 4 },
        { address, family },
      ]);
      expect(await call(message('https://rebinding.vn/', strict)), address).toEqual({ kind: 'forbidden' });
    }
    expect(reached).toBe(0);
  });

  it('is not made to what may not be typed, not even looked up', async () => {
    let looked = 0;
    const call = outsideCall(async () => {
      looked += 1;
      return [{ address: '8.8.8.8', family: 4 }];
    });
    for (const url of [
      'http://a.vn/',
      'https://localhost/',
      'https://[::1]/',
      'https://a.vn:22/',
      'file:///etc/passwd',
    ])
      expect(await call(message(url, strict))).toEqual({ kind: 'forbidden' });
    expect(looked).toBe(0);
  });

  it('follows no redirect', async () => {
    let reached = 0;
    const inner = await listen((_, response) => {
      reached += 1;
      response.end();
    });
    const port = await listen((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${inner}/secret` }).end();
    });
    expect(await outsideCall()(message(`http://127.0.0.1:${port}/`))).toEqual({
      kind: 'answered',
      status: 302,
    });
    expect(reached).toBe(0);
  });

  it('reads none of an endless answer, and tells what could not be reached', async () => {
    const port = await listen((_, response) => {
      response.writeHead(200);
      const pour = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', pour);
      };
      pour();
    });
    expect(await outsideCall()(message(`http://127.0.0.1:${port}/`))).toEqual({
      kind: 'answered',
      status: 200,
    });
    const closed = await listen(() => {});
    servers.splice(servers.length - 1, 1)[0]?.close();
    expect(await outsideCall()(message(`http://127.0.0.1:${closed}/`))).toEqual({
      kind: 'unreachable',
      why: 'connection',
    });
    const nameless = outsideCall(() => Promise.reject(new Error('ENOTFOUND')));
    expect(await nameless(message('http://nowhere.vn/'))).toEqual({ kind: 'unreachable', why: 'name' });
  });
});
