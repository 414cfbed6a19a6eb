/** Requests made ready as bytes: only digits are written into them while the clock runs. */

import { CHAT, RUN, UPDATE } from '../chat.ts';
import type { LoadStep, RoundOrder } from './round.ts';

/** A request of one step, and where in it what is different for each child stands. */
export type PreparedRequest = {
  readonly bytes: Buffer;
  readonly chats: readonly number[];
  readonly updates: readonly number[];
  readonly runs: readonly number[];
  readonly due: Buffer;
};

/** Prepares the requests of a walk for one connection. Each connection has its own: they are written in place. */
export function prepareRequests({
  port,
  secret,
  steps,
}: Pick<RoundOrder, 'port' | 'secret' | 'steps'>): PreparedRequest[] {
  return steps.map(({ update, due }: LoadStep) => {
    const head = [
      'POST /webhooks/telegram HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Accept-Encoding: gzip, deflate',
      'Content-Type: application/json',
      `X-Telegram-Bot-Api-Secret-Token: ${secret}`,
      `Content-Length: ${Buffer.byteLength(update)}`,
      'Connection: keep-alive',
      '',
      '',
    ].join('\r\n');
    const bytes = Buffer.from(head + update);
    return {
      bytes,
      chats: placesOf(bytes, CHAT),
      updates: placesOf(bytes, UPDATE),
      runs: placesOf(bytes, RUN),
      due: Buffer.from(due),
    };
  });
}

/** Writes a whole number over the digits that stand there. */
export function writeDigits(bytes: Buffer, places: readonly number[], value: number, digits: number): void {
  for (const place of places) {
    let rest = value;
    for (let at = place + digits - 1; at >= place; at -= 1) {
      const next = Math.floor(rest / 10);
      bytes[at] = 48 + (rest - next * 10);
      rest = next;
    }
  }
}

function placesOf(bytes: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length)) places.push(at);
  return places;
}
