/** A reverse proxy in its smallest form: each request to the next server, and to another one where that refuses. */

import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The proxy. */
export type RoundRobin = {
  readonly url: string;
  /** Requests answered, by server. */
  readonly answered: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
};

type Reply = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer };

/** Opens it on a free port. A connection that breaks off in the middle gives 502, as proxies do. */
export async function openRoundRobin(servers: readonly string[]): Promise<RoundRobin> {
  const answered = new Map<string, number>();
  let turn = 0;

  async function pass(incoming: IncomingMessage, body: Buffer): Promise<Reply> {
    for (let tries = 0; tries < servers.length; tries += 1) {
      const server = servers[turn++ % servers.length] ?? '';
      const reply = await forward(server, incoming, body);
      if (reply === 'refused') continue;
      if (reply === 'broken') return { status: 502, headers: {}, body: Buffer.from('') };
      answered.set(server, (answered.get(server) ?? 0) + 1);
      return reply;
    }
    return { status: 503, headers: {}, body: Buffer.from('') };
  }

  const proxy = createServer((incoming, outgoing) => {
    readAll(incoming)
      .then((body) => pass(incoming, body))
      .then(
        ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body),
        () => outgoing.destroy(),
      );
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    answered,
    close: () =>
      new Promise((done) => {
        proxy.close(() => done());
        proxy.closeAllConnections();
      }),
  };
}

function forward(
  server: string,
  incoming: IncomingMessage,
  body: Buffer,
): Promise<Reply | 'refused' | 'broken'> {
  return new Promise((done) => {
    const { 'transfer-encoding': _chunked, ...headers } = incoming.headers;
    const url = new URL(incoming.url ?? '/', server);
    const length = { 'content-length': String(body.length) };
    const sent = request(url, { method: incoming.method, headers: { ...headers, ...length } }, (reply) => {
      readAll(reply).then(
        (whole) =>
          done({ status: reply.statusCode ?? 502, headers: withoutLength(reply.headers), body: whole }),
        () => done('broken'),
      );
    });
    sent.on('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'ECONNREFUSED' ? 'refused' : 'broken'),
    );
    sent.end(body);
  });
}

function withoutLength({
  'transfer-encoding': _,
  'content-length': __,
  connection: ___,
  ...headers
}: IncomingMessage['headers']) {
  return headers;
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
