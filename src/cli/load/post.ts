/** Requests of the burst: keep-alive connections to one numeric address, no redirect followed. */

import { Agent, request } from 'node:http';
import type { LoopbackServer } from './loopback.ts';

/** Longest wait for an answer, in milliseconds. A phone's page gives up and asks again after 15 s. */
const PATIENCE_MS = 10_000;

/** Connections at once; what finds none free waits, and its waiting counts. */
const CONNECTIONS = 256;

/** No reply of the server comes near it; what is longer is not read on. */
const MAX_REPLY_BYTES = 1_000_000;

/** What came back: an answer, or why there is none, in words. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly cookie: string | null;
    }
  | { readonly kind: 'fault'; readonly what: string };

/** What is to be sent. */
export type Call = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A way to one server. */
export type Wire = {
  /** Sends; never throws. */
  readonly send: (call: Call) => Promise<Answer>;
  readonly close: () => void;
};

/** Opens a way to a server at one of its addresses. */
export function openWire({ host, port }: LoopbackServer, address: string): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  return {
    close: () => agent.destroy(),
    send: ({ method, path, headers, body }) =>
      new Promise((done) => {
        const sent = request(
          {
            ...{ agent, method, path, port, hostname: address, timeout: PATIENCE_MS },
            headers: { host, ...headers, 'content-length': Buffer.byteLength(body) },
          },
          (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => {
              text += chunk;
              if (text.length > MAX_REPLY_BYTES) sent.destroy(new Error('a reply too long to be one'));
            });
            response.on('end', () => {
              clearTimeout(impatient);
              const cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? null;
              done({ kind: 'answered', status: response.statusCode ?? 0, body: text, cookie });
            });
          },
        );
        // The socket's own timeout sees silence only; a reply that drips would never end it.
        const impatient = setTimeout(() => sent.destroy(new Error('no answer in time')), PATIENCE_MS);
        sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
        sent.on('error', (error: NodeJS.ErrnoException) => {
          clearTimeout(impatient);
          done({ kind: 'fault', what: faultOf(error) });
        });
        sent.end(body);
      }),
  };
}

function faultOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'connection refused';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'connection broken off';
    case undefined:
      return error.message;
    default:
      return `network (${error.code})`;
  }
}
