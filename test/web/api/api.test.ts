/** What programs read over HTTP: the same published figures, held to the document that describes them. */

import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Context } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { openLog } from '../../../src/runtime/log.ts';
import { nodeRuntime } from '../../../src/runtime/node-runtime.ts';
import { createApi } from '../../../src/web/api/api.ts';
import { createApp } from '../../../src/web/app.ts';
import { fakeDependencies, sayFromLocales } from '../fake-dependencies.ts';

const ORIGIN = 'http://localhost:8080';
type World = Awaited<ReturnType<typeof open>>;
let world: World;
let slug: string;

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'api-'));
  const read = readConfig({ DATA_DIR: folder, DEMO: '1', DEMO_RESPONSES: '240', LOG_LEVEL: 'silent' });
  if (read.kind !== 'valid') throw new Error(read.message);
  const log = openLog('silent', {});
  const app = await compose(read.config, nodeRuntime(log, {}));
  const api = createApi({ ...app.programs, say: sayFromLocales, log, peer: (c) => c.req.header('x-peer') });
  const web = createApp(fakeDependencies(), undefined, api);
  return { app, web };
}

/** A key of a place. */
async function keyFor(place: string, days = 30): Promise<string> {
  const id = crypto.randomUUID();
  const made = await world.app.console.programs.makeKey({ id, name: 'Cổng', place, days, by: 'Lan' });
  if (made.kind !== 'made') throw new Error(made.kind);
  return made.key;
}

type Asked = { readonly key?: string; readonly peer?: string; readonly headers?: Record<string, string> };

function ask(path: string, { key, peer = '198.51.100.7', headers = {} }: Asked = {}) {
  return world.web.request(`${ORIGIN}/api/v1${path}`, {
    headers: { ...headers, 'x-peer': peer, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
  });
}

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire is looked at freely
const json = async (answer: Response | Promise<Response>): Promise<any> => (await answer).json();

beforeAll(async () => {
  world = await open();
  const [door] = await world.app.listDoors();
  slug = door?.slug ?? '';
}, 120_000);
afterAll(() => world?.app.close());

async function setPublic(isPublic: boolean): Promise<void> {
  const found = await world.app.programs.find({ kind: 'key', id: '', place: 'VN' }, slug);
  await world.app.console.results.publish({
    ...{ consultationId: found?.consultation.id ?? '', isPublic, by: { id: 'lan', name: 'Lan' } },
  });
}

describe('the document', () => {
  it('is OpenAPI 3.1', async () => {
    const outcome = await new Validator().validate(await json(ask('/openapi.json')));
    expect(outcome.errors ?? []).toEqual([]);
    expect(outcome.valid).toBe(true);
  });

  it('describes every response of a real run, and nothing else comes', async () => {
    const document = await json(ask('/openapi.json'));
    const key = await keyFor('VN');
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema({ $id: 'doc', ...document });
    const { items } = await json(ask(`/consultations/${slug}/tables`, { key }));
    const runs: [string, string][] = [
      ['/consultations', '/consultations'],
      ['/consultations/{slug}', `/consultations/${slug}`],
      ['/consultations/{slug}/releases', `/consultations/${slug}/releases`],
      ['/consultations/{slug}/releases/{number}', `/consultations/${slug}/releases/latest`],
      ['/consultations/{slug}/releases/{number}', `/consultations/${slug}/releases/1`],
      ['/consultations/{slug}/releases/{number}', `/consultations/${slug}/releases/999`],
      ['/consultations/{slug}/questions', `/consultations/${slug}/questions?lang=en`],
      ['/consultations/{slug}/tables', `/consultations/${slug}/tables`],
      ['/consultations/{slug}/tables', `/consultations/${slug}/tables?limit=0`],
      ...items.map(({ scope, rows, columns }: Record<string, string | null>): [string, string] => [
        '/consultations/{slug}/table',
        `/consultations/${slug}/table?scope=${scope}&rows=${rows}${columns === null ? '' : `&columns=${columns}`}`,
      ]),
      ['/localities', '/localities?within=79&limit=200'],
      ['/localities/{code}', '/localities/79'],
      ['/localities/{code}', '/localities/999'],
      ['/indicators', '/indicators?place=79'],
    ];
    const wrong: string[] = [];
    for (const [path, asked] of runs) {
      const answer = await ask(asked, { key });
      const described = document.paths[path].get.responses[String(answer.status)];
      const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const pointer = [path, 'get', 'responses', String(answer.status), 'content', type, 'schema'].map(
        (part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
      );
      const check = described && ajv.getSchema(`doc#/paths/${pointer.join('/')}`);
      if (!check?.(await json(answer)))
        wrong.push(`${asked}: ${answer.status} ${ajv.errorsText(check?.errors)}`);
    }
    expect(wrong).toEqual([]);
    expect(items.length).toBeGreaterThan(10);
  });

  it('is read by people as well, in both languages', async () => {
    for (const language of ['vi', 'en']) {
      const page = await (await ask(`?lang=${language}`)).text();
      expect(page).toContain('GET /api/v1/consultations');
      expect(page).toContain(`lang="${language}"`);
    }
  });
});

describe('figures', () => {
  it('are those of the latest release, number for number', async () => {
    const key = await keyFor('VN');
    const release = await json(ask(`/consultations/${slug}/releases/latest`, { key }));
    const results = await world.app.results(slug, 'vi');
    expect(release).toMatchObject({
      number: results.number,
      responses: results.responses,
      withheld: results.withheld,
    });
    expect(release.questions.map(({ cells }: { cells: unknown }) => cells)).toEqual(
      results.questions.map(({ cells }) => cells.map(({ id, count, asOf }) => ({ id, count, asOf }))),
    );
    const again = await json(ask(`/consultations/${slug}/releases/${release.number}`, { key }));
    expect(again).toEqual(release);
  });

  it('are not there for anybody without a key until staff publish them', async () => {
    expect((await json(ask('/consultations'))).items).toEqual([]);
    for (const path of ['', '/releases', '/releases/latest', '/questions', '/tables', '/table?rows=@age'])
      expect((await ask(`/consultations/${slug}${path}`)).status, path).toBe(404);
    await setPublic(true);
    expect((await json(ask('/consultations'))).items.map((one: { slug: string }) => one.slug)).toEqual([
      slug,
    ]);
    expect((await ask(`/consultations/${slug}/releases/latest`)).status).toBe(200);
    await setPublic(false);
    expect((await ask(`/consultations/${slug}/releases/latest`)).status).toBe(404);
  });

  it('of a place are read by its key, and those of all or beside are not there for it', async () => {
    const key = await keyFor('79');
    expect((await json(ask('/consultations', { key }))).items).toHaveLength(1);
    const one = await json(ask(`/consultations/${slug}`, { key }));
    expect(one.latestRelease).toBeNull();
    expect(
      one.scopes.filter((scope: string) => scope === 'VN' || (scope.length === 2 && scope !== '79')),
    ).toEqual([]);
    expect((await ask(`/consultations/${slug}/releases/latest`, { key })).status).toBe(404);
    expect((await ask(`/consultations/${slug}/tables?scope=79`, { key })).status).toBe(200);
    for (const scope of ['VN', '01']) {
      expect((await ask(`/consultations/${slug}/tables?scope=${scope}`, { key })).status).toBe(404);
      expect((await ask(`/consultations/${slug}/table?scope=${scope}&rows=@age`, { key })).status).toBe(404);
    }
    expect((await ask('/indicators?place=79', { key })).status).toBe(200);
    expect((await ask('/indicators?place=01', { key })).status).toBe(404);
    expect((await ask('/indicators?place=79')).status).toBe(401);
  });

  it('are opened by a slug, never by the code that children type', async () => {
    const key = await keyFor('VN');
    expect((await ask('/consultations/thu', { key })).status).toBe(404);
    expect((await ask('/consultations/THU', { key })).status).toBe(400);
  });
});

describe('keys', () => {
  it('that are wrong, withdrawn or over open nothing', async () => {
    const key = await keyFor('VN');
    const list = await world.app.console.programs.keys(['VN']);
    expect((await ask('/consultations', { key })).status).toBe(200);
    const used = (await world.app.console.programs.keys(['VN'])).find(
      ({ lastUsedOn }) => lastUsedOn !== null,
    );
    expect(used?.lastUsedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect((await ask('/consultations', { key })).status).toBe(200);
    const entered = await world.app.audit.list({ deed: 'program.read', placeless: true, most: 1000 });
    expect(entered.filter(({ actor }) => actor.id === `program:${used?.id}`)).toMatchObject([
      { place: 'VN' },
    ]);
    expect(JSON.stringify(entered)).not.toContain(key);
    await world.app.console.programs.withdrawKey(list[0]?.id ?? '', 'Lan');
    for (const wrong of [key, `${key}x`, 'emn_', '', 'Basic abc']) {
      const answer = await ask('/consultations', { key: wrong, peer: '198.51.100.99' });
      expect(answer.status, wrong).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    const over = await keyFor('VN', -1).catch(() => null);
    expect(over).toBeNull();
  });

  it('are not looked for without end', async () => {
    const statuses = [];
    for (let at = 0; at < 25; at += 1)
      statuses.push((await ask('/localities/79', { key: `emn_${at}`, peer: '198.51.100.50' })).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('requests', () => {
  it('beyond the limit of a line get 429 and are told how long to wait; others go on', async () => {
    const answers = [];
    for (let at = 0; at < 122; at += 1) answers.push(await ask('/localities/79', { peer: '203.0.113.9' }));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(120);
    const last = answers.at(-1);
    expect(last?.status).toBe(429);
    const wait = Number(last?.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await ask('/localities/79', { peer: '203.0.113.10' })).status).toBe(200);
  });

  it('are counted by the address they come from, over a real connection', async () => {
    const lines: (string | undefined)[] = [];
    const admit: typeof world.app.programs.admit = async ({ line }) => {
      lines.push(line);
      return { kind: 'admitted', reader: { kind: 'everyone' } };
    };
    const ground = { say: sayFromLocales, log: openLog('silent', {}) };
    const peer = (c: Context) => getConnInfo(c).remote.address;
    const api = createApi({ ...world.app.programs, ...ground, admit, peer });
    const server = serve({ fetch: createApp(fakeDependencies(), undefined, api).fetch, port: 0 });
    if (!server.listening) await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/localities/79`);
    server.close();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(lines).toEqual(['127.0.0.1']);
  });

  it('are answered from what they have, where nothing changed', async () => {
    const key = await keyFor('VN');
    const first = await ask(`/consultations/${slug}/releases/latest`, { key });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"/);
    expect(first.headers.get('cache-control')).toBe('private, max-age=60');
    expect(first.headers.get('vary')).toContain('Authorization');
    const again = await ask(`/consultations/${slug}/releases/latest`, {
      key,
      headers: { 'if-none-match': tag },
    });
    expect(again.status).toBe(304);
    expect((await ask('/localities/79')).headers.get('cache-control')).toBe('public, max-age=60');
  });

  it('from pages of other sites read what is everybody’s, and never with a key', async () => {
    const open = await ask('/localities/79', { headers: { origin: 'https://other.example' } });
    expect(open.headers.get('access-control-allow-origin')).toBe('*');
    const key = await keyFor('VN');
    const keyed = await ask('/localities/79', { key, headers: { origin: 'https://other.example' } });
    expect(keyed.headers.get('access-control-allow-origin')).toBeNull();
    const before = await world.web.request(`${ORIGIN}/api/v1/localities`, { method: 'OPTIONS' });
    expect(before.headers.get('access-control-allow-headers')).toBeNull();
    expect(before.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('that are wrong get problems that say what is wrong, field by field', async () => {
    const key = await keyFor('VN');
    const wrong = await ask(`/consultations/${slug}/table?scope=7&lang=XX`, { key });
    expect(wrong.status).toBe(400);
    const { errors, ...problem } = await json(wrong);
    expect(problem).toMatchObject({ type: 'about:blank', status: 400, title: 'Bad Request' });
    expect(errors.map(({ name }: { name: string }) => name).sort()).toEqual(['lang', 'rows', 'scope']);
    expect((await json(ask(`/consultations/${slug}/questions?lang=km`, { key }))).errors[0].name).toBe(
      'lang',
    );
    expect((await json(ask('/localities?after=nothing'))).errors[0].name).toBe('after');
    const changed = await world.web.request(`${ORIGIN}/api/v1/consultations`, { method: 'POST' });
    expect(changed.status).toBe(405);
    expect((await ask('/nothing')).status).toBe(404);
  });

  it('come in pages that hold every item once', async () => {
    const codes: string[] = [];
    let after = '';
    for (;;) {
      const page = await json(ask(`/localities?limit=7${after === '' ? '' : `&after=${after}`}`));
      codes.push(...page.items.map(({ code }: { code: string }) => code));
      if (page.next === null) break;
      after = page.next;
    }
    expect(codes).toHaveLength(34);
    expect(new Set(codes).size).toBe(34);
  });
});
