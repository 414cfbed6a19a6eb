/** Consultations that others run in one's place. */

import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleWorld, memberWith, openConsoleWorld } from './console-world.ts';
import { LAN, launched, publishShipped } from './planned.ts';

/** Bình Thạnh in Thành phố Hồ Chí Minh. */
const COMMUNE = '26929';

let world: ConsoleWorld;
let everywhere: string;
let inOne: string;

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'nearby-')));
  const hash = await publishShipped(world);
  everywhere = await launched(world, hash);
  inOne = await launched(world, hash, {}, ['79']);
  const made = await world.post(LAN, `/console/consultations/${everywhere}/codes`, {
    ...{ act: randomUUID(), id: randomUUID(), code: 'MOINOI', label: '', place: '' },
  });
  expect(made.status).toBe(303);
}, 60_000);
afterAll(() => world.app.close());

const province = memberWith('staff', '79', 'Chị Mai');
const commune = memberWith('staff', COMMUNE, 'Anh Nam');
const elsewhere = memberWith('staff', '01', 'Chị Hoa');

async function page(member: typeof province, path: string): Promise<string> {
  const answer = await world.get(member, path);
  expect(answer.status, path).toBe(200);
  return answer.text();
}

describe('a consultation of those above', () => {
  it('stands in the list of those in whose place it asks, apart from their own', async () => {
    for (const member of [province, commune]) {
      const list = await page(member, '/console/consultations');
      expect(list).toContain('Đợt của đơn vị khác');
      expect(list).toContain(`/console/nearby/${everywhere}`);
      expect(list).toContain(`/console/nearby/${inOne}`);
      expect(list).not.toContain(`/console/consultations/${everywhere}`);
    }
    const list = await page(elsewhere, '/console/consultations');
    expect(list).toContain(`/console/nearby/${everywhere}`);
    expect(list).not.toContain(inOne);
  });

  it('is no other’s to those whose own it is', async () => {
    const list = await page(memberWith('staff', 'VN', 'Chị Lan'), '/console/consultations');
    expect(list).toContain(`/console/consultations/${everywhere}`);
    expect(list).not.toContain('/console/nearby/');
  });

  it('is shown to be read: who asks, what children are told, and nothing to press', async () => {
    const html = await page(commune, `/console/nearby/${everywhere}`);
    expect(html).toContain('Đoàn xã và trường của em');
    expect(html).toContain('Em giúp trường làm sân chơi vui hơn');
    const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
    expect(main).not.toContain('<form');
    expect(html).not.toContain('/console/progress/');
  });

  it('is not there where it does not ask', async () => {
    expect((await world.get(elsewhere, `/console/nearby/${inOne}`)).status).toBe(404);
    expect((await world.get(elsewhere, `/console/nearby/${inOne}/handouts`)).status).toBe(404);
    expect((await world.get(elsewhere, `/console/nearby/${inOne}/handouts/poster.pdf`)).status).toBe(404);
  });

  it('hands its posters and letters on, but no one-time codes', async () => {
    const html = await page(commune, `/console/nearby/${everywhere}/handouts`);
    expect(html).toContain(`/console/nearby/${everywhere}/handouts/poster.pdf`);
    expect(html).not.toContain('strips.pdf');
    const poster = await world.get(commune, `/console/nearby/${everywhere}/handouts/poster.pdf?size=a4`);
    expect(poster.headers.get('content-type')).toBe('application/pdf');
    expect((await world.get(commune, `/console/nearby/${everywhere}/handouts/strips.pdf`)).status).toBe(404);
    expect((await world.get(commune, `/console/consultations/${everywhere}/handouts`)).status).toBe(404);
  });
});
