/** A Telegram that costs nearly nothing: it takes any call, says yes and counts. */

import { createServer, type Socket } from 'node:net';

/** Calls since the start. */
export type VendorCounts = { readonly sendMessage: number; readonly others: number };

const counts = { sendMessage: 0, others: 0 };

const RESULT = '{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"-"}}';
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${RESULT.length}\r\n\r\n${RESULT}`;

const server = createServer({ noDelay: true }, (socket) => {
  let pending = '';
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    pending = answerAll(socket, pending + chunk.toString());
  });
});

/** Answers every whole request and gives back the rest. */
function answerAll(socket: Socket, text: string): string {
  let rest = text;
  for (;;) {
    const head = rest.indexOf('\r\n\r\n');
    if (head < 0) return rest;
    const headers = rest.slice(0, head);
    const length = Number(/content-length: *(\d+)/i.exec(headers)?.[1] ?? 0);
    const chunked = /transfer-encoding: *chunked/i.test(headers);
    const last = chunked ? rest.indexOf('0\r\n\r\n', head + 4) : -1;
    const end = chunked ? (last < 0 ? Number.POSITIVE_INFINITY : last + 5) : head + 4 + length;
    if (rest.length < end) return rest;
    if (headers.includes('/sendMessage ')) counts.sendMessage += 1;
    else counts.others += 1;
    socket.write(ANSWER);
    rest = rest.slice(end);
  }
}

process.on('message', () => process.send?.({ ...counts }));
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    console.log(`ready on http://127.0.0.1:${address.port}`);
});
