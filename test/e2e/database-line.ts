/** A line to a database that can be cut and mended, for what happens while the database is away. */

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The line. */
export type DatabaseLine = {
  /** The database's address, by way of this line. */
  readonly url: string;
  /** Ends every connection and takes no new one. */
  readonly cut: () => void;
  /** Lets nothing through any more, but ends nothing and goes on taking connections, as a network does that drops packets. */
  readonly hang: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

/** Lays a line to the database at `url`. */
export async function layDatabaseLine(url: string): Promise<DatabaseLine> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  let hangs = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    if (hangs) {
      sockets.add(near);
      near.on('error', () => {});
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      // A driver writes in small pieces; waiting to join them would cost 40 ms a statement.
      one.setNoDelay();
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const here = new URL(url);
  here.hostname = '127.0.0.1';
  here.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: here.href,
    cut,
    hang() {
      hangs = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    // What hung stays lost: a peer that was away for long knows nothing of old connections.
    mend() {
      isCut = false;
      hangs = false;
    },
    close() {
      cut();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
