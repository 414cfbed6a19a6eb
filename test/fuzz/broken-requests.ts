/** Requests that are broken as HTTP: cut off, announced wrongly, never ended. */

import { connect } from 'node:net';
import type { Dice } from '../no-loss/dice.ts';

const PATIENCE_MS = 400;

/** Sends one and hangs up. Resolves to whatever was answered, which may be nothing. */
export function sendBroken(url: string, dice: Dice): Promise<string> {
  const { hostname, port } = new URL(url);
  const channel = dice.pick(['telegram', 'zalo', 'zalo-oa']);
  const head = `POST /webhooks/${channel} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
  const request = dice.pick([
    `${head}Content-Length: 500\r\n\r\n{"update_id":1`,
    `${head}Content-Length: 3\r\n\r\n{"update_id":1,"message":{}}`,
    `${head}Content-Length: -7\r\n\r\n{}`,
    `${head}Content-Length: 999999999999\r\n\r\n{}`,
    `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
    `${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n`,
    `${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":`,
    `${head}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    `${head}X-Nul: a\u0000b\r\nContent-Length: 0\r\n\r\n`,
    'GET / HTTP/9.9\r\n\r\n',
    'POST webhooks HTTP/1.1\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000',
  ]);
  return new Promise((done) => {
    let answered = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    const end = (): void => {
      socket.destroy();
      done(answered);
    };
    socket.setTimeout(PATIENCE_MS, end);
    socket.on('data', (chunk) => {
      answered += chunk.toString();
    });
    socket.on('error', end);
    socket.on('close', end);
  });
}
