/** Where a request comes from, also behind a proxy of ours. */

import type { Context } from 'hono';

/**
 * Tells it: the address of whoever opened the connection, or, where that is a proxy of ours, the one that the proxy wrote down
 * last. What stands before that in the header anybody may have written.
 *
 * @param peer address of whoever opened the connection; absent where the runtime does not tell
 * @param isProxy whether an address is a proxy of ours
 */
export function callerAddress(
  c: Context,
  peer: string | undefined,
  isProxy: (address: string) => boolean,
): string | undefined {
  const direct = plainAddress(peer ?? '');
  if (direct !== '' && !isProxy(direct)) return direct;
  const passedOn = plainAddress((c.req.header('x-forwarded-for') ?? '').split(',').at(-1) ?? '');
  if (passedOn !== '') return passedOn;
  return direct === '' ? undefined : direct;
}

/** An IPv4 address written as IPv6 is the same one. */
export function plainAddress(address: string): string {
  const text = address.trim().toLowerCase().slice(0, 64);
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1] ?? text;
}
