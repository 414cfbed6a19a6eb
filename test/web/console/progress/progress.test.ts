/** The pages on how consultations are going: floors only, within reach, against goals. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleWorld, memberWith, openConsoleWorld } from '../console-world.ts';

const SIMULATED = 237;
let world: ConsoleWorld;
let id: string;
const staff = memberWith('staff');

beforeAll(async () => {
  const settings = { DEMO: '1', DEMO_RESPONSES: String(SIMULATED) };
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'progress-')), settings);
  id = (await world.dependencies.progress.watchAll(() => true))[0]?.consultation.id ?? '';
}, 120_000);
afterAll(() => world.app.close());

const page = async (path: string, member = staff) => (await world.get(member, path)).text();

/** The numbers that a page gives as floors. */
const floorsIn = (text: string): readonly number[] =>
  [...text.matchAll(/ít nhất ([\d.]+)(?! ?%)/g)].map(([, digits]) =>
    Number((digits ?? '').replaceAll('.', '')),
  );

describe('what is shown', () => {
  test('are floors of whole steps, never the count', async () => {
    const text = await page(`/console/progress/${id}`);
    const floors = floorsIn(text);
    expect(floors.length).toBeGreaterThan(5);
    for (const floor of floors) {
      expect(floor % 5).toBe(0);
      expect(floor).toBeLessThan(SIMULATED);
    }
    // How many are made up is said exactly: they are nobody's.
    expect(text).toContain('Trong đó có 237 lượt trả lời mô phỏng.');
  });

  test('stays the same for the rest of the day, however often one looks', async () => {
    const first = await page(`/console/progress/${id}`);
    for (let look = 0; look < 5; look += 1) expect(await page(`/console/progress/${id}`)).toBe(first);
  });

  test('is listed with what needs attention', async () => {
    const text = await page('/console/progress');
    expect(text).toContain('Trường học an toàn và hạnh phúc');
    expect(text).toContain('Đang mở');
  });

  test('the communes of a province are named without telling none from few', async () => {
    const text = await page(`/console/progress/${id}/places/01`);
    expect(text).toContain('Nơi chưa ghi nhận đủ 10 em');
    expect(text).toContain('phường Ba Đình');
    for (const floor of floorsIn(text)) expect(floor % 10).toBe(0);
    expect((await world.get(staff, `/console/progress/${id}/places/99`)).status).toBe(404);
    expect((await world.get(staff, `/console/progress/${id}/places/VN`)).status).toBe(404);
  });
});

describe('reach', () => {
  test('a consultation of the nation is not shown to a province', async () => {
    const province = memberWith('staff', '01');
    expect(await page('/console/progress', province)).not.toContain(id);
    expect((await world.get(province, `/console/progress/${id}`)).status).toBe(404);
    expect((await world.get(province, `/console/progress/${id}/goals`)).status).toBe(404);
  });

  test('an auditor may look and not set goals', async () => {
    const auditor = memberWith('auditor');
    const text = await page(`/console/progress/${id}`, auditor);
    expect(text).not.toContain(`/console/progress/${id}/goals`);
    expect((await world.get(auditor, `/console/progress/${id}/goals`)).status).toBe(403);
    expect((await world.post(auditor, `/console/progress/${id}/goals`, {})).status).toBe(403);
  });

  test.each(['nothing', '00000000-0000-4000-8000-000000000000', "';--"])(
    'an address that means no consultation (%s) is not found',
    async (name) => {
      const path = `/console/progress/${encodeURIComponent(name)}`;
      expect((await world.get(staff, path)).status).toBe(404);
    },
  );
});

describe('goals', () => {
  const save = (fields: Record<string, string>) => world.post(staff, `/console/progress/${id}/goals`, fields);

  test('are a number, or a share of the children living there with its source', async () => {
    const source = 'Sở Y tế, 31/12/2025';
    const saved = await save({
      'children.79': '1.200',
      'percent.01': '2,5',
      'living.01': '400',
      'source.01': source,
    });
    expect(saved.status).toBe(303);
    const text = await page(`/console/progress/${id}?done=goals`);
    expect(text).toContain('Đã lưu mục tiêu.');
    expect(text).toContain('1.200 em');
    expect(text).toContain(`10 em (2,5 % của 400 em; nguồn: ${source})`);
    expect(await page(`/console/progress/${id}/goals`)).toContain(`value="${source}"`);
    expect(await page('/console/progress')).toContain('Số nơi chưa thấy đạt nửa mục tiêu');
  });

  test.each([
    ['words', { 'children.79': 'nhiều' }, 'số em phải là số nguyên'],
    ['zero', { 'children.79': '0' }, 'số em phải là số nguyên'],
    ['more than there are', { 'children.79': '999999999' }, 'số em phải là số nguyên'],
    ['both ways at once', { 'children.79': '10', 'percent.79': '5' }, 'không ghi cả hai'],
    ['a share of nothing', { 'percent.79': '5' }, 'cần số trẻ em đang sống ở đó'],
    ['a share without a source', { 'percent.79': '5', 'living.79': '100' }, 'ghi nguồn của số trẻ em'],
    ['more than everyone', { 'percent.79': '101', 'living.79': '100', 'source.79': 'x' }, 'không quá 100'],
    ['living children alone', { 'living.79': '100' }, 'tỉ lệ phải lớn hơn 0'],
  ])(
    'are refused where they are %s, and nothing is saved',
    async (_name, fields: Record<string, string>, words) => {
      const before = (await world.dependencies.progress.watch(id))?.goals;
      const answer = await save({ ...fields, 'source.01': '<script>alert(1)</script>' });
      const text = await answer.text();
      expect(answer.status).toBe(422);
      expect(text).toContain(words);
      expect(text).not.toContain('<script>alert');
      expect((await world.dependencies.progress.watch(id))?.goals).toEqual(before);
    },
  );

  test('are taken away by leaving them empty', async () => {
    await save({ 'children.79': '10' });
    await save({});
    expect((await world.dependencies.progress.watch(id))?.goals).toEqual([]);
  });
});

test('before there are figures it is said once that too few have answered', async () => {
  const settings = { DEMO: '1', DEMO_RESPONSES: '0' };
  const empty = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'progress-empty-')), settings);
  const [watched] = await empty.dependencies.progress.watchAll(() => true);
  const one = await (await empty.get(staff, `/console/progress/${watched?.consultation.id}`)).text();
  expect(watched?.cut).toBeNull();
  expect(one).toContain('Chưa có số liệu: cần ít nhất');
  expect(one).not.toContain('Đang mở nhưng chưa đủ em');
  // The list has no such line, and says what needs attention.
  expect(await (await empty.get(staff, '/console/progress')).text()).toContain('Đang mở nhưng chưa đủ em');
  await empty.app.close();
}, 60_000);
