/** Receiving, on a real PostgreSQL and fake vendors: duplicates, junk, codes, doors, second children, vendor trouble. */

import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { type Phone, telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { OPINION } from './smoke.ts';
import { startWorld, WEBHOOK_SECRET, type World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  world = await startWorld({ DATABASE_URL: database.url, SEAL_BATCH: '2' });
}, 60_000);

afterAll(async () => {
  await world?.close();
  await pool?.end();
  await database?.drop();
});

async function count(table: string): Promise<number> {
  return Number((await pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
}

function telegramPost(body: string, secret = WEBHOOK_SECRET): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  return world.request('/webhooks/telegram', { method: 'POST', headers, body });
}

const OLDER: Opinion = {
  ...OPINION,
  answers: { ...OPINION.answers, 'head-teacher': 'Em trồng thêm cây ở sân.' },
};

describe('what does not come from a vendor, or is no message', () => {
  test('a wrong, a missing and a longer secret are refused on both channels', async () => {
    const update = JSON.stringify(world.telegram.child(1).says('/start THU'));
    expect((await telegramPost(update, 'wrong')).status).toBe(401);
    expect((await telegramPost(update, `${WEBHOOK_SECRET}x`)).status).toBe(401);
    expect((await world.request('/webhooks/telegram', { method: 'POST', body: update })).status).toBe(401);
    expect((await world.request('/webhooks/zalo', { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await world.request('/webhooks/zalo-oa', { method: 'POST', body: '{}' })).status).toBe(401);
    expect(await count('contacts')).toBe(0);
  });

  test('junk with the right secret is taken and leaves nothing behind', async () => {
    const deep = `${'['.repeat(9_000)}${']'.repeat(9_000)}`;
    const junk = [
      '',
      '[]',
      '"x"',
      '1',
      'null',
      '{',
      '{"update_id":1}',
      '{"update_id":"x","message":{}}',
      deep,
    ];
    const from = { id: 5, is_bot: false, first_name: 'A' };
    const chat = { id: 5, type: 'private' };
    const message = { message_id: 1, date: 1, chat, from, text: 'THU' };
    const events = [
      { update_id: 1, edited_message: message },
      { update_id: 2, channel_post: message },
      { update_id: 3, message: { ...message, chat: { id: -5, type: 'group', title: 'Lớp em' } } },
      { update_id: 4, message: { ...message, from: { ...from, is_bot: true } } },
      {
        update_id: 5,
        message: { ...message, forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'x' } },
      },
      { update_id: 6, something_new: {} },
    ].map((event) => JSON.stringify(event));
    for (const body of [...junk, ...events])
      expect((await telegramPost(body)).status, body.slice(0, 60)).toBe(200);
    const headers = { 'x-bot-api-secret-token': WEBHOOK_SECRET, 'content-type': 'application/json' };
    for (const body of junk) {
      expect((await world.request('/webhooks/zalo', { method: 'POST', headers, body })).status).toBe(200);
    }
    expect(await count('contacts')).toBe(0);
    expect(await count('inbox')).toBe(0);
  });

  test('a body of five megabytes is refused before it is read', async () => {
    expect((await telegramPost(`{"x":"${'a'.repeat(5_000_000)}"}`)).status).toBe(413);
  });

  test('what was ignored is logged once each, without content', () => {
    const ignored = world.logged.filter((line) => line.includes('delivery.ignored'));
    expect(ignored.length).toBeGreaterThan(10);
    expect(ignored.join('\n')).not.toMatch(/THU|Lớp em|hidden_user/);
  });
});

describe('one message, many deliveries', () => {
  test('five deliveries at once of one update count once, and each gets the same reply', async () => {
    const child = world.telegram.child(77);
    await world.telegram.deliver(child.says('/start THU'), world.target('telegram'));
    const update = JSON.stringify(child.says('12'));
    const replies = await Promise.all(
      Array.from({ length: 5 }, async () => (await telegramPost(update)).text()),
    );
    expect(new Set(replies).size).toBe(1);
    expect(replies[0]).toContain('sendMessage');
    const again = await (await telegramPost(update)).text();
    expect(again).toBe(replies[0]);
    const [row] = (await pool.query("SELECT version FROM sessions WHERE state ->> 'ageBand' = '11-13'")).rows;
    expect(row.version).toBe(2);
  });

  test('messages of two chats with the same message id both count', async () => {
    const before = await count('contacts');
    const event = world.zalo.child('a1b2c3d4e5f60718293a').says('THU');
    const other = structuredClone(event) as { message: { chat: { id: string }; from: { id: string } } };
    other.message.chat.id = 'b1b2c3d4e5f60718293b';
    other.message.from.id = 'b1b2c3d4e5f60718293b';
    for (const one of [event, event, other]) await world.zalo.deliver(one, world.target('zalo'));
    expect(await count('contacts')).toBe(before + 2);
  });
});

describe('codes and doors', () => {
  test('an unknown code gets a kind sentence that says what to do', async () => {
    const phone = telegramPhone(world, 200);
    expect((await phone.open('NOPE')).text).toMatch(/chưa tìm thấy mã/);
    const response = await world.request('/c/NOPE/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"id":"1"}',
    });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  test('words of a stranger get the way in, and a cry for help gets help first', async () => {
    const phone = zaloPhone(world, 'stranger');
    expect((await phone.type('xin chào')).text).toMatch(/gõ mã/);
    expect((await phone.type('cứu')).text).toMatch(/111/);
  });

  test('the code opens in any case, with spaces and marks', async () => {
    for (const [index, typed] of ['thu', ' T h u ', 'THÚ', 'ＴＨＵ'].entries()) {
      expect((await zaloPhone(world, `typed-${index}`).open(typed)).text, typed).toMatch(/Em mấy tuổi rồi/);
    }
  });

  test('a consultation that has not opened yet says so, and one with a place asks for none', async () => {
    await world.app.launch({
      flowId: flow.id,
      slug: 'later',
      codes: [{ code: 'LATER', place: null }],
      opensAt: new Date(Date.now() + 86_400_000),
      closesAt: null,
      minCell: 5,
      places: [],
    });
    expect((await telegramPhone(world, 201).open('LATER')).text).toMatch(/chưa bắt đầu/);
    await world.app.launch({
      flowId: flow.id,
      slug: 'placed',
      codes: [{ code: 'PLACED', place: '00004' }],
      opensAt: null,
      closesAt: null,
      minCell: 5,
      places: ['01'],
    });
    const walked = await answerAll(webPhone(world), flow, 'PLACED', OLDER);
    expect(Object.keys(walked)).toContain('rate.heard');
    expect(Object.keys(walked)).not.toContain('place');
    await world.app.closeConsultation('PLACED');
    await world.app.seal();
    const { rows } = await pool.query('SELECT DISTINCT place FROM responses');
    expect(rows).toEqual([{ place: '00004' }]);
  });

  test('after the end the child is thanked and told so, and what was left waiting is sealed', async () => {
    const phone = telegramPhone(world, 202);
    expect((await phone.open('PLACED')).text).toMatch(/đã kết thúc/);
    expect(await world.app.unpublishedCounts('placed')).toMatchObject({ responses: 1, waiting: 0 });
  });
});

describe('the same answers', () => {
  test('give the same response on every channel', async () => {
    const phones: Phone[] = [
      webPhone(world),
      telegramPhone(world, 300),
      zaloPhone(world, 'same-zalo'),
      zaloOaPhone(world, 'same-oa'),
    ];
    const walks = await Promise.all(phones.map((phone) => answerAll(phone, flow, 'THU', OLDER)));
    for (const walk of walks) expect(walk).toEqual(walks[0]);
    await world.app.seal();
    const { rows } = await pool.query(
      `SELECT r.disposition, r.age_band, r.place, jsonb_object_agg(a.question, to_jsonb(a) - 'response_id') AS said
       FROM responses r JOIN answers a ON a.response_id = r.id JOIN consultations c ON c.id = r.consultation_id
       WHERE c.demo GROUP BY r.id`,
    );
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toEqual(rows[0]);
  });

  test('a second child on the same phone is a second respondent, and is asked everything anew', async () => {
    const phone = telegramPhone(world, 300);
    const after = await phone.open('THU');
    expect(after.text).not.toMatch(/Em mấy tuổi/);
    const other = await phone.type('bạn khác');
    expect(other.text).toMatch(/Em mấy tuổi rồi/);
    const { rows } = await pool.query('SELECT max(respondent) AS most FROM sessions');
    expect(rows[0].most).toBe(2);
  });
});

describe('vendor trouble', () => {
  test('who blocks the bot is marked, and what waited for them is dropped', async () => {
    const child = world.telegram.child(400);
    await world.telegram.deliver(child.says('/start THU'), world.target('telegram'));
    const kicked = {
      update_id: 9_000_001,
      my_chat_member: {
        chat: { id: 400, type: 'private' },
        from: { id: 400, is_bot: false, first_name: 'Em' },
        date: 1,
        old_chat_member: { status: 'member', user: { id: 123456, is_bot: true, first_name: 'B' } },
        new_chat_member: {
          status: 'kicked',
          until_date: 0,
          user: { id: 123456, is_bot: true, first_name: 'B' },
        },
      },
    };
    await world.telegram.deliver(kicked, world.target('telegram'));
    expect(await count('contacts WHERE blocked_at IS NOT NULL')).toBe(1);
    await world.telegram.deliver(child.says('em quay lại rồi'), world.target('telegram'));
    expect(await count('contacts WHERE blocked_at IS NOT NULL')).toBe(0);
  });

  test('a child whose words Zalo hides gets the link to the web page of the same consultation', async () => {
    const child = world.zalo.child('hidden-child');
    await zaloPhone(world, 'hidden-child').open('THU');
    const before = child.seen().length;
    await world.zalo.deliver(child.saysHidden(), world.target('zalo'));
    await expect.poll(() => child.seen().length).toBeGreaterThan(before);
    expect(child.seen().at(-1)).toContain('http://localhost:8080/c/THU');
  });

  test('a passing fault delays a reply and does not lose it', async () => {
    world.zalo.faults.add({
      fault: { kind: 'html', status: 502 },
      method: 'sendMessage',
      chat: 'unlucky',
      times: 1,
    });
    const screen = await zaloPhone(world, 'unlucky').open('THU');
    expect(screen.text).toMatch(/Em mấy tuổi rồi/);
  }, 30_000);

  test('a refusal becomes a dead letter that an operator sees without its content, and can try again', async () => {
    world.zalo.faults.add({
      fault: {
        kind: 'answer',
        status: 200,
        body: { ok: false, error_code: 400, description: 'Bad Request' },
      },
      chat: 'refused',
      times: 1,
    });
    await world.zalo.deliver(world.zalo.child('refused').says('THU'), world.target('zalo'));
    await expect.poll(async () => (await world.app.outbox()).dead.length).toBe(1);
    const { dead } = await world.app.outbox();
    expect(JSON.stringify(dead)).not.toMatch(/refused-|Em mấy tuổi/);
    expect(await world.app.retryOutbox('zalo')).toBe(1);
    await expect.poll(() => world.zalo.child('refused').seen().length, { timeout: 10_000 }).toBe(1);
  });

  test('a used-up quota parks the channel and keeps what waits', async () => {
    world.zalo.faults.add({
      fault: {
        kind: 'answer',
        status: 200,
        body: { ok: false, error_code: 429, description: 'Quota exceeded' },
      },
      chat: 'parked',
      times: 1,
    });
    await world.zalo.deliver(world.zalo.child('parked').says('THU'), world.target('zalo'));
    await expect.poll(() => world.logged.some((line) => line.includes('"outcome":"parked"'))).toBe(true);
    const { depths } = await world.app.outbox();
    expect(depths.find((depth) => depth.channel === 'zalo')?.waiting).toBeGreaterThan(0);
    // Once the quota is there again, an operator's word is enough.
    await world.app.retryOutbox('zalo');
    await expect
      .poll(async () => (await zaloPhone(world, 'after-parking').open('THU')).text)
      .toMatch(/Em mấy tuổi/);
  });
});

test('the log of it all holds no answer, no code and no account', () => {
  expect(world.logged.join('\n')).not.toMatch(/trồng thêm cây|hidden-child|same-zalo|unlucky|b1b2c3d4|THU/);
});

test('a finished walk still waits to be sealed after the child wrote once more', async () => {
  const phone = telegramPhone(world, 500);
  await answerAll(phone, flow, 'THU', { ...OLDER, answers: {} });
  const before = await world.app.unpublishedCounts('THU');
  expect((await phone.type('cảm ơn ạ')).text).toMatch(/bạn khác/);
  expect((await phone.open('THU')).text).toMatch(/bạn khác/);
  expect(await world.app.unpublishedCounts('THU')).toEqual(before);
});

test('texts that nobody has moderated for days alarm the staff, by number only', async () => {
  await world.app.keepHouse();
  expect(world.logged.some((line) => line.includes('moderation.overdue'))).toBe(false);
  await pool.query("UPDATE waiting_texts SET waiting_since = waiting_since - interval '8 days'");
  await world.app.keepHouse();
  const alarms = world.logged.filter((line) => line.includes('moderation.overdue'));
  expect(alarms).toHaveLength(1);
  expect(JSON.parse(alarms[0] ?? '{}')).toEqual({
    level: 'warn',
    event: 'moderation.overdue',
    texts: 5,
    days: 7,
  });
});

describe('a call for help', () => {
  const door = { flowId: flow.id, places: [], minCell: 5 };

  test('is answered before closed and unopened doors, and before any code', async () => {
    const soon = new Date(Date.now() + 86_400_000);
    await world.app.launch({
      ...door,
      slug: 'soon',
      codes: [{ code: 'SOON', place: null }],
      opensAt: soon,
      closesAt: null,
    });
    const early = webPhone(world);
    expect((await early.open('SOON')).text).toMatch(/chưa bắt đầu/);
    expect((await early.type('cứu em với')).text).toMatch(/111/);
    const fresh = webPhone(world);
    await fresh.open('SOON');
    expect((await fresh.type('SOS')).text).toMatch(/111/);
    const short = {
      ...door,
      slug: 'short',
      codes: [{ code: 'SHORT', place: null }],
      opensAt: null,
      closesAt: null,
    };
    await world.app.launch(short);
    const phone = telegramPhone(world, 600);
    await phone.open('SHORT');
    await phone.type('9');
    await world.app.closeConsultation('SHORT');
    expect((await phone.type('111')).text).toMatch(/Em gọi ngay số 111[\s\S]*đã kết thúc/);
    expect((await phone.type('có')).text).toMatch(/đã kết thúc/);
    await world.app.seal();
    expect((await phone.type('có')).text).toMatch(/đã kết thúc/);
  });

  test('can be no code, and neither can other words a child may say', async () => {
    for (const code of ['SOS', '111', 'KHONG', 'CUU', 'STOP', '12']) {
      const order = { ...door, slug: `bad-${code.toLowerCase()}`, opensAt: null, closesAt: null };
      await expect(world.app.launch({ ...order, codes: [{ code, place: null }] }), code).rejects.toThrow(
        /code-(reserved|malformed)/,
      );
    }
  });

  test('a word that only looks like the code with its marks taken off is an answer, not the code', async () => {
    const phone = zaloPhone(world, 'thu-child');
    await phone.open('THU');
    await phone.type('9');
    expect((await phone.type('thử')).text).not.toMatch(/quay lại rồi/);
  });
});

test('a child of another place than those asked is told so kindly, and nothing of it is kept', async () => {
  const order = { flowId: flow.id, slug: 'hanoi', opensAt: null, closesAt: null, minCell: 5, places: ['01'] };
  await expect(world.app.launch({ ...order, codes: [{ code: 'CAMAU', place: '96' }] })).rejects.toThrow(
    'place-not-asked',
  );
  await world.app.launch({ ...order, codes: [{ code: 'HANOI', place: null }] });
  const away = { ...OLDER, place: { province: 'Cao Bằng', commune: 'Thục Phán', code: '01273' } };
  for (const phone of [webPhone(world), telegramPhone(world, 700), zaloPhone(world, 'from-cao-bang')]) {
    await expect(answerAll(phone, flow, 'HANOI', away)).rejects.toThrow(/chỉ hỏi các bạn ở Hà Nội/);
  }
  expect(await world.app.unpublishedCounts('HANOI')).toMatchObject({ responses: 0, waiting: 0 });
  await answerAll(webPhone(world), flow, 'HANOI', OLDER);
  expect(await world.app.unpublishedCounts('HANOI')).toMatchObject({ waiting: 1 });
  // Who answers another consultation with the words "Hà Nội" means the place and not the code.
  await answerAll(zaloPhone(world, 'from-ha-noi'), flow, 'THU', OLDER);
  expect(await world.app.unpublishedCounts('HANOI')).toMatchObject({ waiting: 1 });
});

test('a last message that comes again after sealing is still answered: its first answer may have been lost', async () => {
  const order = { flowId: flow.id, slug: 'again', opensAt: null, closesAt: null, minCell: 5, places: [] };
  await world.app.launch({ ...order, codes: [{ code: 'AGAIN', place: null }] });
  const child = world.telegram.child(800);
  await answerAll(telegramPhone(world, 800), flow, 'AGAIN', { ...OLDER, answers: {}, place: null });
  const thanks = JSON.stringify(child.says('cảm ơn ạ'));
  expect(await (await telegramPost(thanks)).text()).toMatch(/bạn khác/);
  await answerAll(webPhone(world), flow, 'AGAIN', { ...OLDER, answers: {}, place: null });
  await world.app.seal();
  expect(await world.app.unpublishedCounts('again')).toMatchObject({ responses: 2, waiting: 0 });
  expect(await (await telegramPost(thanks)).text()).toMatch(/bạn khác/);
});
