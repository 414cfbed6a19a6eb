/** The pages for keys and addresses: made once, shown once, within reach only. */

import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleWorld, memberWith, openConsoleWorld } from './console-world.ts';

let world: ConsoleWorld;
const admin = memberWith('administrator', 'VN', 'Trần Văn Quản');
const province = memberWith('administrator', '79', 'Lê Thị Tỉnh');

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'programs-')), { WEBHOOKS_INSECURE: '1' });
}, 60_000);
afterAll(() => world?.app.close());

const idIn = (page: string) => /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';

async function formAt(path: string): Promise<string> {
  return idIn(await (await world.get(admin, path)).text());
}

describe('a key', () => {
  it('is shown once, and opens; the same form again makes no other and shows nothing', async () => {
    const id = await formAt('/console/programs/keys/new');
    const fields = { id, name: 'Cổng dữ liệu <b>', place: '79', days: '365' };
    const answer = await world.post(admin, '/console/programs/keys', fields);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const [key = ''] = /emn_[\w-]{43}/.exec(await answer.text()) ?? [];
    expect(await world.app.programs.admit({ key, line: 'x' })).toMatchObject({
      kind: 'admitted',
      reader: { place: '79' },
    });
    const again = await (await world.post(admin, '/console/programs/keys', fields)).text();
    expect(again).not.toContain('emn_');
    expect(again).toContain('không xem lại được');
    const list = await (await world.get(admin, '/console/programs')).text();
    expect(list).toContain('Cổng dữ liệu &lt;b&gt;');
    expect(list).not.toContain(key);
    expect(await world.app.console.programs.keys(['VN'])).toHaveLength(1);
  });

  it('is withdrawn, and opens no more', async () => {
    const [{ id } = { id: '' }] = await world.app.console.programs.keys(['VN']);
    const answer = await world.post(admin, `/console/programs/keys/${id}/withdraw`);
    expect(answer.headers.get('location')).toBe('/console/programs?done=key-withdrawn');
    const list = await (await world.get(admin, '/console/programs')).text();
    expect(list).toContain('đã ngừng từ');
  });

  it('that is wrongly asked for comes back with what was typed', async () => {
    const wrong: readonly [Record<string, string>, string][] = [
      [{ name: '', place: '79', days: '365' }, 'hãy ghi tên'],
      [{ name: 'a', place: '', days: '365' }, 'chọn địa bàn'],
      [{ name: 'a', place: 'xx', days: '365' }, 'ngoài phạm vi'],
      [{ name: 'a', place: '79', days: '9999' }, 'thời hạn'],
      [{ name: 'x'.repeat(81), place: '79', days: '30' }, '80 ký tự'],
    ];
    for (const [fields, said] of wrong) {
      const answer = await world.post(admin, '/console/programs/keys', {
        id: crypto.randomUUID(),
        ...fields,
      });
      expect(answer.status, said).toBe(422);
      expect(await answer.text()).toContain(said);
    }
  });

  it('is made for places within reach only', async () => {
    const order = { id: crypto.randomUUID(), name: 'a', place: '01', days: '30' };
    expect((await world.post(province, '/console/programs/keys', order)).status).toBe(422);
    expect((await world.post(memberWith('staff'), '/console/programs/keys', order)).status).toBe(403);
  });
});

describe('an address that is told', () => {
  it('is tried out by a button, and what came of it is listed', async () => {
    const got: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (part) => got.push(String(part)));
      request.on('end', () => response.writeHead(200).end());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tin`;
    const id = await formAt('/console/programs/hooks/new');
    const fields = { id, name: 'Cổng tỉnh', place: '79', url };
    const added = await (await world.post(admin, '/console/programs/hooks', fields)).text();
    expect(added).toMatch(/whsec_[\w+/]{43}=/);
    const again = await (await world.post(admin, '/console/programs/hooks', fields)).text();
    expect(again).not.toContain('whsec_');
    const answer = await world.post(province, `/console/programs/hooks/${id}/test`);
    expect(answer.headers.get('location')).toBe(`/console/programs/hooks/${id}?done=tested`);
    await expect.poll(() => got, { timeout: 10_000 }).toHaveLength(1);
    expect(JSON.parse(got[0] ?? '')).toMatchObject({ type: 'test', data: {} });
    await expect
      .poll(async () => (await world.get(admin, `/console/programs/hooks/${id}`)).text(), { timeout: 10_000 })
      .toContain('bên nhận trả lời 200');
    server.close();
  });

  it('that failed for a day is told of where keys are kept, and sent again when asked', async () => {
    const [hook] = await world.app.console.programs.hooks(['79']);
    const id = hook?.id ?? '';
    // Nobody listens there any more.
    await world.app.console.programs.testHook(id);
    await world.app.console.programs.tell();
    const list = async () => (await world.get(province, '/console/programs')).text();
    expect(await list()).not.toContain('không gửi được sau một ngày');
    const page = await (await world.get(province, `/console/programs/hooks/${id}`)).text();
    expect(page).toContain('không kết nối được');
    expect(page).toContain('đang chờ');
  });

  it('is withdrawn by those who reach it, and not there for others', async () => {
    const [hook] = await world.app.console.programs.hooks(['79']);
    const path = `/console/programs/hooks/${hook?.id}`;
    const other = memberWith('administrator', '01');
    expect((await world.get(other, path)).status).toBe(404);
    expect((await world.post(other, `${path}/withdraw`)).status).toBe(404);
    expect((await world.post(province, `${path}/withdraw`)).status).toBe(303);
    expect(await (await world.get(province, path)).text()).toContain('đã ngừng từ');
  });

  it('must be an address', async () => {
    const fields = { id: crypto.randomUUID(), name: 'a', place: '79', url: 'javascript:alert(1)' };
    const answer = await world.post(admin, '/console/programs/hooks', fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="javascript:alert(1)"');
  });
});
