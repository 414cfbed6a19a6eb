/** The vendors' webhooks straight on Node's HTTP server: the busiest path is spared the layers in between. */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES } from '../web/read-body.ts';
import type { MachineAnswer } from '../web/request-log.ts';
import type { Webhook } from '../web/webhooks.ts';

/**
 * Serves deliveries at exactly the webhooks' paths; everything else goes on to `otherwise`, which knows these routes as
 * well and answers them alike.
 */
export function webhookListener(
  webhooks: ReadonlyMap<string, Webhook>,
  otherwise: RequestListener,
): RequestListener {
  return (request, response) => {
    const webhook = request.method === 'POST' ? webhooks.get(request.url ?? '') : undefined;
    if (webhook === undefined) return otherwise(request, response);
    const { headers } = request;
    webhook({
      body: () => readBody(request),
      header: (name) => {
        const value = headers[name.toLowerCase()];
        return typeof value === 'string' ? value : value?.join(', ');
      },
    }).then(
      (answer) => send(response, answer),
      () => request.destroy(),
    );
  };
}

/** Reads the whole body. `null`: longer than allowed, of which no more is kept, or broken off, and nobody waits for an answer. */
function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
      else done(null);
    });
    request.on('end', () => {
      const [first] = chunks;
      const body = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
      // A byte order mark is kept, because signatures are made over every byte.
      done(body.toString());
    });
    request.on('error', () => done(null));
    request.on('close', () => done(null));
  });
}

function send(response: ServerResponse, { status, headers, body }: MachineAnswer): void {
  // What is still arriving of a body that is too long is not waited for.
  if (status === 413) {
    response.writeHead(413, { Connection: 'close', 'Content-Length': 0 });
    response.end(() => response.req.destroy());
    return;
  }
  response.writeHead(status, { ...headers, 'Content-Length': body === null ? 0 : Buffer.byteLength(body) });
  response.end(body ?? undefined);
}
