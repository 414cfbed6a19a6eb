/** Where a burst may go: this machine, and nowhere else. */

import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { CommandRefusal } from '../host.ts';

/** A server on this machine. */
export type LoopbackServer = {
  /** As written, for the Host header. */
  readonly host: string;
  readonly port: number;
  /** Numeric addresses of the loopback interface to try, in order. Names are resolved once, here, and never again. */
  readonly addresses: readonly string[];
};

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Tells whether a numeric address is one of the loopback interface: 127.0.0.0/8 or ::1. */
export function isLoopback(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && LOOPBACK.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Reads the address of a server on this machine. Of names only `localhost` is taken: any other may mean another machine
 * at its next look-up.
 *
 * @throws CommandRefusal for everything else
 */
export async function readLoopback(text: string): Promise<LoopbackServer> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== 'http:') {
    throw new CommandRefusal(
      `“${text}” is no address of a server: it must look like http://localhost:8080 (plain http).`,
    );
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new CommandRefusal('The address must be that of the server alone, such as http://localhost:8080.');
  }
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = name === 'localhost' ? await resolveLocalhost() : [name];
  if (!addresses.every(isLoopback)) {
    throw new CommandRefusal(
      `“${url.hostname}” is refused: a burst goes to this machine only, that is localhost, 127.0.0.0/8 or [::1].`,
    );
  }
  return { host: url.host, port: Number(url.port === '' ? 80 : url.port), addresses };
}

/** IPv4 first: the server listens there unless told otherwise. */
async function resolveLocalhost(): Promise<readonly string[]> {
  const found = await lookup('localhost', { all: true }).catch(() => []);
  const addresses = [...found].sort((one, other) => one.family - other.family).map(({ address }) => address);
  return addresses.length === 0 ? ['127.0.0.1', '::1'] : addresses;
}
