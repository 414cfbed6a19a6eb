/** Only public addresses are called. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hookUrlFault, isPublicAddress } from '../../../src/core/program/outside-address.ts';

describe('an address', () => {
  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1'],
    ...[
      '172.31.255.255',
      '192.0.0.8',
      '192.168.1.1',
      '198.18.0.1',
      '198.19.255.255',
      '203.0.113.5',
      '224.0.0.1',
    ],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1'],
    ...[
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      '100::1',
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
    ],
    ...['ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::1', '3fff::1', '5f00::1', '2620:4f:8000::1'],
    ...[
      '1.2.3',
      '1.2.3.4.5',
      '256.1.1.1',
      '01.2.3.4',
      '0x7f.1',
      '2130706433',
      '',
      'example.vn',
      '1::2::3',
      ':::',
    ],
  ])('of our own house or of nobody is refused: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ...['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '11.0.0.0'],
    ...[
      '126.255.255.255',
      '128.0.0.1',
      '192.167.255.255',
      '192.169.0.0',
      '198.17.255.255',
      '223.255.255.255',
    ],
    ...['2606:4700:4700::1111', '2001:4860:4860::8888', '2405:4800::1', '3ffe::1'],
  ])('of anybody on the Internet is allowed: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('that carries a private one inside is refused, however it is written', () => {
    fc.assert(
      fc.property(fc.constantFrom('10.0.0.1', '127.0.0.1', '192.168.0.1', '169.254.169.254'), (inner) => {
        const [a = 0, b = 0, c = 0, d = 0] = inner.split('.').map(Number);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const carried of [
          `::ffff:${inner}`,
          `::ffff:${hex}`,
          `::${hex}`,
          `64:ff9b::${hex}`,
          `2002:${hex}::`,
        ])
          expect(isPublicAddress(carried), carried).toBe(false);
      }),
    );
  });
});

describe('what is typed', () => {
  it.each([
    ['http://a.vn/x', 'not-https'],
    ['https://a.vn:8443/x', 'odd-port'],
    ['https://user:secret@a.vn/', 'with-password'],
    ['https://localhost/', 'own-network'],
    ['https://intranet/', 'own-network'],
    ['https://printer.local/', 'own-network'],
    ['https://db.internal./', 'own-network'],
    ['https://127.0.0.1/', 'own-network'],
    ['https://2130706433/', 'own-network'],
    ['https://0x7f.1/', 'own-network'],
    ['https://[::1]/', 'own-network'],
    ['https://8.8.8.8/', 'own-network'],
    ['ftp://a.vn/', 'malformed'],
    ['javascript:alert(1)', 'malformed'],
    ['file:///etc/passwd', 'malformed'],
    ['a.vn', 'malformed'],
    ['', 'malformed'],
    [`https://a.vn/${'x'.repeat(500)}`, 'long'],
  ] as const)('%s is refused: %s', (url, fault) => {
    expect(hookUrlFault(url, false)).toBe(fault);
  });

  it('is a public name over https, or anything of http in development', () => {
    expect(hookUrlFault('https://solieu.tinh.gov.vn/nhan-tin?a=1', false)).toBeNull();
    expect(hookUrlFault('http://127.0.0.1:9000/', true)).toBeNull();
    expect(hookUrlFault('ftp://a.vn/', true)).toBe('malformed');
  });
});
