/** One keep-alive connection that plays children one after another, written to cost as little as it can. */

import { connect } from 'node:net';
import { CHAT, RUN, UPDATE } from '../chat.ts';
import { type PreparedRequest, prepareRequests, writeDigits } from './request.ts';
import type { RoundOrder } from './round.ts';

/** Called after every answer. */
export type ConnectionEvents = {
  /** @param sentAt `performance.now()` of the message that was answered */
  readonly answered: (connection: LoadConnection, sentAt: number) => void;
  readonly failed: (what: string) => void;
};

/** A connection. Only one message is under way at a time. */
export type LoadConnection = {
  /** Sends the next message of the child whose turn it is. @param sentAt counted from then */
  readonly sendNext: (sentAt: number) => void;
  readonly close: () => void;
};

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = Buffer.from('ontent-length: ');
const LENGTH_LATER = Buffer.from('ontent-Length: ');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const BUTTON = Buffer.from('"b:');
const OK = Buffer.from('HTTP/1.1 200');
const RECEIVE_BYTES = 64 * 1024;

/** Ids go on over all rounds of a load process, so that nobody meets a child or an update twice. */
const next = { chat: Number(CHAT) + 100, update: Number(UPDATE) + 1 };

/** Opens a connection; resolves once it can be used. */
export function openConnection(order: RoundOrder, events: ConnectionEvents): Promise<LoadConnection> {
  const requests = prepareRequests(order);
  const received = Buffer.allocUnsafe(RECEIVE_BYTES);
  const run = Buffer.from(RUN);
  let filled = 0;
  let at = -1;
  let chat = 0;
  let sentAt = 0;
  let closing = false;

  const socket = connect({
    port: order.port,
    host: '127.0.0.1',
    noDelay: true,
    onread: { buffer: Buffer.allocUnsafe(RECEIVE_BYTES), callback: take },
  });

  const connection: LoadConnection = {
    sendNext(when) {
      at += 1;
      if (at === requests.length) at = 0;
      if (at === 0) chat = next.chat++;
      sentAt = when;
      const request = requests[at];
      if (request === undefined) return;
      writeDigits(request.bytes, request.chats, chat, CHAT.length);
      writeDigits(request.bytes, request.updates, next.update++, UPDATE.length);
      for (const place of request.runs) run.copy(request.bytes, place);
      socket.write(request.bytes);
    },
    close() {
      closing = true;
      socket.destroy();
    },
  };

  function take(bytes: number, buffer: Uint8Array): boolean {
    received.set(buffer.subarray(0, bytes), filled);
    filled += bytes;
    if (!isWhole(received, filled)) return true;
    const answer = received.subarray(0, filled);
    filled = 0;
    const request = requests[at];
    if (request !== undefined) {
      const fault = faultOf(answer, request);
      if (fault !== null) events.failed(`step ${at}: ${fault}`);
    }
    const button = at === 0 ? answer.indexOf(BUTTON) : -1;
    if (button >= 0) answer.copy(run, 0, button + 3, button + 3 + RUN.length);
    events.answered(connection, sentAt);
    return true;
  }

  return new Promise((opened, refused) => {
    socket.once('connect', () => opened(connection));
    socket.on('error', (error) => {
      if (!closing) events.failed(`the connection broke: ${error.message}`);
      refused(error);
    });
    socket.on('close', () => {
      if (!closing) events.failed('the connection was closed by the server');
    });
  });
}

function isWhole(received: Buffer, filled: number): boolean {
  const answer = received.subarray(0, filled);
  const head = answer.indexOf(HEAD_END);
  if (head < 0) return false;
  const named = answer.indexOf(LENGTH);
  const place = named >= 0 && named < head ? named : answer.indexOf(LENGTH_LATER);
  if (place < 0 || place > head) return answer.lastIndexOf(LAST_CHUNK) === filled - LAST_CHUNK.length;
  let length = 0;
  for (let digit = place + LENGTH.length; ; digit += 1) {
    const code = answer[digit] ?? 0;
    if (code < 48 || code > 57) break;
    length = length * 10 + code - 48;
  }
  return filled >= head + HEAD_END.length + length;
}

function faultOf(answer: Buffer, { due }: PreparedRequest): string | null {
  if (answer.compare(OK, 0, OK.length, 0, OK.length) === 0 && (due.length === 0 || answer.includes(due)))
    return null;
  return `no "${due.toString()}" in ${answer.toString('utf8', 0, 1_500)}`;
}
