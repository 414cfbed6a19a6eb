/** Told before being asked, on every channel; taken back by a word; nothing kept of those who are not asked; and what is kept of consents. */

import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openLog } from '../../src/runtime/log.ts';
import { createApp } from '../../src/web/app.ts';
import { createConsole } from '../../src/web/console/console.ts';
import { freshDatabase } from '../support/postgres.ts';
import { memberWith } from '../web/console/console-world.ts';
import { fakeDependencies, sayFromLocales } from '../web/fake-dependencies.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { type Phone, telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { launchPlanned, sheetOf } from './planned.ts';
import { startWorld, type World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const older: Opinion = {
  ...{ age: 12, band: '11-13', language: 'vi', place: null },
  answers: { 'head-teacher': 'Em sẽ trồng thêm cây bàng ở sân' },
} as const;
let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  world = await startWorld({ DATABASE_URL: database.url, SEAL_BATCH: '3' });
}, 60_000);

afterAll(async () => {
  await world?.close();
  await pool?.end();
  await database?.drop();
});

async function rowsOf(sql: string): Promise<readonly Record<string, unknown>[]> {
  return (await pool.query(sql)).rows;
}

async function count(from: string): Promise<number> {
  const [row] = await rowsOf(`SELECT count(*)::int AS n FROM ${from}`);
  return Number(row?.['n']);
}

const channels: readonly (readonly [string, (name: string) => Phone])[] = [
  ['web', () => webPhone(world)],
  [
    'telegram',
    (name) => telegramPhone(world, 80_000 + [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)),
  ],
  ['zalo', (name) => zaloPhone(world, `dong-y-${name}`)],
  ['zalo-oa', (name) => zaloOaPhone(world, `dong-y-oa-${name}`)],
];

/** All that the database holds of children, as text, but for what a contact is that once wrote. */
async function tellingRows(): Promise<string> {
  const tables = await rowsOf(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
     AND table_name NOT IN ('contacts', 'flows', 'localities', 'predecessors', '_prisma_migrations', 'consultations', 'invitations')`,
  );
  const parts = await Promise.all(
    tables.map(async ({ name }) => `${name}: ${JSON.stringify(await rowsOf(`SELECT * FROM "${name}"`))}`),
  );
  return parts.sort().join('\n');
}

describe.each(channels)('a child who is not of those asked, on %s', (channel, phoneOf) => {
  test.each([
    ['too young', '5', 'gọi số 111'],
    ['too old', '18', 'Ủy ban nhân dân'],
  ])('%s: is thanked and pointed on, and nothing is kept of it', async (name, age, pointed) => {
    await world.app.seal();
    const before = { telling: await tellingRows(), contacts: await count('contacts') };
    const phone = phoneOf(name);
    await phone.open('THU');
    const said = await phone.type(age);
    expect(said.text).toContain('Cảm ơn');
    expect(said.text).toContain(pointed);
    // Right after the turn nothing tells the age, nor what was answered.
    const [walk] = await rowsOf(
      'SELECT state, disposition FROM sessions WHERE sealed_on IS NULL AND state IS NOT NULL',
    );
    expect(walk?.['state']).toMatchObject({ phase: 'ineligible', answers: {}, trail: [] });
    expect(JSON.stringify(walk?.['state'])).not.toMatch(/ageBand|place|pace/);
    await world.app.seal();
    expect(await count('sessions')).toBe(0);
    expect(await count('inbox WHERE reply IS NOT NULL OR session_id IS NOT NULL')).toBe(0);
    for (let tries = 0; tries < 100 && (await count('outbox')) > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    // Then only marks of handled messages and a count of what was erased are new.
    const strip = (text: string) =>
      text.replace(
        /^(inbox|retention_runs|sending_lanes|sent_messages|vendor_tokens|channel_\w+): .*$/gm,
        '',
      );
    expect(strip(await tellingRows())).toBe(strip(before.telling));
    expect(await count('contacts')).toBe(before.contacts + 1);
    // The hourly job then forgets the account as well.
    await world.app.keepHouse();
    expect(await count('contacts')).toBe(0);
    expect(await count('ledger')).toBe(0);
    // Whoever picked the wrong age begins anew, as a newcomer.
    expect((await phone.open('THU')).text).toContain('Em mấy tuổi rồi');
    await phone.type('xóa dữ liệu');
    await phone.type('đồng ý xóa');
    await world.app.seal();
    for (let tries = 0; tries < 100 && (await count('contacts')) > 0; tries += 1) {
      await world.app.seal();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(channel).not.toBe('');
  });
});

describe.each(channels)('taking it back, on %s', (_channel, phoneOf) => {
  test('in the middle: all of the walk is dropped, and the child is told warmly', async () => {
    const phone = phoneOf('giữa');
    await phone.open('THU');
    await phone.type('9');
    await phone.type('có');
    await phone.type('có');
    await phone.type('vui');
    const said = await phone.type('em rút lại ạ');
    expect(said.text).toContain('bỏ hết những gì em đã trả lời');
    const [walk] = await rowsOf("SELECT state, disposition FROM sessions WHERE disposition = 'refusal'");
    expect(walk?.['state']).toMatchObject({ phase: 'refused', withdrew: true, answers: {}, trail: [] });
    expect(JSON.stringify(walk?.['state'])).not.toMatch(/ageBand|keepPartial|mood/);
    await world.app.seal();
    expect(await count("inbox WHERE reply::text LIKE '%Vui%'")).toBe(0);
    // Again it is nothing, and the child may begin anew.
    expect((await phone.type('rút lại')).text).toContain('không giữ câu trả lời nào');
    expect((await phone.type('làm lại')).text).not.toBe('');
    await phone.type('rút lại');
    await pool.query('DELETE FROM inbox');
    await pool.query('UPDATE contacts SET active_session_id = NULL');
    await pool.query('DELETE FROM sessions');
  });
});

describe('taking it back after the end', () => {
  test('drops the draft and the words that wait, while nothing was mixed; of what was mixed the truth is told', async () => {
    const [one, other, third] = [webPhone(world), webPhone(world), webPhone(world)];
    await answerAll(one, flow, 'THU', older);
    await answerAll(other, flow, 'THU', older);
    expect(await count('waiting_texts')).toBe(2);
    const said = await one.type('rút lại');
    expect(said.text).toContain('lời em tự viết cũng được xóa');
    await world.app.seal();
    expect(await count('waiting_texts')).toBe(1);
    expect(await count("sessions WHERE disposition = 'complete'")).toBe(1);
    // Nothing of it is sealed: with two more there is a batch of three others.
    await answerAll(third, flow, 'THU', older);
    await answerAll(webPhone(world), flow, 'THU', older);
    await world.app.seal();
    expect(await count('responses')).toBe(3);
    expect(await count('waiting_texts')).toBe(3);
    const late = await other.type('em rút lại');
    expect(late.text).toContain('không ai, kể cả Em Nói');
    expect(await count('responses')).toBe(3);
    expect(await count("standing_consents WHERE purpose = 'withdrawal'")).toBe(0);
  });

  test('what was agreed to is counted by the words that were shown, in whole batches', async () => {
    const counts = await rowsOf(
      'SELECT purpose, decision, language, age_wording, wording, walks, length(flow_hash) AS hash FROM consent_counts ORDER BY 1, 2',
    );
    expect(counts).toEqual([
      {
        purpose: 'answering',
        decision: 'given',
        language: 'vi',
        age_wording: '11-13',
        wording: 1,
        walks: 3,
        hash: 64,
      },
      {
        purpose: 'keeping-part',
        decision: 'given',
        language: 'vi',
        age_wording: '11-13',
        wording: 1,
        walks: 3,
        hash: 64,
      },
    ]);
  });
});

describe('what is kept of consents', () => {
  test('is read by auditors as floors, by consultation, and stands in the record of processing', async () => {
    const read = await world.app.console.retention.consents();
    expect(read.map(({ consultation, lines }) => [consultation === null, lines.length])).toEqual([
      [false, 2],
    ]);
    expect(read[0]?.lines.map(({ atLeast, step }) => [atLeast, step])).toEqual([
      [0, 10],
      [0, 10],
    ]);
    await pool.query('UPDATE consent_counts SET walks = 47');
    const auditor = memberWith('auditor');
    const { signIn } = world.app.console;
    const web = createApp(
      fakeDependencies(),
      createConsole({
        ...{
          ...world.app.console,
          say: sayFromLocales,
          log: openLog('silent', {}),
          publicUrl: 'http://localhost',
        },
        signIn: { ...signIn, signedInAt: async () => new Date(), memberOf: async () => auditor },
      }),
    );
    const page = await (await web.request('http://localhost/console/consents')).text();
    expect(page).toContain('Giữ phần đã trả lời nếu dừng giữa chừng');
    expect(page).toContain('truong-hoc-hanh-phuc, bản 4 · Tiếng Việt · 11–13 tuổi · lời của Em Nói, bản 1');
    expect(page).toMatch(/40/);
    expect(page).not.toMatch(/47/);
    expect(await world.app.privacyFile('record')).toContain(
      '| trả lời câu hỏi (“rút lại”) | đồng ý | từ 40 |',
    );
  });
});

describe('a child who is not of those asked', () => {
  test('but begins anew before the job ran keeps the walk it then answers', async () => {
    const phone = webPhone(world);
    const before = await count('sessions');
    await phone.open('THU');
    await phone.type('5');
    await phone.type('làm lại');
    await phone.type('9');
    await world.app.seal();
    expect(await count('sessions')).toBe(before + 1);
    expect((await phone.type('có')).text).toContain('dừng');
    await phone.type('rút lại');
  });

  test('frees the one-time code it came with for the child it was meant for', async () => {
    const consultation = await launchPlanned(world, { closesAt: new Date(Date.now() + 86_400_000) });
    const [code = ''] = await sheetOf(world, consultation, { size: 1, place: '00004' });
    const brother = zaloPhone(world, 'anh-trai');
    await brother.open(code);
    await brother.type('18');
    expect((await zaloPhone(world, 'em-gai-1').open(code)).text).toContain('đã có bạn dùng');
    await world.app.seal();
    expect((await zaloPhone(world, 'em-gai-2').open(code)).text).toContain('Em mấy tuổi rồi');
  });
});

describe('a flow without a card before its question of consent', () => {
  test('is not launched without a plan, since nobody would say who asks and why', async () => {
    const source = (id: string, card: string) => `
flow: ${id}
version: 1
title: { vi: Thử }
languages: [vi]
ages: [9-10]
channels: [web]
indicators: []
closing: { vi: Cảm ơn em. }
questions:${card}
  - { id: consent, kind: consent, text: { vi: Em có muốn tham gia không? }, declined: { vi: Không sao đâu em. } }
  - { id: glad, kind: yes-no, text: { vi: Em có vui không? } }
`;
    const launch = async (id: string, card: string) => {
      expect((await world.app.publishFlow(source(id, card))).kind).toBe('published');
      const codes = [{ code: id.toUpperCase(), place: null }];
      return world.app.launch({
        flowId: id,
        slug: id,
        codes,
        opensAt: null,
        closesAt: null,
        places: [],
        minCell: 5,
      });
    };
    await expect(launch('tran', '')).rejects.toMatchObject({ code: 'asker-untold' });
    const card = '\n  - { id: hello, kind: info, text: { vi: Trường em muốn nghe em nói. } }';
    expect((await launch('chao', card)).slug).toBe('chao');
  });
});

describe('hearing back, and being invited', () => {
  test('are two questions of one message, each agreed to and taken back by itself', async () => {
    const phone = zaloPhone(world, 'nghe-lai');
    await answerAll(phone, flow, 'THU', older);
    const [offered] = world.zalo.child('nghe-lai').seen().slice(-1);
    expect(String(offered)).toContain('báo em nhé · mời em');
    expect(String(offered).length).toBeLessThanOrEqual(2_000);
    expect(await count('hearing_back')).toBe(0);
    expect((await phone.type('báo em nhé')).text).toContain('sẽ nhắn báo em');
    expect(
      await rowsOf(
        'SELECT wording, consultation_id = (SELECT id FROM consultations WHERE demo) AS own FROM hearing_back',
      ),
    ).toEqual([{ wording: 1, own: true }]);
    expect(await count('standing_consents')).toBe(0);
    await phone.type('mời em');
    expect(await count("standing_consents WHERE purpose = 'invitation' AND decision = 'given'")).toBe(1);
    expect((await phone.type('đừng báo nữa')).text).toContain('không nhắn báo em nữa');
    expect(await count('hearing_back')).toBe(0);
    expect(await count("standing_consents WHERE decision = 'given'")).toBe(1);
    await phone.type('báo em nhé');
    expect((await phone.type('đừng mời nữa')).text).toContain('không nhắn mời em nữa');
    expect(await count("standing_consents WHERE decision = 'given'")).toBe(0);
    expect(await count('hearing_back')).toBe(1);
  });

  test('a tap says the same; the stop word ends both; silence keeps nothing', async () => {
    const phone = telegramPhone(world, 89_001);
    await answerAll(phone, flow, 'THU', older);
    const before = await count('hearing_back');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const buttons = world.telegram.child(89_001, 'vi').seen().at(-1)?.keyboard.flat() ?? [];
    expect(buttons.map(({ text }) => text)).toEqual(['Báo em nhé', 'Mời em']);
    await phone.tap(buttons[0]?.callback_data.split(':').at(-1) ?? '');
    expect(await count('hearing_back')).toBe(before + 1);
    await phone.type('dừng nhắc');
    expect(await count('hearing_back')).toBe(before);
  });

  test('such an account is kept until the children were to hear, and thirty days more', async () => {
    expect(await count('hearing_back')).toBe(1);
    await pool.query(
      "UPDATE sessions SET state = NULL, disposition = NULL, ended_on = NULL, version = 0, sealed_on = '2026-01-01'",
    );
    await pool.query(
      "UPDATE consultations SET opens_at = now() - interval '200 days', closed_at = now() - interval '89 days'",
    );
    await world.app.keepHouse();
    expect(
      await count('contacts c WHERE EXISTS (SELECT FROM hearing_back h WHERE h.contact_id = c.id)'),
    ).toBe(1);
    await pool.query("UPDATE consultations SET closed_at = now() - interval '91 days'");
    await world.app.keepHouse();
    await world.app.keepHouse();
    expect(await count('hearing_back')).toBe(0);
    expect(await count('contacts')).toBe(0);
  });
});
