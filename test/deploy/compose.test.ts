/** What docker-compose.yml, the Caddyfile and the Dockerfile say to each other and to the code; no engine runs them here. */

import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, SETTINGS } from '../../src/config.ts';
import { MAX_FILE_BYTES } from '../../src/reports/workbook/limits.ts';
import { STOP_WITHIN_MS } from '../../src/runtime/graceful-stop.ts';
import { MAX_BODY_BYTES } from '../../src/web/read-body.ts';
import { secureHeaders } from '../../src/web/secure-headers.ts';
import { admits, readDockerfile, readEnvironment } from './dockerfile.ts';

const serviceSchema = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.string()),
  deploy: z.object({ replicas: z.number() }).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()),
  cap_add: z.array(z.string()).optional(),
  security_opt: z.array(z.string()),
  stop_grace_period: z.string().optional(),
  restart: z.string(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});

const composeSchema = z.object({
  name: z.string(),
  services: z.object({ app: serviceSchema, postgres: serviceSchema, proxy: serviceSchema }),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

type Compose = z.infer<typeof composeSchema>;

/** What an operator fills in. */
const FILLED = {
  POSTGRES_PASSWORD: '0123456789abcdef0123456789abcdef',
  SECRET_KEY: 'k'.repeat(64),
  PUBLIC_URL: 'https://em-noi.example.vn',
  SITE_ADDRESS: 'em-noi.example.vn',
};

let text: string;
let example: string;
let caddyfile: string;
let dockerfile: string;
let compose: Compose;

beforeAll(async () => {
  [text, example, caddyfile, dockerfile] = (await Promise.all(
    ['docker-compose.yml', 'deploy/docker.env.example', 'deploy/Caddyfile', 'Dockerfile'].map((path) =>
      readFile(path, 'utf8'),
    ),
  )) as [string, string, string, string];
  compose = composeSchema.parse(parse(interpolate(text, FILLED), { merge: true }));
});

/** Fills in `${NAME}`, `${NAME:-default}` and `${NAME:?message}` as Compose does. */
function interpolate(template: string, given: Readonly<Record<string, string>>): string {
  return template.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, sign?: string, rest = '') => {
    const value = given[name];
    if (value !== undefined && value !== '') return value;
    if (sign === '-') return rest;
    throw new Error(`${name} ${rest}`);
  });
}

function lastStage(name: string): string {
  return readDockerfile(dockerfile).findLast((one) => one.name === name)?.words ?? '';
}

describe('the app', () => {
  test('runs in two copies or more, with nothing it could change and no right it could use', () => {
    const { app } = compose.services;
    expect(app.deploy?.replicas).toBeGreaterThanOrEqual(2);
    expect(app).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      tmpfs: ['/tmp'],
      restart: 'unless-stopped',
    });
    expect(app.cap_add).toBeUndefined();
    expect(app.volumes).toBeUndefined();
    expect(lastStage('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  test('gets settings that the code knows and takes', () => {
    const { environment } = compose.services.app;
    expect(Object.keys(environment).filter((name) => !Object.hasOwn(SETTINGS, name))).toEqual([]);
    const read = readConfig({ ...readEnvironment(lastStage('ENV')), ...environment });
    expect(read).toMatchObject({ kind: 'valid', config: { HOST: '0.0.0.0', PORT: 8080 } });
    // Several copies cannot share an embedded database.
    expect(read.kind === 'valid' && read.config.DATABASE_URL).toBeTruthy();
  });

  test('has time to stop: the proxy notices first, and nothing is cut off', () => {
    const { app } = compose.services;
    const seconds = (value: string | undefined): number => Number(/^(\d+)s$/.exec(value ?? '')?.[1]);
    const delay = Number(app.environment.STOP_DELAY);
    const noticed =
      seconds(/health_interval (\S+)/.exec(caddyfile)?.[1]) *
      Number(/health_fails (\d+)/.exec(caddyfile)?.[1]);
    expect(delay).toBeGreaterThan(noticed);
    expect(seconds(app.stop_grace_period)).toBeGreaterThan(delay + STOP_WITHIN_MS / 1_000);
  });

  test('no setting is missing unnoticed: without a secret nothing starts', () => {
    for (const name of ['POSTGRES_PASSWORD', 'SECRET_KEY', 'PUBLIC_URL'])
      expect(() => interpolate(text, { ...FILLED, [name]: '' }), name).toThrow(name);
  });

  test('the example names all that is to be filled in, and nothing that means nothing', () => {
    const named = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name ?? '');
    const used = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    expect(named.filter((name) => !used.has(name) && !Object.hasOwn(SETTINGS, name))).toEqual([]);
    for (const name of used) expect(named, `${name} in deploy/docker.env.example`).toContain(name);
  });
});

describe('the database', () => {
  test('is PostgreSQL 18, kept in a volume, and reached by nobody but the app', () => {
    const { app, postgres, proxy } = compose.services;
    expect(postgres.image).toBe('postgres:18');
    expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql']);
    expect(Object.keys(compose.volumes)).toContain('postgres');
    expect(postgres.ports).toBeUndefined();
    expect(postgres.networks).toEqual(['inside']);
    expect(compose.networks.inside).toEqual({ internal: true });
    expect(app.networks).toEqual(['inside', 'outside']);
    expect(proxy.networks).toEqual(['outside']);
  });

  test('is the one that the app is told of, and is there before it', () => {
    const { app, postgres } = compose.services;
    const url = new URL(app.environment.DATABASE_URL ?? '');
    expect({
      ...{ user: url.username, password: url.password, name: url.pathname.slice(1), host: url.hostname },
    }).toEqual({
      user: postgres.environment.POSTGRES_USER,
      password: postgres.environment.POSTGRES_PASSWORD,
      name: postgres.environment.POSTGRES_DB,
      host: 'postgres',
    });
    expect(app.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(postgres.healthcheck?.test[1]).toBe('pg_isready');
  });
});

describe('the proxy', () => {
  test('is the only way in, and knows every copy of the app by name and port', () => {
    const { app, postgres, proxy } = compose.services;
    expect([app.ports, postgres.ports]).toEqual([undefined, undefined]);
    expect(proxy.ports).toEqual(['80:80', '443:443', '443:443/udp']);
    const copies = Array.from(
      { length: app.deploy?.replicas ?? 0 },
      (_, n) => `${compose.name}-app-${n + 1}:8080`,
    );
    expect(proxy.environment.APP_UPSTREAMS?.split(' ')).toEqual(copies);
    expect(lastStage('EXPOSE')).toBe('8080');
    expect(proxy.volumes).toContain('./deploy/Caddyfile:/etc/caddy/Caddyfile:ro');
    expect(proxy.depends_on).toEqual({ app: { condition: 'service_healthy' } });
  });

  test('asks each copy whether it is ready, takes bodies as large as the app does, and hides what is for inside', () => {
    expect(caddyfile).toMatch(/^\t\thealth_uri \/readyz$/m);
    const [, size] = /max_size (\d+)KiB/.exec(caddyfile) ?? [];
    expect(Number(size) * 1_024).toBe(MAX_BODY_BYTES);
    const [, console] = /request_body @console \{\n\t\tmax_size (\d+)MiB/.exec(caddyfile) ?? [];
    expect(Number(console) * 1_024 ** 2).toBeGreaterThan(MAX_FILE_BYTES);
    expect(caddyfile).toMatch(/@inside path \/metrics \/healthz \/readyz\n\trespond @inside 404/);
    for (const name of ['SITE_ADDRESS', 'APP_UPSTREAMS']) expect(caddyfile).toContain(`{$${name}}`);
    const names = [...caddyfile.matchAll(/\{\$(\w+)\}/g)].map(([, name]) => name ?? '');
    expect(names.filter((name) => compose.services.proxy.environment[name] === undefined)).toEqual([]);
  });

  test('adds none of the security headers, which the app sets', async () => {
    const headers = new Headers();
    const c = { req: { path: '/' }, res: { headers } } as Parameters<ReturnType<typeof secureHeaders>>[0];
    await secureHeaders({ https: true })(c, async () => {});
    const own = [...headers.keys()].filter((name) => name !== 'cache-control');
    expect(own).toContain('strict-transport-security');
    for (const name of own) expect(caddyfile.toLowerCase()).not.toContain(name);
  });

  test('is well formed as far as braces and tabs go', () => {
    let depth = 0;
    for (const line of caddyfile.split('\n')) {
      const words = line.replace(/#.*$/, '').trimEnd();
      if (/^\t*\}$/.test(words)) depth -= 1;
      if (words !== '') expect(/^\t*/.exec(words)?.[0].length, line).toBe(depth);
      if (/(^|\s)\{$/.test(words)) depth += 1;
    }
    expect(depth).toBe(0);
  });
});

test('no secret and no history goes into an image', async () => {
  const goesAlong = admits(await readFile('.dockerignore', 'utf8'));
  for (const path of [
    ...['.env', '.env.production', 'deploy/docker.env', '.git/config', '.ci/run', 'docs/scaling.md'],
    ...['data/secret-key', 'data/pglite/PG_VERSION', 'data/control.sock', 'data/pglite.lock'],
    ...['node_modules/pg/package.json', 'dist/node.js', 'test/config.test.ts', 'shared/design.md'],
    ...['src/storage/prisma-client/node/client.ts', 'src/web/assets.generated.ts'],
  ]) {
    expect(goesAlong(path), path).toBe(false);
  }
  for (const path of ['package.json', 'src/node.ts', 'data/localities.csv', 'deploy/healthcheck.mjs'])
    expect(goesAlong(path), path).toBe(true);
});
