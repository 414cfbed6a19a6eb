/** The control socket: commands run by the process that has the embedded database open. */

import { createHash } from 'node:crypto';
import { chmod, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** A command line to be run elsewhere, and the folder its file names are relative to. */
const commandSchema = z.object({ argv: z.array(z.string()), folder: z.string() });

/** What a command printed, and how it ended. */
const resultSchema = z.object({
  code: z.number(),
  printed: z.array(z.object({ to: z.enum(['out', 'tell']), line: z.string() })),
});

/** @see commandSchema */
export type ControlCommand = z.infer<typeof commandSchema>;
/** @see resultSchema */
export type ControlResult = z.infer<typeof resultSchema>;

/**
 * Where the socket lies: in the data folder, or, where that path is too long for a socket (108 bytes on Linux), in the
 * system's folder for temporary files. On Windows a named pipe.
 */
export function controlAddress(dataDir: string): string {
  const folder = resolve(dataDir);
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\em-noi-${mark}`;
  const inFolder = join(folder, 'control.sock');
  return Buffer.byteLength(inFolder) < 100 ? inFolder : join(tmpdir(), `em-noi-${mark}.sock`);
}

/** Listens for commands; only the user who runs this process can reach it. Call after the folder's lock was taken. */
export async function serveControl(
  dataDir: string,
  run: (command: ControlCommand) => Promise<ControlResult>,
): Promise<{ close(): Promise<void> }> {
  const address = controlAddress(dataDir);
  const server = createServer((incoming, answer) => {
    readAll(incoming)
      .then((body) => run(commandSchema.parse(JSON.parse(body))))
      .then(
        (result) => answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result)),
        () => answer.writeHead(400).end(),
      );
  });
  // A socket file left by a killed process; the folder's lock says that nobody listens on it.
  if (process.platform !== 'win32') await rm(address, { force: true });
  await listen(server, address);
  if (process.platform !== 'win32') await chmod(address, 0o600);
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The process that ran the command ended in the middle of it. */
const BROKEN_OFF: ControlResult = {
  code: 1,
  printed: [
    {
      to: 'tell',
      line: 'The server stopped while it ran this command. Look whether it took effect, then try again.',
    },
  ],
};

/** Has a command run by whoever listens. @returns `null` when nobody does */
export function askControl(dataDir: string, command: ControlCommand): Promise<ControlResult | null> {
  return new Promise((done) => {
    const call = request(
      {
        socketPath: controlAddress(dataDir),
        method: 'POST',
        path: '/',
        headers: { 'content-type': 'application/json' },
      },
      (answer) => {
        readAll(answer)
          .then((body) => done(resultSchema.parse(JSON.parse(body))))
          .catch(() => done(BROKEN_OFF));
      },
    );
    call.on('error', () => done(null));
    call.end(JSON.stringify(command));
  });
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(address, () => done());
  });
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
