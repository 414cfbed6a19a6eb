/** SQL, paths, templates and header lines where ids, codes, names of files and searches are expected: an answer, never a fault. */

import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf, consoleRoutes } from '../../src/web/console/console.ts';
import { drawingKit } from '../../src/web/council/council-routes.tsx';
import { type ConsoleWorld, memberWith, openConsoleWorld } from '../web/console/console-world.ts';

const HOSTILE = [
  ...[
    "'",
    "''",
    "' OR '1'='1",
    "'; DROP TABLE consultations; --",
    "') UNION SELECT NULL,NULL --",
    '" OR ""="',
  ],
  ...[
    '1; SELECT pg_sleep(5)',
    "\\'; --",
    '$$;$$',
    "E'\\x27'",
    '%',
    '_',
    '%_%',
    '\\',
    '/*',
    '0x31',
    "' || pg_sleep(5) || '",
  ],
  ...[
    '../../../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2fpackage.json',
    '....//....//package.json',
  ],
  ...[
    '..\\..\\package.json',
    'C:\\Windows\\win.ini',
    '/etc/passwd',
    'file:///etc/passwd',
    'package.json%00.css',
    '\u0000',
    'a\u0000b',
  ],
  ...[
    '{{7*7}}',
    `\${7*7}`,
    '#{7*7}',
    '<%= 7*7 %>',
    '{{constructor}}',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
  ],
  ...[
    'x\r\nset-cookie: a=b',
    'x%0d%0aset-cookie:a=b',
    '\ud800',
    '🙂'.repeat(300),
    'a'.repeat(5_000),
    '-1',
    '1e309',
    'NaN',
    '٣',
    '',
  ],
] as const;

/** What tells that something of ours broke, or that a file of ours was given out. */
const BROKEN =
  /syntax error|unterminated|invalid input syntax|PrismaClient|at [\w.<>]+ \(|node_modules|root:x:0|"dependencies"|No phrase/;

let world: ConsoleWorld;

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'injection-')));
  const flow = await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8');
  const outcome = await world.app.publishFlow(flow);
  if (outcome.kind !== 'published') throw new Error(outcome.kind);
}, 60_000);

afterAll(() => world.app.close());

const WHO = (
  ['administrator', 'staff', 'moderator', 'protection-officer', 'council-member', 'auditor'] as const
).map((role) => memberWith(role));

/** Words a query may be asked with anywhere in the console. */
const NAMES = [
  'from',
  'until',
  'who',
  'deed',
  'place',
  'page',
  'after',
  'before',
  'q',
  'split',
  'by',
  'cross',
  'release',
  'year',
  'lang',
  'size',
  'done',
  'at',
  'code',
  'scope',
];

async function ask(path: string, fault: string[]): Promise<void> {
  for (const member of WHO) {
    const answer = await world.get(member, path);
    const text = (answer.headers.get('content-type') ?? '').includes('text') ? await answer.text() : '';
    if (answer.status >= 500 || BROKEN.test(text))
      fault.push(`${answer.status} ${member.id} ${path.slice(0, 120)}`);
    if (answer.headers.getSetCookie().some((cookie) => cookie.startsWith('a='))) fault.push(`cookie ${path}`);
    // Those of other roles are told that they may not.
    if (answer.status === 200) break;
  }
}

it('every address of the console takes hostile names for what they are: nothing there', async () => {
  const routes = consoleRoutes(world.dependencies, drawingKit(world.dependencies.results));
  const addresses = new Set(routes.filter(({ method }) => method === 'get').map(addressOf));
  expect(addresses.size).toBeGreaterThan(60);
  const fault: string[] = [];
  let asked = 0;
  for (const [at, address] of [...addresses].entries()) {
    // Each address a part of them, each of them at many addresses.
    for (const hostile of HOSTILE.filter((_, index) => (index + at) % 6 === 0)) {
      const path = address.replace(/:[a-z-]+(\{[^}]*\})?/gi, encodeURIComponent(hostile.toWellFormed()));
      const query = NAMES.filter((_, index) => (index + at) % 3 === 0).map(
        (name) => `${name}=${encodeURIComponent(hostile.toWellFormed())}`,
      );
      await ask(`${path}?${query.join('&')}`, fault);
      asked += 1;
    }
  }
  expect(fault).toEqual([]);
  expect(asked).toBeGreaterThan(400);
  // And the tables are there.
  expect((await world.get(memberWith('staff'), '/console/consultations')).status).toBe(200);
}, 120_000);

it('files are given out by the names they have in us, and no path leads out', async () => {
  const fault: string[] = [];
  for (const hostile of HOSTILE) {
    const asked = encodeURIComponent(hostile.toWellFormed());
    const paths = [
      `/assets/${asked}`,
      `/assets/../${asked}`,
      `/results/${asked}`,
      `/results/x/${asked}.svg`,
      `/p/${asked}`,
      `/c/${asked}`,
    ];
    for (const path of paths.filter((one) => URL.canParse(one, 'http://localhost'))) await ask(path, fault);
  }
  expect(fault).toEqual([]);
}, 60_000);
