/** Addresses that would lead elsewhere, tried wherever an address or a code comes in and the answer leads on. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DoorWorld, ORIGIN, openDoorWorld, PASSWORD } from './console/door-world.ts';

const ELSEWHERE = [
  ...['https://evil.example', '//evil.example', '///evil.example', '////evil.example', 'https:evil.example'],
  ...['/\\evil.example', '\\\\evil.example', '\\/evil.example', '/\t/evil.example', '/\n/evil.example'],
  ...[
    '/%09/evil.example',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '%2f%2fevil.example',
    '/%00//evil.example',
  ],
  ...['//evil%E3%80%82example', '//evil。example', '/console@evil.example', '//console@evil.example'],
  ...['https://localhost:8080.evil.example', 'http://localhost:8080@evil.example/console', '/.evil.example'],
  ...[
    '/console/../../evil.example',
    '/console/..//evil.example',
    '/console/%2e%2e//evil.example',
    '/./\\evil.example',
  ],
  ...[
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    ' https://evil.example',
  ],
  ...[
    '/console\r\nlocation: https://evil.example',
    '/console?x=//evil.example',
    '//evil.example/console',
    '/〱evil.example',
  ],
  ...[
    'http:///evil.example',
    'https:/evil.example',
    '//0x7f000001',
    '//[::1]/',
    '/c/THU',
    '/console/sign-out',
  ],
];

let world: DoorWorld;

beforeAll(async () => {
  world = await openDoorWorld();
}, 60_000);

afterAll(() => world.close());

/** Where a browser would go; `null` where the answer leads nowhere. */
function goal(answer: Response, path: string): URL | null {
  const location = answer.headers.get('location');
  return location === null ? null : new URL(location, new URL(path, ORIGIN));
}

it('signing in leads to pages of this console alone', async () => {
  await world.hire('led@b.vn', 'staff');
  const led = new Set<string>();
  for (const from of ELSEWHERE) {
    const browser = world.browser('203.0.113.50');
    const path = `/console/sign-in?from=${encodeURIComponent(from)}`;
    const page = await (await browser.get(path)).text();
    expect(page, from).not.toMatch(/(href|action|value|content)="[^"]*(:\/\/|^\/\/)evil/);
    const entered = goal(
      await browser.post('/console/sign-in', { email: 'led@b.vn', password: PASSWORD, from }),
      path,
    );
    if (entered === null) throw new Error(`${from} leads nowhere`);
    expect(entered.origin, from).toBe(ORIGIN);
    expect(entered.pathname, from).toMatch(/^\/(console|council)(\/|$)/);
    expect(entered.pathname, from).not.toMatch(/sign-/);
    led.add(entered.pathname);
  }
  // The address asked for is used where it may be: the test would not pass for a door that always leads to one page.
  const own = await world
    .browser('203.0.113.51')
    .post('/console/sign-in', { email: 'led@b.vn', password: PASSWORD, from: '/console/flows' });
  expect(goal(own, '/console/sign-in')?.pathname).toBe('/console/flows');
}, 60_000);

it('whatever path or parameter is asked, nobody is led to another site', async () => {
  const someone = await world.hire('walker@b.vn', 'staff');
  const tried: string[] = [];
  for (const elsewhere of ELSEWHERE) {
    const asked = encodeURIComponent(elsewhere);
    const raw = encodeURI(elsewhere.replace(/[\r\n\t]/g, ''));
    const paths = [
      ...[
        `/?code=${asked}`,
        `/c/${asked}`,
        `/c/THU?lang=${asked}`,
        `/p/${asked}`,
        `/results/${asked}`,
        `/council/${asked}`,
      ],
      ...[
        `/console?lang=${asked}`,
        `/console/flows?from=${asked}`,
        `/console/account?next=${asked}&url=${asked}`,
      ],
      ...[raw.startsWith('/') ? raw : `/${raw}`, `/console/${raw}`, `/assets/${raw}`],
    ];
    for (const path of paths.filter((one) => URL.canParse(`${ORIGIN}${one}`))) {
      for (const browser of [world.browser(), someone]) {
        const answer = await browser.get(path);
        expect(answer.status, path).toBeLessThan(500);
        const to = goal(answer, path);
        tried.push(path);
        if (to !== null) expect([path, to.origin]).toEqual([path, ORIGIN]);
        expect(answer.headers.get('refresh'), path).toBeNull();
      }
    }
  }
  expect(tried.length).toBeGreaterThan(500);
}, 60_000);
