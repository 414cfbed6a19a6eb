/** Which addresses are proxies of ours, whose word about where a request comes from is taken. */

import { BlockList, isIPv6 } from 'node:net';

/** This machine and networks of one's own house. @see RFC 1918, RFC 3927, RFC 4193, RFC 4291 */
const OWN_NETWORKS = [
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'],
  ...['::1', 'fc00::/7', 'fe80::/10'],
];

/**
 * Makes the test.
 *
 * @param networks addresses and networks (`10.1.2.3`, `10.1.0.0/16`, `fd00::/8`); absent: this machine and all private networks;
 *   empty: nobody
 */
export function proxyList(networks: readonly string[] = OWN_NETWORKS): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
