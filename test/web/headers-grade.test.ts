/** Every kind of page, graded by a public checklist of security headers. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DoorWorld, openDoorWorld, PASSWORD } from './console/door-world.ts';
import { gradeOf } from './header-checklist.ts';

let world: DoorWorld;

beforeAll(async () => {
  world = await openDoorWorld({ PUBLIC_URL: 'https://em-noi.example' });
}, 60_000);

afterAll(() => world.close());

it.each([
  ...['/', '/?lang=en', '/c/THU', '/c/NOPE', '/results', '/results/nothing', '/console/sign-in'],
  ...['/console', '/console/invitation/abc', '/council', '/nowhere', '/assets/nothing.css'],
])('%s is graded A+', async (path) => {
  const answer = await world.browser().get(path);
  const grade = gradeOf(answer.headers);
  expect(grade, JSON.stringify(grade)).toMatchObject({ letter: 'A+' });
  expect(grade.findings.filter(({ points }) => points < 0)).toEqual([]);
});

it('pages behind the door, the answer that signs in and the one that signs out are graded A+', async () => {
  const someone = await world.hire('graded@b.vn', 'staff');
  for (const path of ['/console', '/console/flows', '/console/consultations', '/console/account']) {
    const answer = await someone.get(path);
    expect(answer.status, path).toBe(200);
    expect(gradeOf(answer.headers), path).toMatchObject({ letter: 'A+' });
    expect(answer.headers.get('cache-control'), path).toContain('no-store');
  }
  const browser = world.browser('203.0.113.9');
  const entered = await browser.post('/console/sign-in', { email: 'graded@b.vn', password: PASSWORD });
  expect(entered.headers.getSetCookie().length).toBeGreaterThan(1);
  const grade = gradeOf(entered.headers);
  expect(grade, JSON.stringify(grade)).toMatchObject({ letter: 'A+' });
  expect(grade.findings).toContainEqual({ rule: 'Set-Cookie', points: 5 });
  expect(gradeOf((await browser.post('/console/sign-out')).headers)).toMatchObject({ letter: 'A+' });
});

it.each<readonly [string, (headers: Headers) => void, string]>([
  ['no policy', (headers) => headers.delete('content-security-policy'), 'B'],
  ['inline script', (headers) => headers.set('content-security-policy', "script-src 'unsafe-inline'"), 'B+'],
  ['no https', (headers) => headers.delete('strict-transport-security'), 'B+'],
  ['a cookie sent over http', (headers) => headers.append('set-cookie', 'a=b; HttpOnly; SameSite=Lax'), 'C+'],
  ['sniffing', (headers) => headers.delete('x-content-type-options'), 'A+'],
])('%s would cost marks', async (_, spoil, letter) => {
  const { headers } = await world.browser().get('/');
  const before = gradeOf(headers).points;
  const spoiled = new Headers(headers);
  spoil(spoiled);
  const after = gradeOf(spoiled);
  expect(after.points).toBeLessThan(before);
  expect([after.letter, JSON.stringify(after.findings)]).toEqual([letter, expect.anything()]);
});
