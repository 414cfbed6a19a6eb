/** Whose flows are seen, copied and written by whom. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsoleWorld, memberWith } from '../console-world.ts';
import {
  beginDraft,
  HOA,
  LAN,
  NAM,
  openFlowWorld,
  pageOf,
  pathOf,
  publishDemo,
  readable,
} from './flow-world.ts';

let world: ConsoleWorld;
let demo: string;

beforeAll(async () => {
  world = await openFlowWorld();
  demo = await publishDemo(world);
}, 60_000);
afterAll(() => world.app.close());

const AUDITOR = memberWith('auditor', '79');
/** Of a commune in Thành phố Hồ Chí Minh. */
const COMMUNE = memberWith('staff', '26882', 'Chị Xã');
const version = () => `/console/flows/versions/${demo}`;

describe('a draft of a province', () => {
  test('is written by its province and the nation, and is not there for others', async () => {
    const draft = await beginDraft(world, NAM, '79', 'Của thành phố');
    expect((await world.get(NAM, draft)).status).toBe(200);
    expect((await world.get(LAN, draft)).status).toBe(200);
    for (const path of ['', '/settings', '/add', '/history', '/publish', '/discard', '/questions/-/age']) {
      expect([path, (await world.get(HOA, `${draft}${path}`)).status]).toEqual([path, 404]);
      expect([path, (await world.get(COMMUNE, `${draft}${path}`)).status]).toEqual([path, 404]);
    }
    for (const path of ['/settings', '/add', '/entries/-/age', '/take-back', '/publish', '/discard']) {
      expect([path, (await world.post(HOA, `${draft}${path}`, { do: 'remove' })).status]).toEqual([
        path,
        404,
      ]);
    }
    expect((await world.get(NAM, draft)).status).toBe(200);
    expect(readable(await pageOf(world, HOA, '/console/flows'))).not.toContain('Của thành phố');
  });

  test('is listed for an auditor, who cannot open it', async () => {
    const draft = await beginDraft(world, NAM, '79', 'Để kiểm tra');
    const list = await pageOf(world, AUDITOR, '/console/flows');
    expect(list).toContain('Để kiểm tra');
    expect(list).not.toContain(`href="${draft}"`);
    expect((await world.get(AUDITOR, draft)).status).toBe(403);
    const history = await pageOf(world, AUDITOR, `${draft}/history`);
    expect(history).not.toContain('Quay về lúc này');
  });

  test('is begun within reach only', async () => {
    for (const place of ['VN', '01', '99', '__proto__', '']) {
      const answer = await world.post(NAM, '/console/flows/new', { id: randomUUID(), title: 'Xa', place });
      expect([place, answer.status]).toEqual([place, 422]);
    }
  });

  test('is not reached through the id of a form', async () => {
    const draft = await beginDraft(world, NAM, '79');
    const id = draft.split('/').at(-1) ?? '';
    const answer = await world.post(HOA, '/console/flows/new', { id, title: 'Chiếm', place: '01' });
    expect(answer.status).toBe(404);
    expect(readable(await pageOf(world, NAM, draft))).not.toContain('Chiếm');
  });
});

describe('a published flow', () => {
  test('of the nation is read by every author, and its next version written by the nation alone', async () => {
    for (const who of [LAN, NAM, HOA, COMMUNE, AUDITOR]) {
      expect((await world.get(who, version())).status).toBe(200);
      expect(await pageOf(world, who, '/console/flows')).toContain('Trường học an toàn và hạnh phúc');
    }
    expect(await pageOf(world, LAN, version())).toContain(`${version()}/next`);
    expect(await pageOf(world, NAM, version())).not.toContain(`${version()}/next`);
    expect((await world.post(NAM, `${version()}/next`, { id: randomUUID() })).status).toBe(404);
    expect((await world.get(memberWith('moderator'), version())).status).toBe(403);
  });

  test('is copied into a flow of one own, which is published for one own place', async () => {
    const answer = await world.post(NAM, `${version()}/copy`, { id: randomUUID(), place: '79' });
    const draft = pathOf(answer);
    const { flowId, place, basedOn } =
      (await world.dependencies.flows.draft(draft.split('/').at(-1) ?? '')) ?? {};
    expect([place, basedOn]).toEqual(['79', demo]);
    expect(flowId).toMatch(/^truong-hoc-an-toan/);
    const publish = `${draft}/publish`;
    const seen = /name="seen" value="(\d+)"/.exec(await pageOf(world, NAM, publish))?.[1] ?? '';
    const own = pathOf(await world.post(NAM, publish, { seen }));
    expect((await world.get(NAM, own)).status).toBe(200);
    expect((await world.get(COMMUNE, own)).status).toBe(200);
    expect((await world.get(HOA, own)).status).toBe(404);
    expect((await world.post(COMMUNE, `${own}/next`, { id: randomUUID() })).status).toBe(404);
    const copy = await world.post(COMMUNE, `${own}/copy`, { id: randomUUID(), place: '26882' });
    expect((await world.get(COMMUNE, pathOf(copy))).status).toBe(200);
  });

  test('is not copied to a place out of reach', async () => {
    const answer = await world.post(NAM, `${version()}/copy`, { id: randomUUID(), place: '01' });
    expect(answer.headers.get('location')).toContain('done=no-place');
  });

  test('has one draft of its next version: the second who asks is led to it', async () => {
    const minh = memberWith('staff', 'VN', 'Anh Minh');
    const one = await world.post(LAN, `${version()}/next`, { id: randomUUID() });
    const two = await world.post(minh, `${version()}/next`, { id: randomUUID() });
    expect(pathOf(two)).toBe(pathOf(one));
    expect(two.headers.get('location')).toContain('done=open-already');
    await world.post(LAN, `${pathOf(one)}/discard`);
  });

  test('is not published a second time without a change', async () => {
    const draft = pathOf(await world.post(LAN, `${version()}/next`, { id: randomUUID() }));
    const page = await pageOf(world, LAN, `${draft}/publish`);
    expect(readable(page)).toContain(
      `không khác gì phiên bản ${/Phiên bản (\d+)/.exec(readable(await pageOf(world, LAN, version())))?.[1]}`,
    );
    expect(page).not.toContain('name="seen"');
    const answer = await world.post(LAN, `${draft}/publish`, { seen: '1' });
    expect(answer.status).toBe(200);
    await world.post(LAN, `${draft}/discard`);
  });

  test('that is not there is not found', async () => {
    for (const hash of ['x', '0'.repeat(64), '__proto__', '%00']) {
      expect((await world.get(LAN, `/console/flows/versions/${hash}`)).status).toBe(404);
      expect((await world.post(LAN, `/console/flows/versions/${hash}/copy`, { place: 'VN' })).status).toBe(
        404,
      );
    }
  });
});

test('a draft under the id of a flow of another place is not published', async () => {
  const flows = world.dependencies.flows;
  const other = pathOf(await world.post(HOA, `${version()}/copy`, { id: randomUUID(), place: '01' }));
  const seen = '1';
  const own = pathOf(await world.post(HOA, `${other}/publish`, { seen }));
  const { version: published } = (await flows.readVersion(own.split('/').at(-1) ?? '')) ?? {};
  const id = randomUUID();
  await world.app.console.flows.beginOwnCopy({ id, by: 'Anh Nam' }, { hash: demo, place: '79' });
  expect(published?.place).toBe('01');
  // As an import could: the id of a flow is written in the sheet.
  const draft = await flows.draft(id);
  expect(draft?.flowId).not.toBe(published?.flowId);
});
