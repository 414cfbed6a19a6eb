/** Who may do what where: every route of the console, with every role, at every kind of place. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Application, compose } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import type { Deed } from '../../../src/core/staff/deed.ts';
import { ROLES, type Role } from '../../../src/core/staff/role.ts';
import { openLog } from '../../../src/runtime/log.ts';
import { nodeRuntime } from '../../../src/runtime/node-runtime.ts';
import { openPostgres } from '../../../src/storage/postgres.ts';
import { createPrisma } from '../../../src/storage/prisma.ts';
import { bindStore, type Store } from '../../../src/storage/store.ts';
import { type ConsoleDependencies, consoleRoutes, createConsole } from '../../../src/web/console/console.ts';
import type { ConsoleRoute } from '../../../src/web/console/console-route.ts';
import { readShipped, TEST_SECRET_KEY } from '../../storage/engines.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { sayFromLocales } from '../fake-dependencies.ts';
import { memberWith } from './console-world.ts';
import { type PathValues, THINGS, WITHOUT_PLACES } from './permission-things.ts';

const ORIGIN = 'http://localhost:8080';

/** The one table: which roles may do which deed. Written out here a second time, so that no change of it is an accident. */
const MAY: Readonly<Record<Deed, readonly Role[]>> = {
  'account.keep': ROLES,
  'staff.manage': ['administrator'],
  'flow.read': ['administrator', 'staff', 'auditor'],
  'flow.write': ['administrator', 'staff'],
  'flow.publish': ['administrator', 'staff'],
  'consultation.read': ['administrator', 'staff', 'auditor'],
  'consultation.prepare': ['administrator', 'staff'],
  'consultation.approve': ['administrator', 'staff'],
  'consultation.run': ['administrator', 'staff'],
  'broadcast.run': ['administrator', 'staff'],
  'progress.read': ['administrator', 'staff', 'auditor'],
  'tally.write': ['administrator', 'staff'],
  'results.read': ROLES,
  'results.publish': ['administrator', 'staff'],
  'comments.tag': ['moderator', 'council-member'],
  'reports.export': ['administrator', 'staff', 'council-member', 'duty-bearer', 'auditor'],
  'indicators.read': ['administrator', 'staff', 'council-member', 'duty-bearer', 'auditor'],
  'indicators.manage': ['administrator', 'staff'],
  'indicators.close': ['administrator'],
  'programs.manage': ['administrator'],
  'moderation.work': ['moderator'],
  'protection.work': ['protection-officer'],
  'protection.arrange': ['administrator', 'protection-officer'],
  'audit.read': ['auditor'],
  'retention.read': ['administrator', 'auditor'],
};

/** Places of a member, seen from a thing that belongs to Thành phố Hồ Chí Minh; and whether they reach it from there. */
const FROM = [
  { where: 'its own place', place: '79', reaches: true },
  { where: 'above', place: 'VN', reaches: true },
  { where: 'below', place: '26740', reaches: false },
  { where: 'beside', place: '01', reaches: false },
] as const;

/** What others run in one's place is there to be read. */
const FROM_BELOW = /^\/nearby\//;

const THING_PLACE = '79';

/** Id of whoever asks; staff have UUIDs. */
const SOMEBODY = '11111111-1111-4111-8111-111111111111';

const opened: (() => Promise<void>)[] = [];
let app: Application;
let dependencies: ConsoleDependencies;
let store: Store;

beforeAll(async () => {
  const { url, drop } = await freshDatabase(inject('postgresUrl'));
  const settings = { DATABASE_URL: url, SECRET_KEY: TEST_SECRET_KEY, DEMO: '0', LOG_LEVEL: 'silent' };
  const read = readConfig({ ...settings, DATA_DIR: await mkdtemp(join(tmpdir(), 'permissions-')) });
  if (read.kind !== 'valid') throw new Error(read.message);
  const log = openLog('silent', {});
  app = await compose(read.config, nodeRuntime(log, {}));
  const database = openPostgres({ url });
  const prisma = await createPrisma(database);
  store = bindStore({ database, prisma, secretKey: TEST_SECRET_KEY, place: 'a test', readShipped });
  dependencies = {
    ...app.console,
    ...{ say: sayFromLocales, log, publicUrl: ORIGIN },
    // Signed in by saying so: `role place`.
    signIn: { ...app.console.signIn, memberOf: async (headers) => memberNamed(headers.get('x-member')) },
  };
  opened.push(() => app.close(), store.close, drop);
}, 60_000);
afterAll(async () => {
  for (const close of opened) await close();
});

function memberNamed(name: string | null) {
  const [role, place] = (name ?? '').split(' ');
  const known = ROLES.find((one) => one === role);
  return known === undefined ? null : { ...memberWith(known, place), id: SOMEBODY };
}

/** The console with routes that keep their deeds and places, and do nothing else. */
const doorOnly = () =>
  createConsole(
    // Thousands of entries are not what is tried here.
    { ...dependencies, audit: { ...dependencies.audit, enter: async () => ({ number: 1 }) } },
    consoleRoutes(dependencies).map((route) => ({ ...route, handle: ({ c }) => c.text('let in', 200) })),
  );

const nameOf = ({ method, path }: Pick<ConsoleRoute, 'method' | 'path'>) =>
  `${method} ${path.replace(/\{[^}]*\}+/g, '')}`;

/** `/a/:b{…}.xlsx` with a value for `b`. */
function addressOf({ path, base }: Pick<ConsoleRoute, 'path' | 'base'>, values: PathValues): string {
  const filled = path.replace(/:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/g, (_, name, pattern = '') => {
    const ending = /\\\.(\w+)\}$/.exec(pattern)?.[1];
    return `${values[name] ?? `no-${name}`}${ending === undefined ? '' : `.${ending}`}`;
  });
  return `${base ?? '/console'}${filled === '/' ? '' : filled}`;
}

/** The longest beginning that fits says what an address is about. */
function thingOf(path: string) {
  const plain = nameOf({ method: 'get', path }).slice(4);
  return THINGS.find(([begin]) => plain === begin || plain.startsWith(`${begin}/`))?.[1];
}

type Asked = { readonly route: ConsoleRoute; readonly values: PathValues; readonly as: string | null };

function ask(console: ReturnType<typeof createConsole>, { route, values, as }: Asked): Promise<Response> {
  const headers: Record<string, string> = {
    origin: ORIGIN,
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (as !== null) headers['x-member'] = as;
  if (route.method === 'post') headers['content-length'] = '0';
  const init = {
    method: route.method.toUpperCase(),
    headers,
    ...(route.method === 'post' ? { body: '' } : {}),
  };
  return Promise.resolve(console.fetch(new Request(`${ORIGIN}${addressOf(route, values)}`, init)));
}

async function outcomeOf(answer: Response): Promise<string> {
  if (answer.status === 303 && answer.headers.get('location')?.startsWith('/console/sign-in'))
    return 'sign in first';
  if (answer.status === 403) return 'not yours to do';
  if (answer.status === 404) return 'nothing here';
  return (await answer.text()) === 'let in' ? 'let in' : `status ${answer.status}`;
}

describe('every route', () => {
  it('that has places is about something this test can make', () => {
    const unknown = consoleRoutes(dependencies)
      .filter((route) => route.placesOf !== undefined && thingOf(route.path) === undefined)
      .map((route) => `${nameOf(route)}: say in permission-things.ts what it is about`);
    expect(unknown).toEqual([]);
  });

  it('that names something has places, or a reason to have none', () => {
    const routes = consoleRoutes(dependencies);
    const without = routes
      .filter(({ path, placesOf }) => path.includes(':') && placesOf === undefined)
      .map(nameOf);
    const reasonless = without.filter((name) => WITHOUT_PLACES[name] === undefined);
    expect(reasonless, 'a route must check the places of what it names').toEqual([]);
    const names = new Set(without);
    expect(
      Object.keys(WITHOUT_PLACES).filter((name) => !names.has(name)),
      'reasons for nothing',
    ).toEqual([]);
  });

  it('is there once', () => {
    const names = consoleRoutes(dependencies).map(
      ({ method, base = '', path }) => `${method} ${base}${path}`,
    );
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('lets in whom the table lets in at that place, and nobody else', async () => {
    const console = doorOnly();
    const wrong: string[] = [];
    let asked = 0;
    for (const route of consoleRoutes(dependencies)) {
      const values = (await thingOf(route.path)?.(store, THING_PLACE)) ?? {};
      const check = async (as: string | null, expected: string, what: string) => {
        asked += 1;
        const got = await outcomeOf(await ask(console, { route, values, as }));
        if (got !== expected) wrong.push(`${nameOf(route)} as ${what}: ${got} instead of ${expected}`);
      };
      await check(null, 'sign in first', 'nobody');
      for (const role of ROLES) {
        for (const { where, place, reaches } of FROM) {
          const may = MAY[route.deed].includes(role);
          const near =
            reaches || route.placesOf === undefined || (where === 'below' && FROM_BELOW.test(route.path));
          await check(
            `${role} ${place}`,
            !may ? 'not yours to do' : near ? 'let in' : 'nothing here',
            `${role} ${where}`,
          );
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBe(consoleRoutes(dependencies).length * (1 + ROLES.length * FROM.length));
  }, 120_000);

  it('that has places shows nothing where there is no such thing', async () => {
    const console = doorOnly();
    const wrong: string[] = [];
    for (const route of consoleRoutes(dependencies).filter(({ placesOf }) => placesOf !== undefined)) {
      for (const id of [
        '00000000-0000-4000-8000-000000000000',
        'no-id',
        "'; DROP TABLE staff_accounts --",
        '%00',
      ]) {
        const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
        const values = Object.fromEntries(names.map((name) => [name, encodeURIComponent(id)]));
        const got = await outcomeOf(await ask(console, { route, values, as: `${MAY[route.deed][0]} VN` }));
        if (got !== 'nothing here') wrong.push(`${nameOf(route)} for ${id}: ${got}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('behind the door', () => {
  it('no page breaks for whoever may see it, and no form that comes empty', async () => {
    const console = createConsole(dependencies);
    const broken: string[] = [];
    for (const route of consoleRoutes(dependencies)) {
      for (const role of MAY[route.deed]) {
        const values = (await thingOf(route.path)?.(store, THING_PLACE)) ?? {};
        const answer = await ask(console, { route, values, as: `${role} ${THING_PLACE}` }).catch((error) =>
          String(error),
        );
        const status = typeof answer === 'string' ? answer : answer.status;
        if (typeof status === 'string' || status >= 500)
          broken.push(`${nameOf(route)} as ${role}: ${status}`);
      }
    }
    expect(broken).toEqual([]);
  }, 120_000);

  it('no form is taken that another site sent', async () => {
    const console = createConsole(dependencies);
    const taken: string[] = [];
    const foreign: readonly Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-origin' },
      {},
    ];
    for (const route of consoleRoutes(dependencies).filter(({ method }) => method === 'post')) {
      const values = (await thingOf(route.path)?.(store, THING_PLACE)) ?? {};
      for (const type of [
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/plain',
        'application/json',
        'made/up',
        '',
      ]) {
        for (const from of foreign) {
          const headers = {
            'x-member': 'administrator VN',
            ...from,
            ...(type === '' ? {} : { 'content-type': type }),
          };
          const request = new Request(`${ORIGIN}${addressOf(route, values)}`, {
            method: 'POST',
            headers,
          });
          if ((await console.fetch(request)).status !== 403)
            taken.push(`${nameOf(route)} ${type} ${JSON.stringify(from)}`);
        }
      }
    }
    expect(taken).toEqual([]);
  }, 60_000);
});
