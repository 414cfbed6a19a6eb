/** The pages for cases of children who may be in danger: within reach, after a fresh sign-in, every look entered. */

import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../../src/storage/database.ts';
import { openPostgres } from '../../../src/storage/postgres.ts';
import { createPrisma } from '../../../src/storage/prisma.ts';
import { bindStore, type Store } from '../../../src/storage/store.ts';
import { readShipped, TEST_SECRET_KEY } from '../../storage/engines.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld, RIGHT_CODE } from './console-world.ts';

const WORDS = 'lời <b>riêng</b> của một em';
let world: ConsoleWorld;
let store: Store;
let database: Database;
const closing: (() => Promise<void>)[] = [];
const officer = memberWith('protection-officer', '79', 'Lê Thị Bảo');
const elsewhere = memberWith('protection-officer', '01', 'Trần Văn Xa');
const stale = memberWith('protection-officer', '79', 'stale');

beforeAll(async () => {
  const { url, drop } = await freshDatabase(inject('postgresUrl'));
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'protection-')), {
    DATABASE_URL: url,
    SECRET_KEY: TEST_SECRET_KEY,
  });
  database = openPostgres({ url });
  const prisma = await createPrisma(database);
  store = bindStore({ database, prisma, secretKey: TEST_SECRET_KEY, place: 'a test', readShipped });
  closing.push(() => world.app.close(), store.close, drop);
}, 60_000);
afterAll(async () => {
  for (const close of closing) await close();
});

/** Opens a case in Thành phố Hồ Chí Minh, or where it is not known. */
async function aCase(place: string | null = '79'): Promise<string> {
  const words = store.addressBook.encrypt(WORDS);
  return store.protection.openFromText({
    ...{ textId: randomUUID(), contact: null, consultationId: randomUUID(), place, words, at: new Date() },
  });
}

const looks = async (id: string) =>
  (await store.audit.list({ placeless: true, most: 500 })).filter(
    ({ subject, facts }) => subject === `protection:${id}` && facts['decrypted'] === 'words',
  ).length;

describe('a case', () => {
  it('is listed and found within reach only, and without the words', async () => {
    const [id, nation] = [await aCase(), await aCase(null)];
    const list = await (await world.get(officer, '/console/protection')).text();
    expect(list).toContain(id);
    expect(list).not.toContain(nation);
    expect(list).not.toContain('riêng');
    expect(await (await world.get(elsewhere, '/console/protection')).text()).not.toContain(id);
    expect((await world.get(elsewhere, `/console/protection/${id}`)).status).toBe(404);
    expect((await world.get(memberWith('protection-officer'), `/console/protection/${nation}`)).status).toBe(
      200,
    );
    expect(await (await world.get(officer, '/console')).text()).toContain('đang chờ người tiếp nhận');
  });

  it('is listed however many wait elsewhere, and page by page', async () => {
    const own = await aCase('26740');
    await database.query(
      `INSERT INTO protection_cases (id, consultation_id, place, channel, source, kinds, severity, opened_at, heard_at)
       SELECT gen_random_uuid(), consultation_id, '01', channel, source, kinds, severity, opened_at - interval '1 day', heard_at
       FROM protection_cases CROSS JOIN generate_series(1, 600) WHERE id = $1::uuid`,
      [own],
    );
    // A commune's case is that of its province too.
    expect(await (await world.get(officer, '/console/protection')).text()).toContain(own);
    const commune = memberWith('protection-officer', '26740');
    expect(await (await world.get(commune, '/console/protection')).text()).toContain(own);
    expect(await (await world.get(commune, '/console')).text()).toContain('1 hồ sơ');
    const pages = await Promise.all(
      [1, 2, 6, 7].map(async (at) => (await world.get(elsewhere, `/console/protection?open=${at}`)).text()),
    );
    const idsOf = (page: string) =>
      [...page.matchAll(/\/console\/protection\/([0-9a-f-]{36})/g)].map(([, id]) => id);
    const shown = pages.map((page) => new Set(idsOf(page)).size);
    expect(shown).toEqual([100, 100, 100, 0]);
    expect(pages[0]).toContain('?open=2');
    expect(pages[2]).not.toContain('?open=7');
    expect(idsOf(pages[1] ?? '').some((id) => idsOf(pages[0] ?? '').includes(id ?? ''))).toBe(false);
    await database.query("DELETE FROM protection_cases WHERE place = '01'", []);
  });

  it('opens after a fresh sign-in only; each look is entered, and none where nothing was shown', async () => {
    const id = await aCase();
    for (const page of ['', '/print']) {
      const answer = await world.get(stale, `/console/protection/${id}${page}`);
      expect(answer.headers.get('location')).toBe(`/console/protection/${id}/confirm`);
    }
    const sent = await world.post(stale, `/console/protection/${id}/close`, { reason: 'x' });
    expect(await sent.text()).not.toContain('riêng');
    expect((await store.protection.get(id))?.closedAt).toBeNull();
    expect(await looks(id)).toBe(0);
    const page = await (await world.get(officer, `/console/protection/${id}`)).text();
    expect(page).toContain('lời &lt;b&gt;riêng&lt;/b&gt; của một em');
    expect(/<title>([^<]*)/.exec(page)?.[1]).not.toContain('riêng');
    expect(await looks(id)).toBe(1);
    expect(await (await world.get(officer, `/console/protection/${id}/print`)).text()).toContain('Mẫu số 01');
    expect(await looks(id)).toBe(2);
  });

  it('keeps what was typed where the sign-in ran out meanwhile, sends nothing, and asks for the code', async () => {
    const id = await aCase();
    const sent = { step: 'note', note: 'đã gọi <b>hai</b> lần', answer: '', reason: '' };
    const asked = await world.post(stale, `/console/protection/${id}/step`, sent);
    const page = await asked.text();
    expect(asked.status).toBe(200);
    expect(page).toContain('name="code"');
    expect(page).toContain('name="note" value="đã gọi &lt;b&gt;hai&lt;/b&gt; lần"');
    expect(page).not.toContain('name="answer"');
    expect(await store.protection.steps(id)).toEqual([]);
    const wrong = await world.post(stale, `/console/protection/${id}/confirm`, { ...sent, code: '000000' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('name="note" value="đã gọi');
    expect(await looks(id)).toBe(0);
    const confirm = { ...sent, code: RIGHT_CODE };
    const right = await world.post(stale, `/console/protection/${id}/confirm`, confirm);
    expect(right.headers.getSetCookie()).toEqual(['fresh=1; Path=/']);
    expect(await right.text()).toMatch(/<textarea[^>]*name="note"[^>]*>đã gọi &lt;b&gt;hai/);
    expect(await store.protection.steps(id)).toEqual([]);
    expect(await looks(id)).toBe(1);
  });

  it('keeps steps once, and is closed with a reason', async () => {
    const id = await aCase();
    const fields = { id: randomUUID(), step: 'called-111', note: 'Gặp chị Hoa' };
    for (let times = 0; times < 2; times += 1)
      await world.post(officer, `/console/protection/${id}/step`, fields);
    const [step, ...more] = await store.protection.steps(id);
    expect(more).toEqual([]);
    expect(step?.note).not.toContain('Hoa');
    const reasonless = await world.post(officer, `/console/protection/${id}/close`, { reason: '' });
    expect(reasonless.status).toBe(422);
    await world.post(officer, `/console/protection/${id}/close`, { reason: 'Đã chuyển 111' });
    expect((await store.protection.get(id))?.closedBy).toBe(officer.name);
    const late = await world.post(officer, `/console/protection/${id}/step`, { ...fields, id: randomUUID() });
    expect(late.headers.get('location')).toContain('done=closed-already');
  });

  it('says honestly that a child who is gone cannot be answered', async () => {
    const id = await aCase();
    const answer = await world.post(officer, `/console/protection/${id}/answer`, { answer: 'Chào em' });
    expect(answer.headers.get('location')).toContain('done=gone');
    expect(await store.protection.steps(id)).toEqual([]);
  });
});

describe('a message of a person’s own', () => {
  it('is laid out for a contact on its own channel, and for nobody else', async () => {
    const contactId = randomUUID();
    await database.query(
      `INSERT INTO contacts (id, hash, channel, account, version) VALUES ($1::uuid, $2, 'telegram', 'a', 1)`,
      [contactId, 'h'.repeat(43)],
    );
    const put = (channel: 'telegram' | 'zalo', id: string) =>
      store.outbox.put({ contactId: id, channel, payload: { text: 'Chào em' } }, new Date());
    expect(await put('telegram', contactId)).toBe(true);
    expect(await put('zalo', contactId)).toBe(false);
    expect(await put('telegram', randomUUID())).toBe(false);
    const rows = await database.query('SELECT payload FROM outbox');
    expect(rows).toEqual([{ payload: { text: 'Chào em' } }]);
  });
});

describe('a way', () => {
  it('is added within reach, encrypted, and removed', async () => {
    const fields = { id: randomUUID(), place: '79', way: 'email', address: 'truc@example.org', minutes: '5' };
    const path = '/console/protection/ways';
    for (const wrong of [{ place: '01' }, { address: 'x' }, { minutes: '0' }])
      expect((await world.post(officer, path, { ...fields, ...wrong })).status).toBe(422);
    expect((await world.post(officer, path, fields)).headers.get('location')).toContain('done=added');
    const [way] = await store.protection.ways();
    expect(way?.address).not.toContain('truc');
    expect(await (await world.get(officer, path)).text()).toContain('truc@example.org');
    expect((await world.post(elsewhere, `${path}/${fields.id}/remove`)).status).toBe(404);
    await world.post(officer, `${path}/${fields.id}/remove`);
    expect(await store.protection.ways()).toEqual([]);
  });
});
