/** The line a request comes from, so that guessing is stopped on that line and on no other. */

import { plainAddress } from '../../caller-address.ts';

/** Tells it. @param address where the request comes from; absent where the runtime does not tell */
export function clientLine(address: string | undefined): string {
  return network(plainAddress(address ?? ''));
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
