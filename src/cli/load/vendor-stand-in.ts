/** Stands in for a vendor's API while a burst runs, where the settings say the API is: children see what is sent there. */

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { CommandRefusal } from '../host.ts';
import { isLoopback } from './loopback.ts';

const sendSchema = z.looseObject({ chat_id: z.coerce.string(), text: z.string() });

/** A message that a child was sent; fields beyond these are the vendor's own. */
export type SentMessage = z.infer<typeof sendSchema>;

/** A message that may come: `null` when none came in time, or when nobody waits for it any more. */
export type AwaitedMessage = { readonly message: Promise<SentMessage | null>; readonly cancel: () => void };

/** A running stand-in. */
export type VendorStandIn = {
  /** Calls so far, of whatever method. */
  readonly calls: () => number;
  /** From now on the next message to a chat is kept for whoever asks. */
  readonly listenFor: (chat: string) => AwaitedMessage;
  readonly close: () => Promise<void>;
};

/** What the outbox may take to bring a reply, in milliseconds: its own pace comes before. */
const PATIENCE_MS = 30_000;

const RESULT = JSON.stringify({ ok: true, result: { message_id: 1, date: 1 } });

/**
 * Listens at the address of the vendor's API.
 *
 * @param setting name of the setting that holds the address
 * @throws CommandRefusal where the address is not on this machine, or is taken
 */
export async function standInForVendor(root: string, setting: string): Promise<VendorStandIn> {
  const url = new URL(root);
  const address = url.hostname === 'localhost' ? '127.0.0.1' : url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'http:' || !isLoopback(address)) {
    throw new CommandRefusal(
      `${setting} is ${root}: made-up children must not reach a real vendor. Start the server, and this command, with ` +
        `${setting}=http://127.0.0.1:9009 (any free port): this command then stands in for the vendor there.`,
    );
  }
  const waiting = new Map<string, (message: SentMessage) => void>();
  let calls = 0;
  const server = createServer((call, answer) => {
    calls += 1;
    readAll(call).then(
      (body) => {
        const sent = /\/sendMessage$/.test(call.url ?? '') ? sendSchema.safeParse(body) : null;
        if (sent?.success === true) waiting.get(sent.data.chat_id)?.(sent.data);
        answer.writeHead(200, { 'content-type': 'application/json' }).end(RESULT);
      },
      () => answer.destroy(),
    );
  });
  await listen(server, { address, port: Number(url.port === '' ? 80 : url.port), setting });
  return {
    calls: () => calls,
    listenFor(chat) {
      let cancel = (): void => {};
      const message = new Promise<SentMessage | null>((done) => {
        const end = (sent: SentMessage | null) => {
          clearTimeout(timer);
          waiting.delete(chat);
          done(sent);
        };
        const timer = setTimeout(() => end(null), PATIENCE_MS);
        cancel = () => end(null);
        waiting.set(chat, end);
      });
      return { message, cancel };
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(
  server: Server,
  at: { readonly address: string; readonly port: number; readonly setting: string },
): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        new CommandRefusal(
          `Nothing can listen at ${at.setting} (port ${at.port}: ${error.code ?? 'taken'}). Name a free port there, for the server too.`,
        ),
      ),
    );
    server.listen(at.port, at.address, () => done());
  });
}

async function readAll(call: IncomingMessage): Promise<unknown> {
  let text = '';
  call.setEncoding('utf8');
  for await (const chunk of call) text += chunk;
  if (!/json/.test(call.headers['content-type'] ?? '')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
