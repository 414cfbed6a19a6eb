/** The line a request comes from, so that guessing is stopped on that line and on no other. */

import type { Context } from 'hono';

/** Networks of one's own house or machine, where a proxy of ours may stand. @see RFC 1918, RFC 4193, RFC 4291 */
const OWN_NETWORK =
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i;

/**
 * Tells it: the address of whoever opened the connection, or, where that is a proxy in our own network, the one that the
 * proxy wrote down last. What stands before that in the header anybody may have written.
 *
 * @param peer address of whoever opened the connection; absent where the runtime does not tell
 */
export function clientLine(c: Context, peer: string | undefined): string {
  const direct = plain(peer ?? '');
  if (direct !== '' && !OWN_NETWORK.test(direct)) return network(direct);
  const passedOn = plain((c.req.header('x-forwarded-for') ?? '').split(',').at(-1) ?? '');
  return network(passedOn === '' ? direct : passedOn);
}

/** An IPv4 address written as IPv6 is the same line. */
function plain(address: string): string {
  const text = address.trim().toLowerCase().slice(0, 64);
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1] ?? text;
}

/** A household has a whole /64 of IPv6 addresses, and could use another for each try. */
function network(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
