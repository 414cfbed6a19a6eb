/** The console's door: who gets in, and what is said to those who do not. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '../../../src/core/staff/role.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld } from './console-world.ts';

let world: ConsoleWorld;

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'console-')));
}, 60_000);
afterAll(() => world.app.close());

test('a page asks for a sign-in and remembers where one wanted to go', async () => {
  const answer = await world.get(null, '/console');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/console/sign-in?from=%2Fconsole');
});

test('whoever is signed in sees the areas of their roles and no others', async () => {
  const page = await (await world.get(memberWith('auditor'), '/console')).text();
  expect(page).toContain('href="/console/flows"');
  expect(page).not.toContain('href="/console/staff"');
});

test('an address that leads nowhere gets a page that says so', async () => {
  const answer = await world.get(memberWith('staff'), '/console/nowhere');
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('Không tìm thấy trang này');
});

test('the language can be changed where the address leads somewhere, and what it asks for is kept', async () => {
  const page = await (await world.get(memberWith('staff'), '/console/flows?done=discarded')).text();
  expect(page).toContain('href="?done=discarded&amp;lang=en"');
  const refused = await world.post(memberWith('staff'), '/console/flows/new', { id: crypto.randomUUID() });
  expect(refused.status).toBe(422);
  expect(await refused.text()).not.toContain('lang=en');
});

test('every role is led from the first page to what it may do', async () => {
  for (const role of ROLES) {
    const page = await (await world.get(memberWith(role), '/console')).text();
    const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
    expect(main, role).toMatch(/href="\/(console|council)/);
  }
});

test('browsers may tell our own forms where they come from, and nobody else', async () => {
  const { headers } = await world.get(memberWith('staff'), '/console');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect((await world.get(null, '/')).headers.get('referrer-policy')).toBe('no-referrer');
});
