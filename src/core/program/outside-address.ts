/** Which addresses of other systems may be called: public ones, never those of our own house. */

/** Why an address will not do. */
export type HookUrlFault = 'malformed' | 'not-https' | 'with-password' | 'odd-port' | 'own-network' | 'long';

/** Longest address, in characters. @see MAX_HOOK_URL */
const LONGEST = 500;

/** Names that never lead outside. @see RFC 6761, RFC 6762, RFC 8375 */
const OWN_NAMES = /(^|\.)(localhost|local|internal|intranet|home\.arpa|lan|test|invalid|example|onion)$/;

/**
 * Looks at an address as it was typed; what its name leads to is only known when it is called.
 *
 * @param insecure whether plain http and our own network are allowed, for development
 */
export function hookUrlFault(typed: string, insecure: boolean): HookUrlFault | null {
  if (typed.length > LONGEST) return 'long';
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return 'malformed';
  if (url.username !== '' || url.password !== '') return 'with-password';
  if (insecure) return null;
  if (url.protocol !== 'https:') return 'not-https';
  if (url.port !== '') return 'odd-port';
  const host = url.hostname.replace(/\.$/, '');
  const isAddress = /^[\d.]+$/.test(host) || host.startsWith('[');
  // A whole certificate for an address hardly exists; and a name without a dot is one of our own network.
  if (isAddress || !host.includes('.') || OWN_NAMES.test(host)) return 'own-network';
  return null;
}

/** First address, and length of the prefix, of networks that are nobody's on the Internet. @see IANA special registries */
const CLOSED_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/**
 * Tells whether an IP address is one that anybody on the Internet may have. Of IPv6 only global unicast (2000::/3) counts,
 * without the networks in it that carry IPv4 addresses or belong to documentation and protocols.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry (read 2026-11-24)
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry (read 2026-11-24)
 */
export function isPublicAddress(address: string): boolean {
  if (!address.includes(':')) {
    const bits = bitsOfV4(address);
    return (
      bits !== null && !CLOSED_V4.some(([first, length]) => isWithin(bits, bitsOfV4(first) ?? 0, length))
    );
  }
  const groups = groupsOfV6(address);
  if (groups === null) return false;
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return false;
  // 2001::/23 protocols (Teredo among them), 2001:db8::/32 and 3fff::/20 documentation, 2002::/16 6to4, 2620:4f:8000::/48 AS112.
  if (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) return false;
  if (first === 0x2620 && second === 0x004f) return false;
  return first !== 0x2002 && !(first === 0x3fff && second < 0x1000);
}

function isWithin(bits: number, first: number, length: number): boolean {
  const unit = 2 ** (32 - length);
  return Math.floor(bits / unit) === Math.floor(first / unit);
}

function bitsOfV4(address: string): number | null {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** `null` where it is none, where it names a zone, or where it ends in an IPv4 address: none of these is public. */
function groupsOfV6(address: string): readonly number[] | null {
  const halves = address.toLowerCase().split('::');
  if (halves.length > 2) return null;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (![...head, ...(tail ?? [])].every((group) => /^[0-9a-f]{1,4}$/.test(group))) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const zeros = Array.from({ length: tail === undefined ? 0 : missing }, () => '0');
  return [...head, ...zeros, ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
}
