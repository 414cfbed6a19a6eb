/** What is done through the console's door stands in the audit log, and what cannot be entered is not done. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditAct } from '../../../src/core/audit/audit-entry.ts';
import { DEEDS } from '../../../src/core/staff/deed.ts';
import { createApp } from '../../../src/web/app.ts';
import { consoleRoutes, createConsole } from '../../../src/web/console/console.ts';
import type { ConsoleRoute } from '../../../src/web/console/console-route.ts';
import { wayOf } from '../../../src/web/console/enter-visit.ts';
import { fakeDependencies, sayFromLocales } from '../fake-dependencies.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld } from './console-world.ts';

let world: ConsoleWorld;
const auditor = memberWith('auditor', 'VN', 'Phạm Thị Soát');
const lan = memberWith('staff', '79', 'Nguyễn Thị Lan');

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'audit-')));
}, 60_000);
afterAll(() => world?.app.close());

const newest = async (most = 2) => world.app.audit.list({ placeless: true, most });

/** The console with one route of its own. */
function withRoute(route: Partial<ConsoleRoute>, enter = world.dependencies.audit.enter) {
  const whole: ConsoleRoute = {
    ...{ method: 'post', path: '/try/:id', deed: 'consultation.run', handle: ({ c }) => c.text('ok') },
    ...route,
  };
  const { dependencies } = world;
  const deps = {
    ...dependencies,
    audit: { ...dependencies.audit, enter },
    signIn: { ...dependencies.signIn, memberOf: async () => lan },
  };
  return (path: string) =>
    createApp(fakeDependencies(), createConsole(deps, [whole])).request(`http://localhost:8080${path}`, {
      method: whole.method.toUpperCase(),
      headers: { origin: 'http://localhost:8080' },
    });
}

describe('a change', () => {
  it('is entered before it is done, with its end: who, what, where, how it went', async () => {
    const ask = withRoute({ placesOf: async () => ['79'] });
    await ask('/console/try/abc');
    const [end, begin] = await newest();
    expect(begin).toMatchObject({
      ...{ actor: { id: lan.id, name: lan.name }, deed: 'consultation.run', subject: 'try:abc', place: '79' },
      facts: { way: 'change', route: '/try/:id' },
    });
    expect(end?.facts).toEqual({ of: begin?.number, outcome: 'done', status: 200 });
  });

  it('that is refused, fails or is not theirs to do is entered as that', async () => {
    await withRoute({ handle: ({ c }) => c.text('no', 422) })('/console/try/1');
    expect((await newest(1))[0]?.facts.outcome).toBe('refused');
    await withRoute({
      handle: () => {
        throw new Error('broken');
      },
    })('/console/try/1');
    expect((await newest(1))[0]?.facts.outcome).toBe('failed');
    await withRoute({ deed: 'indicators.close' })('/console/try/1');
    expect((await newest(1))[0]).toMatchObject({ place: '79', facts: { outcome: 'not-allowed' } });
    await withRoute({ placesOf: async () => ['01'] })('/console/try/1');
    expect((await newest(1))[0]).toMatchObject({ place: '01', facts: { outcome: 'not-allowed' } });
  });

  it('that cannot be entered is not done', async () => {
    let done = 0;
    const ask = withRoute(
      {
        handle: ({ c }) => {
          done += 1;
          return c.text('done');
        },
      },
      () => Promise.reject(new Error('the disk is full')),
    );
    expect((await ask('/console/try/1')).status).toBe(500);
    expect(done).toBe(0);
  });

  it('that turns out to be a file is entered before it leaves, whatever its address looks like', async () => {
    const handle: ConsoleRoute['handle'] = ({ c }) =>
      c.body('a,b', 200, { 'content-disposition': 'attachment; filename="x.csv"' });
    await withRoute({ method: 'get', handle })('/console/try/file');
    expect((await newest(1))[0]).toMatchObject({ subject: 'try:file', facts: { way: 'export' } });
    const kept = () => Promise.reject(new Error('the disk is full'));
    expect((await withRoute({ method: 'get', handle }, kept)('/console/try/file')).status).toBe(500);
  });

  it('leaves no words of an address in the log', async () => {
    await withRoute({})(`/console/try/${encodeURIComponent('em buồn lắm; 0912345678')}`);
    expect(JSON.stringify(await newest())).not.toMatch(/buồn|0912/);
  });
});

describe('every route', () => {
  const routes = () => consoleRoutes(world.dependencies);

  it('that posts is entered, and every file that is taken along', () => {
    const silent = routes().filter((route) => route.method === 'post' && wayOf(route) === 'never');
    expect(silent.map(({ path }) => path)).toEqual([]);
    const files = routes().filter(({ path }) => /\.(pdf|csv|xlsx|zip|json|sav|png|svg)\}?$/.test(path));
    const loose = files.filter((route) => wayOf(route) !== 'export').map(({ path }) => path);
    // Empty forms hold nothing.
    expect(loose.sort()).toEqual([
      '/indicators/denominators.csv',
      '/indicators/targets.csv',
      '/indicators/template.xlsx',
      '/xlsforms/example.xlsx',
      '/xlsforms/template.xlsx',
    ]);
    expect(files.length).toBeGreaterThan(5);
  });

  it('that shows a case or a text is entered', () => {
    const shown = routes().filter(({ deed }) => deed === 'moderation.work' || deed === 'protection.work');
    const loose = shown.filter((route) => wayOf(route) === 'never').map(({ path }) => path);
    // Counts only; a list without words; the second sign-in before a case.
    expect(loose).toEqual(['/moderation', '/protection', '/protection/:case/confirm']);
  });
});

describe('the page of the log', () => {
  it('words every deed, in both languages', () => {
    for (const deed of Object.keys(DEEDS))
      for (const language of ['vi', 'en']) sayFromLocales(language, `console.audit.deed.${deed}`);
  });

  it('shows acts with their outcome, and that looking at it was entered', async () => {
    await withRoute({ placesOf: async () => ['79'] })('/console/try/shown');
    const page = await (await world.get(auditor, '/console/audit')).text();
    expect(page).toContain('try:shown');
    expect(page).toContain('Điều hành đợt lấy ý kiến');
    expect((await newest(1))[0]).toMatchObject({ actor: { id: auditor.id }, deed: 'audit.read' });
  });

  it('is searched by day, person, deed and place; a wrong day comes back with what was typed', async () => {
    const rows = async (query: string) =>
      ((await (await world.get(auditor, `/console/audit?${query}`)).text()).match(/<th scope="row">/g) ?? [])
        .length;
    expect(await rows('who=Lan&deed=consultation.run&place=79')).toBeGreaterThan(0);
    expect(await rows('who=Lan&until=2020-01-01')).toBe(0);
    expect(await rows('place=27')).toBe(0);
    const wrong = await world.get(auditor, '/console/audit?from=2026-02-31&who=Lan');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('value="Lan"');
  });

  it('shows an auditor of a province only what lies in it', async () => {
    const other = memberWith('auditor', '01');
    const page = await (await world.get(other, '/console/audit')).text();
    expect(page).not.toContain('try:shown');
    expect((await world.get(other, '/console/audit?place=79')).status).toBe(422);
    expect((await world.get(lan, '/console/audit')).status).toBe(403);
  });

  it('is taken along as a file in which nothing runs', async () => {
    const act: AuditAct = {
      ...{ actor: { id: '=1+1', name: '@lan' }, deed: 'flow.write', subject: null, place: 'VN' },
      ...{ at: new Date(), facts: {} },
    };
    await world.app.audit.append(act);
    const answer = await world.get(auditor, '/console/audit/log.csv?deed=flow.write');
    expect(answer.headers.get('content-disposition')).toContain('audit-log.csv');
    const text = await answer.text();
    expect(text).toContain("'=1+1,'@lan");
    expect(text).not.toMatch(/,=|,@/);
  });

  it('tells that it is whole', async () => {
    const answer = await world.post(auditor, '/console/audit/verify');
    expect(await answer.text()).toContain('còn nguyên vẹn');
  });
});

describe('signing in', () => {
  it('is entered with the account and nothing of what was typed', async () => {
    const { operator, followLink } = world.app.console.signIn;
    const invited = await operator.invite({ email: 'hoa@b.vn', name: 'Hoa', role: 'staff', place: '79' });
    if (invited.kind !== 'invited') throw new Error(invited.kind);
    const password = 'bốn cây bút chì xanh';
    const followed = await followLink({
      ...{ headers: new Headers({ host: 'localhost:8080' }), address: '192.0.2.1', token: invited.token },
      ...{ name: 'Hoa', email: '', password },
    });
    expect(followed.kind).toBe('accepted');
    const entries = await newest(20);
    const entry = entries.find(({ deed }) => deed === 'sign-in');
    expect(entry).toMatchObject({ actor: { name: 'Hoa' }, place: '79' });
    expect(JSON.stringify(entries)).not.toMatch(/bút chì|hoa@b\.vn/);
  });
});
