/** The small parts of the door: where it leads, whose line it is, how things are called. */

import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it, test } from 'vitest';
import { proxyList } from '../../../../src/runtime/proxy-list.ts';
import { callerAddress } from '../../../../src/web/caller-address.ts';
import { clientLine } from '../../../../src/web/console/sign-in/client-line.ts';
import { deviceName } from '../../../../src/web/console/sign-in/device-name.ts';
import { plainLine } from '../../../../src/web/console/sign-in/plain-line.ts';
import { safePath } from '../../../../src/web/console/sign-in/safe-path.ts';

describe('where someone is led', () => {
  it.each([
    ['/console', '/console'],
    ['/console/flows?lang=en', '/console/flows?lang=en'],
    ['/console/a/../flows', '/console/flows'],
  ])('%s leads to %s', (wanted, path) => {
    expect(safePath(wanted)).toBe(path);
  });

  it('is always a page of this console and never its door, whatever is asked', () => {
    const parts = fc.constantFrom(
      ...[
        '/',
        '//',
        '\\',
        '..',
        '.',
        '%2e',
        '%2f',
        '%5c',
        'console',
        'sign-in',
        'sign-out',
        'c',
        'THU',
        'evil.example',
      ],
      ...['https:', 'javascript:', '@', ':', '?', '#', '\t', '\n', ' ', ';', 'ｃonsole', '\u0000'],
    );
    const wanted = fc.array(parts, { maxLength: 12 }).map((some) => some.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          wanted,
          wanted.map((some) => `/console${some}`),
          fc.string(),
        ),
        (asked) => {
          const path = safePath(asked);
          const led = new URL(path, 'https://em-noi.example.vn/console/sign-in');
          expect(led.origin).toBe('https://em-noi.example.vn');
          expect(led.pathname).toMatch(/^\/console(\/|$)/);
          expect(led.pathname).not.toMatch(/^\/console\/(sign-in|sign-out|invitation)(\/|$)/);
          expect(path).not.toMatch(/[\r\n\t]/);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the line a request comes from', () => {
  async function lineOf(peer: string | undefined, forwarded?: string): Promise<string> {
    const app = new Hono().get('/', (c) => c.text(clientLine(callerAddress(c, peer, proxyList()))));
    const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    return (await app.request('/', { headers })).text();
  }

  it.each([
    ['203.0.113.5', undefined, '203.0.113.5'],
    ['203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::ffff:127.0.0.1', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
    ['172.18.0.3', 'spoofed, 198.51.100.1', '198.51.100.1'],
    ['172.32.0.3', '198.51.100.1', '172.32.0.3'],
    ['::1', undefined, '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['2001:db8:1:2::ffff', undefined, '2001:db8:1:2::/64'],
    ['2001:db8::1', undefined, '2001:db8:0:0::/64'],
    [undefined, undefined, ''],
  ])('%s, passed on for %s, is %s', async (peer, forwarded, line) => {
    expect(await lineOf(peer, forwarded)).toBe(line);
  });
});

test('a device is called what people call it', () => {
  const names: readonly (readonly [string, string])[] = [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
      'Chrome · Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1',
      'Safari · iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36',
      'Samsung Internet · Android',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Mac'],
    ['curl/8.0', ''],
    ['', ''],
  ];
  for (const [userAgent, name] of names) expect(deviceName(userAgent)).toBe(name);
});

test('a name is kept without signs that nobody sees', () => {
  expect(plainLine('  Nguyễn\n\tThị\u2028Lan ')).toBe('Nguyễn Thị Lan');
  expect(plainLine('Lan\u202e nimda\u0000\u200b\ud800')).toBe('Lan nimda');
  expect(plainLine('👩‍👩‍👧')).toBe('👩‍👩‍👧');
});
